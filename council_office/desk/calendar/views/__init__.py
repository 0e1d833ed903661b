"""Doors of the calendar, its feeds, tasks, closures and deadline rules; one module a noun."""
