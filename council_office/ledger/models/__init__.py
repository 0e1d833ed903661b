"""What happened, which numbers were given, what is still to do."""

from council_office.ledger.models.audit import ChainHead, Event, Link
from council_office.ledger.models.numbering import Counter, NumberTaken, Series
from council_office.ledger.models.outbox import Job, JobRow, SweepRun

__all__ = ["ChainHead", "Counter", "Event", "Job", "JobRow", "Link", "NumberTaken", "Series", "SweepRun"]
