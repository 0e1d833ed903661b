"""Verbs on letters of invitation: prepared, made and sent by the worker, reminded, revoked, told of a change.

The slice is that of the invitations of meetings; what both share (numbers, papers, deliveries,
signed links, calendar entries) stands below them.
"""

from datetime import datetime, time

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from council_office.calendar import ical
from council_office.ledger import moves, numbering, outbox
from council_office.ledger.models import Job
from council_office.ledger.moves import Refused, move
from council_office.web import actions as links
from council_office.web.models import SignedLink
from documents import actions as documents
from protocol.letters import invitations as letters
from protocol.letters.invitations import Addressed
from protocol.models import Ceremony, Invitation
from protocol.queries import invitations as queries
from protocol.states import CardState, CeremonyState, GuestAnswer

SERIES = "LET"
ANSWER = "protocol.answer"


@transaction.atomic
def prepare_invitations(ceremony: Ceremony, *, by) -> list[Invitation]:
    """A draft for everybody on the list who has none, each in the person's own language."""
    require_confirmed(ceremony)
    return [
        moves.create(Invitation, by=by, guest=guest, language=guest.person.language)
        for guest in queries.uninvited(ceremony).select_related("person")
    ]


@transaction.atomic
def send_invitations(ceremony: Ceremony, *, by) -> Job:
    """Order every complete letter from the worker; the incomplete ones stay drafts."""
    require_confirmed(ceremony)
    ready = [each.invitation for each in queries.review(queries.drafts(ceremony)) if not each.missing]
    if not ready:
        raise Refused(_("No letter is complete. The list below says what is missing."))
    for invitation in ready:
        move(invitation, CardState.QUEUED, by=by)
    return outbox.post(
        "protocol.send_invitation",
        rows=[{"invitation_id": each.pk, "by_id": by.actor_id} for each in ready],
        by=by,
        title=(gettext_noop("Invitations to %(session)s"), {"session": ceremony.title("en")}),
        about=ceremony,
    )


def send_invitation(invitation: Invitation, *, by) -> Invitation:
    """Number, make, file and mail one letter; again after a crash it goes on where it stopped."""
    if invitation.state != CardState.QUEUED:
        return invitation
    if missing := queries.missing(queries.addressed_one(invitation)):
        raise outbox.GiveUp(_("Missing: %(what)s.") % {"what": ", ".join(missing)})
    invitation = number_invitation(invitation, by=by)
    addressed = queries.addressed_one(invitation)
    paper = letters.invitation(addressed, number=invitation.number, dated_on=invitation.dated_on)
    issued = documents.issue(paper, about=invitation, by=by)
    return hand_over(addressed, issued["pdf"], by=by)


@transaction.atomic
def number_invitation(invitation: Invitation, *, by) -> Invitation:
    """The letter's number and date, taken once and for good."""
    invitation = moves.lock(invitation)
    if invitation.number:
        return invitation
    today = timezone.localdate()
    number = numbering.take(SERIES, today.year, about=invitation)
    return moves.revise(invitation, by=by, number=number, dated_on=today)


@transaction.atomic
def hand_over(addressed: Addressed, letter, *, by) -> Invitation:
    """Answer link, mail and state in one transaction: none of them without the others."""
    invitation = moves.lock(addressed.invitation)
    if invitation.state != CardState.QUEUED:
        return invitation
    mail(addressed, letters.MAIL, key=invitation.number, by=by, attached=[letter])
    return move(invitation, CardState.SENT, by=by, sent_at=timezone.now())


def mail(addressed: Addressed, kind: str, *, key: str, by, attached=(), cancels: bool = False) -> None:
    """One mail about an invitation, with its calendar entry and a new personal answer link."""
    link = "" if cancels else answer_link(addressed, by=by)
    values = letters.facts(addressed, number=addressed.invitation.number, answer_link=link)
    subject, text = letters.written(addressed, kind, values)
    documents.send(
        to=addressed.person.email,
        person=addressed.person,
        subject=subject.text,
        body=text.text,
        documents=attached,
        ical=calendar_entry(addressed, cancels=cancels),
        ical_method="CANCEL" if cancels else "REQUEST",
        about=addressed.invitation,
        by=by,
        key=f"ceremony-invitation:{key}",
        language=addressed.language,
    )


def answer_link(addressed: Addressed, *, by) -> str:
    """The address of the guest's own answer page, alive until the day is over."""
    _link, token = links.issue_link(
        purpose=ANSWER,
        about=addressed.invitation,
        recipient=addressed.person,
        expires_at=datetime.combine(
            addressed.ceremony.held_on, time(23, 59), tzinfo=timezone.get_default_timezone()
        ),
        by=by,
    )
    return settings.BASE_URL + reverse("protocol:answer", args=[token])


def calendar_entry(addressed: Addressed, *, cancels: bool = False) -> bytes:
    """The ceremony as an entry of the guest's calendar."""
    ceremony, invitation = addressed.ceremony, addressed.invitation
    return ical.invitation(
        uid=f"{invitation.calendar_uid}@council-office",
        sequence=invitation.calendar_sequence,
        summary=ceremony.title(addressed.language),
        starts_at=ceremony.starts_at,
        ends_at=ceremony.ends_at,
        location=ceremony.place(addressed.language),
        organizer=settings.DEFAULT_FROM_EMAIL,
        attendee=(addressed.person.letter_name, addressed.person.email),
        method="CANCEL" if cancels else "REQUEST",
    )


@transaction.atomic
def announce_change(ceremony: Ceremony, *, by) -> int:
    """Another day, hour or place: who holds an invitation gets it again with an updated calendar entry."""
    sent = queries.of(ceremony).filter(state=CardState.SENT).exclude(guest__answer=GuestAnswer.REGRETS)
    for invitation in sent:
        invitation = moves.revise(invitation, by=by, calendar_sequence=invitation.calendar_sequence + 1)
        key = f"{invitation.number}:change-{invitation.calendar_sequence}"
        mail(queries.addressed_one(invitation), letters.MAIL, key=key, by=by)
    return len(sent)


@transaction.atomic
def remind(ceremony: Ceremony, *, by) -> Job:
    """Order a reminder from the worker for everybody who has not answered, and nobody else."""
    silent = list(queries.unanswered(ceremony))
    if not silent:
        raise Refused(_("Everybody has answered."))
    return outbox.post(
        "protocol.send_reminder",
        rows=[
            {"invitation_id": each.pk, "round": each.reminders + 1, "by_id": by.actor_id} for each in silent
        ],
        by=by,
        title=(gettext_noop("Reminders for %(session)s"), {"session": ceremony.title("en")}),
        about=ceremony,
    )


@transaction.atomic
def send_reminder(invitation: Invitation, round: int, *, by) -> Invitation:
    """One reminder of this round, unless the answer has come meanwhile."""
    invitation = moves.lock(invitation)
    silent = invitation.state == CardState.SENT and invitation.guest.answer == GuestAnswer.NONE
    if not silent or invitation.guest.withdrawn or invitation.reminders >= round:
        return invitation
    mail(
        queries.addressed_one(invitation),
        letters.REMINDER,
        key=f"{invitation.number}:reminder-{round}",
        by=by,
    )
    return moves.revise(invitation, by=by, reminders=round, reminded_at=timezone.now())


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by, reason: str) -> Invitation:
    """Take an invitation back: its links die, and what was sent is cancelled in the guest's calendar."""
    if not reason.strip():
        raise Refused(_("Say why the invitation is revoked."))
    was_sent = invitation.state == CardState.SENT
    sequence = invitation.calendar_sequence + was_sent
    invitation = move(invitation, CardState.REVOKED, by=by, reason=reason, calendar_sequence=sequence)
    for link in links_of(invitation):
        links.revoke_link(link, by=by, reason=reason)
    if was_sent:
        key = f"{invitation.number}:revoked"
        mail(queries.addressed_one(invitation), letters.CANCELLED, key=key, by=by, cancels=True)
    return invitation


def restore_invitation(invitation: Invitation, *, by) -> Invitation:
    """A revoked or waiting invitation becomes a draft again; a sent one gets a new number next time."""
    gone = invitation.state == CardState.REVOKED
    kept = ("", None) if gone else (invitation.number, invitation.dated_on)
    return move(invitation, CardState.DRAFT, by=by, number=kept[0], dated_on=kept[1])


def links_of(invitation: Invitation):
    kind = ContentType.objects.get_for_model(Invitation)
    return SignedLink.objects.filter(content_type=kind, object_id=invitation.pk).alive()


def require_confirmed(ceremony: Ceremony) -> None:
    if ceremony.state != CeremonyState.CONFIRMED:
        raise Refused(_("Confirm the ceremony first: invitations go out for a ceremony that stands."))
