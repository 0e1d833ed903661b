"""One moment as the clocks of the capitals show it; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

EARLY, LATE = 8, 20


@dataclass(frozen=True)
class Local[M]:
    """The moment in one capital."""

    member: M
    moment: datetime
    days: int  # from the day in the place where the moment was set

    @property
    def is_unsocial(self) -> bool:
        """Whether people there are asleep or at table."""
        return not EARLY <= self.moment.hour < LATE


def local_times[M](moment: datetime, zones: Iterable[tuple[M, str]]) -> list[Local[M]]:
    """The moment in each zone; `moment` carries the zone in which it was set."""
    found = []
    for member, zone in zones:
        there = moment.astimezone(ZoneInfo(zone))
        found.append(Local(member, there, (there.date() - moment.date()).days))
    return found
