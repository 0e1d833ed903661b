"""Lists of meetings; one module a noun."""
