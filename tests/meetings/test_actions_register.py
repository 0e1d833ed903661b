"""Actions, charges and deferred items cannot be lost: they come back until a recorded word closes them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.moves import Refused
from meetings import actions
from meetings.models import Action, AgendaItem, Decision, Session
from meetings.queries.registers import unanswered_charges
from meetings.states import ActionKind
from tests.factories import UserFactory
from tests.meetings.factories import body, coming, convened
from tests.meetings.records import act, delegate, held, issued, paragraph

LIST = reverse("meetings:actions")


@pytest.fixture
def secretary(office):
    return office[Role.COUNCIL_SECRETARY]


@pytest.fixture
def owner(db):
    return UserFactory(roles=[Role.STAFF])


@pytest.fixture
def session(secretary, owner) -> Session:
    """A recorded session that asked for a report, charged the MAC and put one matter off."""
    session = held()
    due = {"due_on": date.today() - timedelta(days=3), "owner": owner.person}
    paragraph(session, act("requested", "prepare a report", to="the Director-General", **due))
    paragraph(session, act("charged", "assess the report", to="the MAC"))
    paragraph(session, act("deferred", "the review of the rules"))
    return issued(session, by=secretary)


@pytest.fixture
def action(session) -> Action:
    return Action.objects.get(session=session, kind=ActionKind.ACTION)


def url(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def carried(session) -> list[str]:
    """The numbers of what stands on an agenda from before, in the order of the agenda."""
    items = session.items.filter(carried__isnull=False).order_by("position")
    return [item.carried.number for item in items]


# Coming back


def test_02_a_record_starts_an_action_a_charge_and_a_deferred_item(session, owner):
    rows = Action.objects.filter(session=session).order_by("serial")
    assert [(row.number, row.kind, str(row.to_body or ""), row.owner) for row in rows] == [
        ("IC-40/A-01", "action", "", owner.person),
        ("IC-40/A-02", "charge", "MAC", None),
        ("IC-40/A-03", "deferred", "", None),
    ]
    assert rows[0].title_en == "The IC requested the Director-General to prepare a report."
    assert [row.decision.number if row.decision else "" for row in rows] == ["IC-40/D-01", "IC-40/D-02", ""]


def test_02_the_next_session_is_created_with_everything_open_under_matters_arising(session):
    following = coming(number=41)
    assert carried(following) == ["IC-40/A-01", "IC-40/A-02", "IC-40/A-03"]
    items = following.items.filter(carried__isnull=False)
    assert {item.parent.title_en for item in items} == {"Matters arising"}
    assert items[0].title_en == "IC-40/A-01: The IC requested the Director-General to prepare a report."


def test_17_a_charge_also_stands_on_the_agenda_of_the_charged_committee(session):
    committee = coming("MAC", number=44)
    assert carried(committee) == ["IC-40/A-02"]
    assert list(unanswered_charges(body("IC"))) == [Action.objects.get(number="IC-40/A-02")]


def test_02_sessions_that_exist_already_get_them_when_the_record_is_issued(secretary):
    council, committee = coming(number=41), coming("MAC", number=44)
    past = held()
    paragraph(past, act("charged", "assess the report", to="the MAC"))
    issued(past, by=secretary)
    assert (carried(council), carried(committee)) == (["IC-40/A-01"], ["IC-40/A-01"])


def test_02_carrying_twice_puts_nothing_twice(session, secretary, signed_in):
    following = coming(number=41)
    client = signed_in(Role.ASSISTANT)
    for _ in range(2):
        assert client.post(url("carry_actions", following)).status_code == 302
    assert carried(following) == ["IC-40/A-01", "IC-40/A-02", "IC-40/A-03"]


def test_02_an_action_comes_back_at_every_session_until_it_is_closed(session, secretary):
    second = coming(number=41, in_days=40)
    actions.close_action(Action.objects.get(number="IC-40/A-02"), by=secretary, text_en="The MAC reported.")
    third = coming(number=42, in_days=200)
    assert carried(second) == ["IC-40/A-01", "IC-40/A-02", "IC-40/A-03"]
    assert carried(third) == ["IC-40/A-01", "IC-40/A-03"]


def test_02_nothing_is_carried_to_a_session_that_was_held(session, signed_in):
    assert signed_in(Role.ASSISTANT).post(url("carry_actions", session)).status_code == 409


def test_02_an_agenda_begun_by_carrying_has_its_standing_items_too(session):
    following = coming(number=41)
    assert following.items.filter(title_en="Adoption of the agenda").exists()


def test_02_a_recorded_outcome_closes_an_action_and_says_so_in_its_status(session, secretary):
    following = convened(number=41, in_days=-10)
    actions.carry_actions(following, by=secretary)
    actions.hold_session(following, by=secretary)
    first, second, third = following.items.filter(carried__isnull=False).order_by("position")
    paragraph(following, act(text="the report"), item=first, settles="done")
    paragraph(following, act(text="the first findings"), item=second)
    paragraph(following, act(text="the letter by which it was withdrawn"), item=third, settles="withdrawn")
    for item in following.items.filter(purpose="decision"):
        paragraph(following, item=item)
    actions.record_nothing_more(following, by=secretary)
    issued(following, by=secretary)
    rows = Action.objects.filter(session=session).order_by("serial")
    assert [row.state for row in rows] == ["done", "open", "withdrawn"]
    assert [row.closed_on for row in rows] == [following.ends_on, None, following.ends_on]
    assert [row.reports.first().text_en for row in rows][:2] == [
        "The IC took note of the report.",
        "The IC took note of the first findings.",
    ]
    assert Decision.objects.get(number="IC-40/D-01").state == "implemented"
    correct(following, rows[0], secretary)


def correct(following, action, secretary):
    """The record said “done” by mistake: its revision opens the action again."""
    actions.reopen_record(following, by=secretary, reason="not done after all")
    outcome = following.outcomes.get(settles="done")
    actions.revise_outcome(outcome, by=secretary, settles="")
    actions.issue_record(following, by=secretary)
    action.refresh_from_db()
    assert (action.state, action.closed_on) == ("open", None)
    assert action.reports.count() == 1


# The register


@pytest.mark.parametrize("more", [1, 3])
def test_02_the_list_asks_as_often_for_three_actions_as_for_one(
    secretary, owner, signed_in, own_queries, more
):
    session = held()
    for n in range(more):
        paragraph(session, act("requested", f"report {n}", to="the Members", owner=owner.person))
    issued(session, by=secretary)
    client = signed_in(Role.ASSISTANT)
    assert own_queries(client, LIST) == QUERIES
    page = client.get(LIST).content.decode()
    assert page.count(">IC-40/A-0") == more


QUERIES = 6


def test_02_the_register_shows_open_matters_first_and_the_rest_on_demand(
    session, action, secretary, signed_in
):
    actions.close_action(action, by=secretary, text_en="Done.")
    client = signed_in(Role.ASSISTANT)
    shown = {
        show: {
            row.number
            for row in Action.objects.all()
            if f">{row.number}</a>" in client.get(f"{LIST}{show}").content.decode()
        }
        for show in ("", "?show=closed", "?show=charges", "?show=overdue", "?show=all")
    }
    assert shown == {
        "": {"IC-40/A-02", "IC-40/A-03"},
        "?show=closed": {"IC-40/A-01"},
        "?show=charges": {"IC-40/A-02"},
        "?show=overdue": set(),
        "?show=all": {"IC-40/A-01", "IC-40/A-02", "IC-40/A-03"},
    }


def test_02_what_is_late_says_so(action, signed_in):
    page = signed_in(Role.ASSISTANT).get(f"{LIST}?show=overdue").content.decode()
    assert action.number in page
    assert "late" in page
    assert "overdue" in signed_in(Role.ASSISTANT).get(action.get_absolute_url()).content.decode()


def test_02_whoever_owns_an_action_sees_it_and_reports_on_it_and_sees_no_other(
    session, action, owner, signed_in
):
    client = signed_in(owner)
    page = client.get(LIST).content.decode()
    assert "IC-40/A-01" in page
    assert "IC-40/A-02" not in page
    answer = client.post(url("report_action", action), {"reported_on": date.today(), "text_en": "Half done."})
    assert answer.status_code == 302
    assert action.reports.first().text_en == "Half done."
    other = Action.objects.get(number="IC-40/A-02")
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.post(url("close_action", action), {}).status_code == 403


def test_02_a_delegate_sees_the_actions_put_to_them_and_not_the_others(session, owner, signed_in):
    user = delegate(session)
    Action.objects.filter(number="IC-40/A-03").update(owner=user.person)
    page = signed_in(user).get(LIST).content.decode()
    assert "IC-40/A-03" in page
    assert "IC-40/A-01" not in page


def test_02_somebody_who_may_look_but_owns_nothing_reports_nothing(action, signed_in):
    answer = signed_in(Role.AUDITOR).post(
        url("report_action", action), {"reported_on": date.today(), "text_en": "x"}
    )
    assert answer.status_code == 403


def test_02_a_status_is_said_in_at_least_one_language(action, signed_in):
    client = signed_in(Role.ASSISTANT)
    assert client.post(url("report_action", action), {"reported_on": date.today()}).status_code == 422
    data = {"reported_on": date.today(), "text_fr": "À moitié fait."}
    assert client.post(url("report_action", action), data).status_code == 302
    assert "À moitié fait." in client.get(LIST).content.decode()


def test_02_closing_needs_a_word_and_implements_the_decision(action, signed_in):
    client = signed_in(Role.ASSISTANT)
    data = {"state": "done", "closed_on": date.today(), "text_en": ""}
    assert client.post(url("close_action", action), data).status_code == 422
    assert client.post(url("close_action", action), {**data, "text_en": "Delivered."}).status_code == 302
    action.refresh_from_db()
    assert (action.state, action.closed_on, action.decision.state) == ("done", date.today(), "implemented")
    assert client.post(url("close_action", action), {**data, "text_en": "Again."}).status_code == 409
    assert (
        client.post(url("report_action", action), {"reported_on": date.today(), "text_en": "x"}).status_code
        == 409
    )


def test_02_an_action_is_not_closed_on_a_day_to_come(action, signed_in):
    tomorrow = timezone.localdate() + timedelta(days=1)
    data = {"state": "done", "closed_on": tomorrow, "text_en": "Delivered."}
    assert signed_in(Role.ASSISTANT).post(url("close_action", action), data).status_code == 409


def test_02_an_action_opened_again_needs_a_reason_and_its_decision_binds_again(action, secretary, signed_in):
    actions.close_action(action, by=secretary, text_en="Delivered.")
    client = signed_in(Role.ASSISTANT)
    assert client.post(url("reopen_action", action), {"reason": ""}).status_code == 422
    assert client.post(url("reopen_action", action), {"reason": "The wrong report."}).status_code == 302
    action.refresh_from_db()
    action.decision.refresh_from_db()
    assert (action.state, action.closed_on, action.decision.state) == ("open", None, "active")


def test_02_owner_and_due_date_change_until_it_is_closed(action, owner, signed_in):
    client = signed_in(Role.ASSISTANT)
    data = {"seen": action.version, "owner": client.user.person.pk, "due_on": "2031-05-01"}
    assert client.post(url("revise_action", action), data).status_code == 302
    action.refresh_from_db()
    assert (action.owner, action.due_on) == (client.user.person, date(2031, 5, 1))


def test_02_the_tab_of_a_session_shows_what_it_started_and_what_came_to_it(session, signed_in):
    following = coming(number=41)
    following.items.get(carried__number="IC-40/A-02").delete()
    client = signed_in(Role.ASSISTANT)
    page = client.get(url("session_actions", following)).content.decode()
    assert "Put 1 open matter on the agenda" in page
    assert all(number in page for number in ("IC-40/A-01", "IC-40/A-03"))
    client.post(url("carry_actions", following))
    page = client.get(url("session_actions", following)).content.decode()
    assert "on the agenda</button>" not in page
    assert "IC-40/A-02" in page
    assert "IC-40/A-01" in client.get(url("session_actions", session)).content.decode()


def test_19_a_restricted_matter_stays_restricted_where_it_is_carried(secretary):
    past, following = held(), coming(number=41)
    closed = actions.add_item(past, by=CLOCK, title_en="Salaries", access="restricted", reason="as decided")
    paragraph(past, act("requested", "report", to="the Director-General"), item=closed)
    issued(past, by=secretary)
    assert AgendaItem.objects.get(session=following, carried__isnull=False).access == "restricted"


# Charges


@pytest.fixture
def charge(session) -> Action:
    return Action.objects.get(session=session, kind=ActionKind.CHARGE)


def test_17_the_record_of_the_charged_committee_waits_for_the_answer(session, charge, secretary):
    """The charge stands on the committee's next agenda; its record is not issued over it."""
    committee = convened("MAC", number=50, in_days=-10)
    actions.carry_actions(committee, by=secretary)
    actions.hold_session(committee, by=secretary)
    asked = committee.items.get(carried=charge)
    for each in committee.items.filter(purpose="decision").exclude(pk=asked.pk):
        paragraph(committee, item=each)
    actions.record_nothing_more(committee, by=secretary)
    with pytest.raises(Refused, match=f"{charge.number} is not answered"):
        actions.issue_record(committee, by=secretary)

    paragraph(committee, act(text="the assessment"), item=asked, settles="done")
    issued(committee, by=secretary)
    charge.refresh_from_db()
    assert charge.state == "done"


def test_17_the_council_sees_what_its_committees_have_answered_and_what_not(session, charge, signed_in):
    council = session.body
    assert list(unanswered_charges(council)) == [charge]
    following = coming(number=41, in_days=200)
    client = signed_in(Role.ASSISTANT)
    page = client.get(reverse("meetings:session_actions", args=[following.pk])).content.decode()
    assert charge.number in page

    actions.close_action(charge, by=signed_in(Role.COUNCIL_SECRETARY).user, text_en="Assessed.")

    assert list(unanswered_charges(council)) == []
