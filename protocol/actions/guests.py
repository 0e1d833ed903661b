"""Verbs on the list of guests: added, revised, taken off, kept apart, placed by hand."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory import actions as directory
from council_office.directory.models import Member, Organisation, Person
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from protocol.actions import invitations
from protocol.actions.seats import clear_seats
from protocol.models import Ceremony, Conflict, Guest, Invitation
from protocol.queries.ladder import ladder_of
from protocol.queries.lists import Row
from protocol.queries.ties import ties_of
from protocol.states import CardState, Standing

audit.say("cascade", gettext_lazy("this changed: %(effects)s"))
audit.say("keep_apart", gettext_lazy("kept apart from %(other)s"))
audit.say("let_together", gettext_lazy("may sit beside %(other)s again"))


@transaction.atomic
def add_guest(ceremony: Ceremony, *, by, person: Person, **fields) -> Guest:
    """Somebody more on the list; who was taken off it comes back as they were."""
    require_list_open(ceremony)
    person = person.kept
    known = Guest.objects.filter(ceremony=ceremony, person=person).first()
    if known and not known.withdrawn:
        raise Refused(_("%(person)s is on the list already.") % {"person": person})
    check_ties(fields, ceremony)
    if known:
        return moves.revise(known, by=by, withdrawn=False, **fields)
    return moves.create(Guest, by=by, ceremony=ceremony, person=person, **fields)


@transaction.atomic
def revise_guest(guest: Guest, *, by, seen: int | None = None, **changes) -> Guest:
    """Another capacity, rank, partner or need; the ladder follows by itself."""
    require_list_open(guest.ceremony)
    check_ties(changes, guest.ceremony, guest)
    return moves.revise(guest, by=by, seen=seen, **changes)


@transaction.atomic
def withdraw_guest(guest: Guest, *, by, reason: str) -> Guest:
    """Off the list: the seat is free, the letter is taken back, printed cards are told to be void."""
    if not reason.strip():
        raise Refused(_("Say why this guest is taken off the list."))
    ties = [tie.words for tie in ties_of(guest)]
    clear_seats(guest, by=by)
    for invitation in Invitation.objects.filter(guest=guest).exclude(state=CardState.REVOKED):
        invitations.revoke_invitation(invitation, by=by, reason=reason.strip())
    guest = moves.revise(guest, by=by, withdrawn=True)
    audit.record("cascade", guest, by=by, effects="; ".join(ties) or "—", reason=reason.strip())
    return guest


@transaction.atomic
def keep_apart(guest: Guest, *, by, other: Guest, reason: str = "") -> Conflict:
    """These two are not seated beside or facing each other."""
    if other.ceremony_id != guest.ceremony_id or other.pk == guest.pk:
        raise Refused(_("Choose another guest of the same ceremony."))
    one, two = sorted((guest, other), key=lambda each: each.pk)
    if Conflict.objects.filter(one=one, other=two).exists():
        raise Refused(_("%(one)s and %(other)s are kept apart already.") % {"one": one, "other": two})
    audit.record("keep_apart", guest, by=by, other=str(other), reason=reason)
    return moves.create(Conflict, by=by, ceremony=guest.ceremony, one=one, other=two, reason=reason)


@transaction.atomic
def let_together(conflict: Conflict, *, by) -> None:
    audit.record("let_together", conflict.one, by=by, other=str(conflict.other))
    moves.remove(conflict, by=by)


@transaction.atomic
def place_by_hand(guest: Guest, *, by, after: Guest | None, reason: str) -> Guest:
    """Put a guest right after another (or first), against the rules and with a reason."""
    if not reason.strip():
        raise Refused(_("Say why this guest is placed by hand: the reason is shown on the ladder."))
    if after is not None and (after.ceremony_id != guest.ceremony_id or after.pk == guest.pk):
        raise Refused(_("Choose another guest of the same ceremony."))
    placed = {"placed_after": after, "placed_reason": reason.strip(), "placed_at": timezone.now()}
    return moves.revise(guest, by=by, **placed)


def move_to_place(guest: Guest, *, by, place: int, reason: str) -> Guest:
    """The same said with the number of the place."""
    others = [step.guest for step in ladder_of(guest.ceremony) if step.guest.pk != guest.pk]
    if not 1 <= place <= len(others) + 1:
        raise Refused(_("There are %(n)d places: choose one of them.") % {"n": len(others) + 1})
    return place_by_hand(guest, by=by, after=others[place - 2] if place > 1 else None, reason=reason)


def unplace(guest: Guest, *, by) -> Guest:
    """Back to the place that the rules give."""
    return moves.revise(guest, by=by, placed_after=None, placed_reason="", placed_at=None)


def check_ties(fields: dict, ceremony: Ceremony, guest: Guest | None = None) -> None:
    """Partners, interpreters and those represented are of the same list, and never oneself."""
    for name in ("partner", "interprets_for", "represents"):
        other = fields.get(name)
        if other is not None and (other.ceremony_id != ceremony.pk or (guest and other.pk == guest.pk)):
            raise Refused(_("Choose another guest of the same ceremony."))
    standing = fields.get("standing", guest.standing if guest else Standing.HOLDER)
    whom = [
        fields.get(name, getattr(guest, name, None) if guest else None)
        for name in ("represents", "represented_authority")
    ]
    if standing in (Standing.ACTING, Standing.FOR_HEAD_OF_STATE) and not any(whom):
        raise Refused(_("Say whose rank this guest takes."))


def require_list_open(ceremony: Ceremony) -> None:
    if not ceremony.is_open:
        raise Refused(_("The ceremony is over: its list of guests no longer changes."))


def take_in_list(ceremony: Ceremony, rows: Iterable[Row], *, by) -> list[Guest]:
    """Everybody of a pasted list who is decided, the new ones entered in the directory."""
    require_list_open(ceremony)
    return [take_in_row(ceremony, row, by=by) for row in rows if row.is_ready]


@transaction.atomic
def take_in_row(ceremony: Ceremony, row: Row, *, by) -> Guest:
    line, member = row.line, Member.objects.filter(code=row.line.member).first()
    person = row.person or directory.create_person(
        by=by,
        confirmed=True,
        family_name=line.family,
        given_names=line.given,
        email=line.email,
        member=member,
        organisation=Organisation.objects.filter(name_en__iexact=line.organisation).first(),
    )
    capacity = {"capacity_en": line.capacity, "capacity_fr": line.capacity}
    return add_guest(ceremony, by=by, person=person, member=member, **capacity)
