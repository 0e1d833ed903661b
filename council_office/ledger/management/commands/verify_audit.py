from typing import Any

from django.core.management.base import BaseCommand

from council_office.ledger import audit
from council_office.ledger.models import Link


class Command(BaseCommand):
    help = "Check every link and anchor of the audit trail; ends with 1 when something was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        breaks = audit.verify()
        for found in breaks:
            self.stderr.write(str(found))
        if breaks:
            raise SystemExit(1)
        self.stdout.write(f"The audit trail holds: {Link.objects.count()} events.")
