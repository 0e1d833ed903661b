"""Forms of procurement; one module a noun."""
