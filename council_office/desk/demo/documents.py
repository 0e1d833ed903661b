"""Restricted papers with their circle, marked copies, and letters of the register in every state."""

from datetime import date, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from council_office.calendar.queries import calendar_around
from council_office.desk.demo.people import rows
from council_office.directory.models import Person, User
from council_office.directory.states import Role
from council_office.ledger.models import Job
from council_office.ledger.tasks import work
from documents import actions
from documents.models import Document, Letter, Level, NeedToKnow
from documents.papers import Heading, Paper, Para
from documents.queries import preview_pdf
from documents.states import Channel, Medium

YEAR = timedelta(days=365)


def library(people: dict[str, Person], users: dict[Role, User]) -> None:
    """Everything of the room of documents that a demonstration needs."""
    papers = {row["title"]: paper(row, users) for row in rows("library")}
    circle(papers["Negotiation mandate of the host agreement"], people, users)
    copies(papers["Security plan of the Council sessions"], people, users)
    letters(people, users)


def paper(row: dict[str, str], users: dict[Role, User]) -> Document:
    """One paper of the library as a person filed it; a second version where the file says so."""
    levels = {level.code: level for level in Level.objects.all()}
    custodian = users[Role.CUSTODIAN]
    document = actions.file_document(
        file=upload(row, version=1),
        title=row["title"],
        kind=row["kind"],
        language=row["language"],
        level=levels[row["level"]],
        reference=row["reference"],
        dated_on=timezone.localdate() - timedelta(days=int(row["days_ago"])),
        by=custodian,
    )
    if row["versions"] == "2":
        document = actions.add_version(document, file=upload(row, version=2), by=custodian)
    return document


def upload(row: dict[str, str], *, version: int) -> SimpleUploadedFile:
    words = Paper(
        kind=row["kind"],
        number=row["reference"] or "–",
        title=row["title"],
        language=row["language"],
        level=row["level"],
        version=version,
        blocks=(Heading(row["title"]), *(Para(row["text"]) for _ in range(3))),
    )
    return SimpleUploadedFile(f"{row['title']}.pdf", BytesIO(preview_pdf(words)).read())


def circle(document: Document, people: dict[str, Person], users: dict[Role, User]) -> None:
    """A need-to-know group with grants that end, and one that has ended."""
    custodian, today = users[Role.CUSTODIAN], timezone.localdate()
    group = actions.create_group(
        name_en="Host agreement",
        name_fr="Accord de siège",
        reason="Negotiation with the host State; ends with the signature.",
        by=custodian,
    )
    for user in (users[Role.COUNCIL_SECRETARY], users[Role.DG_OFFICE], custodian):
        actions.grant(group, to=user, by=custodian, ends_on=today + YEAR, reason="Works on the file")
    actions.grant(
        group,
        to=people["protocol_officer"],
        by=custodian,
        starts_on=today - YEAR,
        ends_on=today - timedelta(days=30),
        reason="Prepared the first round",
    )
    keep_in(document, group, by=custodian)


def keep_in(document: Document, group: NeedToKnow, *, by: User) -> None:
    actions.mark(document, by=by, level=document.level, group=group, reason="Only for the circle")


def copies(document: Document, people: dict[str, Person], users: dict[Role, User]) -> None:
    """Three numbered copies: one out, one recalled, one back."""
    custodian = users[Role.CUSTODIAN]
    for key in ("jp1", "kr1"):
        actions.grant(document, to=people[key], by=custodian, ends_on=timezone.localdate() + YEAR)
    made = [
        actions.make_copy(document, to=people[key], medium=Medium.PAPER, by=custodian)
        for key in ("jp1", "kr1", "council_secretary")
    ]
    actions.recall_copy(made[1], by=custodian, reason="Replaced by the plan of next year")
    actions.return_copy(made[2], by=custodian)


# The register of correspondence


def letters(people: dict[str, Person], users: dict[Role, User]) -> None:
    """Incoming letters on time and late, outgoing ones in each state, one of them a reply."""
    received = {row["key"]: register(row, people, users) for row in rows("letters_in")}
    for row in rows("letters_out"):
        letter = actions.draft_letter(
            by=users[Role.ASSISTANT],
            correspondent=people[row["to"]],
            signatory=people["council_secretary"],
            language=row["language"],
            subject=row["subject"],
            text=row["text"].replace("|", "\n\n"),
            level=Level.objects.get(code="internal"),
            answers=received.get(row["answers"]),
        )
        advance(letter, row["until"], users)


def register(row: dict[str, str], people: dict[str, Person], users: dict[Role, User]) -> Letter:
    return actions.register_letter(
        by=users[Role.ASSISTANT],
        received_on=working_day_before(int(row["days_ago"])),
        correspondent=people[row["from"]],
        organisation=people[row["from"]].organisation,
        their_reference=row["reference"],
        subject=row["subject"],
        gist=row["gist"],
        language=row["language"],
        level=Level.objects.get(code="internal"),
        owner=users[Role.ASSISTANT] if row["owner"] else None,
        reply_wanted=row["reply"] == "yes",
    )


def working_day_before(days: int) -> date:
    day = timezone.localdate() - timedelta(days=days)
    return calendar_around(day).previous_working(day + timedelta(days=1))


def advance(letter: Letter, until: str, users: dict[Role, User]) -> None:
    """Take a letter from its draft to the state it stands in."""
    assistant, officer, dg = users[Role.ASSISTANT], users[Role.PROTOCOL_OFFICER], users[Role.DG_OFFICE]
    steps = {
        "review": lambda: actions.submit_letter(letter, by=assistant),
        "reviewed": lambda: actions.review_letter(letter, by=officer, remark="Checked against the programme"),
        "approved": lambda: actions.approve_letter(letter, by=dg),
        "changed": lambda: actions.revise_letter(
            letter,
            by=assistant,
            based_on=1,
            text=f"{letter.current.text}\n\nA car will meet you at the airport.",
        ),
        "signed": lambda: actions.sign_letter(letter, by=dg, remark="Signed on paper"),
        "dispatched": lambda: dispatch(letter, by=assistant),
    }
    paths = {
        "draft": (),
        "review": ("review", "reviewed"),
        "approved": ("review", "reviewed", "approved"),
        "changed": ("review", "reviewed", "approved", "changed"),
        "signed": ("review", "reviewed", "approved", "signed"),
        "dispatched": ("review", "reviewed", "approved", "signed", "dispatched"),
        "cancelled": ("review", "reviewed", "approved"),
    }
    for step in paths[until]:
        steps[step]()
    if until == "cancelled":
        actions.cancel_letter(letter, by=assistant, reason="Settled by telephone")


def dispatch(letter: Letter, *, by: User) -> None:
    work_jobs()
    letter.refresh_from_db()
    actions.dispatch_letter(
        letter, by=by, channel=Channel.COURIER, sent_to=letter.current.envelope.replace("\n", ", ")[:300],
        tracking="RX 2026 0451 FR",
    )  # fmt: skip


def work_jobs() -> None:
    """Make what the letters have ordered."""
    for job in Job.objects.filter(task="documents.produce_letter"):
        work(job.pk)
