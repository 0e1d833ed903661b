"""Forms of meetings; one module a noun."""
