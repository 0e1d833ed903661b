"""Verbs on the record: outcomes entered and ordered, the record issued and reopened."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop

from council_office.ledger import audit, moves, numbering, outbox
from council_office.ledger.moves import Conflict, Refused
from documents import actions as documents
from documents.papers import Paper, from_json, to_json
from meetings.actions.decisions import decide
from meetings.actions.followup import carry_on, settle, start_action
from meetings.actions.opening import open_to
from meetings.actions.refusals import (
    require_complete,
    require_own,
    require_rule,
    require_unregistered,
    require_writable,
)
from meetings.letters import minutes as long
from meetings.letters import record as letters
from meetings.models import Act, AgendaItem, Attachment, Draft, Outcome, RecordIssue, Session
from meetings.queries.attendance import notes_of
from meetings.queries.drafts import current, digest_of
from meetings.queries.minutes import OPEN_MINUTES, WHOLE_MINUTES, statements
from meetings.queries.record import FULL, WHOLE, Record, presence, readers, said
from meetings.states import SessionState

audit.say("word_acts", lazy("reworded the acts: %(after)s"))
audit.say("issue_record", lazy("issued the record %(number)s"))

COPIED = (
    "formula",
    "actor",
    "proposer",
    "addressee",
    "text_en",
    "text_fr",
    "subject",
    "owner",
    "due_on",
    "due_session",
    "supersedes",
    "ad_referendum",
    "lift_expected_on",
)


@transaction.atomic
def add_outcome(
    session: Session,
    *,
    by,
    item: AgendaItem | None = None,
    acts: Iterable[dict[str, Any]] = (),
    attachments: Iterable[Attachment] = (),
    new_attachments: Iterable[dict[str, Any]] = (),
    **facts: Any,
) -> Outcome:
    """A new paragraph, last under its item."""
    session = moves.lock(session)
    require_writable(session)
    require_own(session, item, attachments)
    last = session.outcomes.filter(item=item).order_by("-position").first()
    outcome = moves.create(
        Outcome,
        by=by,
        session=session,
        item=item,
        position=last.position + 1 if last else 1,
        attachments=[*attachments, *attach(session, new_attachments, by=by)],
        **facts,
    )
    set_acts(outcome, acts)
    require_rule(outcome)
    note_acts(outcome, [], by=by)
    return outcome


@transaction.atomic
def revise_outcome(
    outcome: Outcome,
    *,
    by,
    seen: int | None = None,
    acts: Iterable[dict[str, Any]] | None = None,
    new_attachments: Iterable[dict[str, Any]] = (),
    **changes: Any,
) -> Outcome:
    """The paragraph with other words, acts or attachments."""
    outcome = moves.lock(outcome)
    session = outcome.session
    require_writable(session)
    attachments = changes.get("attachments", outcome.attachments.all())
    require_own(session, changes.get("item"), attachments)
    changes["attachments"] = [*attachments, *attach(session, new_attachments, by=by)]
    was, theirs = outcome.version, [snapshot(act) for act in outcome.acts.all()]
    read = said(outcome, "en", session)
    outcome = moves.revise(outcome, by=by, seen=seen, **changes)
    if acts is None:
        return outcome
    set_acts(outcome, acts)
    require_rule(outcome)
    if [snapshot(act) for act in outcome.acts.all()] == theirs:
        return outcome
    if seen is not None and seen != was:
        raise Conflict([(_("Acts"), read, said(outcome, "en", session))])
    return note_acts(outcome, theirs, by=by)


@transaction.atomic
def remove_outcome(outcome: Outcome, *, by, reason: str = "") -> None:
    """Take a paragraph out, unless the register already knows what it decided."""
    require_writable(outcome.session)
    for act in outcome.acts.all():
        require_unregistered(act)
    moves.remove(outcome, by=by, reason=reason)


@transaction.atomic
def order_outcomes(session: Session, *, by, order: Sequence[tuple[int, int | None]]) -> None:
    """Put every paragraph in this order: pairs of an outcome and the item under which it stands."""
    session = moves.lock(session)
    require_writable(session)
    outcomes = {outcome.pk: outcome for outcome in session.outcomes.select_for_update()}
    items = session.items.in_bulk()
    if sorted(pk for pk, _item in order) != sorted(outcomes) or not {i for _pk, i in order if i} <= set(
        items
    ):
        raise Refused(_("The record has changed meanwhile. Reload the page and order it again."))
    places: dict[int | None, int] = {}
    for pk, item in order:
        places[item] = places.get(item, 0) + 1
        if (outcomes[pk].item_id, outcomes[pk].position) != (item, places[item]):
            moves.revise(outcomes[pk], by=by, item=items.get(item), position=places[item])


@transaction.atomic
def move_outcome(outcome: Outcome, *, by, direction: str) -> None:
    """One place up or down in the record; over the edge of its item it goes to the neighbouring one."""
    whole = Record(outcome.session)
    groups = [list(group) for group in whole.in_order]
    keys = [None, *(each.item.pk for each in whole.items)]
    at = keys.index(outcome.item_id)
    group, step = groups[at], -1 if direction == "up" else 1
    place = next(n for n, other in enumerate(group) if other.pk == outcome.pk)
    if 0 <= place + step < len(group):
        group[place], group[place + step] = group[place + step], group[place]
    elif 0 <= at + step < len(groups):
        groups[at + step].insert(0 if step > 0 else len(groups[at + step]), group.pop(place))
    order = [(one.pk, key) for key, group in zip(keys, groups, strict=True) for one in group]
    order_outcomes(outcome.session, by=by, order=order)


@transaction.atomic
def issue_record(session: Session, *, by, gap_reason: str = "", adopting: Draft | None = None) -> RecordIssue:
    """Close the record under its number and seal, fill the registers, and order the papers.

    A draft that is with the Members is adopted, not passed over.
    """
    if (draft := current(session)) and draft != adopting:
        raise Refused(_("%(draft)s is with the Members: adopt it.") % {"draft": draft})
    number = session.record_number or numbering.take("ROD", session.starts_on.year, about=session)
    session = moves.move(session, SessionState.RECORDED, by=by, record_number=number, reason=gap_reason)
    whole = Record(session)
    require_complete(whole, gap_reason)
    last = session.record_issues.first()
    edition, now = last.edition + 1 if last else 1, timezone.now()
    papers = papers_of(whole, number=number, version=edition, dated_on=timezone.localdate(now))
    issue = moves.create(
        RecordIssue,
        by=by,
        session=session,
        edition=edition,
        number=number,
        issued_at=now,
        papers=papers,
        sha256=digest_of(papers),
    )
    register(whole, on=timezone.localdate(now), by=by)
    audit.record("issue_record", session, by=by, number=str(issue), languages=sorted(whole.languages))
    outbox.post(
        "meetings.produce_record",
        by=by,
        title=(
            gettext_noop("Record %(number)s of %(session)s"),
            {"number": str(issue), "session": str(session)},
        ),
        about=session,
        key=f"meetings.produce_record:{issue.pk}",
        issue_id=issue.pk,
        by_id=by.actor_id,
    )
    return issue


@transaction.atomic
def reopen_record(session: Session, *, by, reason: str) -> Session:
    """Open an issued record again; what was issued stays, the next issue is its revision."""
    if not reason.strip():
        raise Refused(_("Say why the record is reopened: the reason stays in its history."))
    session = moves.move(session, SessionState.HELD, by=by, reason=reason.strip())
    issue = session.record_issues.first()
    moves.revise(issue, by=by, reopened_at=timezone.now(), reopen_reason=reason.strip()[:300])
    return session


def produce_record(issue: RecordIssue, *, by) -> None:
    """File the papers of an issue exactly as it was issued, and open them to its readers; may run twice."""
    for facts in issue.papers:
        paper = from_json(facts)
        made = documents.issue(paper, about=issue.session, by=by)
        for document in made.values():
            open_to(document, readers(issue.session, paper.kind), by=by)


def register(record: Record, *, on: date, by) -> None:
    """The decisions, actions and charges of a record under permanent numbers, and its closings.

    Acts that the register knows keep their numbers and take over the new words. Decisions known from public
    sources before the record was entered are taken up by the acts with their verbs.
    """
    known = list(record.session.decisions.filter(act__isnull=True).order_by("serial"))
    for paragraph in record.paragraphs:
        for act in paragraph.outcome.acts.select_related("formula", "addressee__body"):
            decision = decide(act, record.session, known, on=on, by=by)
            start_action(act, decision, record.session, by=by)
        settle(paragraph, record.session, by=by)
    carry_on(record.session, by=by)


def papers_of(whole: Record, **issue) -> list[dict]:
    """The papers of an issue as facts, per language; restricted parts make a second, restricted one."""
    session, people = whole.session, presence(whole.session)
    circles = [(WHOLE, OPEN_MINUTES, "internal", whole)]
    if whole.has_restricted:
        circles = [
            (WHOLE, OPEN_MINUTES, "internal", Record(session, open_only=True)),
            (FULL, WHOLE_MINUTES, "restricted", whole),
        ]
    found = []
    for kind, minutes, level, facts in circles:
        for language in whole.languages:
            notes = facts.only_seen(notes_of(session, language))
            common = {"language": language, "level": level, "notes": notes, **issue}
            found.append(letters.record(session, facts, people, kind=kind, **common))
            found += minutes_of(facts, people, kind=minutes, **common)
    return [to_json(paper) for paper in found]


def minutes_of(facts: Record, people: Counter, *, number: str, **common) -> list[Paper]:
    """The long minutes beside the record, where something that was said was noted."""
    session, said = facts.session, facts.only_seen(statements(facts.session))
    if not said:
        return []
    return [long.minutes(session, facts, people, said, number=f"{number}/MIN", **common)]


def attach(session: Session, rows: Iterable[dict[str, Any]], *, by) -> list[Attachment]:
    return [moves.create(Attachment, by=by, session=session, **row) for row in rows]


def set_acts(outcome: Outcome, rows: Iterable[dict[str, Any]]) -> None:
    """Make the acts of an outcome those of `rows`: known ones by `act`, new ones, and no other."""
    kept = []
    for position, row in enumerate(rows, start=1):
        act = row.get("act") or Act(outcome=outcome)
        for name in COPIED:
            if name in row:
                setattr(act, name, row[name])
        act.outcome, act.position = outcome, position
        act.full_clean()
        act.save()
        act.reserving.set(row.get("reserving", act.reserving.all()))
        kept.append(act.pk)
    for act in Act.objects.filter(outcome=outcome).exclude(pk__in=kept):
        require_unregistered(act)
        act.delete()
    outcome._prefetched_objects_cache = {}


def note_acts(outcome: Outcome, before: list[dict], *, by) -> Outcome:
    """One event for all acts, and a new version of the paragraph they make."""
    if before or outcome.acts.exists():
        outcome.version += 1
        outcome.save(update_fields=["version"])
        audit.record("word_acts", outcome, by=by, before=before, after=said(outcome, "en", outcome.session))
    return outcome


def snapshot(act: Act) -> dict[str, Any]:
    values = {name: audit.plain(getattr(act, name)) for name in COPIED}
    return {"position": act.position, **values, "reserving": [str(m) for m in act.reserving.all()]}
