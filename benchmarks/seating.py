"""How long a seating plan takes: prints seconds of one core for 40, 120 and 300 guests."""

import os
import random
import sys
from pathlib import Path
from time import process_time

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council_office.settings")
django.setup()

from protocol.seating import Demands, Person, fill, repair, room_of  # noqa: E402  needs the settings

ROOMS = {40: ("round", 5, 8), 120: ("aisle", 10, 12), 300: ("aisle", 15, 20)}


def demands(count: int, *, alternate: bool) -> Demands:
    """A tenth of the guests kept apart, a fifth in couples, three interpreters, four accessible seats."""
    half = count // 2
    chance = random.Random(1)  # noqa: S311  the same every time
    return Demands(
        apart=frozenset((chance.randrange(half), half + chance.randrange(half)) for _ in range(count // 10)),
        partners=frozenset((key, key + 1) for key in range(0, count // 5, 2)),
        interpreters=frozenset((count - 1 - n, n) for n in range(3)),
        accessible=frozenset({1, 2, count - 1, count}),
        alternate=alternate,
    )


def main() -> None:
    rows = [f"{'guests':>7} {'fill':>8} {'alternating':>12} {'repair':>8}   broken rules"]
    for count, room in ROOMS.items():
        hall = room_of(*room)
        sides = random.Random(2)  # noqa: S311
        people = [
            Person(key, f"Guest {key}", sides.choice(("madam", "sir")), needs_access=key in (5, count // 2))
            for key in range(count)
        ]
        asked = demands(count, alternate=False)
        plain = fill(hall, people, asked).seated
        times, broken = [], []
        for alternate in (False, True):
            start = process_time()
            found = fill(hall, people, demands(count, alternate=alternate))
            times.append(process_time() - start)
            broken.append(len(found.broken))
        without = [one for one in people if one.key != 3] + [Person(count + 1, "Substitute")]
        start = process_time()
        repair(hall, plain, without, asked)
        times.append(process_time() - start)
        rows.append(f"{count:>7} {times[0]:>7.3f}s {times[1]:>11.3f}s {times[2]:>7.3f}s   {broken}")
    sys.stdout.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
