"""Reports 7: told in the office and by mail as each person wishes; a matter is told once."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from council_office.calendar import actions as calendar
from council_office.desk import actions
from council_office.desk.models import Notice
from council_office.desk.queries import notices
from council_office.directory.states import Role
from documents.models import Delivery

PARIS = ZoneInfo("Europe/Paris")
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def task(assistant, office, time_machine):
    """A task of the guide by name, made a week before Friday 27 November 2026, when it is due."""
    time_machine.move_to(datetime(2026, 11, 20, 9, tzinfo=PARIS), tick=False)
    return calendar.create_task(
        title_en="Check the helmets", due_on=FRIDAY, owner=office[Role.GUIDE], by=assistant
    )


def tell(user, key="one", **facts):
    return actions.notify(user, kind="task", words="Look: %(task)s", facts={"task": "A"}, about=None, key=key)


def test_reports_7_a_task_that_becomes_mine_is_told_once(task, office):
    assert actions.tell_what_is_new() == 1
    assert actions.tell_what_is_new() == 0
    assert str(Notice.objects.get(user=office[Role.GUIDE])) == "A task is yours: Check the helmets"


def test_a_task_given_to_somebody_else_is_told_to_them(task, office, assistant):
    actions.tell_what_is_new()
    calendar.assign_task(task, owner=office[Role.SECURITY_OFFICER], by=assistant)
    actions.tell_what_is_new()
    assert Notice.objects.filter(user=office[Role.SECURITY_OFFICER], kind="task").count() == 1


def test_reports_3_a_task_is_reminded_of_two_working_days_before(task, office, time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 9, tzinfo=PARIS), tick=False)
    actions.tell_what_is_new()
    assert not Notice.objects.filter(kind="reminder").exists()
    time_machine.move_to(datetime(2026, 11, 25, 9, tzinfo=PARIS), tick=False)
    actions.tell_what_is_new()
    assert str(Notice.objects.get(kind="reminder")) == "Due 27/11/2026: Check the helmets"


def test_reports_3_a_late_task_is_passed_on_to_the_supervisor_who_is_told(task, office, time_machine):
    secretary = office[Role.COUNCIL_SECRETARY]
    time_machine.move_to(datetime(2026, 11, 30, 9, tzinfo=PARIS), tick=False)
    calendar.escalate_overdue()
    actions.tell_what_is_new()
    assert str(Notice.objects.get(user=secretary)) == "Late and passed on to you: Check the helmets"


def test_what_waits_for_a_decision_is_told_and_done_with_when_it_no_longer_waits(office, staff, assistant):
    secretary = office[Role.COUNCIL_SECRETARY]
    idea = actions.propose_idea(by=staff, title="Less paper", text="On screens.")
    actions.tell_what_is_new()
    notice = Notice.objects.get(user=secretary, kind="decision")
    assert str(notice) == f"Waits for your decision: {idea.number}"
    actions.accept_idea(idea, by=secretary)
    actions.tell_what_is_new()
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_the_bell_counts_and_opening_reads_and_leads_to_the_matter(task, signed_in):
    actions.tell_what_is_new()
    client = signed_in(Role.GUIDE)
    assert "1 not read yet" in client.get(reverse("desk:notices")).content.decode()
    notice = Notice.objects.get(user=client.user)
    assert client.post(reverse("desk:open_notice", args=[notice.pk])).url == task.get_absolute_url()
    assert notices.unread(client.user) == 0
    stranger = signed_in(Role.STAFF)
    assert stranger.post(reverse("desk:open_notice", args=[notice.pk])).status_code == 404


def test_all_are_read_at_once(staff, signed_in, office):
    tell(staff), tell(staff, "two"), tell(office[Role.GUIDE])
    signed_in(Role.STAFF).post(reverse("desk:read_all_notices"))
    assert [each.user for each in Notice.objects.unread()] == [office[Role.GUIDE]]


def test_reports_7_each_person_chooses_at_once_every_morning_or_never(office, signed_in, run_jobs, staff):
    guide, custodian = office[Role.GUIDE], office[Role.CUSTODIAN]
    signed_in(Role.GUIDE).post(reverse("desk:choose_mailing"), {"mailing": "morning"})
    signed_in(Role.CUSTODIAN).post(reverse("desk:choose_mailing"), {"mailing": "never"})
    for user in (staff, guide, custodian):
        tell(user)
    run_jobs()
    assert [mail.to for mail in Delivery.objects.all()] == [staff.email]
    assert [notices.unread(user) for user in (staff, guide, custodian)] == [1, 1, 1]


def test_the_morning_mail_leaves_once_on_working_days_and_reads_as_its_preview(
    signed_in, office, time_machine
):
    time_machine.move_to(datetime(2026, 11, 27, 18, tzinfo=PARIS), tick=False)
    client = signed_in(Role.GUIDE)
    client.post(reverse("desk:choose_mailing"), {"mailing": "morning"})
    tell(client.user)
    preview = client.get(reverse("desk:choose_mailing")).content.decode()
    assert "Look: A" in preview
    saturday, early, monday, later = (
        datetime(2026, 11, day, hour, tzinfo=PARIS) for day, hour in ((28, 8), (30, 7), (30, 8), (30, 9))
    )
    assert [actions.mail_digests(moment) for moment in (saturday, early, monday, later)] == [0, 0, 1, 0]
    mail = Delivery.objects.get()
    assert mail.subject == "Council Office: 1 unread this morning"
    assert mail.subject in preview


def test_what_was_read_meanwhile_is_not_mailed(staff, run_jobs):
    actions.read_notice(tell(staff))
    run_jobs()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_notices_take_a_constant_number_of_queries(count, staff, assistant, signed_in, own_queries):
    for number in range(count):
        actions.ask(by=staff, topic="it", question=f"No sound {number}")
    client = signed_in(Role.ASSISTANT)
    assert own_queries(client, reverse("desk:notices")) == 4
