"""Two past Council sessions with their records and a coming one with its committees, dates after today's."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone, translation

from council_office.calendar.queries import calendar_around
from council_office.desk.demo.people import rows
from council_office.directory.models import Person, User
from council_office.directory.states import Role
from council_office.ledger import moves
from council_office.ledger.models import Job
from council_office.ledger.tasks import work
from documents.papers import Heading, Paper, Para
from documents.queries import preview_pdf
from meetings import actions
from meetings.models import (
    Addressee,
    AgendaItem,
    Body,
    Credentials,
    Formula,
    Invitation,
    Session,
    SessionPaper,
    Subject,
)
from meetings.states import Answer, MembershipRole, ParticipantRole

CHAMBER = {
    "place_en": "Council Chamber, Saint-Paul-lez-Durance",
    "place_fr": "Salle du Conseil, Saint-Paul-lez-Durance",
}
WEDNESDAY = 2
DAYS_TO_COME = 52
HALF_A_YEAR = 182
LOREM = {
    "en": "This paper belongs to the demonstration: its author, its figures and its findings are invented.",
    "fr": "Ce document appartient à la démonstration : auteur, chiffres et conclusions sont inventés.",
}


def sessions(people: dict[str, Person], users: dict[Role, User]) -> Session:
    """IC-38 and IC-39 recorded, IC-40 convened, invited and half answered; returns IC-40."""
    secretary = users[Role.COUNCIL_SECRETARY]
    coming = wednesday(timezone.localdate() + timedelta(days=DAYS_TO_COME))
    days = {
        "IC-38": wednesday(coming - timedelta(days=2 * HALF_A_YEAR)),
        "IC-39": wednesday(coming - timedelta(days=HALF_A_YEAR)),
        "IC-40": coming,
    }
    known = {row["name_en"]: subject(row, by=secretary) for row in rows("subjects")}
    preside(people["kr1"], coming, by=secretary)
    for label in ("IC-38", "IC-39"):
        session = prepare(label, days[label], people, by=secretary)
        hold(session, known, by=secretary)
    session = prepare("IC-40", coming, people, by=secretary, with_committees=True)
    invite(session, by=users[Role.ASSISTANT])
    answer(session, by=users[Role.ASSISTANT])
    return session


def preside(chair: Person, coming: date, *, by: User) -> None:
    """The Chair's term of a year ends soon after the coming session, which has to elect."""
    ends_on = coming + timedelta(days=35)
    actions.add_membership(
        Body.objects.get(code="IC"),
        by=by,
        person=chair,
        role=MembershipRole.CHAIR,
        starts_on=ends_on - timedelta(days=364),
        ends_on=ends_on,
    )


def subject(row: dict[str, str], *, by: User) -> Subject:
    """The subject of this name, made when the register does not have it yet."""
    return Subject.objects.filter(name_en=row["name_en"]).first() or moves.create(Subject, by=by, **row)


def wednesday(day: date) -> date:
    """The first Wednesday from `day` on that is a working day and followed by one."""
    calendar = calendar_around(day)
    while not (
        day.weekday() == WEDNESDAY
        and calendar.is_working(day)
        and calendar.is_working(day + timedelta(days=1))
    ):
        day += timedelta(days=1)
    return day


def prepare(label: str, starts_on: date, people: dict[str, Person], *, by: User, **options: Any) -> Session:
    """A convened session with its delegations, credentials, agenda and papers."""
    session = actions.create_session(
        by=by,
        body=Body.objects.get(code="IC"),
        number=int(label.removeprefix("IC-")),
        starts_on=starts_on,
        chair=people["kr1"],
        signatory=people["council_secretary"],
        **CHAMBER,
        **options,
    )
    actions.fill_agenda(session, by=by)
    session = actions.convene_session(session, by=by)
    for row in rows("people"):
        if row["role"]:
            actions.add_participant(session, by=by, person=people[row["key"]], role=row["role"])
    own_items(session, people, by=by)
    examine(session, by=by)
    actions.issue_agenda(session, by=by)
    return session


def own_items(session: Session, people: dict[str, Person], *, by: User) -> None:
    """What is special on this agenda, with the papers that have arrived."""
    for row in rows("agenda"):
        if row["session"] != session.label:
            continue
        item = actions.add_item(
            session,
            by=by,
            parent=session.items.get(title_en=row["under"]),
            title_en=row["title_en"],
            title_fr=row["title_fr"],
            purpose=row["purpose"],
            minutes=int(row["minutes"]),
            presenter=people[row["presenter"]],
        )
        paper = actions.add_paper(
            session,
            by=by,
            item=item,
            title_en=row["title_en"],
            title_fr=row["title_fr"],
            owner=people[row["presenter"]],
            due_on=session.starts_on - timedelta(days=28),
        )
        file(paper, row["paper"], by=by)


def file(paper: SessionPaper, languages: str, *, by: User) -> None:
    """The files of a paper: `both`, one language, or `none`."""
    for language in {"both": ("en", "fr"), "en": ("en",), "fr": ("fr",)}.get(languages, ()):
        title = paper.title(language)
        facts = Paper("demo", paper.number, title, language, (Heading(title), Para(LOREM[language])))
        name = f"{paper.number.replace('/', '-')}.pdf"
        actions.upload_paper_file(paper, by=by, language=language, data=preview_pdf(facts), name=name)
    if languages == "both":
        actions.publish_paper(paper, by=by)


def examine(session: Session, *, by: User) -> None:
    """Credentials of all but the last delegations: some letters have not come, some wait."""
    received = session.starts_on - timedelta(days=20)
    for place, delegation in enumerate(session.delegations.order_by("member__order_english")):
        of_it = Credentials.objects.filter(participant__delegation=delegation)
        if place < 5 or session.starts_on < timezone.localdate():
            letters = actions.receive_credentials(
                delegation, by=by, people=of_it, received_on=min(received, timezone.localdate())
            )
            if place < 3 or session.starts_on < timezone.localdate():
                actions.examine_credentials(delegation, by=by, people=letters, in_order=True)


def hold(session: Session, subjects: dict[str, Subject], *, by: User) -> None:
    """The agenda adopted, the session held, its outcomes entered and its record issued."""
    actions.adopt_agenda(session, by=by)
    session = actions.hold_session(session, by=by)
    told = [row for row in rows("outcomes") if row["session"] == session.label]
    for _number, several in groupby(told, key=lambda row: row["paragraph"]):
        enter(session, list(several), subjects, by=by)
    actions.record_nothing_more(session, by=by)
    actions.issue_record(session, by=by)


def enter(session: Session, told: list[dict], subjects: dict[str, Subject], *, by: User) -> None:
    """One paragraph with its acts."""
    actions.add_outcome(
        session,
        by=by,
        item=AgendaItem.objects.get(session=session, title_en=told[0]["item"]),
        acts=[act(session, row, subjects) for row in told],
        new_attachments=[
            {"title_en": row["attachment_en"], "title_fr": row["attachment_fr"]}
            for row in told
            if row["attachment_en"]
        ],
    )


def act(session: Session, row: dict, subjects: dict[str, Subject]) -> dict[str, Any]:
    return {
        "formula": Formula.objects.get(code=row["formula"]),
        "text_en": row["text_en"],
        "text_fr": row["text_fr"],
        "addressee": Addressee.objects.filter(name_en=row["addressee"]).first(),
        "proposer": Addressee.objects.filter(name_en=row["proposer"]).first(),
        "subject": subjects.get(row["subject"]),
        "due_on": session.ends_on + timedelta(days=int(row["due_days"])) if row["due_days"] else None,
    }


def invite(session: Session, *, by: User) -> None:
    """The delegations' letters are made and mailed by the worker; those of experts wait as drafts."""
    actions.prepare_invitations(session, by=by)
    Invitation.objects.filter(
        participant__session=session,
        participant__role__in=(ParticipantRole.EXPERT, ParticipantRole.INTERPRETER),
    ).delete()
    actions.send_invitations(session, by=by)
    work_jobs()
    actions.prepare_invitations(session, by=by)
    for invitation in Invitation.objects.filter(participant__role=ParticipantRole.INTERPRETER):
        actions.revoke_invitation(invitation, by=by, reason="Invited by their delegation")


def answer(session: Session, *, by: User) -> None:
    """Most accept, some send regrets or a substitute, some have said nothing."""
    sent = Invitation.objects.filter(participant__session=session, state="sent").order_by("pk")
    for invitation, said in zip(sent, answers(), strict=False):
        if said is not None:
            actions.answer(invitation, by=by, **said)


def answers() -> Iterator[dict[str, str] | None]:
    while True:
        yield from [{"answer": Answer.ACCEPTED}] * 5
        yield None
        yield from [{"answer": Answer.ACCEPTED}] * 3
        yield {"answer": Answer.REGRETS, "remark": "In Paris on these days."}
        yield from [{"answer": Answer.ACCEPTED}] * 2
        yield {
            "answer": Answer.SUBSTITUTE,
            "substitute_name": "Noor Jansen",
            "substitute_title": "Deputy Head",
            "substitute_email": "noor.jansen@demo.example",
        }
        yield None


def work_jobs() -> None:
    """Works what the outbox holds, here and now."""
    while due := list(Job.objects.waiting().values_list("pk", flat=True)):
        for pk in due:
            with translation.override("en"):
                work(pk)
