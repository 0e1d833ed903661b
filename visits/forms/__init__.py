"""Forms of visits; one module a noun."""
