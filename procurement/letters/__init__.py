"""Papers of procurement; one module a noun."""
