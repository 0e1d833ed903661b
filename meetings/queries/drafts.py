"""Reads on drafts of a record: what went to the Members, who reads it, what they said, what changed since."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from council_office.directory.models import Member, Person
from meetings import redline
from meetings.models import AgendaItem, Body, Comment, Draft, RecordIssue, Reviewer, Session
from meetings.queries.record import Record
from meetings.states import REPRESENTING, AccessClass, DraftState, ParticipantRole, SessionState


def snapshot(record: Record) -> list[dict[str, Any]]:
    """The paragraphs as a draft keeps them."""
    return [
        {
            "outcome": paragraph.outcome.pk,
            "number": paragraph.number,
            "item": section.number,
            "item_en": section.title("en"),
            "item_fr": section.title("fr"),
            "access": section.item.access if section.item else AccessClass.OPEN,
            "readers": sorted(named_readers(section.item)),
            "en": paragraph.text_en,
            "fr": paragraph.text_fr,
        }
        for section in record.sections
        for paragraph in section.paragraphs
    ]


def named_readers(item: AgendaItem | None) -> Iterable[int]:
    """Who reads of the item by name: in a Representative's place where it is restricted, else its readers."""
    match item.access if item else AccessClass.OPEN:
        case AccessClass.RESTRICTED:
            return item.seated.values_list("pk", flat=True)
        case AccessClass.CLOSED:
            return item.readers.values_list("pk", flat=True)
    return ()


def words(paragraphs: Iterable[dict[str, Any]]) -> list[tuple[int, str, str]]:
    return [(each["outcome"], each["en"], each["fr"]) for each in paragraphs]


def readable(draft: Draft, reviewer: Reviewer) -> list[dict[str, Any]]:
    """The paragraphs that a reviewer may know of; numbers stay as they are."""
    represents = draft.session.participants.filter(
        person=reviewer.person_id, role__in=REPRESENTING, withdrawn=False
    ).exists()
    return [each for each in draft.paragraphs if opens(each, reviewer.person_id, represents=represents)]


def opens(paragraph: Mapping[str, Any], person: int, *, represents: bool) -> bool:
    match paragraph["access"]:
        case AccessClass.OPEN:
            return True
        case AccessClass.RESTRICTED if represents:
            return True
    return person in paragraph["readers"]


def spokespeople(body: Body, session: Session | None = None) -> dict[Member, Person | None]:
    """Who speaks for each Member: its head at the session (or at the last ones), else its focal point."""
    found: dict[Member, Person | None] = dict.fromkeys(Member.objects.all())
    sessions = [session] if session else list(recent(body))
    for each in sessions:
        rows = each.delegations.select_related("member", "focal_point").prefetch_related(
            "participants__person"
        )
        for delegation in rows:
            found[delegation.member] = found[delegation.member] or speaker_of(delegation)
    return found


def speaker_of(delegation) -> Person | None:
    heads = [
        each.person
        for each in delegation.participants.all()
        if each.role == ParticipantRole.HEAD and not each.withdrawn
    ]
    return heads[0] if heads else delegation.focal_point


def recent(body: Body) -> QuerySet[Session]:
    rows = body.sessions.exclude(state__in=(SessionState.CANCELLED, SessionState.DRAFT))
    return rows.filter(participants__isnull=False).distinct().order_by("-starts_on")[:3]


def current(session: Session) -> Draft | None:
    """The draft that is with the Members."""
    return session.drafts.filter(state=DraftState.CIRCULATED).first()


def unjudged(draft: Draft) -> int:
    return Comment.objects.filter(reviewer__draft=draft).open().count()


def changed_since(draft: Draft) -> list[int]:
    """The numbers of the paragraphs whose words are no longer those of the draft."""
    was = {each["outcome"]: (each["en"], each["fr"]) for each in draft.paragraphs}
    record = Record(draft.session)
    now = {p.outcome.pk: (p.text_en, p.text_fr) for p in record.paragraphs}
    numbers = {p.outcome.pk: p.number for p in record.paragraphs}
    gone = [each["number"] for each in draft.paragraphs if each["outcome"] not in now]
    return sorted({*gone, *(numbers[pk] for pk, texts in now.items() if was.get(pk) != texts)})


def reordered_since(draft: Draft) -> bool:
    return [each["outcome"] for each in draft.paragraphs] != [
        p.outcome.pk for p in Record(draft.session).paragraphs
    ]


@dataclass(frozen=True)
class Reworded:
    """One paragraph between two drafts, with its pieces."""

    number: int
    was: int | None
    pieces: tuple[redline.Piece, ...]
    item: str
    title: str

    @property
    def is_same(self) -> bool:
        return all(mark == redline.SAME for mark, _text in self.pieces)


def reworded(old: list[dict], new: list[dict], language: str) -> list[Reworded]:
    """The new paragraphs in order with their changes; those that went stand where they stood."""
    was = {each["outcome"]: each for each in old}
    found = [
        Reworded(
            each["number"],
            before["number"] if (before := was.get(each["outcome"])) else None,
            redline.pieces(before[language] if before else "", each[language]),
            each["item"],
            each[f"item_{language}"],
        )
        for each in new
    ]
    for gone in reversed([each for each in old if each["outcome"] not in {n["outcome"] for n in new}]):
        place = sum(1 for each in found if each.was is not None and each.was < gone["number"])
        found.insert(
            place,
            Reworded(
                gone["number"],
                gone["number"],
                redline.pieces(gone[language], ""),
                gone["item"],
                gone[f"item_{language}"],
            ),
        )
    return found


@dataclass(frozen=True)
class CommentedParagraph:
    paragraph: dict[str, Any]
    comments: list[Comment]


def commented(draft: Draft) -> list[CommentedParagraph]:
    """Every paragraph of the draft with what the Members said of it."""
    rows = Comment.objects.filter(reviewer__draft=draft).select_related(
        "reviewer__member", "reviewer__person", "reviewer__draft", "outcome"
    )
    by_number: dict[int, list[Comment]] = {}
    for comment in rows.order_by("number", "reviewer__member__order_english"):
        by_number.setdefault(comment.number, []).append(comment)
    return [CommentedParagraph(each, by_number.get(each["number"], [])) for each in draft.paragraphs]


def reviewers(draft: Draft) -> list[Reviewer]:
    comments = Prefetch("comments", Comment.objects.order_by("number"))
    rows = draft.reviewers.select_related("member", "person").prefetch_related(comments)
    return list(rows.order_by("member__order_english"))


def digest_of(papers: list[dict]) -> str:
    """The seal of papers: SHA-256 of their facts, written one way only."""
    text = json.dumps(papers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(issue: RecordIssue) -> bool:
    """Whether the facts of an issue are still those that were sealed."""
    return issue.sha256 == digest_of(issue.papers)


def to_approve(session: Session) -> QuerySet[Session]:
    """Earlier sessions of the body whose record the office issued and no session was asked to approve."""
    earlier = session.body.sessions.filter(
        starts_on__lt=session.starts_on, state=SessionState.RECORDED, approvals__isnull=True
    )
    return earlier.filter(record_issues__isnull=False).distinct().order_by("starts_on")


def approval_of(session: Session) -> AgendaItem | None:
    """Where the record of the session is put to the body for approval."""
    return session.approvals.select_related("session").order_by("-session__starts_on").first()
