"""Verbs on mails: ordered once under a key, handed over at most once unless a person decides otherwise."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, models, transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from council_office.directory.models import Person
from council_office.ledger import audit, moves, outbox
from council_office.ledger.models import Job
from council_office.ledger.moves import Refused
from council_office.ledger.states import JobState
from documents import archive, mail
from documents.actions.copies import make_copy
from documents.models import Delivery, DeliveryDocument, Document
from documents.queries import may_be_mailed
from documents.states import DeliveryState, Medium

PATIENCE = timedelta(days=1)  # that a server may stay away before a person is told
STUCK_AFTER = timedelta(minutes=15)


def send(
    *,
    to: str,
    person: Person | None = None,
    subject: str,
    body: str,
    documents: Iterable[Document] = (),
    ical: bytes | None = None,
    ical_method: str = "REQUEST",
    about: models.Model,
    by,
    key: str,
    language: str,
) -> Delivery:
    """Order one mail, once per key; Refused when a document may not go to this person."""
    if existing := Delivery.objects.filter(key=key).first():
        return existing
    documents = list(documents)
    require_mailable(documents, person)
    try:
        return order(
            by=by,
            documents=documents,
            key=key,
            to=to,
            person=person,
            subject=mail.with_reference(subject, documents),
            body=body,
            ical=ical,
            ical_method=ical_method,
            about=about,
            language=language,
        )
    except (IntegrityError, ValidationError):
        if existing := Delivery.objects.filter(key=key).first():
            return existing
        raise


def require_mailable(documents: list[Document], person: Person | None) -> None:
    for document in documents:
        if not (decision := may_be_mailed(document, person)):
            raise Refused(decision.reason)


@transaction.atomic
def order(*, by, documents: list[Document], key: str, **facts) -> Delivery:
    """The delivery, its attachments and its job in one transaction."""
    delivery = moves.create(
        Delivery,
        by=by,
        key=key,
        message_id=message_id(key),
        ordered_by_id=by.actor_id,
        ordered_label=by.actor_label,
        **facts,
    )
    DeliveryDocument.objects.bulk_create(
        DeliveryDocument(delivery=delivery, document=document, position=position)
        for position, document in enumerate(documents, start=1)
    )
    post(delivery, by=by)
    return delivery


def post(delivery: Delivery, *, by) -> None:
    outbox.post(
        "documents.deliver",
        by=by,
        title=(gettext_noop("Mail to %(to)s"), {"to": delivery.to}),
        about=delivery,
        key=f"documents.deliver:{delivery.pk}:{delivery.round}",
        delivery_id=delivery.pk,
    )


def message_id(key: str) -> str:
    """The same key is the same message for every mailbox that sees it twice."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def deliver(delivery_id: int) -> None:
    """Hand one mail over to the server. May run twice: it never mails what is not queued."""
    delivery = Delivery.objects.select_related("person").get(pk=delivery_id)
    if delivery.state == DeliveryState.SENDING:
        doubt(delivery)
    elif delivery.state == DeliveryState.FAILED:
        raise outbox.GiveUp(delivery.error)
    elif delivery.state == DeliveryState.QUEUED:
        message = ready(delivery)
        if claim(delivery):
            hand_over(delivery, message)


def ready(delivery: Delivery) -> EmailMessage:
    """The mail, checked once more against the gate; whatever is wrong with it is known before it leaves."""
    try:
        require_mailable(list(delivery.documents.all()), delivery.person)
        mark_copies(delivery)
        return mail.compose(delivery)
    except (Refused, archive.Damaged, ValueError) as error:
        moves.move(delivery, DeliveryState.FAILED, by=audit.CLOCK, error=str(error)[:500])
        raise outbox.GiveUp(str(error)) from error


def mark_copies(delivery: Delivery) -> None:
    """A watched document travels as its recipient's own numbered copy, made once."""
    rows = delivery.attached.filter(copy__isnull=True, document__level__watched=True)
    for row in rows.select_related("document__level"):
        row.copy = make_copy(row.document, by=audit.CLOCK, to=delivery.person, medium=Medium.MAIL)
        row.save(update_fields=["copy"])


def claim(delivery: Delivery) -> bool:
    """Move the delivery to `sending`, committed before the server hears of it; False when another was."""
    facts = {"attempts": delivery.attempts + 1, "sending_at": timezone.now()}
    try:
        moves.move(delivery, DeliveryState.SENDING, by=audit.CLOCK, **facts)
    except Refused:
        return False
    return True


def hand_over(delivery: Delivery, message: EmailMessage) -> None:
    try:
        mail.hand_over(message)
    except mail.NotAccepted as failure:
        put_back_or_give_up(delivery, failure)
    except mail.Unclear as unclear:
        moves.move(delivery, DeliveryState.UNCERTAIN, by=audit.CLOCK, error=str(unclear)[:500])
    else:
        moves.move(delivery, DeliveryState.SENT, by=audit.CLOCK, sent_at=timezone.now(), error="")


def put_back_or_give_up(delivery: Delivery, failure: mail.NotAccepted) -> None:
    """The server took nothing: try later, or tell a person when it never will."""
    over = failure.permanent or timezone.now() - delivery.queued_at > PATIENCE
    state = DeliveryState.FAILED if over else DeliveryState.QUEUED
    moves.move(delivery, state, by=audit.CLOCK, error=str(failure)[:500])
    raise outbox.GiveUp(str(failure)) if over else outbox.Retry(str(failure))


def doubt(delivery: Delivery) -> None:
    """Leave the mail to a person, unless its handing over came to an end at this moment."""
    error = _("The worker stopped while this mail was being handed over.")
    with suppress(Refused):
        moves.move(delivery, DeliveryState.UNCERTAIN, by=audit.CLOCK, error=error)


def settle_deliveries() -> None:
    """What the clock does for mails that nobody works on any more."""
    doubt_stuck_deliveries()
    follow_ended_jobs()


def follow_ended_jobs() -> None:
    """A queued mail whose job was cancelled or given up does not wait for ever."""
    key = Concat(Value("documents.deliver:"), Cast("pk", CharField()), Value(":"), Cast("round", CharField()))
    ends = {JobState.CANCELLED: DeliveryState.CANCELLED, JobState.FAILED: DeliveryState.FAILED}
    for job_state, state in ends.items():
        ended = Job.objects.filter(key=OuterRef("job_key"), state=job_state)
        waiting = Delivery.objects.filter(state=DeliveryState.QUEUED).annotate(job_key=key)
        for delivery in waiting.filter(Exists(ended)):
            moves.move(delivery, state, by=audit.CLOCK)


def doubt_stuck_deliveries() -> int:
    """Every mail whose handing over never ended becomes uncertain; returns how many."""
    before = timezone.now() - STUCK_AFTER
    stuck = Delivery.objects.filter(state=DeliveryState.SENDING, sending_at__lt=before)
    for delivery in stuck:
        doubt(delivery)
    return len(stuck)


@transaction.atomic
def send_again(delivery: Delivery, *, by) -> Delivery:
    """A person decides that a failed or uncertain mail goes out (again)."""
    if delivery.state not in (DeliveryState.FAILED, DeliveryState.UNCERTAIN):
        raise Refused(_("Only a failed or uncertain mail can be sent again."))
    delivery = moves.move(
        delivery,
        DeliveryState.QUEUED,
        by=by,
        round=delivery.round + 1,
        queued_at=timezone.now(),
        error="",
    )
    audit.record("send_again", delivery, by=by)
    post(delivery, by=by)
    return delivery


@transaction.atomic
def confirm_arrival(delivery: Delivery, *, by) -> Delivery:
    """A person found out that an uncertain mail did arrive."""
    if delivery.state != DeliveryState.UNCERTAIN:
        raise Refused(_("Only an uncertain mail can be confirmed."))
    delivery = moves.move(delivery, DeliveryState.SENT, by=by, sent_at=delivery.sending_at, error="")
    audit.record("confirm_arrival", delivery, by=by)
    return delivery


def cancel_delivery(delivery: Delivery, *, by, reason: str = "") -> Delivery:
    """Take back a mail that has not gone out."""
    return moves.move(delivery, DeliveryState.CANCELLED, by=by, reason=reason)
