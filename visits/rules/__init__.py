"""Who may what in visits, and the domain’s rules; one module a noun."""
