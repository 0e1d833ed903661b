"""What the worker and the clock do for reports."""

from council_office.directory.models import User
from council_office.ledger import outbox
from council_office.reports import actions
from council_office.reports.models import Issue, Run


@outbox.task("reports.make")
def make(issue_id: int) -> None:
    actions.make(Issue.objects.select_related("reader__person", "previous").get(pk=issue_id))


@outbox.task("reports.send")
def send(run_id: int, reader_id: int) -> None:
    actions.send(Run.objects.select_related("schedule").get(pk=run_id), User.objects.get(pk=reader_id))


@outbox.every_minute("reports.run_due")
def run_due() -> None:
    actions.run_due()
