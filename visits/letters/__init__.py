"""Papers of visits; one module a noun."""
