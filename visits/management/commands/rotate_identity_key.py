from typing import Any

from django.core.management.base import BaseCommand, CommandError

from visits import actions


class Command(BaseCommand):
    help = (
        "Seal all identity data with the newest of IDENTITY_KEYS; ends with 1 when some open with none. "
        "Put the new key first, restart the office, run this, then take the old key out."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = actions.rotate_identity_key()
        for lost in done.lost:
            self.stderr.write(f"No key opens {lost}.")
        self.stdout.write(f"Sealed anew: {done.anew}. With the newest key already: {done.newest}.")
        if done.lost:
            raise CommandError("Keep the older keys: some identity data open with none of these.")
