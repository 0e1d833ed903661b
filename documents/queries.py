"""Reads over documents, deliveries and texts."""

from collections.abc import Iterable

from django.db.models import Model, Prefetch, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from council_office.directory.models import Person
from documents import archive
from documents.gate import Decision, Reader, may_read, reader_of
from documents.models import Delivery, Document, TemplateText
from documents.papers import Paper
from documents.rendering import render
from documents.rendering.html import fragment

__all__ = [
    "Decision",
    "Reader",
    "deliveries_about",
    "documents_about",
    "may_be_mailed",
    "may_read",
    "preview",
    "preview_pdf",
    "read_bytes",
    "reader_of",
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


def read_bytes(document: Document, reader: object) -> bytes | None:
    """The bytes when the gate opens for `reader`, else None; damaged bytes raise archive.Damaged."""
    return archive.read(document) if may_read(reader, document) else None
