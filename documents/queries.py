"""Reads over documents, deliveries and texts."""

from collections.abc import Iterable

from django.db.models import Count, Model, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from council_office.directory.models import OFFICE, Person
from council_office.ledger import audit
from council_office.ledger.models import Event
from documents.gate import Decision, may_read
from documents.models import Delivery, Document, Grant, Letter, LetterStep, NeedToKnow, TemplateText
from documents.papers import Paper
from documents.rendering import render
from documents.rendering.html import fragment
from documents.states import DeliveryState, Form, Step

__all__ = [
    "Decision",
    "deliveries_about",
    "documents_about",
    "may_be_mailed",
    "may_read",
    "preview",
    "preview_pdf",
    "template_text",
    "why_not",
]


def template_text(kind: str, language: str, body_code: str = "") -> TemplateText | None:
    """The text of this kind for the body, else the one for every body; in the language asked for."""
    texts = TemplateText.objects.filter(kind=kind, language=language, body_code__in=["", body_code])
    return texts.order_by("-body_code").first()


def documents_about(subject: Model, user: object) -> QuerySet[Document]:
    """The papers of a subject that `user` may read, newest first."""
    return Document.objects.visible_to(user).about(subject).select_related("level")


def deliveries_about(subject: Model, user: object) -> QuerySet[Delivery]:
    """The mails about a subject, newest first, with what they carry."""
    attached = Prefetch("documents", Document.objects.visible_to(user))
    return (
        Delivery.objects.visible_to(user).about(subject).select_related("person").prefetch_related(attached)
    )


def may_be_mailed(document: Document, person: Person | None) -> Decision:
    """Whether a document may leave by mail to this person; higher levels only to who holds a grant."""
    level = document.level
    if level.by_mail and not document.group_id and not level.needs_briefing:
        return Decision(True, _("Documents marked “%(level)s” may be mailed.") % {"level": level})
    if person is None:
        return Decision(
            False, _("%(number)s is not mailed to an address without a person.") % {"number": document.number}
        )
    if level.watched and document.form != Form.PDF:
        return Decision(
            False,
            _("Documents marked “%(level)s” are mailed as marked PDF copies only; this is a %(form)s file.")
            % {"level": level, "form": document.get_form_display()},
        )
    return may_read(person, document)


def why_not(documents: Iterable[Document], people: Iterable[Person]) -> list[tuple[Person, Document, str]]:
    """Everyone who may not receive one of the documents by mail, with the rule that says so."""
    asked = (
        (person, document, may_be_mailed(document, person)) for person in people for document in documents
    )
    return [(person, document, decision.reason) for person, document, decision in asked if not decision]


def preview(paper: Paper, *, marking: str = "") -> SafeString:
    """The paper as the HTML fragment that its PDF is made of, for a page that loads paper.css."""
    return fragment(paper, marking=marking)


def preview_pdf(paper: Paper) -> bytes:
    """The paper as PDF, kept nowhere: for a look before it is issued."""
    return render(paper, "pdf")


def open_to(document: Document) -> list[str]:
    """Who may read a document without a grant, in words."""
    if document.group_id:
        return []
    everyone = [_("Everyone who signs in")] if document.level.open_to_all else []
    return everyone + document.level.role_names()


def grants_for(document: Document) -> QuerySet[Grant]:
    """The grants that open a document, its own and its group's, past and coming ones too."""
    wanted = Q(document=document) | (Q(group=document.group_id) if document.group_id else Q(pk__in=[]))
    return Grant.objects.filter(wanted).select_related("user__person", "person", "group")


def related(document: Document, user: object) -> QuerySet[Document]:
    """The other forms, languages and versions of the same paper that `user` may read."""
    same = Document.objects.visible_to(user).filter(kind=document.kind, number=document.number)
    return same.exclude(pk=document.pk).order_by("-version_number", "language", "form")


def versions(document: Document, user: object) -> QuerySet[Document]:
    """Every version, language and form of a paper that `user` may read, newest first."""
    same = Document.objects.visible_to(user).filter(kind=document.kind, number=document.number)
    return (
        same.select_related("level", "issued_by")
        .defer("paper")
        .order_by("-version_number", "language", "form")
    )


def verdicts(document: Document, people: Iterable[Person]) -> list[tuple[Person, Decision]]:
    """For each person: may the document go to them by mail, and by which rule; red lines first."""
    asked = [(person, may_be_mailed(document, person)) for person in people]
    return sorted(asked, key=lambda pair: pair[1].allowed)


def access_log(document: Document) -> QuerySet[Event]:
    """Everything that happened to a document, and every call of its addresses that was denied."""
    kind, key, _label = audit.key_of(document)
    page = reverse("documents:document", args=[document.pk])
    about = Q(subject_type=kind, subject_id=key)
    return Event.objects.filter(about | Q(verb="refuse", subject_label__startswith=page)).select_related(
        "actor__person"
    )


def approvals(letter: Letter, step: str) -> QuerySet[LetterStep]:
    """Who did this to the letter as it now stands, word by word."""
    return LetterStep.objects.filter(letter=letter, step=step, sha256=letter.current.sha256)


def letter_document(letter: Letter) -> Document | None:
    """The PDF of the letter's newest version, once the worker has made it."""
    made = Document.objects.filter(kind="letter", number=letter.number, form=Form.PDF)
    return made.filter(version_number=letter.current.number).select_related("level").first()


def older_approval(letter: Letter) -> LetterStep | None:
    """The approval of an older version, when the newest one has none."""
    if letter.is_incoming or approvals(letter, Step.APPROVED).exists():
        return None
    return letter.steps.filter(step=Step.APPROVED).select_related("draft").first()


def letters(user: object) -> QuerySet[Letter]:
    """The register as `user` may see it, with due dates."""
    rows = Letter.objects.visible_to(user).with_clock()
    return rows.select_related("correspondent", "organisation", "owner__person", "level")


def calls_for_action(user: object) -> int:
    """Mails that wait for a person and letters whose reply is late, in one question; the office's to do."""
    if not user.has_role(*OFFICE):
        return 0
    waiting = (DeliveryState.UNCERTAIN, DeliveryState.FAILED)
    mails = Delivery.objects.visible_to(user).filter(state__in=waiting).order_by().values_list("pk")
    late = Letter.objects.visible_to(user).overdue().order_by().values_list("pk")
    return mails.union(late, all=True).count()


def groups_with_counts(user: object) -> QuerySet[NeedToKnow]:
    """The groups that `user` may know of, with their people today and their papers counted."""
    today = timezone.localdate()
    live = Q(grants__starts_on__lte=today) & (Q(grants__ends_on__isnull=True) | Q(grants__ends_on__gte=today))
    return NeedToKnow.objects.visible_to(user).annotate(
        people=Count("grants", filter=live, distinct=True), papers=Count("documents", distinct=True)
    )


def attachments(delivery: Delivery) -> list[Document]:
    """The papers of a mail in order; whoever sees the mail may read them all (see Delivery.visible_to)."""
    return [row.document for row in delivery.attached.select_related("document__level")]


def deliveries_of(document: Document, user: object) -> QuerySet[Delivery]:
    """The mails that carried a document, newest first."""
    return Delivery.objects.visible_to(user).filter(documents=document).select_related("person")
