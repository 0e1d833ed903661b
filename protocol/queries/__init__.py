"""Questions about ceremonies; the calendar finds its source here."""

from protocol.queries.ceremonies import ceremony_entries

__all__ = ["ceremony_entries"]
