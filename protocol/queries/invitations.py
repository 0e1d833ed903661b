"""Reads for the letters of a ceremony: to whom, in which words, what is missing, who has not answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from council_office.calendar.models import Task
from council_office.directory.address import form_of_address
from council_office.directory.models import FormOfAddress, Post
from council_office.ledger.models import Job
from documents.models import TemplateText
from protocol.letters import invitations as letters
from protocol.letters.invitations import Addressed
from protocol.models import Ceremony, Guest, Invitation
from protocol.states import CardState

JOBS = ("protocol.send_invitation", "protocol.send_reminder", "protocol.print_cards")
KINDS = (letters.LETTER, letters.MAIL, letters.REMINDER, letters.CANCELLED)
DAYS_TO_ANSWER = 21


@dataclass(frozen=True)
class Review:
    """One guest before sending: what the letter would say, and what stands in its way."""

    addressed: Addressed
    missing: tuple[str, ...]

    @property
    def invitation(self) -> Invitation:
        return self.addressed.invitation


def answer_by(ceremony: Ceremony) -> date:
    """The day counted by the ceremony's plan, else three weeks before."""
    due = Task.objects.of(ceremony).filter(rule__code="answers").values_list("due_on", flat=True).first()
    return due or ceremony.held_on - timedelta(days=DAYS_TO_ANSWER)


def uninvited(ceremony: Ceremony) -> QuerySet[Guest]:
    """Who has no letter yet; the host invites and is not invited."""
    found = Guest.objects.filter(ceremony=ceremony, invitation__isnull=True).expected()
    return found.exclude(person=ceremony.host_id) if ceremony.host_id else found


def of(ceremony: Ceremony) -> QuerySet[Invitation]:
    return Invitation.objects.filter(guest__ceremony=ceremony, guest__withdrawn=False)


def with_people(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Invitations with all that a letter reads, in a fixed number of queries."""
    posts = Prefetch("guest__person__posts", Post.objects.select_related("office", "organisation"))
    return invitations.select_related(
        *("guest__person__organisation", "guest__person__member", "guest__member"),
        *("guest__ceremony__signatory", "guest__ceremony__host"),
    ).prefetch_related(
        posts, "guest__ceremony__signatory__posts__office", "guest__ceremony__host__posts__office"
    )


def addressed(invitations: Iterable[Invitation]) -> list[Addressed]:
    """The facts of each letter; forms of address and texts are read once for all."""
    invitations = list(invitations)
    forms = list(FormOfAddress.objects.select_related("office"))
    words = list(TemplateText.objects.filter(kind__in=KINDS, body_code=""))
    due: dict[int, date] = {}
    found = []
    for invitation in invitations:
        ceremony = invitation.guest.ceremony
        if ceremony.pk not in due:
            due[ceremony.pk] = answer_by(ceremony)
        address = form_of_address(
            invitation.guest.person, language=invitation.language, on=ceremony.held_on, forms=forms
        )
        texts = texts_in(words, invitation.language)
        found.append(Addressed(invitation, ceremony, address, texts, due[ceremony.pk]))
    return found


def addressed_one(invitation: Invitation) -> Addressed:
    return addressed(with_people(Invitation.objects.filter(pk=invitation.pk)))[0]


def texts_in(words: list[TemplateText], language: str) -> Mapping[str, TemplateText]:
    return {text.kind: text for text in words if text.language == language}


def review(invitations: QuerySet[Invitation]) -> list[Review]:
    """Each guest with what is missing before the letter may leave."""
    return [Review(each, missing(each)) for each in addressed(with_people(invitations))]


def missing(addressed: Addressed) -> tuple[str, ...]:
    """Why this letter cannot leave, in words; nothing when it can."""
    values = letters.facts(addressed, number="…", answer_link="…")
    found = [] if addressed.person.email else [_("e-mail address")]
    if addressed.ceremony.signatory is None:
        found.append(_("who signs the letters"))
    for kind in (letters.LETTER, letters.MAIL):
        parts = letters.written(addressed, kind, values)
        if parts is None:
            found.append(_("text “%(kind)s” in this language") % {"kind": kind})
        else:
            found += [str(letters.LINKED.get(name, name)) for filled in parts for name in filled.unknown]
    return tuple(dict.fromkeys(found))


def letter_html(addressed: Addressed) -> list[tuple[str, str]]:
    """The letter and its mail for the screen: (subject, text), unknown facts marked."""
    values = letters.facts(addressed, number=addressed.invitation.number or "…", answer_link="https://…")
    parts = (letters.written(addressed, kind, values) for kind in (letters.LETTER, letters.MAIL))
    return [(subject.html, text.html) for subject, text in filter(None, parts)]


def unanswered(ceremony: Ceremony) -> QuerySet[Invitation]:
    return of(ceremony).unanswered()


def drafts(ceremony: Ceremony) -> QuerySet[Invitation]:
    return of(ceremony).filter(state=CardState.DRAFT)


def running_job(ceremony: Ceremony) -> Job | None:
    """The last job that sent, reminded or printed for this ceremony."""
    kind = ContentType.objects.get_for_model(Ceremony)
    return Job.objects.filter(about_type=kind, about_id=ceremony.pk, task__in=JOBS).order_by("-pk").first()
