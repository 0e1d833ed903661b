"""Answers of guests, and everything that follows from one in the same transaction."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.directory import actions as directory
from council_office.directory.models import Person
from council_office.directory.queries import on_record
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from protocol.actions.gifts import withdraw_gifts
from protocol.actions.seats import clear_seats
from protocol.models import Guest, Invitation
from protocol.queries.ladder import ladder_of, rank_changes
from protocol.queries.ties import Tie, ties_of
from protocol.states import CardState, GuestAnswer, Standing


@dataclass(frozen=True)
class Answered:
    """The guest, who comes instead, what changed, and what is on paper already."""

    guest: Guest
    substitute: Guest | None
    changed: tuple[str, ...]
    printed: tuple[str, ...]

    @property
    def words(self) -> str:
        parts = list(self.changed)
        if self.printed:
            parts.append(_("printed already: %(papers)s") % {"papers": ", ".join(self.printed)})
        return "; ".join(parts)


@dataclass(frozen=True)
class Substitute:
    """Who comes instead, as told on the answer page; names in their parts, never one line."""

    family_name: str
    given_names: str = ""
    title: str = ""
    email: str = ""


@transaction.atomic
def answer(
    guest: Guest,
    *,
    by,
    answer: str,
    substitute: Substitute | None = None,
    remark: str = "",
    special_meal: bool | None = None,
    needs_access: bool | None = None,
) -> Answered:
    """What a guest says; ladder, seats, covers, cards, cues and gifts follow at once."""
    guest = moves.lock(guest)
    require_answerable(guest, answer, substitute)
    before = {step.guest.pk: step.number for step in ladder_of(guest.ceremony)}
    ties = ties_of(guest)
    needs = {"special_meal": special_meal, "needs_access": needs_access}
    guest = moves.revise(
        guest,
        by=by,
        answer=GuestAnswer(answer),
        answered_at=timezone.now(),
        remark=remark,
        **{name: value for name, value in needs.items() if value is not None},
    )
    comes_instead = None
    if not guest.comes:
        clear_seats(guest, by=by)
        withdraw_gifts(guest, by=by)
    if answer == GuestAnswer.SUBSTITUTE:
        comes_instead = take_in(guest, substitute, by=by)
    else:
        dismiss(guest, by=by)
    return told(guest, comes_instead, before, ties, by=by)


def require_answerable(guest: Guest, answer: str, substitute: Substitute | None) -> None:
    if guest.withdrawn or not guest.ceremony.is_open:
        raise Refused(_("This invitation no longer stands."))
    invitation = Invitation.objects.filter(guest=guest).first()
    if invitation and invitation.state == CardState.REVOKED:
        raise Refused(_("This invitation was taken back."))
    if answer == GuestAnswer.SUBSTITUTE and not (substitute and substitute.family_name.strip()):
        raise Refused(_("Name the substitute."))


def take_in(guest: Guest, told: Substitute, *, by) -> Guest:
    """The substitute as a guest with their own rank (art. 13); the same person named again is one guest."""
    person = person_of(guest, told, by=by)
    for other in guest.representatives.exclude(person=person).filter(withdrawn=False):
        clear_seats(other, by=by)
        moves.revise(other, by=by, withdrawn=True)
    facts = {
        "standing": Standing.REPRESENTATIVE,
        "represents": guest,
        "answer": GuestAnswer.ACCEPTED,
        "answered_at": timezone.now(),
        "withdrawn": False,
        "member": guest.party,
        "country": guest.country,
        "capacity_en": told.title,
        "capacity_fr": told.title,
        "speaks": guest.speaks,
    }
    known = Guest.objects.filter(ceremony=guest.ceremony, person=person).first()
    if known and known.represents_id != guest.pk:
        raise Refused(_("%(person)s is invited already and comes in their own name.") % {"person": person})
    if known:
        return moves.revise(known, by=by, **facts)
    return moves.create(Guest, by=by, ceremony=guest.ceremony, person=person, **facts)


def person_of(guest: Guest, told: Substitute, *, by) -> Person:
    """The one on record under this name and address, else somebody new."""
    found = on_record(told.family_name, told.given_names, told.email)
    if len(found) == 1:
        return found[0]
    return directory.create_person(
        by=by,
        confirmed=True,
        family_name=told.family_name,
        given_names=told.given_names,
        email=told.email,
        member=guest.party,
        organisation=guest.person.organisation,
        language=guest.person.language,
    )


def dismiss(guest: Guest, *, by) -> None:
    """A substitute named earlier no longer comes."""
    for other in guest.representatives.filter(standing=Standing.REPRESENTATIVE, withdrawn=False):
        clear_seats(other, by=by)
        moves.revise(other, by=by, withdrawn=True)


def told(guest: Guest, substitute: Guest | None, before: dict[int, int], ties: list[Tie], *, by) -> Answered:
    """What the answer changed, noted in the history of the guest."""
    changed, printed = [], []
    if not guest.comes:
        changed = [tie.words for tie in ties if not tie.printed]
        printed = [tie.words for tie in ties if tie.printed]
    steps = ladder_of(guest.ceremony)
    if substitute is not None:
        place = next(step.number for step in steps if step.guest.pk == substitute.pk)
        facts = {"name": substitute, "place": place, "was": before.get(guest.pk, "–")}
        changed.append(_("%(name)s takes their own rank: place %(place)s instead of %(was)s") % facts)
    if moved := rank_changes(guest.ceremony, before, steps):
        changed.append(_("places on the ladder that changed: %(n)d") % {"n": len(moved)})
    answered = Answered(guest, substitute, tuple(changed), tuple(printed))
    if answered.words:
        audit.record("cascade", guest, by=by, effects=answered.words)
    return answered
