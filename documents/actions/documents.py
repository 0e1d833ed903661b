"""Verbs on documents: a paper is issued once; later only its marking and its hold change."""

import uuid
from collections.abc import Iterable

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.ledger import audit
from council_office.ledger.moves import Refused
from documents import archive, papers
from documents.models import Document, Level, NeedToKnow
from documents.papers import Paper
from documents.rendering import render


def issue(
    paper: Paper,
    *,
    about: models.Model,
    by,
    forms: Iterable[str] = ("pdf", "docx"),
    group: NeedToKnow | None = None,
) -> dict[str, Document]:
    """The documents of a paper by form; what is already stored under its number is returned unchanged.

    Rendering takes its time and happens before anything is locked: call it from a task, not in a transaction.
    """
    forms = list(forms)
    level = level_of(paper)
    found = {document.form: document for document in stored_forms(paper, forms)}
    for form in forms:
        if form not in found:
            found[form] = store(
                paper, form, render(paper, form), level=level, about=about, group=group, by=by
            )
    return {form: found[form] for form in forms}


def level_of(paper: Paper) -> Level:
    if not paper.number:
        raise Refused(
            _("“%(title)s” has no number; a paper is issued under a number.") % {"title": paper.title}
        )
    level = Level.objects.filter(code=paper.level).first()
    if level is None:
        raise Refused(_("The level “%(level)s” does not exist.") % {"level": paper.level})
    return level


def stored_forms(paper: Paper, forms: list[str]) -> models.QuerySet[Document]:
    return Document.objects.filter(
        kind=paper.kind,
        number=paper.number,
        version_number=paper.version,
        language=paper.language,
        form__in=forms,
    ).select_related("level", "group")


def store(
    paper: Paper, form: str, data: bytes, *, level: Level, about: models.Model, group: NeedToKnow | None, by
) -> Document:
    """File the bytes; whoever comes second under the same number gets the first one's document."""
    uid = uuid.uuid4()
    stored = archive.write(data, uid, form)
    try:
        return insert(
            by=by,
            about=about,
            uid=uid,
            kind=paper.kind,
            number=paper.number,
            version_number=paper.version,
            language=paper.language,
            form=form,
            title=papers.unmarked(paper.title)[:300],
            reference=paper.reference,
            dated_on=paper.date,
            level=level,
            group=group,
            paper=papers.to_json(paper),
            stored=stored,
        )
    except IntegrityError:
        archive.discard(stored.name)
        return stored_forms(paper, [form]).get()


@transaction.atomic
def insert(*, by, about: models.Model | None, stored: archive.Stored, **facts) -> Document:
    """The row of a filed document, linked to the version it replaces, with its audit event."""
    document = Document(
        **facts,
        about=about,
        file_name=stored.name,
        sha256=stored.sha256,
        size=stored.size,
        issued_at=timezone.now(),
        issued_by_id=by.actor_id,
        issued_label=by.actor_label,
    )
    document.replaces = previous_version(document)
    document.save(force_insert=True)
    audit.record(
        "issue",
        document,
        by=by,
        number=document.number,
        version=document.version_number,
        language=document.language,
        form=document.form,
        level=document.level.code,
        sha256=document.sha256,
    )
    return document


def previous_version(document: Document) -> Document | None:
    return (
        Document.objects.filter(
            kind=document.kind,
            number=document.number,
            language=document.language,
            form=document.form,
            version_number__lt=document.version_number,
        )
        .newest()
        .order_by("-version_number")
        .first()
    )


@transaction.atomic
def mark(
    document: Document, *, by, level: Level, group: NeedToKnow | None = None, reason: str = ""
) -> Document:
    """Change who may read a document; the bytes stay as they are."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if (locked.level_id, locked.group_id) == (level.pk, group and group.pk):
        return locked
    if level.rank < locked.level.rank and not reason.strip():
        raise Refused(_("Lowering a marking needs a reason."))
    changes = {
        "level": [both_names(locked.level), both_names(level)],
        "group": [both_names(locked.group), both_names(group)],
    }
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    locked.level, locked.group = level, group
    locked.save(update_fields=["level", "group"])
    audit.record("mark", locked, by=by, changes=changes, reason=reason)
    return locked


def both_names(thing: Level | NeedToKnow | None) -> str:
    """The name in both languages: the history is read in either."""
    return " / ".join(dict.fromkeys(filter(None, (thing.name_en, thing.name_fr)))) if thing else ""
