"""Verbs on requests: asked, taken, talked over, answered, closed, opened again."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from council_office.calendar.states import SUPERVISORS
from council_office.desk.actions.notices import notify, preview, settle_notices
from council_office.desk.models import Message, Request
from council_office.desk.queries import people, requests
from council_office.desk.states import SETTLED, MessageKind, NoticeKind, RequestState, Satisfaction
from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.ledger import audit, moves, numbering
from council_office.ledger.moves import Refused
from documents import actions as documents
from documents.models import Document

SERIES = "REQ"
ATTACHMENT = "request_attachment"

audit.say("say", gettext_lazy("wrote: %(what)s"), what=MessageKind)
audit.say(
    "rate_request",
    gettext_lazy("said how well it was answered: %(satisfaction)s"),
    satisfaction=Satisfaction,
)

ASKED = gettext_noop("%(who)s asks: %(title)s (%(number)s)")
ASKED_BACK = gettext_noop("The office asks you about %(number)s: %(title)s")
REPLIED = gettext_noop("%(who)s replied to %(number)s: %(title)s")
ANSWERED = gettext_noop("Your request %(number)s is answered: %(title)s")
REOPENED = gettext_noop("%(who)s opened %(number)s again: %(title)s")
GIVEN = gettext_noop("You answer for %(number)s: %(title)s")
NAMED = gettext_noop("%(who)s names you in %(number)s: %(title)s")
PASSED_ON = gettext_noop("%(number)s is late and was passed on to you: %(title)s")


@transaction.atomic
def ask(*, by: User, topic: str, question: str, files: Iterable[UploadedFile] = ()) -> Request:
    """A new request under its number, with the day by which the office answers."""
    number = numbering.take(SERIES, timezone.localdate().year)
    due = requests.due(topic, timezone.localdate())
    request = moves.create(
        Request,
        by=by,
        number=number,
        topic=topic,
        question=question.strip(),
        language=by.language,
        asked_by=by,
        due_on=due.on if due else None,
        rule=due.rule if due else None,
    )
    numbering.given(number, request)
    _attach(request, files, by=by)
    for user in people.holding(due.rule.owner_role if due else Role.ASSISTANT):
        _tell(user, request, ASKED, by=by, key="asked")
    return request


@transaction.atomic
def revise_request(request: Request, *, by, topic: str, seen: int | None = None) -> Request:
    """Another topic; the due day follows the rule of the new one."""
    request = moves.revise(request, by=by, seen=seen, topic=topic)
    return _count_anew(request, request.counted_from, by=by)


@transaction.atomic
def take_request(request: Request, *, by: User) -> Request:
    """This person answers it."""
    moves.lock(request)
    _settle(request)
    if request.state in (RequestState.NEW, RequestState.REOPENED):
        return moves.move(request, RequestState.TAKEN, by=by, owner=by)
    if request.owner_id == by.pk:
        raise Refused(_("You answer for it already."))
    return moves.revise(request, by=by, owner=by)


@transaction.atomic
def assign_request(request: Request, *, by: User, owner: User, seen: int | None = None) -> Request:
    """Somebody else in the house answers it."""
    moves.lock(request)
    if request.state in SETTLED:
        raise Refused(_("It is answered: open it again first."))
    if request.state in (RequestState.NEW, RequestState.REOPENED):
        request = moves.move(request, RequestState.TAKEN, by=by, owner=owner)
    else:
        request = moves.revise(request, by=by, seen=seen, owner=owner)
    _let_read(request, by=by)
    if owner != by:
        _tell(owner, request, GIVEN, by=by, key=f"given:{request.version}")
    return request


@transaction.atomic
def ask_back(request: Request, *, by: User, text: str) -> Message:
    """The office needs to know more: the clock stops until the asker has replied."""
    request = _in_work(request, by=by)
    if request.state != RequestState.WAITING:
        moves.move(request, RequestState.WAITING, by=by)
    message = _say(request, MessageKind.QUESTION, text, by=by)
    _tell(request.asked_by, request, ASKED_BACK, by=by, key=f"message:{message.pk}", details=message.text)
    return message


@transaction.atomic
def reply(request: Request, *, by: User, text: str, files: Iterable[UploadedFile] = ()) -> Message:
    """The asker says more; a request that waited for it is counted anew from today."""
    moves.lock(request)
    if request.state in SETTLED:
        raise Refused(_("This request is answered. If something is missing, open it again."))
    if request.state == RequestState.WAITING:
        request = moves.move(request, RequestState.TAKEN, by=by)
        request = _count_anew(request, timezone.localdate(), by=by)
    message = _say(request, MessageKind.REPLY, text, by=by)
    _attach(request, files, by=by)
    if request.owner:
        _tell(request.owner, request, REPLIED, by=by, key=f"message:{message.pk}", details=message.text)
    return message


@transaction.atomic
def add_note(request: Request, *, by: User, text: str) -> Message:
    """A note that only the office and the owner read."""
    return _say(moves.lock(request), MessageKind.NOTE, text, by=by)


@transaction.atomic
def answer_request(request: Request, *, by: User, text: str, files: Iterable[UploadedFile] = ()) -> Request:
    """The answer, in the request and to the asker as they wish to be told."""
    request = _in_work(request, by=by)
    _settle(request)
    message = _say(request, MessageKind.ANSWER, text, by=by)
    _attach(request, files, by=by)
    request = moves.move(
        request,
        RequestState.ANSWERED,
        by=by,
        answered_at=timezone.now(),
        escalated_at=None,
        escalated_to="",
    )
    _tell(request.asked_by, request, ANSWERED, by=by, key=f"message:{message.pk}", details=message.text)
    return request


def preview_answer(request: Request, text: str, *, by: User) -> tuple[str, str]:
    """Subject and text of the mail that this answer would make for its asker; nothing is kept."""
    facts = _facts(request, by)
    return preview(request.asked_by, words=ANSWERED, facts=facts, details=text.strip(), about=request)


def close_request(request: Request, *, by, reason: str = "") -> Request:
    """Nothing more is needed."""
    _settle(request)
    return moves.move(
        request,
        RequestState.CLOSED,
        by=by,
        reason=reason,
        closed_at=timezone.now(),
        escalated_at=None,
        escalated_to="",
    )


@transaction.atomic
def reopen_request(request: Request, *, by: User, reason: str) -> Request:
    """Not answered after all: whoever answered it hears why, and the due day is counted from today."""
    if not reason.strip():
        raise Refused(_("Say what is still missing."))
    request = moves.move(
        request,
        RequestState.REOPENED,
        by=by,
        reason=reason.strip(),
        answered_at=None,
        closed_at=None,
        satisfaction=None,
        satisfaction_words="",
    )
    message = _say(request, MessageKind.REPLY, reason, by=by)
    if request.owner:
        _tell(request.owner, request, REOPENED, by=by, key=f"message:{message.pk}", details=message.text)
    return _count_anew(request, timezone.localdate(), by=by)


@transaction.atomic
def rate_request(request: Request, *, by: User, satisfaction: int, satisfaction_words: str = "") -> Request:
    """How well the answer served its asker; saying so closes the request."""
    moves.lock(request)
    if request.state not in SETTLED:
        raise Refused(_("It is not answered yet."))
    if request.state == RequestState.ANSWERED:
        request = close_request(request, by=by)
    said = {"satisfaction": int(satisfaction), "satisfaction_words": satisfaction_words.strip()}
    request = moves.revise(request, by=by, **said)
    audit.record("rate_request", request, by=by, satisfaction=request.satisfaction)
    return request


def escalate_requests(today: date | None = None) -> int:
    """Every late request goes to the supervisor of those who should have answered, once; how many now."""
    late = list(Request.objects.overdue(today).filter(escalated_at__isnull=True).select_related("rule"))
    for request in late:
        _escalate(request)
    return len(late)


@transaction.atomic
def _escalate(request: Request) -> None:
    role = SUPERVISORS.get(request.rule.owner_role if request.rule else "", Role.COUNCIL_SECRETARY)
    moves.revise(request, by=audit.CLOCK, escalated_at=timezone.now(), escalated_to=role)
    for user in people.holding(role):
        kind = NoticeKind.ESCALATION
        _tell(user, request, PASSED_ON, by=audit.CLOCK, key=f"late:{request.due_on}", kind=kind)


def close_settled(today: date | None = None) -> int:
    """Answers that nobody contradicted for the days of the rule are closed; how many now."""
    today = today or timezone.localdate()
    answered = Request.objects.filter(
        state=RequestState.ANSWERED, answered_at__lt=timezone.now() - timedelta(days=1)
    )
    over = [each for each in answered if (last := requests.closes_on(each)) and last < today]
    for request in over:
        close_request(request, by=audit.CLOCK)
    return len(over)


def _in_work(request: Request, *, by: User) -> Request:
    """The request with somebody who answers it: whoever writes first, when nobody has taken it."""
    moves.lock(request)
    if request.state in (RequestState.NEW, RequestState.REOPENED):
        return moves.move(request, RequestState.TAKEN, by=by, owner=request.owner or by)
    return request


def _count_anew(request: Request, day: date, *, by) -> Request:
    due = requests.due(request.topic, day)
    found = {"due_on": due.on, "rule": due.rule} if due else {"due_on": None, "rule": None}
    no_escalation = {"escalated_at": None, "escalated_to": ""}
    return moves.revise(request, by=by, counted_from=day, **found, **no_escalation)


def _say(request: Request, kind: str, text: str, *, by: User) -> Message:
    """What was said stays; those named with an @ hear of it."""
    if not text.strip():
        raise Refused(_("Write something."))
    message = Message(request=request, kind=kind, text=text.strip(), by=by)
    message.full_clean()
    message.save()
    audit.record("say", request, by=by, what=message.kind)
    for user in people.named_in(text):
        if user != by and requests.sees(user, message):
            _tell(user, request, NAMED, by=by, key=f"named:{message.pk}", kind=NoticeKind.MENTION)
    return message


def _tell(
    user: User, request: Request, words: str, *, by, key: str, details: str = "", kind=NoticeKind.REQUEST
) -> None:
    if user.pk == by.actor_id:
        return
    notify(
        user,
        kind=kind,
        words=words,
        facts=_facts(request, by),
        details=details,
        about=request,
        key=f"{request.number}:{key}",
    )


def _settle(request: Request) -> None:
    """Somebody has it in hand: the notices that it was asked are done with."""
    settle_notices(f"{request.number}:asked")


def _facts(request: Request, by) -> dict[str, str]:
    return {"who": by.actor_label, "number": request.number, "title": request.title}


def _attach(request: Request, files: Iterable[UploadedFile], *, by: User) -> None:
    """Files of a request are restricted: the asker and the owner read them by a grant of their own."""
    filed = Document.objects.about(request).count()
    for place, file in enumerate(files, start=filed + 1):
        documents.receive(
            file.read(),
            name=file.name,
            kind=ATTACHMENT,
            number=f"{request.number}/{place}",
            title=file.name,
            language=request.language,
            about=request,
            by=by,
            level="restricted",
            reference=request.number,
        )
    if files:
        _let_read(request, by=by)


def _let_read(request: Request, *, by) -> None:
    """Asker and owner hold a grant for every file of the request."""
    for document in Document.objects.about(request):
        for user in filter(None, (request.asked_by, request.owner)):
            if not requests.is_granted(document, user):
                documents.grant(document, to=user, by=by, reason=request.number)
