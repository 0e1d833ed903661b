"""Lists of meetings in and out; one module a noun."""
