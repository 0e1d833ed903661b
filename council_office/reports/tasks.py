"""What the worker and the clock do for reports."""

from council_office.directory.models import User
from council_office.ledger import outbox
from council_office.reports import actions
from council_office.reports.models import Run


@outbox.task("reports.send_outlook")
def send_outlook(run_id: int, reader_id: int) -> None:
    actions.send_outlook(Run.objects.get(pk=run_id), User.objects.get(pk=reader_id))


@outbox.every_minute("reports.run_due")
def run_due() -> None:
    actions.run_due()
