"""Verbs on ceremonies: created with their deadlines, confirmed, held, cancelled; money, press."""

import secrets
from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.calendar import actions as calendar
from council_office.calendar.models import Plan
from council_office.directory.models import Member
from council_office.ledger import audit, moves, numbering
from council_office.ledger.moves import Refused
from council_office.web.words import day
from protocol.actions import invitations
from protocol.models import BudgetLine, Ceremony, CommunicationSheet, Invitation
from protocol.queries.ceremonies import OCCASION
from protocol.rules import missing_to_confirm
from protocol.states import CardState, CeremonyState, EqualOrder

SERIES = "CER"

audit.say("draw_lot", gettext_lazy("drew the order of the Members by lot: %(lot)s"))


@transaction.atomic
def create_ceremony(*, by, held_on: date, about: models.Model | None = None, **fields) -> Ceremony:
    """A new ceremony under its number, with its deadlines counted back from the day."""
    number = numbering.take(SERIES, held_on.year)
    ceremony = moves.create(Ceremony, by=by, number=number, held_on=held_on, about=about, **fields)
    numbering.given(number, ceremony)
    if ceremony.held_on >= timezone.localdate():
        calendar.make_plan(ceremony, occasion=OCCASION, on=ceremony.held_on, variant=ceremony.kind, by=by)
    return ceremony


@transaction.atomic
def revise_ceremony(ceremony: Ceremony, *, by, seen: int | None = None, **changes) -> Ceremony:
    """Other facts; another day moves the deadlines, and who holds an invitation is told by calendar."""
    require_open(ceremony)
    before = (ceremony.held_on, ceremony.opens_at, ceremony.closes_at, ceremony.place_en, ceremony.place_fr)
    ceremony = moves.revise(ceremony, by=by, seen=seen, **changes)
    if ceremony.equal_order == EqualOrder.LOT and not ceremony.lot:
        ceremony = draw_lot(ceremony, by=by)
    after = (ceremony.held_on, ceremony.opens_at, ceremony.closes_at, ceremony.place_en, ceremony.place_fr)
    if after[0] != before[0]:
        calendar.make_plan(ceremony, occasion=OCCASION, on=ceremony.held_on, variant=ceremony.kind, by=by)
    if after != before:
        invitations.announce_change(ceremony, by=by)
    return ceremony


def draw_lot(ceremony: Ceremony, *, by) -> Ceremony:
    """Draw the order of the Members; every draw stays in the history."""
    codes = list(Member.objects.values_list("code", flat=True))
    secrets.SystemRandom().shuffle(codes)
    lot = " ".join(codes)
    with transaction.atomic():
        ceremony = moves.revise(ceremony, by=by, lot=lot, equal_order=EqualOrder.LOT)
        audit.record("draw_lot", ceremony, by=by, lot=lot)
    return ceremony


def confirm_ceremony(ceremony: Ceremony, *, by) -> Ceremony:
    """The ceremony stands: letters may go out, guides and security see it."""
    if missing := missing_to_confirm(ceremony):
        told = {"ceremony": ceremony, "missing": "; ".join(missing)}
        raise Refused(_("%(ceremony)s cannot be confirmed yet. Still missing: %(missing)s.") % told)
    return moves.move(ceremony, CeremonyState.CONFIRMED, by=by)


def hold_ceremony(ceremony: Ceremony, *, by) -> Ceremony:
    """The ceremony took place."""
    if ceremony.held_on > timezone.localdate():
        told = {"ceremony": ceremony, "day": day(ceremony.held_on)}
        raise Refused(_("%(ceremony)s is on %(day)s only: until then it cannot have been held.") % told)
    return moves.move(ceremony, CeremonyState.HELD, by=by)


@transaction.atomic
def cancel_ceremony(ceremony: Ceremony, *, by, reason: str) -> Ceremony:
    """It does not take place: open deadlines end, and who was invited is told by mail and calendar."""
    if not reason.strip():
        raise Refused(_("Say why the ceremony is cancelled: the reason stays in its history."))
    ceremony = moves.move(ceremony, CeremonyState.CANCELLED, by=by, reason=reason.strip())
    for plan in Plan.objects.of(ceremony).filter(occasion=OCCASION):
        calendar.cancel_plan(plan, by=by, reason=reason.strip())
    held = Invitation.objects.filter(guest__ceremony=ceremony).exclude(state=CardState.REVOKED)
    for invitation in held:
        invitations.revoke_invitation(invitation, by=by, reason=reason.strip())
    return ceremony


def add_budget_line(ceremony: Ceremony, *, by, **fields) -> BudgetLine:
    require_open(ceremony)
    return moves.create(BudgetLine, by=by, ceremony=ceremony, **fields)


def revise_budget_line(line: BudgetLine, *, by, seen: int | None = None, **changes) -> BudgetLine:
    return moves.revise(line, by=by, seen=seen, **changes)


def remove_budget_line(line: BudgetLine, *, by) -> None:
    moves.remove(line, by=by)


@transaction.atomic
def revise_communication(ceremony: Ceremony, *, by, seen: int | None = None, **changes) -> CommunicationSheet:
    """The sheet for the press; the first time it is made."""
    ceremony = moves.lock(ceremony)
    sheet = CommunicationSheet.objects.filter(ceremony=ceremony).first()
    if sheet is None:
        return moves.create(CommunicationSheet, by=by, ceremony=ceremony, **changes)
    return moves.revise(sheet, by=by, seen=seen, **changes)


def require_open(ceremony: Ceremony) -> None:
    if not ceremony.is_open:
        told = {"ceremony": ceremony, "state": ceremony.get_state_display()}
        raise Refused(_("%(ceremony)s is over (%(state)s): nothing more is changed.") % told)
