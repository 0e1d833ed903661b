"""Doors of the people, organisations, Members and accounts."""
