"""The desk of the demo: requests in every state, pages that answer them, ideas, notices."""

from datetime import timedelta

from django.utils import timezone

from council_office.calendar.queries import calendar_around
from council_office.desk import actions
from council_office.desk.demo.people import rows
from council_office.desk.models import KnowledgePage, Message, Notice, Request
from council_office.desk.queries import requests
from council_office.desk.states import MessageKind
from council_office.directory.models import User
from council_office.directory.states import Role


def desk(users: dict[Role, User]) -> None:
    """Everything of the desk, then its notices as if the clock had looked."""
    for row in rows("pages"):
        page(row, by=users[Role.ASSISTANT])
    for row in rows("requests"):
        request(row, users)
    for row in rows("ideas"):
        idea(row, users)
    actions.escalate_requests()
    actions.tell_what_is_new()
    Notice.objects.filter(at__lt=timezone.now(), kind="task").update(read_at=timezone.now())
    actions.rebuild_index()


def page(row: dict, *, by: User) -> KnowledgePage:
    state = row.pop("state")
    row = {name: text.replace("|", "\n\n") for name, text in row.items()}
    made = actions.create_page(by=by, **row)
    return actions.publish_page(made, by=by) if state == "published" else made


def request(row: dict, users: dict[Role, User]) -> None:
    """One request with its conversation, dated so many working days ago."""
    asker, owner = users[Role(row["asker"])], users[Role(row["owner"] or Role.ASSISTANT)]
    asked = actions.ask(by=asker, topic=row["topic"], question=row["question"].replace("|", "\n"))
    backdate(asked, int(row["days_ago"]))
    converse(asked, row, asker=asker, owner=owner)


def converse(asked: Request, row: dict, *, asker: User, owner: User) -> None:
    state = row["state"]
    if state == "new":
        return
    actions.take_request(asked, by=owner)
    if row["note"]:
        actions.add_note(asked, by=owner, text=row["note"])
    if row["asked_back"]:
        actions.ask_back(asked, by=owner, text=row["asked_back"])
    if row["reply"]:
        actions.reply(asked, by=asker, text=row["reply"])
    if row["answer"]:
        actions.answer_request(asked, by=owner, text=row["answer"])
    if row["satisfaction"]:
        words = row["satisfaction_words"]
        actions.rate_request(asked, by=asker, satisfaction=int(row["satisfaction"]), satisfaction_words=words)
    if state == "reopened":
        actions.reopen_request(asked, by=asker, reason=row["satisfaction_words"])
    found = KnowledgePage.objects.filter(title_en=row["page"]).first() if row["page"] else None
    Request.objects.filter(pk=asked.pk).update(page=found)
    spread(asked)


def backdate(asked: Request, days: int) -> None:
    """Time passes for the demo by the database: asked so many working days ago, due by its own rule."""
    today = timezone.localdate()
    day = calendar_around(today).back(today, days).on if days else today
    due = requests.due(asked.topic, day)
    Request.objects.filter(pk=asked.pk).update(
        asked_at=timezone.now() - (today - day), counted_from=day, due_on=due and due.on
    )
    asked.refresh_from_db()


def spread(asked: Request) -> None:
    """What was said lies between the day of the question and now, in order."""
    said = list(Message.objects.filter(request=asked).order_by("pk"))
    asked.refresh_from_db()
    span = (timezone.now() - asked.asked_at) / (len(said) + 1)
    for place, message in enumerate(said, start=1):
        at = asked.asked_at + place * span
        Message.objects.filter(pk=message.pk).update(at=at)
        if message.kind == MessageKind.ANSWER and asked.answered_at:
            Request.objects.filter(pk=asked.pk).update(answered_at=at)


def idea(row: dict, users: dict[Role, User]) -> None:
    made = actions.propose_idea(
        by=users[Role(row["proposer"])],
        title=row["title"],
        text=row["text"],
        hours=int(row["hours"]) if row["hours"] else None,
        euros=row["euros"] or None,
    )
    secretary = users[Role.COUNCIL_SECRETARY]
    verbs = {
        "considered": [(actions.consider_idea, {})],
        "accepted": [(actions.accept_idea, {"outcome": row["outcome"]})],
        "done": [(actions.accept_idea, {}), (actions.finish_idea, {"outcome": row["outcome"]})],
        "declined": [(actions.decline_idea, {"outcome": row["outcome"]})],
    }
    for verb, facts in verbs.get(row["state"], []):
        verb(made, by=secretary, **facts)
    type(made).objects.filter(pk=made.pk).update(
        proposed_at=timezone.now() - timedelta(days=int(row["days_ago"]))
    )
