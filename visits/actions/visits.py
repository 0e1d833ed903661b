"""Verbs on visits: opened with their deadlines, moved in time, planned, begun, closed, cancelled."""

from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.calendar import actions as calendar
from council_office.calendar.models import Plan
from council_office.calendar.states import Occasion
from council_office.ledger import moves, numbering
from council_office.ledger.moves import Refused
from visits.actions import passes
from visits.models import Visit
from visits.states import OPEN_VISITS, OPENING, WITH_SECURITY, VisitState

SERIES = "VIS"


@transaction.atomic
def create_visit(
    *, by, starts_on: date, ends_on: date | None = None, about: models.Model | None = None, **fields
) -> Visit:
    """A numbered visit with the deadlines that its kind asks for, counted back from its first day."""
    number = numbering.take(SERIES, timezone.localdate().year)
    visit = moves.create(
        Visit, by=by, number=number, starts_on=starts_on, ends_on=ends_on or starts_on, about=about, **fields
    )
    numbering.given(number, visit)
    if visit.ends_on >= timezone.localdate():
        calendar.make_plan(
            visit,
            occasion=Occasion.VISIT,
            variant=visit.kind,
            on=visit.starts_on,
            ends_on=visit.ends_on,
            by=by,
        )
    return visit


@transaction.atomic
def revise_visit(visit: Visit, *, by, seen: int | None = None, **changes) -> Visit:
    """Its facts; other days move its deadlines and those visitors who come for the whole of it."""
    visit = moves.lock(visit)
    require_open(visit)
    days = visit.starts_on, visit.ends_on
    visit = moves.revise(visit, by=by, seen=seen, **changes)
    if (visit.starts_on, visit.ends_on) != days:
        _move_with(visit, *days, by=by)
    for visitor in visit.visitors.filter(passes__state__in=(*WITH_SECURITY, *OPENING)).distinct():
        passes.follow(visitor, by=by)
    return visit


def _move_with(visit: Visit, first: date, last: date, *, by) -> None:
    if plan := Plan.objects.of(visit).filter(occasion=Occasion.VISIT).first():
        calendar.move_plan(plan, visit.starts_on, ends_on=visit.ends_on, by=by)
    for visitor in visit.visitors.filter(arrives_on=first, leaves_on=last, access_until__isnull=True):
        moves.revise(visitor, by=by, arrives_on=visit.starts_on, leaves_on=visit.ends_on)


def plan_visit(visit: Visit, *, by) -> Visit:
    """The visit takes place: security, hosts and guides see it."""
    if visit.host_id is None:
        raise Refused(_("Name the host first: somebody receives the visitors."))
    return moves.move(visit, VisitState.PLANNED, by=by)


def begin_visit(visit: Visit, *, by) -> Visit:
    """The first visitor is here."""
    return moves.move(visit, VisitState.UNDER_WAY, by=by)


def close_visit(visit: Visit, *, by) -> Visit:
    """Everybody has left."""
    return moves.move(visit, VisitState.CLOSED, by=by)


@transaction.atomic
def reopen_visit(visit: Visit, *, by, reason: str) -> Visit:
    """Not over after all, back to planned, or a cancelled visit drafted again."""
    _say_why(reason)
    back = {
        VisitState.CLOSED: VisitState.UNDER_WAY,
        VisitState.UNDER_WAY: VisitState.PLANNED,
        VisitState.PLANNED: VisitState.DRAFT,
        VisitState.CANCELLED: VisitState.DRAFT,
    }
    cancelled = visit.state == VisitState.CANCELLED
    visit = moves.move(visit, back.get(visit.state, VisitState.DRAFT), by=by, reason=reason.strip())
    if cancelled:
        for visitor in visit.visitors.coming().filter(access_ended_on__isnull=False):
            moves.revise(visitor, by=by, access_ended_on=None)
    return visit


@transaction.atomic
def cancel_visit(visit: Visit, *, by, reason: str) -> Visit:
    """It does not take place: no pass of it opens a gate, and what was still to be done for it is not."""
    _say_why(reason)
    visit = moves.move(visit, VisitState.CANCELLED, by=by, reason=reason.strip())
    if plan := Plan.objects.of(visit).filter(occasion=Occasion.VISIT).first():
        calendar.cancel_plan(plan, by=by, reason=reason.strip())
    for visitor in visit.visitors.coming().order_by("pk"):
        moves.revise(visitor, by=by, access_ended_on=timezone.localdate())
        passes.end_pass_of(visitor, by=by, reason=reason.strip())
    return visit


def _say_why(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why."))


def require_open(visit: Visit) -> None:
    if visit.state not in OPEN_VISITS:
        told = {"visit": visit, "state": visit.get_state_display()}
        raise Refused(_("%(visit)s is “%(state)s”: reopen it before changing it.") % told)
