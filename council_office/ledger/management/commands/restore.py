from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from council_office.ledger import backups
from council_office.ledger.moves import Refused


class Command(BaseCommand):
    help = "Put a backup in place (stop the office first); refused when anything of it is damaged."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path)
        parser.add_argument("--replace", action="store_true", help="even if there is an office here already")
        parser.add_argument(
            "--check", action="store_true", help="only read the backup and tell whether it is whole"
        )

    def handle(self, *args: Any, backup: Path, replace: bool, check: bool, **options: Any) -> None:
        try:
            manifest = backups.check(backup) if check else backups.restore(backup, replace=replace)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        told = f"{len(manifest.files)} files, {sum(manifest.rows.values())} rows, made {manifest.made_at}"
        if check:
            self.stdout.write(f"The backup is whole: {told}.")
            return
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Restored: {told}.")
