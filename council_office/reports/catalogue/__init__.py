"""The registers that reports may read, and the standard reports over them, one module for each subject."""

from collections.abc import Iterable

from council_office.reports.catalogue import (
    decisions,
    gifts,
    letters,
    month,
    outlook,
    passes,
    people,
    purchases,
    sessions,
    visits,
)
from council_office.reports.declared import Register, Report

SUBJECTS = (outlook, sessions, decisions, people, visits, passes, letters, purchases, gifts, month)

REGISTERS: dict[str, Register] = {}
REPORTS: dict[str, Report] = {}


def add(registers: Iterable[Register], reports: Iterable[Report]) -> None:
    """Let these registers be asked and these reports be read; apps above this one add theirs, too."""
    REGISTERS.update({one.code: one for one in registers})
    REPORTS.update({one.code: one for one in reports})


for subject in SUBJECTS:
    add(subject.REGISTERS, subject.REPORTS)
