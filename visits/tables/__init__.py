"""Lists of visits; one module a noun."""
