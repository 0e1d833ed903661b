"""Verbs of the day: running late, and telling those who must know."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from council_office.directory.models import Person
from council_office.directory.states import Language
from council_office.ledger import moves
from council_office.ledger.moves import Refused
from documents import actions as documents
from visits import delays
from visits.actions import resources
from visits.delays import Delay
from visits.models import Lateness, Programme, Stop, Told
from visits.queries.programmes import Sheet
from visits.states import Audience, ResourceKind, StopKind, ToldState

HALF_A_DAY = timedelta(hours=12)  # what lies further away is another day's


@transaction.atomic
def run_late(
    programme: Programme, minutes: int, *, by, at: datetime | None = None, uid: UUID | None = None
) -> Delay | None:
    """Move every later movable stop; words for driver, kitchen and gate wait to be looked at.

    A tap made without network comes with its own moment and `uid`; the same one again changes nothing (None).
    """
    if not 1 <= minutes <= 240:
        raise Refused(_("Late by 1 to 240 minutes."))
    programme = moves.lock(programme)
    if uid and Lateness.objects.filter(uid=uid).exists():
        return None
    now = timezone.now()
    moment = timezone.localtime(min(at, now) if at else now)
    if now - moment > HALF_A_DAY:
        raise Refused(_("This was tapped more than twelve hours ago: the programme stays as it is."))
    sheet = Sheet(programme)
    today = [stop for stop in sheet.clock if abs(stop.starts_at - moment) < HALF_A_DAY]
    delay = delays.late(today, moment, minutes)
    if delay.longer is None and not delay.moved:
        raise Refused(_("Nothing later on this day can move."))
    stops = {stop.pk: stop for stop in sheet.stops}
    _move(stops, delay, minutes, by=by)
    _propose(programme, stops, delay, minutes, by=by)
    facts = {"minutes": minutes, "tapped_at": moment, "by_id": by.actor_id}
    moves.create(Lateness, by=by, programme=programme, uid=uid or uuid4(), **facts)
    return delay


def _move(stops: dict[int, Stop], delay: Delay, minutes: int, *, by) -> None:
    """The stops at their new hours, whoever is booked with them: on the day nobody is asked for a reason."""
    for key, starts_at in delay.moved:
        moves.revise(stops[key], by=by, starts_at=starts_at)
    if delay.longer is not None:
        current = stops[delay.longer]
        moves.revise(current, by=by, minutes=current.minutes + minutes)
    reason = _("%(minutes)d minutes late on the day") % {"minutes": minutes}
    for key in [*dict(delay.moved), *([] if delay.longer is None else [delay.longer])]:
        resources.follow(stops[key], by=by, override_reason=reason)


def _propose(programme: Programme, stops: dict[int, Stop], delay: Delay, minutes: int, *, by) -> None:
    """What each of them must hear; earlier words that nobody told yet are out of date."""
    for stale in programme.told.filter(state=ToldState.PROPOSED):
        moves.move(stale, ToldState.DROPPED, by=by, reason=_("out of date"))
    moved = [stops[key] for key, _start in delay.moved]
    for audience, recipient, stop in _concerned(programme, moved):
        with override(recipient.language if recipient else Language.FRENCH):
            told = {
                "minutes": minutes,
                "stop": stop.title(),
                "time": f"{timezone.localtime(stop.starts_at):%H:%M}",
            }
            text = _("%(minutes)d minutes late: “%(stop)s” now at %(time)s.") % told
        facts = {"audience": audience, "recipient": recipient, "text": text}
        moves.create(Told, by=by, programme=programme, **facts)


def _concerned(programme: Programme, moved: list[Stop]) -> list[tuple[str, Person | None, Stop]]:
    """Drivers of moved stops, the kitchen for a meal, the gate for the way out, the host for what is next."""
    found: list[tuple[str, Person | None, Stop]] = []
    drivers = {
        each.resource.person: stop
        for stop in reversed(moved)
        for each in stop.commitments.select_related("resource__person")
        if each.resource.kind == ResourceKind.DRIVER
    }
    found += [(Audience.DRIVER, person, stop) for person, stop in drivers.items()]
    meals = [stop for stop in moved if stop.kind == StopKind.MEAL]
    found += [(Audience.KITCHEN, meals[0].owner, meals[0])] if meals else []
    if moved:
        found.append((Audience.GATE, None, moved[-1]))
        found += [(Audience.HOST, programme.visit.host, moved[0])] if programme.visit.host else []
    return found


@transaction.atomic
def tell(told: Told, *, by, text: str = "") -> Told:
    """The words were looked at: they leave by mail when the recipient has an address, or were said."""
    if text.strip() and text.strip() != told.text:
        told = moves.revise(told, by=by, text=text.strip())
    told = moves.move(told, ToldState.SAID, by=by, said_at=timezone.now())
    if told.recipient and told.recipient.email:
        language = told.recipient.language
        with override(language):
            subject = _("%(visit)s: a change today") % {"visit": told.programme.visit.number}
        documents.send(
            to=told.recipient.email,
            person=told.recipient,
            subject=subject,
            body=told.text,
            about=told.programme,
            by=by,
            key=f"visits.told:{told.pk}",
            language=language,
        )
    return told


def drop_told(told: Told, *, by) -> Told:
    """Nobody needs to hear it."""
    return moves.move(told, ToldState.DROPPED, by=by)
