"""Doors of meetings; one module a noun."""
