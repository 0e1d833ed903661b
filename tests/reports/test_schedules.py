"""Reports that leave by themselves."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.models import JobRow
from council_office.ledger.states import JobState, RowState
from council_office.reports import actions, queries
from council_office.reports.catalogue import REPORTS
from council_office.reports.models import Run, Schedule
from council_office.reports.rhythm import PARIS
from council_office.reports.states import RunState
from documents.models import Delivery
from meetings.states import ParticipantRole
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
    session = factories.convened(number=61, in_days=20, by=secretary)
    factories.place(session, ParticipantRole.HEAD, "JP")
    coming, late, deadlines, silent, _overdue = queries.compute(REPORTS["outlook"], secretary).parts
    assert coming.sheet.values("session") == [session.label]
    assert {term.en for term in deadlines.sheet.values("about")} == {session.label}
    assert all(due < timezone.localdate() for due in late.sheet.values("due_on"))
    assert silent.sheet.rows == ()


def test_a_reader_without_rights_gets_an_outlook_of_nothing(office, secretary):
    factories.convened(number=61, in_days=20, by=secretary)
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
def test_the_list_of_schedules_asks_the_same_number_of_queries(
    signed_in, secretary, count, django_assert_num_queries
):
    for n in range(count):
        actions.create_schedule(by=secretary, name=f"Outlook {n}", owner=secretary, subscribers=[secretary])
    client = signed_in(Role.ASSISTANT)
    client.get(reverse("reports:schedules"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("reports:schedules"))


LIST_QUERIES = 10
