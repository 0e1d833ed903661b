"""Reads of meetings; one module a noun."""
