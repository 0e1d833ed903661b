"""A mail is ordered once, handed over once, and never sent twice without a person deciding it."""

import socket
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core import mail
from django.utils import timezone

from council_office.calendar import ical
from council_office.directory.states import Role
from council_office.ledger import audit
from council_office.ledger.models import Job
from council_office.ledger.moves import Refused
from council_office.ledger.states import JobState
from documents import actions
from documents.models import Delivery
from documents.states import DeliveryState
from tests.documents import factories
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


class Sink:
    """A real mail server that keeps what it takes, or answers as it is told."""

    def __init__(self) -> None:
        self.taken, self.answer, self.rudely = [], "250 taken", False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer.startswith("550"):
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        if self.rudely:
            server.transport.abort()
            return "421 gone"
        if self.answer.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def sink(settings):
    sink, port = Sink(), free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
        }
    }
    yield sink
    controller.stop()


@pytest.fixture
def order(subject, secretary):
    """Orders one mail: `order(key="a", documents=[…])`."""

    def ordered(**facts) -> Delivery:
        words = {
            "to": "minister@example.org",
            "subject": "Invitation",
            "body": "Dear Minister,\n\nPlease answer: https://office.example/a/1?b=2&c=3",
            "about": subject,
            "by": secretary,
            "key": "invitation:1",
            "language": "en",
        }
        return actions.send(**words | facts)

    return ordered


def entry(method="REQUEST", sequence=0) -> bytes:
    return ical.invitation(
        uid="ic-40@office.example",
        sequence=sequence,
        summary="Quarantième réunion du Conseil ITER",
        starts_at=datetime(2026, 11, 18, 8, 30, tzinfo=UTC),
        ends_at=datetime(2026, 11, 19, 17, tzinfo=UTC),
        organizer="office@example.org",
        attendee="minister@example.org",
        method=method,
    )


def test_the_same_key_orders_one_mail_and_one_job(order):
    assert order() == order(subject="Another")
    assert Delivery.objects.get().subject == "Invitation"
    assert Job.objects.filter(task="documents.deliver").count() == 1


def test_a_mail_goes_out_as_text_and_html_with_papers_under_their_names(order, sink, run_jobs):
    person = PersonFactory(family_name="Đorđević", given_names="Đorđe")
    paper = factories.document(number="IC-40/L-0001", title="Invitation")
    delivery = order(person=person, documents=[paper])
    run_jobs()
    [message] = sink.taken
    assert message["To"] == "Đorđe Đorđević <minister@example.org>"
    assert message["Subject"] == "Invitation [IC-40/L-0001]"
    assert message["Message-ID"] == delivery.message_id
    assert message["Content-Language"] == "en"
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "https://office.example/a/1?b=2&c=3" in text
    assert 'href="https://office.example/a/1?b=2&amp;c=3"' in html
    assert "Council Secretariat" in text
    [attachment] = message.iter_attachments()
    assert attachment.get_filename() == "IC-40-L-0001 Invitation EN.pdf"
    assert attachment.get_content() == factories.SMALL_PDF
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (DeliveryState.SENT, 1)


def test_a_calendar_entry_is_an_alternative_that_outlook_shows_and_a_file_for_the_others(
    order, sink, run_jobs
):
    order(ical=entry(), key="a")
    run_jobs()
    order(ical=entry("CANCEL", 1), ical_method="CANCEL", key="b")
    run_jobs()
    for message, method in zip(sink.taken, ("REQUEST", "CANCEL"), strict=True):
        assert message.get_content_type() == "multipart/mixed"
        [part] = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        assert part["Content-Type"].params["method"] == method
        said = part.get_content()
        assert f"METHOD:{method}" in said
        assert "Quarantième réunion du Conseil ITER" in said
        [file] = message.iter_attachments()
        assert (file.get_filename(), file.get_content_type()) == ("invitation.ics", "application/ics")


def test_the_mail_speaks_its_recipients_language_whoever_ordered_it(order, sink, run_jobs):
    paper = factories.document()
    order(language="fr", documents=[paper])
    run_jobs()
    text = sink.taken[0].get_body(("plain",)).get_content()
    assert f"{paper.number}" in text
    assert sink.taken[0]["Content-Language"] == "fr"


def test_a_header_cannot_be_smuggled_in_through_the_subject(order, sink, run_jobs):
    order(subject="Hello\r\nBcc: spy@example.org")
    run_jobs()
    assert sink.taken[0]["Bcc"] is None
    assert sink.taken[0]["Subject"] == "Hello Bcc: spy@example.org"


def test_a_server_that_is_away_leaves_the_mail_queued_for_the_next_attempt(order, settings, run_jobs):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1},
        }
    }
    delivery = order()
    run_jobs()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.QUEUED
    assert delivery.error.startswith("The mail server could not be reached")
    assert Job.objects.get().state == JobState.QUEUED


def test_a_server_that_returns_gets_the_mail_once(order, sink, run_jobs):
    sink.answer = "451 try later"
    delivery = order()
    run_jobs()
    sink.answer = "250 taken"
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=True):
        run_jobs()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, len(sink.taken)) == (DeliveryState.SENT, 2, 1)


def test_an_address_that_the_server_refuses_for_good_fails_at_once_and_says_why(order, sink, run_jobs):
    sink.answer = "550 no such user"
    delivery = order()
    run_jobs()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    assert delivery.error == "The mail server answered 550: no such user"
    assert Job.objects.get().state == JobState.FAILED


def test_a_line_that_breaks_while_handing_over_leaves_an_uncertain_mail(order, sink, run_jobs):
    sink.rudely = True
    delivery = order()
    run_jobs()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.UNCERTAIN


def test_a_worker_that_died_while_handing_over_leaves_an_uncertain_mail_and_no_second_one(order, run_jobs):
    delivery = order()
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.SENDING, sending_at=timezone.now())
    run_jobs()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.UNCERTAIN
    assert mail.outbox == []


def test_the_sweep_doubts_what_has_been_sending_for_too_long(order):
    delivery, fresh = order(), order(key="b")
    old = timezone.now() - timedelta(minutes=16)
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.SENDING, sending_at=old)
    Delivery.objects.filter(pk=fresh.pk).update(state=DeliveryState.SENDING, sending_at=timezone.now())
    assert actions.doubt_stuck_deliveries() == 1
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.UNCERTAIN


@pytest.mark.parametrize("end", ["cancelled", "failed"])
def test_a_mail_whose_job_was_ended_does_not_wait_for_ever(order, end):
    delivery, other = order(), order(key="b")
    Job.objects.filter(key=f"documents.deliver:{delivery.pk}:1").update(state=end)
    actions.settle_deliveries()
    delivery.refresh_from_db()
    other.refresh_from_db()
    assert (delivery.state, other.state) == (end, DeliveryState.QUEUED)


def test_a_person_may_send_an_uncertain_mail_again_under_the_same_message_id(order, secretary, run_jobs):
    delivery = order()
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.UNCERTAIN)
    Job.objects.update(state=JobState.DONE)
    actions.send_again(Delivery.objects.get(), by=secretary)
    run_jobs()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [delivery.message_id]


def test_a_person_may_say_that_an_uncertain_mail_did_arrive(order, secretary, run_jobs):
    delivery = order()
    moment = timezone.now()
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.UNCERTAIN, sending_at=moment)
    confirmed = actions.confirm_arrival(Delivery.objects.get(), by=secretary)
    assert (confirmed.state, confirmed.sent_at) == (DeliveryState.SENT, moment)
    assert audit.history(confirmed).first().verb == "confirm_arrival"
    run_jobs()
    assert mail.outbox == []


@pytest.mark.parametrize("verb", [actions.send_again, actions.confirm_arrival])
def test_a_mail_that_was_sent_is_neither_sent_again_nor_confirmed(order, secretary, run_jobs, verb):
    order()
    run_jobs()
    with pytest.raises(Refused):
        verb(Delivery.objects.get(), by=secretary)


def test_a_cancelled_mail_never_leaves(order, secretary, run_jobs):
    actions.cancel_delivery(order(), by=secretary)
    run_jobs()
    assert mail.outbox == []


def test_a_restricted_paper_goes_only_to_a_person_with_a_grant(order, office, run_jobs):
    paper, person = factories.document(level="restricted"), PersonFactory()
    with pytest.raises(Refused, match="Marked “Restricted”"):
        order(person=person, documents=[paper])
    assert not Delivery.objects.exists()
    actions.grant(paper, to=person, by=office[Role.CUSTODIAN])
    order(person=person, documents=[paper])
    run_jobs()
    assert len(mail.outbox) == 1


def test_a_grant_that_ended_before_the_mail_left_stops_it(order, office, run_jobs):
    paper, person = factories.document(level="restricted"), PersonFactory()
    given = actions.grant(paper, to=person, by=office[Role.CUSTODIAN])
    delivery = order(person=person, documents=[paper])
    actions.end_grant(given, by=office[Role.CUSTODIAN])
    run_jobs()
    delivery.refresh_from_db()
    assert (delivery.state, mail.outbox) == (DeliveryState.FAILED, [])


def test_a_damaged_paper_is_not_mailed_and_the_mail_says_why(order, run_jobs, monkeypatch):
    paper = factories.document()
    delivery = order(documents=[paper])
    monkeypatch.setattr("documents.archive.sha256", lambda data: type("Other", (), {"hexdigest": str})())
    run_jobs()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    assert "is not what was filed" in delivery.error
