from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from council_office.ledger import backups
from council_office.ledger.moves import Refused


class Command(BaseCommand):
    help = "Write database, papers and anchors into one file with the hash of each, and read it back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=Path(settings.BACKUP_DIR))
        parser.add_argument("--keep", type=int, default=0, help="keep so many backups and delete older ones")

    def handle(self, *args: Any, folder: Path, keep: int, **options: Any) -> None:
        try:
            path = backups.make(folder)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        for old in sorted(folder.glob("council-office-*.tar"))[:-keep] if keep else ():
            old.unlink()
        self.stdout.write(str(path))
