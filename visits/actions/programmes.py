"""Verbs on programmes: made from a profile, adjusted stop by stop, ordered, issued; told on the day."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from council_office.calendar import actions as calendar
from council_office.calendar.models import Plan
from council_office.ledger import moves, outbox
from council_office.ledger.models import Job
from council_office.ledger.moves import Refused
from visits import delays
from visits.actions import resources
from visits.actions.visits import require_open
from visits.models import Programme, ProgrammeIssue, ProgrammeProfile, Stop, Visit
from visits.queries.programmes import Sheet, Ways
from visits.states import ProgrammeState

OCCASION = "visits.programme"
MINUTE = timedelta(minutes=1)


@transaction.atomic
def make_programme(
    visit: Visit,
    *,
    by,
    profile: ProgrammeProfile | None = None,
    on: date | None = None,
    opens_at: time | None = None,
    book: bool = True,
) -> Programme:
    """The programme of a visit, from a profile in one press: stops, hours, tasks, bookings."""
    visit = moves.lock(visit)
    require_open(visit)
    if Programme.objects.filter(visit=visit).exists():
        raise Refused(_("This visit has a programme: change its stops, or remove it first."))
    day = on or visit.starts_on
    if not visit.starts_on <= day <= visit.ends_on:
        raise Refused(_("The programme lies on a day of the visit: %(days)s.") % {"days": visit.days()})
    programme = moves.create(Programme, by=by, visit=visit, profile=profile)
    if profile is not None:
        _lay_out(programme, profile, day, opens_at or profile.opens_at, by=by)
    _plan_tasks(programme, day, by=by)
    if book:
        resources.book_free(programme, by=by)
    return programme


def _lay_out(programme: Programme, profile: ProgrammeProfile, day: date, opens_at: time, *, by) -> None:
    ways, before = Ways(), None
    moment = timezone.make_aware(datetime.combine(day, opens_at))
    for line in profile.stops.select_related("place"):
        travel = ways.between(before.place, line.place) if before else 0
        moment += (travel + line.pause_minutes) * MINUTE
        names = ("kind", "title_en", "title_fr", "place", "minutes", "movable", "owner_role", "needs")
        before = moves.create(
            Stop,
            by=by,
            programme=programme,
            starts_at=moment,
            travel_minutes=travel,
            **{name: getattr(line, name) for name in names},
        )
        moment = before.ends_at


def _plan_tasks(programme: Programme, day: date, *, by) -> None:
    """T-minus tasks, for programmes still to come."""
    if day >= timezone.localdate():
        variant = programme.profile.code if programme.profile else ""
        calendar.make_plan(programme, occasion=OCCASION, variant=variant, on=day, by=by)


@transaction.atomic
def remove_programme(programme: Programme, *, by, reason: str) -> None:
    """Start over; only while nothing was issued."""
    programme = moves.lock(programme)
    if programme.issue:
        raise Refused(_("This programme was issued: change its stops and issue it again."))
    if not reason.strip():
        raise Refused(_("Say why."))
    for plan in Plan.objects.of(programme):
        calendar.cancel_plan(plan, by=by, reason=reason)
    moves.remove(programme, by=by, reason=reason)


@transaction.atomic
def add_stop(programme: Programme, *, by, starts_at: datetime, **fields) -> Stop:
    """One more stop; the way there is known when its place and the one before are."""
    _open(programme, by=by)
    _within(programme, starts_at)
    before = programme.stops.filter(starts_at__lt=starts_at).select_related("place").last()
    travel = Ways().between(before.place if before else None, fields.get("place"))
    fields = {"travel_minutes": travel, **fields}
    return moves.create(Stop, by=by, programme=programme, starts_at=starts_at, **fields)


@transaction.atomic
def revise_stop(stop: Stop, *, by, seen: int | None = None, override_reason: str = "", **changes) -> Stop:
    """Its facts; whoever is booked for it comes along."""
    _open(stop.programme, by=by)
    _within(stop.programme, changes.get("starts_at", stop.starts_at))
    stop = moves.revise(stop, by=by, seen=seen, **changes)
    resources.follow(stop, by=by, override_reason=override_reason)
    return stop


@transaction.atomic
def shift_stop(stop: Stop, minutes: int, *, by) -> Stop:
    """A little earlier or later, alone."""
    if not stop.movable:
        raise Refused(_("“%(stop)s” has a fixed hour; change it by hand.") % {"stop": stop})
    return revise_stop(stop, by=by, starts_at=stop.starts_at + minutes * MINUTE)


@transaction.atomic
def remove_stop(stop: Stop, *, by) -> None:
    """Not on the programme after all; whoever was booked is free."""
    _open(stop.programme, by=by)
    moves.remove(stop, by=by)


@transaction.atomic
def order_stops(programme: Programme, order: Sequence[int], *, by) -> None:
    """The stops in this order: movable ones follow each other, fixed ones keep their hour."""
    _open(programme, by=by)
    stops = {stop.pk: stop for stop in programme.stops.select_related("place")}
    if sorted(order) != sorted(stops):
        raise Refused(_("The programme changed meanwhile. Load the page again."))
    ordered, ways, opens_at = [stops[key] for key in order], Ways(), min(s.starts_at for s in stops.values())
    clock = [
        delays.Stop(
            stop.pk,
            timezone.localtime(stop.starts_at if not stop.movable else opens_at),
            stop.minutes,
            stop.movable,
            ways.between(before.place, stop.place) if before else 0,
        )
        for before, stop in zip([None, *ordered], ordered, strict=False)
    ]
    for laid in delays.laid_out(clock):
        _place(stops[laid.key], laid, by=by)
    for stop in ordered:
        resources.follow(stop, by=by)


def _place(stop: Stop, laid: delays.Stop, *, by) -> None:
    moves.revise(stop, by=by, starts_at=laid.starts_at, travel_minutes=laid.travel)


def _within(programme: Programme, starts_at: datetime) -> None:
    visit, day = programme.visit, timezone.localdate(starts_at)
    if not visit.starts_on <= day <= visit.ends_on:
        raise Refused(_("The programme lies on a day of the visit: %(days)s.") % {"days": visit.days()})


def _open(programme: Programme, *, by) -> None:
    """A change after the issue makes the programme a draft of the next issue."""
    require_open(programme.visit)
    programme = moves.lock(programme)
    if programme.state == ProgrammeState.ISSUED:
        moves.move(
            programme, ProgrammeState.DRAFT, by=by, reason=_("changed after issue %d") % programme.issue
        )


# Issued


@transaction.atomic
def issue_programme(programme: Programme, *, by) -> Job:
    """Keep the programme as it stands under its next number and order its papers."""
    programme = moves.lock(programme)
    sheet = Sheet(programme)
    if not sheet.stops:
        raise Refused(_("Nothing is on the programme yet: add a stop first."))
    if late := [row.stop for row in sheet.rows if row.over]:
        raise Refused(_("“%(stop)s” cannot be reached in time: move or shorten a stop.") % {"stop": late[0]})
    programme = moves.move(programme, ProgrammeState.ISSUED, by=by, issue=programme.issue + 1)
    moves.create(
        ProgrammeIssue,
        by=by,
        programme=programme,
        number=programme.issue,
        issued_by_id=by.actor_id,
        stops=[_kept(stop) for stop in sheet.stops],
    )
    return outbox.post(
        "visits.produce_programme",
        by=by,
        title=(gettext_noop("Papers of the programme %(visit)s"), {"visit": programme.visit.number}),
        about=programme,
        programme_id=programme.pk,
        by_id=by.actor_id,
    )


def _kept(stop: Stop) -> dict:
    return {
        "title_en": stop.title("en"),
        "title_fr": stop.title("fr"),
        "place_en": stop.place.name("en") if stop.place else "",
        "place_fr": stop.place.name("fr") if stop.place else "",
        "starts_at": timezone.localtime(stop.starts_at).isoformat(timespec="minutes"),
        "minutes": stop.minutes,
    }
