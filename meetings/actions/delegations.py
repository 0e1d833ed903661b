"""Verbs on delegations: who comes, in which part, under which title, with whose credentials."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory.models import Member, Person
from council_office.directory.queries import for_letters
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from meetings.actions.opening import close_papers_to, open_papers_to, reseat
from meetings.models import Credentials, Delegation, Participant, Session
from meetings.queries import planning
from meetings.rules import delegations as rules
from meetings.rules.delegations import Place
from meetings.states import CREDENTIALLED, OF_A_DELEGATION, CredentialsState, ParticipantRole, SessionState

OPEN = (SessionState.DRAFT, SessionState.CONVENED, SessionState.HELD)
CARRIED = (
    ParticipantRole.HEAD,
    ParticipantRole.REPRESENTATIVE,
    ParticipantRole.ALTERNATE,
    ParticipantRole.EXPERT,
    ParticipantRole.IO,
)

audit.say("withdraw", gettext_lazy("withdrew this person"))
audit.say("confirm_delegation", gettext_lazy("noted that the Member confirmed its delegation"))
audit.say("freeze_titles", gettext_lazy("kept the titles of the session’s day: %(people)s"))
audit.say("carry_delegations", gettext_lazy("took the delegations over from %(session)s"))


@transaction.atomic
def add_participant(
    session: Session,
    *,
    by,
    person: Person,
    role: str,
    member: Member | None = None,
    title_en: str = "",
    title_fr: str = "",
    **fields,
) -> Participant:
    """A person's place at the session; a fifth Representative or a second head is refused with the rule."""
    require_open(session)
    person = person.kept
    delegation = delegation_of(session, member or person.member) if role in OF_A_DELEGATION else None
    places = {"role": role, "delegation": delegation, **titles(person, session, title_en, title_fr), **fields}
    earlier = Participant.objects.filter(session=session, person=person).first()
    if earlier and not earlier.withdrawn:
        told = {"person": person, "role": earlier.get_role_display().lower()}
        raise Refused(_("%(person)s already has a place at this session, as %(role)s.") % told)
    check_limit(delegation, person, role, apart=earlier)
    if earlier:
        participant = moves.revise(earlier, by=by, **{"withdrawn": False, "to_confirm": False, **places})
    else:
        participant = moves.create(Participant, by=by, session=session, person=person, **places)
    keep_credentials(participant)
    if not participant.to_confirm:
        open_papers_to(session, person, by=by)
    return participant


@transaction.atomic
def revise_participant(participant: Participant, *, by, seen: int | None = None, **changes) -> Participant:
    """Another role, title or way to take part, within the limits of the delegation."""
    session = participant.session
    require_open(session)
    role = changes.get("role", participant.role)
    member = changes.pop("member", None) or (participant.delegation and participant.delegation.member)
    if role in OF_A_DELEGATION:
        changes["delegation"] = delegation_of(session, member or participant.person.member)
    else:
        changes["delegation"] = None
    if not participant.withdrawn:
        check_limit(changes["delegation"], participant.person, role, apart=participant)
    changes |= changed_titles(participant, changes)
    participant = moves.revise(participant, by=by, seen=seen, **changes)
    keep_credentials(participant)
    if not (participant.withdrawn or participant.to_confirm):
        open_papers_to(session, participant.person, by=by)
    reseat(session, by=by)
    return participant


@transaction.atomic
def withdraw_participant(participant: Participant, *, by, reason: str = "") -> Participant:
    """The person does not come after all; the row stays for the history."""
    require_open(participant.session)
    participant = moves.lock(participant)
    if participant.withdrawn:
        return participant
    audit.record("withdraw", participant, by=by, reason=reason.strip())
    close_papers_to(participant.session, participant.person, by=by, reason=reason.strip())
    participant = moves.revise(participant, by=by, withdrawn=True)
    reseat(participant.session, by=by)
    return participant


@transaction.atomic
def replace_participant(
    participant: Participant, *, by, person: Person, role: str = "", reason: str = "", **fields
) -> Participant:
    """Somebody comes instead: the one place is given up and the other taken in one step."""
    member = participant.delegation.member if participant.delegation else None
    withdraw_participant(participant, by=by, reason=reason)
    return add_participant(
        participant.session,
        by=by,
        person=person,
        role=role or participant.role,
        member=member,
        replaces=participant,
        **fields,
    )


@transaction.atomic
def carry_delegations(session: Session, *, by) -> list[Participant]:
    """Whoever came to the session before and may come again, each delegation still to be confirmed."""
    require_open(session)
    before = planning.previous_session(session)
    if before is None:
        return []
    present = set(session.participants.values_list("person", flat=True))
    rows = before.participants.coming().filter(role__in=CARRIED).exclude(person__in=present)
    made = [carry(session, row, by=by) for row in rows.select_related("person__member", "delegation__member")]
    carried = [participant for participant in made if participant]
    if carried:
        audit.record("carry_delegations", session, by=by, session=str(before), people=len(carried))
    return carried


@transaction.atomic
def confirm_delegation(delegation: Delegation, *, by) -> Delegation:
    """The list is complete; whoever the Member entered itself may from now on know of the papers."""
    delegation = set_confirmed(delegation, timezone.now(), by=by)
    waiting = delegation.participants.coming().filter(to_confirm=True).select_related("person")
    for participant in waiting:
        moves.revise(participant, by=by, to_confirm=False)
        open_papers_to(delegation.session, participant.person, by=by)
    return delegation


def unconfirm_delegation(delegation: Delegation, *, by) -> Delegation:
    return set_confirmed(delegation, None, by=by)


def revise_delegation(delegation: Delegation, *, by, focal_point: Person | None) -> Delegation:
    """Who answers for the Member in the matters of this session."""
    require_open(delegation.session)
    return moves.revise(delegation, by=by, focal_point=focal_point)


@transaction.atomic
def freeze_titles(session: Session, *, by) -> list[Participant]:
    """Give everybody the title of the post held on the session's first day, unless it was typed by hand."""
    rows = session.participants.filter(title_by_hand=False).select_related("session")
    people = for_letters(Person.objects.filter(pk__in=rows.values("person"))).in_bulk()
    changed = []
    for participant in rows:
        held = titles(people[participant.person_id], session)
        if any(getattr(participant, name) != value for name, value in held.items()):
            changed.append(moves.revise(participant, by=by, **held))
    if changed:
        audit.record("freeze_titles", session, by=by, people=[str(one.person) for one in changed])
    return changed


@transaction.atomic
def receive_credentials(
    delegation: Delegation, *, by, people: Iterable[Credentials], received_on: date
) -> list[Credentials]:
    """The Member's letter came, for these of its people."""
    return [
        moves.move(credentials, CredentialsState.RECEIVED, by=by, received_on=received_on)
        for credentials in own(delegation, people)
    ]


@transaction.atomic
def examine_credentials(
    delegation: Delegation,
    *,
    by,
    people: Iterable[Credentials],
    in_order: bool,
    examined_on: date | None = None,
    note: str = "",
) -> list[Credentials]:
    """What the examination found of these people; not in good order needs a word why."""
    if not in_order and not note.strip():
        raise Refused(_("Say what is wrong with the credentials: the Member is told these words."))
    day, session = examined_on or timezone.localdate(), delegation.session
    found = {
        "examined_on": day,
        "examined_in_session": session.starts_on <= day <= session.ends_on,
        "note": note.strip(),
    }
    to = CredentialsState.IN_ORDER if in_order else CredentialsState.NOT_IN_ORDER
    return [moves.move(credentials, to, by=by, **found) for credentials in own(delegation, people)]


def own(delegation: Delegation, people: Iterable[Credentials]) -> list[Credentials]:
    """The people given, all of this delegation and at least one."""
    require_open(delegation.session)
    people = list(people)
    if not people:
        raise Refused(_("Choose at least one person."))
    for credentials in people:
        if credentials.participant.delegation_id != delegation.pk:
            raise Refused(
                _("%(person)s is not in this delegation.") % {"person": credentials.participant.person}
            )
    return people


def delegation_of(session: Session, member: Member | None) -> Delegation:
    """The Member's delegation, locked: two helpers never fill the last place at once."""
    if member is None:
        raise Refused(rules.NO_MEMBER)
    Delegation.objects.get_or_create(session=session, member=member)
    delegation = Delegation.objects.select_for_update().get(session=session, member=member)
    delegation.session = session
    return delegation


def check_limit(
    delegation: Delegation | None, person: Person, role: str, *, apart: Participant | None = None
) -> None:
    """Refuse what breaks the limits of a delegation whose row is locked."""
    if delegation is None:
        return
    others = delegation.participants.coming().select_related("person")
    places = [Place(str(other.person), other.role) for other in others if not apart or other.pk != apart.pk]
    limits = rules.limits_of(delegation)
    if reason := rules.broken_limit(delegation.member.name(), Place(str(person), role), places, limits):
        raise Refused(reason)


def titles(person: Person, session: Session, title_en: str = "", title_fr: str = "") -> dict:
    """The title typed, or that of the post held on the session's first day."""
    if title_en or title_fr:
        return {"title_en": title_en, "title_fr": title_fr, "title_by_hand": True}
    post = person.post_on(session.starts_on)
    held = {f"title_{code}": getattr(post, f"title_{code}") if post else "" for code in ("en", "fr")}
    return {**held, "title_by_hand": False}


def changed_titles(participant: Participant, changes: dict) -> dict:
    """A title that differs from the one on record was typed; emptied, it follows the posts again."""
    asked = {name: changes.get(name, getattr(participant, name)) for name in ("title_en", "title_fr")}
    if all(getattr(participant, name) == value for name, value in asked.items()):
        return {}
    return titles(participant.person, participant.session, **asked)


def keep_credentials(participant: Participant) -> None:
    """Whoever speaks or votes needs credentials; a letter that came is kept whatever the role becomes."""
    if participant.role in CREDENTIALLED:
        Credentials.objects.get_or_create(participant=participant)
    else:
        Credentials.objects.filter(participant=participant, state=CredentialsState.NOMINATED).delete()


def carry(session: Session, row: Participant, *, by) -> Participant | None:
    """The same place again; whoever no longer fits within the limits is left for a person to add."""
    try:
        with transaction.atomic():
            member = row.delegation.member if row.delegation else None
            return add_participant(session, by=by, person=row.person, role=row.role, member=member)
    except Refused:
        return None


def set_confirmed(delegation: Delegation, moment, *, by) -> Delegation:
    require_open(delegation.session)
    return moves.revise(delegation, by=by, confirmed_at=moment)


def require_open(session: Session) -> None:
    if session.state not in OPEN:
        told = {"session": session, "state": session.get_state_display()}
        raise Refused(_("%(session)s is “%(state)s”: its delegations no longer change.") % told)
