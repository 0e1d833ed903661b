"""Verbs that hand out bytes: each asks the gate and leaves its trace."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO

import pikepdf
from django.db import transaction
from django.utils.translation import gettext as _

from council_office.ledger import audit
from council_office.ledger.moves import Refused
from documents import archive, gate
from documents.actions.copies import bytes_of, make_copy
from documents.models import Document
from documents.rendering import zips
from documents.rules import may_take_original


def download(document: Document, *, by) -> bytes:
    """The bytes of a document for a user or the holder of a signed link; Refused with the gate's reason."""
    decision = gate.may_read(by, document)
    if decision and not may_take_original(by, document):
        decision = gate.Decision(False, as_copies_only(document))
    if not decision:
        audit.record("refuse_download", document, by=by, reason=decision.reason)
        raise Refused(decision.reason)
    data = bytes_of(document)
    audit.record("download", document, by=by, sha256=document.sha256)
    return data


def as_copies_only(document: Document) -> str:
    words = _("Documents marked “%(level)s” leave only as marked copies: take yours on the document’s page.")
    return words % {"level": document.level}


def view(document: Document, *, by) -> None:
    """Somebody looks at a document; where its level is watched, that is remembered."""
    if document.level.watched:
        audit.record("view", document, by=by)


def bundle_pdf(documents: Iterable[Document], *, by) -> bytes:
    """One PDF of all, in order, with a bookmark for each."""
    return bundle_pdf_file(documents, by=by).read()


def bundle_pdf_file(documents: Iterable[Document], *, by, opening: bytes = b"") -> BinaryIO:
    """The same as an open file, for thousands of pages: each part is read from disk when it is written."""
    wanted = readable(documents, by)
    if not wanted:
        raise Refused(_("There is no paper to put together."))
    out = TemporaryFile()  # noqa: SIM115  the caller's to close
    with TemporaryDirectory() as name:
        folder, files, marks, pages = Path(name), [], [], 0
        for title, data in chain([("", opening)] if opening else [], titled(wanted, by)):
            files.append(folder / f"{len(files)}.pdf")
            files[-1].write_bytes(data)
            marks += [(title, pages)] if title else []
            pages += pages_of(files[-1])
        # As a job the pages go from file to file; taken over one by one, all of them would stay in memory.
        whole = folder / "whole.pdf"
        pikepdf.Job(["pikepdf", "--empty", "--pages", *map(str, files), "--", str(whole)]).run()
        bookmarked(whole, marks, out)
    out.seek(0)
    return out


def titled(documents: Iterable[Document], by) -> Iterator[tuple[str, bytes]]:
    return ((f"{each.number} · {each.title}", leaving(each, by)) for each in documents)


def pages_of(file: Path) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def bookmarked(file: Path, marks: Iterable[tuple[str, int]], out: BinaryIO) -> None:
    """Write the PDF again with a bookmark for each title and page."""
    with pikepdf.open(file) as whole:
        with whole.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in marks)
        whole.save(out)


def bundle_zip(documents: Iterable[Document], *, by) -> bytes:
    """One archive of all, each under the name a person would give it."""
    return bundle_zip_file(documents, by=by).read()


def bundle_zip_file(documents: Iterable[Document], *, by) -> BinaryIO:
    """The same as an open file; one document at a time is held in memory."""
    out = TemporaryFile()  # noqa: SIM115  the caller's to close
    zips.write(out, ((name, leaving(document, by)) for name, document in named(readable(documents, by))))
    out.seek(0)
    return out


def leaving(document: Document, by) -> bytes:
    """The original, or the reader's own marked copy where the level wants one."""
    if may_take_original(by, document):
        return bytes_of(document)
    return archive.read(make_copy(document, by=by))


@transaction.atomic
def readable(documents: Iterable[Document], by) -> list[Document]:
    """The documents when the gate opens for every one of them; one red line refuses the whole bundle."""
    wanted = list(documents)
    allowed = set(
        Document.objects.visible_to(by).filter(pk__in=[d.pk for d in wanted]).values_list("pk", flat=True)
    )
    if red := [document.number for document in wanted if document.pk not in allowed]:
        audit.record("refuse_bundle", None, by=by, numbers=red)
        raise Refused(_("You may not read %(numbers)s.") % {"numbers": ", ".join(red)})
    for document in wanted:
        audit.record("download", document, by=by, sha256=document.sha256, bundle=len(wanted))
    return wanted


def named(documents: list[Document]) -> list[tuple[str, Document]]:
    """No two files of an archive share a name."""
    taken, pairs = set(), []
    for document in documents:
        stem, _dot, form = document.download_name.rpartition(".")
        name, count = f"{stem}.{form}", 1
        while name in taken:
            count += 1
            name = f"{stem} ({count}).{form}"
        taken.add(name)
        pairs.append((name, document))
    return pairs
