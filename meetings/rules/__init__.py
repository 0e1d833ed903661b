"""Rules of meetings that are more than a role; one module a noun; pure."""
