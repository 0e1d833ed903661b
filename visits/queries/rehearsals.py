"""A rehearsal in words: what was tried, what breaks, whom to tell, the best repair."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from visits import rehearsal
from visits.models import Resource, Stop, Zone
from visits.queries.bookings import in_words
from visits.queries.programmes import Sheet
from visits.rehearsal import Outcome
from visits.states import ResourceKind


@dataclass
class Tried:
    """The form's values and, when something was tried, what came of it."""

    sheet: Sheet
    minutes: int
    stop: Stop | None
    away: tuple[int, ...]
    outcome: Outcome | None = None

    @cached_property
    def resources(self) -> dict[int, Resource]:
        """Everybody who may be named in the answer."""
        found = {each.resource_id: each.resource for each in self.sheet.commitments}
        missing = set(self.sheet.escorts) - found.keys()
        return found | (Resource.objects.in_bulk(missing) if self.outcome and missing else {})

    @cached_property
    def stops(self) -> dict[int, Stop]:
        return {stop.pk: stop for stop in self.sheet.stops}

    @property
    def people(self) -> list[Resource]:
        """Who could be away: whoever is booked, once, without the rooms."""
        booked = {each.resource_id: each.resource for each in self.sheet.commitments}
        kept = [each for each in booked.values() if each.kind != ResourceKind.ROOM]
        return sorted(kept, key=lambda each: (each.kind, each.name))

    @property
    def breaks(self) -> list[str]:
        outcome = self.outcome
        found = [self.missed(outcome.missed)] if outcome.missed else []
        found += [in_words(clash, self.resources[clash.wanted.resource]) for clash in outcome.clashes]
        return list(dict.fromkeys(found + [self.red(span) for span in outcome.uncovered]))

    def missed(self, short) -> str:
        told = {"stop": self.stops[short.key], "minutes": short.minutes}
        return _("“%(stop)s” cannot move: %(minutes)d minutes are missing.") % told

    def red(self, span) -> str:
        zones: dict[int, Zone] = self.sheet.tree.zones
        told = {
            "zone": zones[span.zone],
            "start": f"{span.starts_at:%H:%M}",
            "end": f"{span.ends_at:%H:%M}",
            "present": span.present,
            "needed": span.needed,
        }
        return _("%(zone)s, %(start)s–%(end)s: %(present)d of %(needed)d escorts.") % told

    @property
    def tell(self) -> list[str]:
        known = [self.resources[key] for key in self.outcome.tell_resources if key in self.resources]
        names = [str(each) for each in known if each.kind not in (ResourceKind.ROOM, ResourceKind.VEHICLE)]
        stops = [self.stops[key] for key in self.outcome.tell_stops]
        owners = [str(stop.owner or stop.get_owner_role_display()) for stop in stops]
        meals = [_("Kitchen")] if any(stop.kind == "meal" for stop in stops) else []
        return list(dict.fromkeys([*names, *owners, *meals]))

    @property
    def repairs(self) -> list[str]:
        return [
            *(self.cut(each) for each in self.outcome.cuts),
            *(self.substitute(each) for each in self.outcome.substitutes),
            *(self.lost(key) for key in self.outcome.without_repair),
        ]

    def cut(self, cut) -> str:
        stop = self.stops[cut.stop]
        if not cut.left:
            return _("Leave “%(stop)s” out.") % {"stop": stop}
        told = {"stop": stop, "minutes": cut.minutes, "left": cut.left}
        return _("Shorten “%(stop)s” by %(minutes)d minutes, to %(left)d.") % told

    def substitute(self, each) -> str:
        stops = ", ".join(str(self.stops[key]) for key in each.stops)
        return _("%(name)s is free and authorised: %(stops)s.") % {
            "name": self.resources[each.resource],
            "stops": stops,
        }

    def lost(self, key: int) -> str:
        told = {"stop": self.stops[key]}
        return _("Nothing saves “%(stop)s”: agree on another hour, or leave it out.") % told


def tried(sheet: Sheet, query: Mapping[str, str]) -> Tried:
    """What the form asks for: `late` minutes at the start of a stop, or resources `away`."""
    stops = {str(stop.pk): stop for stop in sheet.stops}
    minutes = int(query["late"]) if query.get("late", "").isdigit() else 40
    getlist = getattr(query, "getlist", lambda name: [])
    away = tuple(int(key) for key in getlist("away") if key.isdigit())
    stop = stops.get(query.get("stop", "")) or (sheet.stops[0] if sheet.stops else None)
    found = Tried(sheet, min(minutes, 480), stop, away)
    if query.get("try") == "late" and stop is not None:
        found.outcome = rehearsal.late(sheet.day, timezone.localtime(stop.starts_at), found.minutes)
    elif query.get("try") == "away" and away:
        found.outcome = rehearsal.absent(sheet.day, away)
    return found
