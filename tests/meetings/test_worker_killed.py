"""Hundreds of invitations in one job, the worker killed in the middle: none lost, none twice."""

import os
import signal
import socket
import time
from collections import Counter
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.models import Job, JobRow, NumberTaken
from council_office.ledger.states import JobState
from council_office.ledger.sweeping import sweep
from documents.models import Delivery, Document
from documents.states import DeliveryState
from meetings import actions
from meetings.models import Body, Invitation, Participant, Session
from meetings.states import ParticipantRole, SessionState
from tests.factories import PersonFactory

# Three hundred where many may write at once; SQLite, with its one writer, proves the same with fewer.
PEOPLE = 300 if connection.vendor == "postgresql" else 45
PATIENCE = 900  # seconds


class Sink:
    """An SMTP server that keeps to whom it was given what."""

    def __init__(self) -> None:
        self.received: list[tuple[str, str]] = []

    async def handle_DATA(self, server, session, envelope):
        message_id = next(
            line for line in envelope.content.decode(errors="replace").splitlines()
            if line.lower().startswith("message-id:")
        )  # fmt: skip
        self.received += [(recipient, message_id) for recipient in envelope.rcpt_tos]
        return "250 OK"


@pytest.fixture
def sink():
    kept = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        kept.port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port)
    controller.start()
    yield kept
    controller.stop()


@pytest.fixture
def session(office) -> Session:
    """A convened session with its observers, invitations queued."""
    day = timezone.localdate() + timedelta(days=90)
    session = Session.objects.create(
        body=Body.objects.get(code="IC"),
        number=99,
        label="IC-99",
        starts_on=day,
        ends_on=day,
        state=SessionState.CONVENED,
        place_en="Council Chamber",
        place_fr="Salle du Conseil",
        signatory=PersonFactory(),
    )
    actions_by = office[Role.ASSISTANT]
    session.signatory.posts.create(title_en="Secretary", title_fr="Secrétaire", starts_on="2020-01-01")
    people = PersonFactory.create_batch(PEOPLE)
    Participant.objects.bulk_create(
        Participant(session=session, person=person, role=ParticipantRole.OBSERVER, title_en="Observer")
        for person in people
    )
    actions.prepare_invitations(session, by=actions_by)
    actions.send_invitations(session, by=actions_by)
    return session


def wait_until(reached, started: float) -> None:
    """Rings the bell each second as the clock does each minute, until `reached()`."""
    while not reached():
        assert time.monotonic() - started < PATIENCE, "the worker did not come so far"
        time.sleep(1)
        sweep()


def test_15_hundreds_of_invitations_survive_a_killed_worker(session, processes, sink):
    mail = {"MAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
    started = time.monotonic()
    worker = processes.worker(**mail)
    wait_until(lambda: Invitation.objects.filter(state="sent").count() >= PEOPLE // 3, started)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    assert Invitation.objects.filter(state="sent").count() < PEOPLE

    processes.worker(**mail)
    wait_until(lambda: Job.objects.exclude(state=JobState.DONE).count() == 0, started)

    sent = Invitation.objects.filter(state="sent")
    assert sent.count() == PEOPLE
    taken = NumberTaken.objects.filter(series__code="LET").order_by("number").values_list("number", flat=True)
    assert list(taken) == list(range(1, PEOPLE + 1))
    assert set(sent.values_list("number", flat=True)) == set(
        NumberTaken.objects.filter(series__code="LET").values_list("text", flat=True)
    )
    per_form = Counter(Document.objects.filter(kind="invitation").values_list("form", flat=True))
    assert per_form == {"pdf": PEOPLE, "docx": PEOPLE}
    assert JobRow.objects.filter(job__task="meetings.send_invitation").count() == PEOPLE

    # A mail in the air when its worker died is never sent again blindly: a person decides.
    states = Counter(Delivery.objects.values_list("state", flat=True))
    assert states[DeliveryState.SENT] + states[DeliveryState.UNCERTAIN] == PEOPLE
    assert states[DeliveryState.UNCERTAIN] <= 2
    assert max(Counter(sink.received).values()) == 1
    recipients = {recipient for recipient, _message in sink.received}
    mailed = set(Delivery.objects.filter(state=DeliveryState.SENT).values_list("to", flat=True))
    assert mailed <= recipients
