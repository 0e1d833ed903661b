"""The registers that reports may read, and the standard reports over them, one module for each subject."""

from council_office.reports.catalogue import decisions, month, outlook, people, sessions
from council_office.reports.declared import Register, Report

SUBJECTS = (outlook, sessions, decisions, people, month)

REGISTERS: dict[str, Register] = {one.code: one for subject in SUBJECTS for one in subject.REGISTERS}
REPORTS: dict[str, Report] = {one.code: one for subject in SUBJECTS for one in subject.REPORTS}
