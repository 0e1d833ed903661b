"""Doors of visits; one module a noun."""
