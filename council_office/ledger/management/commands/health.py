from typing import Any

from django.core.management.base import BaseCommand

from council_office.ledger import health


class Command(BaseCommand):
    help = "Say how the office is; ends with 1 when something fails, so that a monitor can call it."

    def handle(self, *args: Any, **options: Any) -> None:
        report = health.report()
        for finding in report["findings"]:
            self.stdout.write(f"{finding['level']:8} {finding['label']}: {finding['words']}")
        if report["level"] == "failing":
            raise SystemExit(1)
