"""Verbs on marked copies: made for one recipient under a number, recalled, back."""

import uuid

import pikepdf
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from council_office.directory.models import Person
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from council_office.web import words
from documents import archive, gate
from documents.models import Document, MarkedCopy
from documents.states import CopyState, Form, Medium

ATTEMPTS = 30
STAMP = "documents.rendering.stamp.stamp"  # named, not imported: web processes start without the press


def make_copy(document: Document, *, by, to: Person | None = None, medium: str = Medium.SCREEN) -> MarkedCopy:
    """A numbered copy for one recipient (the reader when nobody is named), kept in the register.

    Stamping takes its time and happens before anything is locked: whoever loses a number stamps again.
    """
    require_reader(document, to, by=by)
    original = bytes_of(document)
    for _attempt in range(ATTEMPTS):
        copy = next_copy(document, to, medium, by=by)
        stored = archive.write(stamped(original, copy), uuid.uuid4(), Form.PDF)
        try:
            return keep(copy, stored, by=by)
        except IntegrityError:
            archive.discard(stored.name)
    raise Refused(_("Too many copies are being made at this moment; try again."))


def require_reader(document: Document, to: Person | None, *, by) -> None:
    if document.form != Form.PDF:
        raise Refused(
            _("%(number)s is not a PDF: only a PDF can carry marks on every page.")
            % {"number": document.number}
        )
    reader = by if to is None else getattr(to, "user", to)
    if not (decision := gate.may_read(reader, document)):
        audit.record("refuse_copy", document, by=by, to=str(to or ""), reason=decision.reason)
        raise Refused(f"{to or by.actor_label}: {decision.reason}")


def next_copy(document: Document, to: Person | None, medium: str, *, by) -> MarkedCopy:
    person = to or getattr(by, "person", None) or getattr(by, "recipient", None)
    last = MarkedCopy.objects.filter(document=document).aggregate(last=Max("number"))["last"] or 0
    return MarkedCopy(
        document=document,
        number=last + 1,
        person=person,
        recipient=(person.letter_name if person else by.actor_label)[:200],
        medium=medium,
        made_at=timezone.now(),
        made_by_id=by.actor_id,
        made_label=by.actor_label,
    )


def stamped(original: bytes, copy: MarkedCopy) -> bytes:
    """The bytes of the copy, its marks in the language of the document."""
    document = copy.document
    with override(document.language):
        number = " ".join(filter(None, (document.number, version_of(document))))
        foot = _("%(number)s · copy %(copy)s · for %(recipient)s · %(moment)s") % {
            "number": number,
            "copy": copy.number,
            "recipient": copy.recipient,
            "moment": words.moment(copy.made_at),
        }
        head = _("%(level)s · copy %(copy)s") % {"level": document.level.name(), "copy": copy.number}
        marks = {"head": head.upper(), "foot": foot, "page": _("page"), "language": document.language}
    try:
        return import_string(STAMP)(original, **marks)
    except pikepdf.PdfError as error:
        raise Refused(
            _("%(number)s cannot be marked: the PDF is damaged (%(error)s).")
            % {"number": document.number, "error": error}
        ) from error


def version_of(document: Document) -> str:
    return f"v{document.version_number}" if document.version_number > 1 else ""


@transaction.atomic
def keep(copy: MarkedCopy, stored: archive.Stored, *, by) -> MarkedCopy:
    copy.file_name, copy.sha256, copy.size = stored.name, stored.sha256, stored.size
    copy.save(force_insert=True)
    verb = "print" if copy.medium == Medium.PAPER else "copy"
    audit.record(verb, copy.document, by=by, copy=copy.number, to=copy.recipient, sha256=copy.sha256)
    return copy


def recall_copy(copy: MarkedCopy, *, by, reason: str) -> MarkedCopy:
    """Ask for a copy back."""
    if not reason.strip():
        raise Refused(_("Say why the copy is recalled."))
    return moves.move(
        copy, CopyState.RECALLED, by=by, recalled_at=timezone.now(), recall_reason=reason.strip()[:300]
    )


def return_copy(copy: MarkedCopy, *, by) -> MarkedCopy:
    """The copy is back in the office."""
    return moves.move(copy, CopyState.RETURNED, by=by, ended_at=timezone.now())


def destroy_copy(copy: MarkedCopy, *, by) -> MarkedCopy:
    """Its recipient says that the copy is destroyed."""
    return moves.move(copy, CopyState.DESTROYED, by=by, ended_at=timezone.now())


def download_copy(copy: MarkedCopy, *, by) -> bytes:
    """The bytes of a copy that is still out, once more; one event."""
    if copy.state != CopyState.OUT:
        raise Refused(_("This copy was recalled or is back; it is not handed out again."))
    try:
        data = archive.read(copy)
    except archive.Damaged as damage:
        raise Refused(_("The file of this copy is damaged or missing; make another copy.")) from damage
    audit.record("download", copy.document, by=by, sha256=copy.sha256, copy=copy.number)
    return data


def bytes_of(document: Document) -> bytes:
    try:
        return archive.read(document)
    except archive.Damaged as damage:
        raise Refused(
            _("The file of %(number)s is damaged or missing; the administrator has to restore it.")
            % {"number": document.number}
        ) from damage
