"""One moment as the clocks of the capitals show it; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EARLY, LATE = 8, 20


@dataclass(frozen=True)
class Local[M]:
    """The moment in one capital."""

    member: M
    moment: datetime
    days: int  # from the day in the place where the moment was set

    @property
    def clock(self) -> datetime:
        """The moment as the clocks there show it, without a zone: pages turn a zone into the reader’s own."""
        return self.moment.replace(tzinfo=None)

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


@dataclass(frozen=True)
class Start[M]:
    """A proposed start of a meeting by link: when it opens in each capital, and where it is unsocial."""

    opens_at: datetime
    times: list[Local[M]]
    unsocial: list[M]

    @property
    def clock(self) -> datetime:
        return self.opens_at.replace(tzinfo=None)


def proposed_starts[M](
    day: date, zone: str, hours: Iterable[int], length: timedelta, zones: Iterable[tuple[M, str]]
) -> list[Start[M]]:
    """Each start in the zone of the body, and where it opens or ends at unsocial hours."""
    zones, found = list(zones), []
    for hour in hours:
        opens_at = datetime.combine(day, time(hour), tzinfo=ZoneInfo(zone))
        times = local_times(opens_at, zones)
        # The last minute counts, not the one after it.
        ends = local_times(opens_at + length - timedelta(minutes=1), zones)
        pairs = zip(times, ends, strict=True)
        unsocial = [one.member for one, end in pairs if one.is_unsocial or end.is_unsocial]
        found.append(Start(opens_at, times, unsocial))
    return found
