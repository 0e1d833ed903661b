"""What the reports keep: schedules and their runs, issued reports, questions of one's own."""

from council_office.reports.models.issues import Issue
from council_office.reports.models.questions import Question
from council_office.reports.models.schedules import Run, Schedule

__all__ = ["Issue", "Question", "Run", "Schedule"]
