"""Visits through the door: opened with their deadlines, seen by the right people, moved in time, ended."""

from datetime import timedelta

import pytest
from django.urls import reverse

from council_office.calendar.models import Task
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.moves import Refused
from tests.factories import PersonFactory
from tests.visits.factories import draft_visit, planned_visit, visitor_of, zone
from visits import actions
from visits.models import Visit
from visits.states import VisitorState, VisitState


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


@pytest.mark.django_db
def test_a_visit_opens_with_a_number_and_deadlines_counted_back(signed_in, office):
    assistant = signed_in(Role.ASSISTANT)
    day = draft_visit().starts_on
    host = office[Role.STAFF].person
    response = assistant.post(
        url("new_visit"),
        {"kind": "mission", "title_en": "Magnets", "starts_on": day, "ends_on": day, "host": host.pk,
         "discretion": "usual"},
    )  # fmt: skip
    visit = Visit.objects.get(title_en="Magnets")
    assert response.url == visit.get_absolute_url()
    assert visit.number.startswith("VIS-")
    tasks = {task.rule.code: task.due_on for task in Task.objects.of(visit)}
    assert tasks["pass-non-eu"] < tasks["pass-eu"] < day


@pytest.mark.django_db
def test_other_days_move_the_deadlines_and_those_who_come_for_the_whole_of_it():
    visit = draft_visit()
    whole = visitor_of(visit)
    later = visitor_of(visit)
    actions.revise_visitor(later, by=CLOCK, access_until=later.leaves_on + timedelta(days=2))
    before = Task.objects.of(visit).get(rule__code="programme").due_on
    actions.revise_visit(
        visit,
        by=CLOCK,
        starts_on=visit.starts_on + timedelta(days=7),
        ends_on=visit.ends_on + timedelta(days=7),
    )
    whole.refresh_from_db()
    later.refresh_from_db()
    assert whole.arrives_on == visit.starts_on
    assert later.arrives_on == visit.starts_on - timedelta(days=7)
    assert Task.objects.of(visit).get(rule__code="programme").due_on > before


@pytest.mark.django_db
def test_a_visit_is_planned_begun_and_closed_and_then_stays_as_it_is(signed_in):
    visit = draft_visit(host=None)
    assistant = signed_in(Role.ASSISTANT)
    assert assistant.post(url("plan_visit", visit.pk)).status_code == 409  # nobody receives them
    actions.revise_visit(visit, by=CLOCK, host=PersonFactory())
    for step in ("plan_visit", "begin_visit", "close_visit"):
        assert assistant.post(url(step, visit.pk)).status_code == 302
    visit.refresh_from_db()
    assert visit.state == VisitState.CLOSED
    with pytest.raises(Refused, match="reopen it"):
        actions.add_visitor(visit, by=CLOCK, person=PersonFactory())
    assistant.post(url("reopen_visit", visit.pk), {"reason": "One more day"})
    visit.refresh_from_db()
    assert visit.state == VisitState.UNDER_WAY


@pytest.mark.django_db
def test_a_cancelled_visit_asks_for_nothing_more():
    visit = planned_visit()
    actions.cancel_visit(visit, by=CLOCK, reason="Strike")
    assert not Task.objects.of(visit).open().exists()


@pytest.mark.django_db
def test_14_withdrawing_one_leaves_the_others_intact(signed_in):
    visit = planned_visit()
    one, other = visitor_of(visit), visitor_of(visit)
    signed_in(Role.ASSISTANT).post(url("withdraw_visitor", one.pk), {"reason": "Ill"})
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state) == (VisitorState.WITHDRAWN, VisitorState.EXPECTED)
    actions.restore_visitor(one, by=CLOCK)
    assert one.state == VisitorState.EXPECTED


@pytest.mark.django_db
def test_a_person_is_in_a_visit_once(signed_in):
    visit = draft_visit()
    person = PersonFactory()
    actions.add_visitor(visit, by=CLOCK, person=person, zones=[zone()])
    response = signed_in(Role.ASSISTANT).post(
        url("add_visitor", visit.pk), {"person": person.pk, "role": "expert"}
    )
    assert response.status_code == 409
    assert "already in this visit" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.ASSISTANT, {"open", "discreet", "draft"}),
        (Role.SECURITY_OFFICER, {"open", "discreet"}),
        (Role.GUIDE, {"open"}),
        (Role.STAFF, {"discreet"}),
    ],
)
def test_hosts_guides_and_security_see_what_concerns_them(office, role, sees):
    planned_visit(title_en="open")
    planned_visit(title_en="discreet", discretion="discreet", host=office[Role.STAFF].person)
    draft_visit(title_en="draft")
    assert set(Visit.objects.visible_to(office[role]).values_list("title_en", flat=True)) == sees


@pytest.mark.django_db
def test_the_list_takes_as_many_queries_for_three_visits_as_for_one(signed_in, own_queries):
    assistant = signed_in(Role.ASSISTANT)
    draft_visit()
    one = own_queries(assistant, url("visits"))
    for title in ("two", "three"):
        visitor_of(draft_visit(title_en=title))
    assert own_queries(assistant, url("visits")) == one <= 6
