"""Verbs on a delegation that its Member enters itself: asked by mail, filled in by link, sent back."""

from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from council_office.directory import actions as directory
from council_office.directory.address import form_of_address
from council_office.directory.models import Person
from council_office.directory.queries import on_record
from council_office.ledger import audit, moves, outbox
from council_office.ledger.models import Job
from council_office.ledger.moves import Refused
from council_office.web import actions as links
from documents import actions as documents
from meetings.actions import delegations
from meetings.letters import delegation_mails as letters
from meetings.models import Delegation, Participant
from meetings.queries.circulation import forms_of_address, text_of
from meetings.queries.invitations import answer_by
from meetings.states import SessionState

DELEGATION = "meetings.delegation"
CORRECTED = ("family_name", "given_names", "honorific", "email", "language")

audit.say("ask_delegation", gettext_lazy("asked the focal point for the delegation: %(person)s"))
audit.say("submit_delegation", gettext_lazy("sent the delegation to the office"))


@transaction.atomic
def ask_delegation(delegation: Delegation, *, by) -> Job:
    """Order the mail that lets the Member’s focal point enter the delegation."""
    delegation = moves.lock(delegation)
    session, person = delegation.session, delegation.focal_point
    if session.state != SessionState.CONVENED:
        raise Refused(_("Convene the session first: only then the Members are asked for their people."))
    if person is None:
        told = {"member": delegation.member}
        raise Refused(_("Name the focal point of %(member)s first: the link is theirs alone.") % told)
    if not person.email:
        raise Refused(_("%(person)s has no e-mail address: enter one first.") % {"person": person})
    now = timezone.now()
    audit.record("ask_delegation", delegation, by=by, person=str(person))
    moves.revise(delegation, by=by, asked_at=now)
    return outbox.post(
        "meetings.send_delegation_link",
        by=by,
        title=(gettext_noop("Delegation to %(session)s asked for"), {"session": session.label}),
        about=session,
        key=f"delegation:{delegation.pk}:{now.isoformat()}",
        delegation_id=delegation.pk,
        asked=now.isoformat(),
        by_id=by.actor_id,
    )


@transaction.atomic
def send_delegation_link(delegation: Delegation, asked: str, *, by) -> None:
    """The mail with the Member’s own page; run again, it sends nothing twice."""
    delegation = moves.lock(delegation)
    session, person = delegation.session, delegation.focal_point
    if person is None or delegation.asked_at is None or delegation.asked_at.isoformat() != asked:
        return
    language = person.language
    text = text_of(letters.MAIL, language, session.body.code)
    if text is None:
        raise outbox.GiveUp(_("The office has no text for this mail in this language."))
    address = form_of_address(person, language=language, on=session.starts_on, forms=forms_of_address())
    subject, body = letters.mail(
        text,
        delegation,
        salutation=address.salutation,
        link=own_page(delegation, person, by=by),
        answer_by=answer_by(session),
        language=language,
    )
    documents.send(
        to=person.email,
        person=person,
        subject=subject.text,
        body=body.text,
        about=session,
        by=by,
        key=f"delegation:{delegation.pk}:{asked}",
        language=language,
    )


def own_page(delegation: Delegation, person: Person, *, by) -> str:
    """The address of the Member’s own page, alive until the session is over."""
    last = datetime.combine(delegation.session.ends_on, time.max, tzinfo=timezone.get_default_timezone())
    _link, token = links.issue_link(
        purpose=DELEGATION, about=delegation, recipient=person, expires_at=last, by=by
    )
    return settings.BASE_URL + reverse("meetings:own_delegation", args=[token])


# What the focal point does


@transaction.atomic
def enter_own(delegation: Delegation, *, by, role: str, **facts) -> Participant:
    """Somebody of the Member’s own people gets a place, which waits for the office."""
    person_facts = {name: facts.pop(name) for name in CORRECTED if name in facts}
    person = own_person(delegation, person_facts) or directory.create_person(
        by=by, confirmed=True, member=delegation.member, **person_facts
    )
    participant = delegations.add_participant(
        delegation.session,
        by=by,
        person=person,
        role=role,
        member=delegation.member,
        to_confirm=True,
        **facts,
    )
    unsettle(delegation, by=by)
    return participant


def own_person(delegation: Delegation, facts: dict) -> Person | None:
    """The one person of this Member known by this name; of all others the Member learns nothing."""
    found = on_record(facts["family_name"], facts.get("given_names", ""), facts.get("email", ""))
    own = [person for person in found if person.member_id == delegation.member_id]
    return own[0] if len(own) == 1 else None


@transaction.atomic
def correct_own(delegation: Delegation, participant: Participant, *, by, **changes) -> Participant:
    """Another part, title or way to come; a name only as long as the office has not taken it over."""
    participant = require_own(delegation, participant)
    person_changes = {name: changes.pop(name) for name in CORRECTED if name in changes}
    if person_changes and is_new(participant):
        directory.revise_person(participant.person, by=by, **person_changes)
    other_part = changes.get("role", participant.role) != participant.role
    participant = delegations.revise_participant(participant, by=by, **changes)
    if other_part and not participant.to_confirm:
        participant = moves.revise(participant, by=by, to_confirm=True)
    unsettle(delegation, by=by)
    return participant


def is_new(participant: Participant) -> bool:
    """Entered by the Member and nowhere else in use: the office knows this person only from here."""
    places = Participant.objects.filter(person=participant.person_id)
    known = participant.person.posts.exists() or not participant.to_confirm
    return not known and places.count() == 1


@transaction.atomic
def withdraw_own(delegation: Delegation, participant: Participant, *, by, reason: str = "") -> Participant:
    own = require_own(delegation, participant)
    participant = delegations.withdraw_participant(own, by=by, reason=reason)
    unsettle(delegation, by=by)
    return participant


@transaction.atomic
def submit_own(delegation: Delegation, *, by) -> Delegation:
    """The Member has finished; the office looks at the list and confirms it."""
    delegations.require_open(delegation.session)
    if not delegation.participants.coming().exists():
        raise Refused(_("Enter at least one person first."))
    audit.record("submit_delegation", delegation, by=by)
    return moves.revise(delegation, by=by, submitted_at=timezone.now())


def require_own(delegation: Delegation, participant: Participant) -> Participant:
    if participant.delegation_id != delegation.pk or participant.withdrawn:
        raise Refused(_("This person is not on your list any more. Open the list again."))
    return participant


def unsettle(delegation: Delegation, *, by) -> None:
    """What the Member changes after all is to be sent and confirmed anew."""
    delegation = moves.lock(delegation)
    if delegation.confirmed_at or delegation.submitted_at:
        moves.revise(delegation, by=by, confirmed_at=None, submitted_at=None)
