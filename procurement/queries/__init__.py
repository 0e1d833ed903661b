"""What pages, letters and verbs of procurement read; one module a noun."""
