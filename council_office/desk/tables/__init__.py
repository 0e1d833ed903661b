"""Declared lists of the desk, by noun."""
