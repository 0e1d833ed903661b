"""An old record read back, the office’s own or others’: its pieces, what they say, what is in doubt; pure."""

from meetings.old_records.pieces import numbered
from meetings.old_records.reader import ReadAct, Reader, ReadParagraph, Verb

__all__ = ["ReadAct", "ReadParagraph", "Reader", "Verb", "numbered"]
