"""Many at once: one paper, one mail, one order, whoever comes first."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import close_old_connections, connection, connections
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.models import Job, NumberTaken
from council_office.ledger.outbox import GiveUp, Retry
from documents import actions
from documents.models import Delivery, Document
from documents.papers import Paper, Para
from documents.states import DeliveryState
from tests.documents import factories

AT_ONCE = 10
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="row locks need PostgreSQL (DATABASE_URL)"),
]


def together(work) -> list:
    """What AT_ONCE threads get that start in the same moment."""
    gate = threading.Barrier(AT_ONCE)

    def one(number: int):
        close_old_connections()
        try:
            gate.wait(timeout=30)
            return work(number)
        except (GiveUp, Retry) as end:
            return end
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def files() -> int:
    folders = default_storage.listdir("documents")[0] if default_storage.exists("documents") else []
    return sum(len(default_storage.listdir(f"documents/{folder}")[1]) for folder in folders)


def test_ten_workers_store_one_paper_and_leave_no_other_file(office):
    secretary, subject = office[Role.COUNCIL_SECRETARY], factories.subject()
    paper, before = Paper("record", "R-1", "Record", "en", (Para("Words"),)), files()
    issued = together(lambda _: actions.issue(paper, about=subject, by=secretary, forms=("docx",))["docx"].pk)
    assert len(set(issued)) == 1
    assert Document.objects.count() == 1
    assert files() - before == 1


def test_ten_orders_under_one_key_are_one_mail_and_one_job(office):
    secretary, subject = office[Role.COUNCIL_SECRETARY], factories.subject()
    ordered = together(
        lambda _: (
            actions.send(
                to="a@example.org",
                subject="S",
                body="B",
                about=subject,
                by=secretary,
                key="one",
                language="en",
            ).pk
        )
    )
    assert len(set(ordered)) == 1
    assert Job.objects.filter(task="documents.deliver").count() == 1


def test_ten_workers_hand_one_mail_over_once_or_leave_it_to_a_person(office):
    """Whoever finds it being sent cannot know whether its sender lives: doubt, never a second mail."""
    for round_ in range(5):
        delivery = Delivery.objects.create(
            key=f"k{round_}",
            to="a@example.org",
            subject="S",
            body="B",
            language="en",
            message_id=f"<{round_}@x>",
        )
        mail.outbox.clear()
        together(lambda _, pk=delivery.pk: actions.deliver(pk))
        delivery.refresh_from_db()
        assert len(mail.outbox) == 1
        assert delivery.state in (DeliveryState.SENT, DeliveryState.UNCERTAIN)


def test_9_fifty_parallel_registrations_leave_no_gap_and_no_double(office):
    assert office[Role.ASSISTANT]  # made before the threads need it
    day = timezone.localdate()

    def register(number: int) -> list[str]:
        return [factories.incoming(office, received_on=day).number for _ in range(50 // AT_ONCE)]

    numbers = [number for several in together(register) for number in several]
    assert sorted(numbers) == [f"IN-{day.year}-{number:04d}" for number in range(1, 51)]
    assert NumberTaken.objects.filter(about_type="documents.letter").count() == 50


def test_copies_made_at_the_same_moment_have_their_own_numbers(office):
    document, custodian = factories.document(), office[Role.CUSTODIAN]
    made = together(lambda _: actions.make_copy(document, by=custodian).number)
    assert sorted(made) == list(range(1, AT_ONCE + 1))
