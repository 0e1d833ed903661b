"""The declared lists of the documents."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.directory.names import search_key
from council_office.web.tables import Bulk, Column, Empty, Table
from documents import kinds
from documents.filters import CopiesFilter, DeliveriesFilter, LibraryFilter
from documents.models import DeliveryDocument


def mails_named(deliveries: QuerySet, text: str) -> QuerySet:
    """Mails whose subject, address, recipient or attached number holds every word, in any order of a name."""
    carrying = DeliveryDocument.objects.filter(
        delivery=OuterRef("pk"), document__number__icontains=text.strip()
    )
    words = Q()
    for word in text.split():
        words &= (
            Q(subject__icontains=word)
            | Q(to__icontains=word)
            | Q(person__search_name__contains=search_key(word))
        )
    return deliveries.filter(words | Exists(carrying))


class Library(Table):
    title = _("Documents")
    columns = [
        Column("number", _("Number"), sort="number"),
        Column("title", _("Title"), sort="title", value="title"),
        Column("kind", _("Kind"), sort="kind", value=lambda row: kinds.name(row.kind)),
        Column("version_number", _("Version"), sort="version_number", css="num"),
        Column("language", _("Language"), sort="language", value=lambda row: row.language.upper()),
        Column("form", _("Form"), sort="form", value=lambda row: row.get_form_display()),
        Column("level", _("Level"), sort="level__rank", value=lambda row: str(row.level)),
        Column("group", _("Need-to-know group"), value=lambda row: str(row.group or ""), shown=False),
        Column("dated_on", _("Date"), sort="dated_on", shown=False),
        Column("issued_at", _("Filed"), sort="issued_at"),
        Column("issued_label", _("Filed by"), sort="issued_label", shown=False),
    ]
    filterset = LibraryFilter
    search = ("number", "title", "reference", "original_name")
    search_hint = _("Number, title or reference")
    order = "-issued_at"
    bulk = (
        Bulk("documents:bundle_pdf", _("One PDF"), icon="file-type-pdf"),
        Bulk("documents:bundle_zip", _("One archive"), icon="file-zip"),
    )
    empty = Empty(
        _("No document that you may read"),
        _("Papers appear here as soon as the office issues them; levels and grants decide who sees them."),
        (_("File a document"), "documents:file_document"),
        icon="files",
    )


class Versions(Table):
    title = _("Versions")
    columns = [
        Column("version_number", _("Version"), value=lambda row: f"v{row.version_number}"),
        Column("language", _("Language"), value=lambda row: row.get_language_display()),
        Column("form", _("Form"), value=lambda row: row.get_form_display()),
        Column("title", _("Title"), value="title"),
        Column("level", _("Level"), value=lambda row: str(row.level)),
        Column("issued_at", _("Filed")),
        Column("issued_label", _("Filed by")),
        Column("sha256", _("SHA-256"), value=lambda row: row.sha256[:12]),
    ]


class AccessLog(Table):
    title = _("Access log")
    columns = [
        Column("at", _("Moment"), sort="at"),
        Column("who", pgettext_lazy("audit", "by"), sort="actor_label"),
        Column("words", _("What happened")),
        Column("subject", _("Address"), value=lambda row: "" if row.subject_id else row.subject_label),
        Column("fingerprint", _("Fingerprint"), value=lambda row: row.digest[:12], shown=False),
    ]
    search = ("actor_label", "verb")
    order = "-at"
    empty = Empty(
        _("Nothing has happened to it yet"), _("Looks, downloads, copies and refusals appear here.")
    )

    @classmethod
    def url(cls, row) -> str:
        return ""


class Copies(Table):
    title = _("Marked copies")
    columns = [
        Column("document", _("Document"), sort="document__number", value=lambda row: row.document.number),
        Column("number", _("Copy no."), sort="number", css="num"),
        Column("recipient", _("Recipient"), sort="recipient"),
        Column("medium", _("How it left"), sort="medium", value=lambda row: row.get_medium_display()),
        Column("state", _("State"), sort="state", state=True),
        Column("made_at", _("Made"), sort="made_at"),
        Column("made_label", _("Made by"), shown=False),
        Column("recall_reason", _("Why it was recalled"), shown=False),
    ]
    filterset = CopiesFilter
    search = ("document__number", "document__title", "recipient")
    search_hint = _("Number, title or recipient")
    order = "-made_at"
    empty = Empty(
        _("No copy has left"),
        _("Copies of watched documents are numbered here, with their recipients and whether they are back."),
        icon="copy",
    )


class Deliveries(Table):
    title = _("Mail")
    columns = [
        Column("subject", _("Subject"), sort="subject"),
        Column("to", _("Recipient"), sort="to"),
        Column("person", _("Person"), sort="person__family_name", value=lambda row: str(row.person or "")),
        Column("state", _("State"), sort="state", state=True),
        Column("queued_at", _("Ordered"), sort="queued_at"),
        Column("sent_at", _("Sent"), sort="sent_at"),
        Column("attempts", _("Attempts"), sort="attempts", css="num", shown=False),
        Column("error", _("Last error"), shown=False),
    ]
    filterset = DeliveriesFilter
    search = staticmethod(mails_named)
    search_hint = _("Subject, address, name or number")
    order = "-queued_at"
    empty = Empty(
        _("No mail has been ordered"),
        _("Invitations, reminders and papers sent by mail are listed here with what became of them."),
        icon="mail",
    )


class Texts(Table):
    title = _("Letter texts")
    columns = [
        Column("subject", _("Subject"), sort="subject"),
        Column("kind", _("Kind of letter"), sort="kind", value=lambda row: row.kind_name),
        Column("body_code", _("Body"), sort="body_code"),
        Column("language", _("Language"), sort="language", value=lambda row: row.get_language_display()),
        Column("version", _("Version"), sort="version", css="num"),
    ]
    search = ("kind", "subject", "text")
    order = "kind"
    empty = Empty(
        _("No text yet"),
        _("Write the words of a letter once; the facts are put in their places."),
        (_("Write a text"), "documents:create_text"),
        icon="file-text",
    )


class Groups(Table):
    title = _("Need-to-know groups")
    columns = [
        Column("name_en", _("Name"), sort="name_en", value=str),
        Column("reason", _("Why it exists")),
        Column("people", _("People today"), css="num"),
        Column("papers", _("Documents"), css="num"),
    ]
    search = ("name_en", "name_fr", "reason")
    order = "name_en"
    empty = Empty(
        _("No need-to-know group"),
        _("A group keeps the papers of one matter for the people who need them."),
        (_("Make a group"), "documents:create_group"),
        icon="users-group",
    )
