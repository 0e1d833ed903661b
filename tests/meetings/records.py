"""Records for tests: a session that was held, its items and its paragraphs, made by the verbs."""

from council_office.ledger.audit import CLOCK
from documents.models import Delivery
from meetings import actions
from meetings.models import (
    Addressee,
    AgendaItem,
    Delegation,
    Draft,
    Formula,
    Outcome,
    Participant,
    Session,
)
from meetings.states import ParticipantRole, Purpose
from tests.factories import UserFactory, member
from tests.meetings.factories import convened


def held(code: str = "IC", *, number: int = 40, in_days: int = -60, by=CLOCK, **fields) -> Session:
    """A session that took place two months ago; its record is still to be written."""
    session = convened(code, number=number, in_days=in_days, by=by, **fields)
    return actions.hold_session(session, by=by)


def item(
    session: Session, title: str = "Baseline", *, purpose: str = Purpose.DISCUSSION, **facts
) -> AgendaItem:
    facts = {"title_fr": f"{title} (FR)", "reason": "the session decided so", **facts}
    return actions.add_item(session, by=CLOCK, title_en=title, purpose=purpose, **facts)


def act(verb: str = "took-note", text: str = "the report", **facts) -> dict:
    """One act as the form gives it to the verb."""
    to = facts.pop("to", None)
    addressee = Addressee.objects.get(name_en=to) if to else None
    return {
        "formula": Formula.objects.get(code=verb),
        "text_en": text,
        "text_fr": f"{text} (FR)",
        "addressee": addressee,
        **facts,
    }


def paragraph(session: Session, *acts: dict, by=CLOCK, **facts) -> Outcome:
    return actions.add_outcome(session, by=by, acts=acts or (act(),), **facts)


def issued(session: Session, *, by) -> Session:
    actions.issue_record(session, by=by)
    session.refresh_from_db()
    return session


def delegate(session: Session, role: str = ParticipantRole.EXPERT, code: str = "CN"):
    """A user who sits in a delegation at the session."""
    user = UserFactory(roles=["delegate"], person__member=member(code))
    delegation, _new = Delegation.objects.get_or_create(session=session, member=member(code))
    Participant.objects.create(session=session, delegation=delegation, person=user.person, role=role)
    return user


def row(
    verb: str = "took-note", text_en: str = "the report", text_fr: str = "le rapport", n: int = 0, **facts
) -> dict:
    """One act as the browser posts it; `to` names the addressee."""
    to = facts.pop("to", None)
    values = {"formula": Formula.objects.get(code=verb).pk, "text_en": text_en, "text_fr": text_fr, **facts}
    if to:
        values["addressee"] = Addressee.objects.get(name_en=to).pk
    return {f"acts-{n}-{name}": value for name, value in values.items()}


def posted(*rows: dict, new: dict | None = None, known: int = 0, **fields) -> dict:
    """The whole form of a paragraph as the browser posts it."""
    data = {
        "acts-TOTAL_FORMS": len(rows),
        "acts-INITIAL_FORMS": known,
        "new-TOTAL_FORMS": 1,
        "new-INITIAL_FORMS": 0,
        **fields,
    }
    for each in rows:
        data |= each
    return data | {f"new-0-{name}": value for name, value in (new or {}).items()}


def own_page(draft: Draft, code: str) -> str:
    """The address of a Member’s page of comments, out of its mail."""
    mail = Delivery.objects.get(key=f"draft:{draft.reviewers.get(member__code=code).pk}")
    return next("/" + line.split("/", 3)[3] for line in mail.body.splitlines() if "/comment/" in line)
