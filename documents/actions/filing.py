"""Verbs of people who put documents into the library: a new matter, a new version of one."""

import uuid
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.ledger import moves, numbering
from council_office.ledger.moves import Refused
from documents import archive, uploads
from documents.actions.documents import insert
from documents.models import Document, Level, NeedToKnow

SERIES = "DOC"


def file_document(
    *,
    file,
    title: str,
    kind: str,
    language: str,
    level: Level,
    by,
    group: NeedToKnow | None = None,
    reference: str = "",
    dated_on: date | None = None,
    number: str = "",
) -> Document:
    """A new matter in the library, under the number it brings or the office's next one."""
    data, name = read(file)
    facts = {"kind": kind, "title": title[:300], "language": language, "level": level, "group": group}
    facts |= {"reference": reference, "dated_on": dated_on, "original_name": name[:200]}
    form, uid = uploads.form_of(data, name), uuid.uuid4()
    stored = archive.write(data, uid, form)
    try:
        return file_new(number.strip(), by=by, stored=stored, uid=uid, form=form, **facts)
    except IntegrityError as error:
        archive.discard(stored.name)
        raise Refused(
            _("%(number)s is already in the library: open it and file a new version there.")
            % {"number": number}
        ) from error


@transaction.atomic
def file_new(number: str, *, by, **facts) -> Document:
    """The document under its own number or the next of the library, which then knows what it was given to."""
    taken = number or numbering.take(SERIES, timezone.localdate().year)
    document = insert(by=by, about=None, number=taken, version_number=1, **facts)
    if not number:
        numbering.given(taken, document)
    return document


def add_version(document: Document, *, file, by, title: str = "", dated_on: date | None = None) -> Document:
    """The next version of a matter, with the marking of the one before; the older ones stay readable."""
    if document.paper:
        raise Refused(_("The office issued this paper itself; its next version is issued where it was made."))
    data, name = read(file)
    form = uploads.form_of(data, name)
    uid = uuid.uuid4()
    stored = archive.write(data, uid, form)
    try:
        with transaction.atomic():
            last = newest(moves.lock(document))
            if last.sha256 == stored.sha256:
                raise Refused(
                    _("These are the bytes of version %(version)s: nothing is new.")
                    % {"version": last.version_number}
                )
            return insert(
                by=by,
                about=last.about,
                stored=stored,
                uid=uid,
                form=form,
                kind=last.kind,
                number=last.number,
                version_number=last.version_number + 1,
                language=last.language,
                title=(title.strip() or last.title)[:300],
                reference=last.reference,
                dated_on=dated_on,
                original_name=name[:200],
                level=last.level,
                group=last.group,
            )
    except Refused:
        archive.discard(stored.name)
        raise
    except IntegrityError as error:
        archive.discard(stored.name)
        raise Refused(_("Somebody filed a version at the same moment; look at it first.")) from error


def newest(document: Document) -> Document:
    same = Document.objects.filter(kind=document.kind, number=document.number, language=document.language)
    last = same.aggregate(last=Max("version_number"))["last"]
    return same.filter(version_number=last).order_by("pk").first()


def read(file) -> tuple[bytes, str]:
    """Bytes and name of what was uploaded; an oversized file is refused before it is read."""
    if file.size > uploads.MOST_BYTES:
        raise Refused(_("The file “%(name)s” is larger than 50 MB.") % {"name": file.name})
    return file.read(), file.name
