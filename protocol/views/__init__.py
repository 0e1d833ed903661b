"""Doors to protocol."""
