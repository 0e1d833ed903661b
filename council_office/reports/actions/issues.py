"""Verbs on issued reports: ordered under a number, counted once, kept with their rows, made in every form."""

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from council_office.directory.models import User
from council_office.ledger import audit, moves, numbering, outbox
from council_office.ledger.moves import Refused, move
from council_office.ledger.states import JobState
from council_office.reports import findings, letters, queries
from council_office.reports.declared import Asked, Report, in_both
from council_office.reports.findings import Findings
from council_office.reports.models import Issue, Run
from council_office.reports.states import IssueState
from documents import actions as documents
from documents import papers
from documents.models import Document, NeedToKnow
from documents.rendering import refreshed

FORMS = ("pdf", "docx", "xlsx", "pptx")
READERS = "Readers of issued reports"


@transaction.atomic
def order(report: Report, *, by: User, asked: Asked, forms: Iterable[str], language: str) -> Issue:
    """A report for oneself: numbered now, made by the worker."""
    forms = [form for form in FORMS if form in set(forms)]
    if not forms:
        raise Refused(_("Choose at least one form: PDF, Word, Excel or PowerPoint."))
    issue = begin(report, reader=by, by=by, asked=asked, forms=forms, language=language)
    job = outbox.post(
        "reports.make",
        by=by,
        title=(gettext_noop("Report: %(name)s"), {"name": issue.title(language)}),
        about=issue,
        issue_id=issue.pk,
    )
    return moves.revise(issue, by=by, job=job)


@transaction.atomic
def begin(
    report: Report, *, reader: User, by, asked: Asked, forms: list[str], language: str, run: Run | None = None
) -> Issue:
    """The issue under its number, with nothing counted yet."""
    number = numbering.take("RPT", timezone.localdate().year)
    title_en, title_fr = in_both(report.title)
    issue = moves.create(
        Issue,
        by=by,
        number=number,
        report=report.code,
        title_en=title_en,
        title_fr=title_fr,
        asked=asked.to_json(),
        forms=forms,
        language=language,
        reader=reader,
        author=run.schedule.owner.actor_label if run else by.actor_label,
        run=run,
        previous=queries.issue_before(report.code, asked, reader, run),
    )
    numbering.given(number, issue)
    return issue


def make(issue: Issue) -> Issue:
    """Count, keep, make the files: every step is done once, whatever stops between two of them."""
    if issue.data is None:
        issue = count(issue)
    if issue.state in (IssueState.ORDERED, IssueState.FAILED):
        files(issue)
        issue = move(issue, IssueState.ISSUED, by=audit.CLOCK)
    return issue


def count(issue: Issue, now: datetime | None = None) -> Issue:
    """Count the report with its reader's rights of this moment and keep the rows that it was counted from."""
    report = queries.report_named(issue.report)
    found = queries.compute(report, issue.reader, Asked.from_json(issue.asked), now)
    data = findings.frozen(found)
    changed = findings.changed(issue.previous.data, found) if issue.previous else ()
    paper = letters.report(found, issue, level=queries.level_of(found), changed=changed)
    with override(issue.language):
        subject, text = letters.mail(found, issue, language=issue.language, address=address)
    return keep(issue, found, data, paper, {"subject": subject, "text": text})


@transaction.atomic
def keep(issue: Issue, found: Findings, data: dict, paper: papers.Paper, mail: dict) -> Issue:
    """Whoever counted first is right: what is kept is never counted again."""
    facts = {
        "mail": mail,
        "as_of": found.as_of,
        "template": letters.TEMPLATE,
        "level": paper.level,
        "data": data,
        "paper": papers.to_json(paper),
        "digest": digest(data),
        "row_count": sum(len(part.sheet.rows) for part in found.parts),
        "hidden": max(0, found.hidden),
        "reconciled": found.reconciles,
    }
    if moves.lock(issue).data is not None:
        return issue
    if found.may_show_nothing:
        return move(issue, IssueState.EMPTY, by=audit.CLOCK, **facts)
    Issue.objects.filter(pk=issue.pk).update(**facts)
    issue.refresh_from_db()
    audit.record("count", issue, by=audit.CLOCK, digest=issue.digest, rows=issue.row_count)
    return issue


def digest(data: dict) -> str:
    """The same rows give the same digest."""
    return sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def files(issue: Issue) -> list[Document]:
    """The files of an issue, made from the paper that was kept; only its reader may open them."""
    if not issue.forms:
        return []
    made = documents.issue(
        papers.from_json(issue.paper), about=issue, by=audit.CLOCK, forms=issue.forms, group=readers_group()
    )
    for document in made.values():
        if not document.grants.exists():
            documents.grant(
                document, to=issue.reader.person or issue.reader, by=audit.CLOCK, reason=issue.number
            )
    return list(made.values())


def readers_group() -> NeedToKnow:
    """The circle without members that closes issued reports to all but those they were made for."""
    known = NeedToKnow.objects.filter(name_en=READERS).first()
    return known or documents.create_group(
        by=audit.CLOCK, name_en=READERS, name_fr="Lecteurs des rapports établis"
    )


def refresh_deck(report: Report, deck: bytes, *, by: User, asked: Asked, language: str) -> bytes:
    """A deck of one's own with the report's numbers of now in the shapes that carry their names."""
    found = queries.compute(report, by, asked)
    with override(language):
        values = letters.named_values(found, language)
    try:
        data, done = refreshed(deck, values, language)
    except ValueError as error:
        raise Refused(_("This file is not a PowerPoint deck (.pptx).")) from error
    if not done:
        raise Refused(_("No shape of this deck has one of the names below; name one, and try again."))
    audit.record(
        "refresh_deck", None, by=by, report=report.code, shapes=done, sha256=sha256(data).hexdigest()
    )
    return data


def settle_issues() -> None:
    """Orders whose job was given up or cancelled do not wait for ever."""
    over = (JobState.FAILED, JobState.CANCELLED)
    for issue in Issue.objects.filter(state=IssueState.ORDERED, job__state__in=over):
        move(issue, IssueState.FAILED, by=audit.CLOCK)


def address(thing) -> str:
    """The public address of a thing, or of a path."""
    return settings.BASE_URL + (thing if isinstance(thing, str) else thing.get_absolute_url())
