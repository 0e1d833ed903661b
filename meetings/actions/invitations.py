"""Verbs on invitations: prepared, made and sent by the worker, answered, reminded, revoked."""

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
from meetings.letters import invitations as letters
from meetings.letters.invitations import Addressed
from meetings.letters.words import session_in_words
from meetings.models import Invitation, Session
from meetings.queries import invitations as queries
from meetings.states import Answer, InvitationForm, InvitationState, SessionState

SERIES = "LET"
ANSWER = "meetings.answer"


@transaction.atomic
def prepare_invitations(session: Session, *, by) -> list[Invitation]:
    """A draft for everybody who comes and has none, each in the person's own language."""
    _require_convened(session)
    return [
        moves.create(Invitation, by=by, participant=participant, language=participant.person.language)
        for participant in queries.uninvited(session).select_related("person")
    ]


def revise_invitation(
    invitation: Invitation, *, by, language: str, form: str, seen: int | None = None
) -> Invitation:
    """Language and form, as long as nothing has left."""
    if invitation.state != InvitationState.DRAFT:
        raise Refused(_("Only a draft can be changed; revoke the invitation and write a new one."))
    return moves.revise(invitation, by=by, seen=seen, language=language, form=InvitationForm(form))


@transaction.atomic
def send_invitations(session: Session, *, by) -> Job:
    """Order every complete letter from the worker; the incomplete ones stay drafts."""
    _require_convened(session)
    drafts = _of(session).filter(state=InvitationState.DRAFT)
    ready = [each.invitation for each in queries.review(drafts) if not each.missing]
    if not ready:
        raise Refused(_("No letter is complete. The list below says what is missing."))
    for invitation in ready:
        move(invitation, InvitationState.QUEUED, by=by)
    return outbox.post(
        "meetings.send_invitation",
        rows=[{"invitation_id": invitation.pk, "by_id": by.actor_id} for invitation in ready],
        by=by,
        title=(gettext_noop("Invitations to %(session)s"), {"session": session.label}),
        about=session,
    )


def send_invitation(invitation: Invitation, *, by) -> Invitation:
    """Number, make, file and mail one letter; again after a crash it goes on where it stopped."""
    if invitation.state != InvitationState.QUEUED:
        return invitation
    addressed = queries.addressed_to(invitation)
    if missing := queries.missing(addressed):
        raise outbox.GiveUp(_("Missing: %(what)s.") % {"what": ", ".join(missing)})
    invitation = number_invitation(invitation, by=by)
    addressed = queries.addressed_to(invitation)
    paper = letters.invitation(addressed, number=invitation.number, dated_on=invitation.dated_on)
    issued = documents.issue(paper, about=invitation, by=by)
    return _hand_over(addressed, issued["pdf"], by=by)


@transaction.atomic
def number_invitation(invitation: Invitation, *, by) -> Invitation:
    """The letter's number and date, taken once and for good."""
    # The subject first: only who holds it takes its number, and nobody waits for it with a number in hand.
    invitation = moves.lock(invitation)
    if invitation.number:
        return invitation
    today = timezone.localdate()
    number = numbering.take(SERIES, today.year, about=invitation)
    return moves.revise(invitation, by=by, number=number, dated_on=today)


@transaction.atomic
def _hand_over(addressed: Addressed, letter, *, by) -> Invitation:
    """Answer link, mail and state in one transaction: none of them without the others."""
    invitation = moves.lock(addressed.invitation)
    if invitation.state != InvitationState.QUEUED:
        return invitation
    _mail(addressed, letters.MAIL, key=f"{invitation.number}", by=by, attached=[letter])
    return move(invitation, InvitationState.SENT, by=by, sent_at=timezone.now())


def _mail(addressed: Addressed, kind: str, *, key: str, by, attached=(), cancels: bool = False) -> None:
    """One mail about an invitation, with its calendar entry and a new personal answer link."""
    invitation, person = addressed.invitation, addressed.person
    link = "" if cancels else _answer_link(addressed, by=by)
    values = letters.facts(addressed, number=invitation.number, answer_link=link)
    subject, text = letters.written(addressed, kind, values)
    documents.send(
        to=person.email,
        person=person,
        subject=subject.text,
        body=text.text,
        documents=attached,
        ical=calendar_entry(addressed, cancels=cancels),
        ical_method="CANCEL" if cancels else "REQUEST",
        about=invitation,
        by=by,
        key=f"invitation:{key}",
        language=addressed.language,
    )


def _answer_link(addressed: Addressed, *, by) -> str:
    """The address of the addressee's own answer page, alive until the session is over."""
    session = addressed.session
    _link, token = links.issue_link(
        purpose=ANSWER,
        about=addressed.invitation,
        recipient=addressed.person,
        expires_at=_paris(session.ends_on, time(23, 59)),
        by=by,
    )
    return settings.BASE_URL + reverse("meetings:answer", args=[token])


def calendar_entry(addressed: Addressed, *, cancels: bool = False) -> bytes:
    """The session as an entry of the addressee's calendar."""
    session, invitation = addressed.session, addressed.invitation
    return ical.invitation(
        uid=f"{invitation.calendar_uid}@council-office",
        sequence=invitation.calendar_sequence,
        summary=session_in_words(session, addressed.language),
        starts_at=_paris(session.starts_on, session.opens_at),
        ends_at=_paris(session.ends_on, session.closes_at),
        location=session.place(addressed.language) or session.remote_link,
        organizer=settings.DEFAULT_FROM_EMAIL,
        attendee=(addressed.person.letter_name, addressed.person.email),
        method="CANCEL" if cancels else "REQUEST",
    )


@transaction.atomic
def answer(
    invitation: Invitation,
    *,
    by,
    answer: str,
    substitute_name: str = "",
    substitute_title: str = "",
    substitute_email: str = "",
    remark: str = "",
) -> Invitation:
    """What the addressee says; may be said again until the session is over."""
    if invitation.state != InvitationState.SENT:
        raise Refused(_("This invitation was not sent, or was revoked."))
    sends_substitute = answer == Answer.SUBSTITUTE
    if sends_substitute and not substitute_name.strip():
        raise Refused(_("Name the substitute."))
    return moves.revise(
        invitation,
        by=by,
        answer=Answer(answer),
        answered_at=timezone.now(),
        substitute_name=substitute_name if sends_substitute else "",
        substitute_title=substitute_title if sends_substitute else "",
        substitute_email=substitute_email if sends_substitute else "",
        remark=remark,
    )


@transaction.atomic
def remind(session: Session, *, by) -> Job:
    """Order a reminder from the worker for everybody who has not answered, and nobody else."""
    silent = list(queries.unanswered(session))
    if not silent:
        raise Refused(_("Everybody has answered."))
    return outbox.post(
        "meetings.send_reminder",
        rows=[
            {"invitation_id": each.pk, "round": each.reminders + 1, "by_id": by.actor_id} for each in silent
        ],
        by=by,
        title=(gettext_noop("Reminders for %(session)s"), {"session": session.label}),
        about=session,
    )


@transaction.atomic
def send_reminder(invitation: Invitation, round: int, *, by) -> Invitation:
    """One reminder of this round, unless the answer has come meanwhile."""
    invitation = moves.lock(invitation)
    silent = invitation.state == InvitationState.SENT and invitation.answer == Answer.NONE
    if not silent or invitation.reminders >= round:
        return invitation
    _mail(
        queries.addressed_to(invitation), letters.REMINDER, key=f"{invitation.number}:reminder-{round}", by=by
    )
    return moves.revise(invitation, by=by, reminders=round, reminded_at=timezone.now())


@transaction.atomic
def tell_moved(session: Session, *, by) -> Job | None:
    """Order new calendar entries for every letter that is out; nothing when none is."""
    rows = queries.sent(session).values_list("pk", "calendar_sequence")
    if not rows:
        return None
    return outbox.post(
        "meetings.update_invitation",
        rows=[{"invitation_id": pk, "sequence": sequence + 1, "by_id": by.actor_id} for pk, sequence in rows],
        by=by,
        title=(gettext_noop("New calendar entries for %(session)s"), {"session": session.label}),
        about=session,
    )


@transaction.atomic
def update_invitation(invitation: Invitation, sequence: int, *, by) -> Invitation:
    """The mail with the entry of this sequence; a second run, or a letter taken back, sends nothing."""
    invitation = moves.lock(invitation)
    if invitation.state != InvitationState.SENT or invitation.calendar_sequence >= sequence:
        return invitation
    invitation = moves.revise(invitation, by=by, calendar_sequence=sequence)
    _mail(queries.addressed_to(invitation), letters.MOVED, key=f"{invitation.number}:moved-{sequence}", by=by)
    return invitation


@transaction.atomic
def revoke_invitations(session: Session, *, by, reason: str) -> Job | None:
    """Order that every letter of a cancelled session is taken back; drafts and waiting ones end at once."""
    for invitation in _of(session).filter(state__in=(InvitationState.DRAFT, InvitationState.QUEUED)):
        revoke_invitation(invitation, by=by, reason=reason)
    rows = queries.sent(session).values_list("pk", flat=True)
    if not rows:
        return None
    return outbox.post(
        "meetings.revoke_invitation",
        rows=[{"invitation_id": pk, "by_id": by.actor_id} for pk in rows],
        by=by,
        title=(gettext_noop("Invitations to %(session)s taken back"), {"session": session.label}),
        about=session,
        reason=reason,
    )


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by, reason: str) -> Invitation:
    """Take an invitation back: its links die, and what was sent is cancelled in the addressee's calendar."""
    if not reason.strip():
        raise Refused(_("Say why the invitation is revoked."))
    was_sent = invitation.state == InvitationState.SENT
    invitation = move(
        invitation,
        InvitationState.REVOKED,
        by=by,
        reason=reason,
        calendar_sequence=invitation.calendar_sequence + was_sent,
    )
    for link in _links_of(invitation):
        links.revoke_link(link, by=by, reason=reason)
    if was_sent:
        _mail(
            queries.addressed_to(invitation),
            letters.CANCELLED,
            key=f"{invitation.number}:revoked",
            by=by,
            cancels=True,
        )
    return invitation


@transaction.atomic
def restore_invitation(invitation: Invitation, *, by) -> Invitation:
    """A revoked or waiting invitation becomes a draft again; a sent one gets a new number next time."""
    return move(
        invitation,
        InvitationState.DRAFT,
        by=by,
        number="" if invitation.state == InvitationState.REVOKED else invitation.number,
        dated_on=None if invitation.state == InvitationState.REVOKED else invitation.dated_on,
        answer=Answer.NONE,
        answered_at=None,
    )


def _links_of(invitation: Invitation):
    kind = ContentType.objects.get_for_model(Invitation)
    return SignedLink.objects.filter(content_type=kind, object_id=invitation.pk).alive()


def _require_convened(session: Session) -> None:
    if session.state != SessionState.CONVENED:
        raise Refused(_("Convene the session first: invitations go out for a convened session."))


def _of(session: Session):
    return Invitation.objects.filter(participant__session=session, participant__withdrawn=False)


def _paris(day, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone())
