"""Doors of procurement; one module a noun."""
