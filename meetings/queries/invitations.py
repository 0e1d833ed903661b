"""Reads for invitations: to whom, in which words, what is missing, who has not answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from council_office.calendar.models import Task
from council_office.directory.address import form_of_address
from council_office.directory.models import FormOfAddress, Post
from council_office.ledger.models import Job
from documents.models import TemplateText
from meetings.letters import invitations as letters
from meetings.letters.invitations import Addressed
from meetings.models import Invitation, Participant, Session
from meetings.queries.planning import Rescheduled
from meetings.states import Answer, InvitationState, ParticipantRole

ANSWERS_RULE = "answers"
JOBS = ("meetings.send_invitation", "meetings.send_reminder")
DAYS_TO_ANSWER = 14


@dataclass(frozen=True)
class Review:
    """One addressee before sending: what the letter would say, and what stands in its way."""

    addressed: Addressed
    missing: tuple[str, ...]

    @property
    def invitation(self) -> Invitation:
        return self.addressed.invitation


def uninvited(session: Session) -> QuerySet[Participant]:
    """Who comes to the session, is not of the organization itself, and has no invitation yet."""
    return session.participants.known().filter(invitation__isnull=True).exclude(role=ParticipantRole.IO)


def answer_by(session: Session) -> date:
    """The day counted by the session's plan, else two weeks before it opens."""
    due = (
        Task.objects.of(session)
        .filter(rule__code=ANSWERS_RULE)
        .order_by("due_on")
        .values_list("due_on", flat=True)
        .first()
    )
    return due or session.starts_on - timedelta(days=DAYS_TO_ANSWER)


def with_people(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Invitations with all that a letter reads, in a fixed number of queries."""
    posts = Prefetch("participant__person__posts", Post.objects.select_related("office", "organisation"))
    return invitations.select_related(
        "participant__person__organisation",
        "participant__person__member",
        "participant__delegation__member",
        "participant__session__body",
        "participant__session__signatory",
    ).prefetch_related(posts, "participant__session__signatory__posts__office")


def addressed(invitations: Iterable[Invitation]) -> list[Addressed]:
    """The facts of each letter; forms of address and texts are read once for all."""
    forms = list(FormOfAddress.objects.select_related("office"))
    kinds = [
        letters.LETTER,
        letters.NOTE_VERBALE,
        letters.MAIL,
        letters.REMINDER,
        letters.CANCELLED,
        letters.MOVED,
    ]
    words = list(TemplateText.objects.filter(kind__in=kinds).order_by("body_code"))
    due: dict[int, date] = {}
    found = []
    for invitation in invitations:
        participant = invitation.participant
        session = participant.session
        if session.pk not in due:
            due[session.pk] = answer_by(session)
        found.append(
            Addressed(
                invitation=invitation,
                session=session,
                person=participant.person,
                member=participant.delegation.member if participant.delegation else participant.person.member,
                signatory=session.signatory,
                address=form_of_address(
                    participant.person, language=invitation.language, on=session.starts_on, forms=forms
                ),
                texts=_texts(words, invitation.language, session.body.code),
                answer_by=due[session.pk],
            )
        )
    return found


def addressed_to(invitation: Invitation) -> Addressed:
    """The facts of one letter."""
    return addressed(with_people(Invitation.objects.filter(pk=invitation.pk)))[0]


def _texts(words: list[TemplateText], language: str, body_code: str) -> Mapping[str, TemplateText]:
    """By kind; the body's own text comes after the general one and so replaces it."""
    return {
        text.kind: text for text in words if text.language == language and text.body_code in ("", body_code)
    }


def review(invitations: QuerySet[Invitation]) -> list[Review]:
    """Each addressee with what is missing before the letter may leave."""
    return [Review(each, missing(each)) for each in addressed(with_people(invitations))]


def missing(addressed: Addressed) -> tuple[str, ...]:
    """Why this letter cannot leave, in words; nothing when it can."""
    values = letters.facts(addressed, number="…", answer_link="…")
    found = [] if addressed.person.email else [_("e-mail address")]
    if addressed.signatory is None:
        found.append(_("signatory of the session"))
    for kind in (addressed.kind, letters.MAIL):
        parts = letters.written(addressed, kind, values)
        if parts is None:
            found.append(_("text “%(kind)s” in this language") % {"kind": kind})
        else:
            found += [in_words(name) for filled in parts for name in filled.unknown]
    return tuple(dict.fromkeys(found))


def in_words(name: str) -> str:
    """What a placeholder stands for; one that nobody knows by its name."""
    return str(letters.LINKED.get(name, f"{{{name}}}"))


def sent(session: Session) -> QuerySet[Invitation]:
    """The letters that are out: whoever holds one hears of every change."""
    return Invitation.objects.filter(participant__session=session, state=InvitationState.SENT)


def sent_to(*sessions: Session) -> list[Invitation]:
    """Whoever holds a letter to one of these sessions, with name and address."""
    found = Invitation.objects.filter(participant__session__in=sessions, state=InvitationState.SENT)
    found = found.select_related("participant__person", "participant__session")
    return list(found.order_by("participant__session__starts_on", "participant__person__family_name"))


def told_of(session: Session, moved: Rescheduled) -> list[Invitation]:
    """Who gets a new calendar entry when the session moves and takes others along."""
    return sent_to(session, *(each.session for each in moved.sessions))


def unanswered(session: Session) -> QuerySet[Invitation]:
    """Who was invited and has said nothing."""
    return Invitation.objects.filter(participant__session=session, participant__withdrawn=False).unanswered()


@dataclass(frozen=True)
class Tally:
    """Invitations of a session by state and answer."""

    draft: int
    queued: int
    sent: int
    accepted: int
    regrets: int
    substitute: int
    silent: int


def tally(session: Session) -> Tally:
    rows = Invitation.objects.filter(participant__session=session, participant__withdrawn=False)
    sent = Q(state=InvitationState.SENT)
    return Tally(
        **rows.aggregate(
            draft=Count("pk", Q(state=InvitationState.DRAFT)),
            queued=Count("pk", Q(state=InvitationState.QUEUED)),
            sent=Count("pk", sent),
            accepted=Count("pk", Q(answer=Answer.ACCEPTED)),
            regrets=Count("pk", Q(answer=Answer.REGRETS)),
            substitute=Count("pk", Q(answer=Answer.SUBSTITUTE)),
            silent=Count("pk", sent & Q(answer=Answer.NONE)),
        )
    )


def letter_html(addressed: Addressed) -> list[tuple[str, str]]:
    """The letter for the screen: (subject, text) of the letter and of its mail, unknown facts marked."""
    values = letters.facts(addressed, number=addressed.invitation.number or "…", answer_link="https://…")
    parts = (letters.written(addressed, kind, values) for kind in (addressed.kind, letters.MAIL))
    return [(subject.html, text.html) for subject, text in filter(None, parts)]


def sending(session: Session) -> Job | None:
    """The last job that sent or reminded for this session."""
    kind = ContentType.objects.get_for_model(Session)
    return Job.objects.filter(about_type=kind, about_id=session.pk, task__in=JOBS).order_by("-pk").first()
