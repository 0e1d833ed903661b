"""Reports that leave by themselves."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.models import JobRow
from council_office.ledger.moves import Refused
from council_office.ledger.states import JobState, RowState
from council_office.reports import actions, letters, queries
from council_office.reports.catalogue import REPORTS
from council_office.reports.declared import Asked
from council_office.reports.models import Issue, Run, Schedule
from council_office.reports.rhythm import PARIS
from council_office.reports.states import IssueState, RunState
from documents.models import Delivery
from meetings.models import Participant
from meetings.states import ParticipantRole
from tests.factories import UserFactory
from tests.meetings import factories

MONDAY = datetime(2026, 11, 30, 7, 30, tzinfo=PARIS)


@pytest.fixture
def schedule(office, secretary) -> Schedule:
    """Every Monday at half past seven, to the Secretary (English) and the Assistant (French)."""
    assistant = office[Role.ASSISTANT]
    assistant.language = "fr"
    assistant.save(update_fields=["language"])
    made = actions.create_schedule(
        by=secretary, name="Monday outlook", owner=secretary, subscribers=[secretary, assistant]
    )
    Schedule.objects.filter(pk=made.pk).update(next_at=MONDAY)
    made.refresh_from_db()
    return made


def test_the_outlook_leaves_once_when_due_in_each_readers_language(schedule, run_jobs, mailoutbox):
    assert actions.run_due(MONDAY - timedelta(minutes=1)) == 0
    assert actions.run_due(MONDAY) == 1
    assert actions.run_due(MONDAY + timedelta(minutes=1)) == 0
    run_jobs()
    actions.run_due(MONDAY + timedelta(minutes=2))
    assert Run.objects.get().state == RunState.SENT
    schedule.refresh_from_db()
    assert schedule.next_at == MONDAY + timedelta(days=7)
    assert {mail.language for mail in Delivery.objects.all()} == {"en", "fr"}
    assert len(mailoutbox) == 2


def test_what_was_missed_while_the_office_stood_still_is_noted_and_the_owner_told(
    schedule, run_jobs, secretary
):
    actions.run_due(MONDAY + timedelta(days=15))
    states = list(Run.objects.order_by("due_at").values_list("state", flat=True))
    assert states == [RunState.MISSED, RunState.MISSED, RunState.WORKING]
    told = Delivery.objects.filter(key__startswith="trouble:")
    assert [mail.to for mail in told] == [secretary.email, secretary.email]


def test_the_owner_is_told_when_a_mail_could_not_be_made(schedule, secretary):
    actions.run_due(MONDAY)
    run = Run.objects.get()
    JobRow.objects.filter(job=run.job).update(state=RowState.FAILED, error="no")
    type(run.job).objects.filter(pk=run.job_id).update(state=JobState.FAILED)
    actions.run_due(MONDAY + timedelta(minutes=1))
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert Delivery.objects.get(key__startswith="trouble:").to == secretary.email


def test_a_paused_schedule_is_never_due(schedule, secretary):
    actions.revise_schedule(schedule, by=secretary, is_active=False)
    assert actions.run_due(MONDAY + timedelta(days=8)) == 0


def test_the_outlook_tells_what_comes_what_is_late_and_who_is_silent(secretary):
    session = factories.convened(number=61, in_days=8, by=secretary)
    factories.place(session, ParticipantRole.HEAD, "JP")
    coming, late, deadlines, silent, _overdue = queries.compute(REPORTS["outlook"], secretary).parts
    assert coming.sheet.values("session") == [session.label]
    assert {term.en for term in deadlines.sheet.values("about")} == {session.label}
    assert all(due < timezone.localdate() for due in late.sheet.values("due_on"))
    assert silent.sheet.rows == ()


def test_a_reader_without_rights_gets_an_outlook_of_nothing(office, secretary):
    factories.convened(number=61, in_days=8, by=secretary)
    found = queries.compute(REPORTS["outlook"], office[Role.STAFF])
    assert not any(part.sheet.rows for part in found.parts)
    assert found.may_show_nothing


def test_a_secretary_makes_pauses_and_sends_a_schedule_in_the_browser(signed_in, office, run_jobs):
    client = signed_in(Role.ASSISTANT)
    facts = {
        "name": "Friday outlook",
        "report": "outlook",
        "rhythm": "weekly",
        "weekday": 4,
        "day_of_month": 1,
        "at": "16:00",
        "day_off": "next",
        "owner": office[Role.ASSISTANT].pk,
        "subscribers": [office[Role.ASSISTANT].pk],
        "is_active": "on",
    }
    response = client.post(reverse("reports:create_schedule"), facts)
    made = Schedule.objects.get()
    assert response.url == made.get_absolute_url()
    assert made.next_at is not None
    client.post(reverse("reports:run_now", args=[made.pk]))
    run_jobs()
    assert Delivery.objects.filter(key__startswith="report:").count() == 1
    page = client.get(made.get_absolute_url()).content.decode()
    assert "1 / 1" in page


def test_a_wrong_time_is_said_on_the_form_and_nothing_is_kept(signed_in):
    client = signed_in(Role.ASSISTANT)
    response = client.post(reverse("reports:create_schedule"), {"name": "Half", "at": "25:00"})
    assert response.status_code == 422
    assert Schedule.objects.count() == 0


def test_staff_of_the_organization_do_not_see_schedules(schedule, signed_in):
    assert signed_in(Role.STAFF).get(schedule.get_absolute_url()).status_code == 403


def test_subscribing_is_ones_own_choice(schedule, signed_in, office):
    client = signed_in(Role.DG_OFFICE)
    client.post(reverse("reports:subscribe", args=[schedule.pk]))
    assert office[Role.DG_OFFICE] in schedule.subscribers.all()
    client.post(reverse("reports:unsubscribe", args=[schedule.pk]))
    assert office[Role.DG_OFFICE] not in schedule.subscribers.all()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_schedules_asks_the_same_number_of_queries(signed_in, secretary, count):
    for n in range(count):
        actions.create_schedule(by=secretary, name=f"Outlook {n}", owner=secretary, subscribers=[secretary])
    client = signed_in(Role.ASSISTANT)
    bare, listed = (queries_of(client, f"reports:{name}") for name in ("ask", "schedules"))
    assert listed == bare + LIST_QUERIES


def queries_of(client, name: str) -> int:
    """How many queries a page takes when it is opened a second time."""
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(name))
    return len(captured)


LIST_QUERIES = 3  # besides those of the shell: saved views, the count, the rows


# What each recipient may see


@pytest.fixture
def to_two(office, secretary):
    """The people of the sessions, sent as Excel to the Secretary and to a certifier, who may see none."""
    certifier = office[Role.CERTIFIER]
    return actions.create_schedule(
        by=secretary,
        name="People",
        report="participation",
        span="all",
        forms=["xlsx"],
        owner=secretary,
        subscribers=[secretary, certifier],
    )


def test_2_recipients_rights_nothing_to_show_is_not_sent_and_the_owner_is_told(
    to_two, session, secretary, office, run_jobs
):
    actions.run_now(to_two, by=secretary)
    run_jobs()
    mails = {mail.to: mail for mail in Delivery.objects.filter(key__startswith="report:")}
    assert list(mails) == [secretary.email]
    assert mails[secretary.email].documents.count() == 1
    states = dict(Issue.objects.values_list("reader", "state"))
    assert states == {secretary.pk: IssueState.ISSUED, office[Role.CERTIFIER].pk: IssueState.EMPTY}
    told = Delivery.objects.get(key__startswith="nothing:")
    assert told.to == secretary.email
    assert "CERTIFIER" in told.body


def test_2_what_is_left_out_is_said(session, secretary, office):
    """Somebody who takes part in one session sees its people, and is told that there are others."""
    delegate = UserFactory(roles=[Role.CERTIFIER], person=session.participants.first().person)
    found = queries.compute(REPORTS["participation"], delegate, Asked("all"))
    assert found.parts[0].loaded.control == 5
    assert found.hidden == Participant.objects.count() - 5 > 0
    assert f"Delegations of the sessions ({found.hidden} rows)" in letters.left_out(found, "en")
    assert not found.may_show_nothing


def test_5_a_schedule_whose_owner_left_is_handed_over(schedule, secretary, office):
    type(secretary).objects.filter(pk=secretary.pk).update(is_active=False)
    actions.run_due(MONDAY - timedelta(days=1))
    schedule.refresh_from_db()
    assert schedule.owner == office[Role.ASSISTANT]
    told = Delivery.objects.get(key__startswith="handed-over:")
    assert (told.to, told.language) == (office[Role.ASSISTANT].email, "fr")


def test_5_a_report_that_fails_is_tried_again_and_goes_out_once(
    to_two, session, secretary, run_jobs, monkeypatch
):
    tries = []

    def fails_once(found):
        tries.append(found.code)
        if len(tries) == 1:
            raise OSError("the disk is away")
        return level_of(found)

    level_of = queries.level_of
    monkeypatch.setattr(queries, "level_of", fails_once)
    run = actions.run_now(to_two, by=secretary)
    run_jobs()
    type(run.job).objects.filter(pk=run.job_id).update(not_before=None)
    JobRow.objects.filter(job=run.job).update(not_before=None)
    run_jobs()
    assert len(tries) > 1
    assert Delivery.objects.filter(key__startswith="report:").count() == 1
    assert Issue.objects.filter(reader=secretary).count() == 1


def test_a_schedule_of_a_question_says_what_is_asked(secretary, session, run_jobs):
    question = actions.ask(
        by=secretary, register="participants", name="Heads", span="all", shape="pivot", per="member"
    )
    made = actions.create_schedule(
        by=secretary, name="Heads", report=question.code, owner=secretary, subscribers=[secretary]
    )
    actions.run_now(made, by=secretary)
    run_jobs()
    mail = Delivery.objects.get(key__startswith="report:")
    assert mail.subject.startswith("Heads")
    assert "Participants: 15" in mail.body
    with pytest.raises(Refused, match="End that schedule first"):
        actions.remove_question(question, by=secretary)
