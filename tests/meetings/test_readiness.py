"""The readiness page: every number opens exactly its rows, and the next step is offered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.calendar.models import Task
from council_office.calendar.states import TaskState
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from meetings import actions
from meetings.models import Action, ActionReport, Session, SessionPaper
from meetings.queries import sessions as queries
from meetings.queries.readiness import readiness
from meetings.states import Answer, InvitationState, PaperState, SessionState
from tests.factories import PersonFactory
from tests.meetings.factories import coming, convened, place

OWN = ("delegations", "invited", "answers", "credentials", "papers", "languages", "actions", "items")


def url(name: str, *args) -> str:
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def secretary(signed_in):
    return signed_in(Role.COUNCIL_SECRETARY)


@pytest.fixture
def session(db) -> Session:
    """A convened session with something of everything, done and missing."""
    session = convened()
    people = [place(session, "head", code) for code in ("CN", "EU", "IN", "JP")]
    place(session, "expert", "CN")
    actions.withdraw_participant(place(session, "expert", "US"), by=CLOCK)
    actions.confirm_delegation(people[0].delegation, by=CLOCK)
    for one in people[:3]:
        actions.receive_credentials(
            one.delegation, by=CLOCK, people=[one.credentials], received_on=timezone.localdate()
        )
    actions.examine_credentials(people[0].delegation, by=CLOCK, people=[people[0].credentials], in_order=True)
    for invitation in actions.prepare_invitations(session, by=CLOCK)[:3]:
        type(invitation).objects.filter(pk=invitation.pk).update(
            state=InvitationState.SENT, number=f"LET-{invitation.pk}"
        )
    answered = people[0].invitation
    type(answered).objects.filter(pk=answered.pk).update(answer=Answer.ACCEPTED, answered_at=timezone.now())
    item = session.items.first()
    actions.revise_item(item, by=CLOCK, presenter=PersonFactory())
    for n, state in enumerate((PaperState.EXPECTED, PaperState.RECEIVED, PaperState.PUBLISHED)):
        SessionPaper.objects.create(
            session=session, number=f"IC-40/{n}", title_en="Report", state=state,
            due_on=timezone.localdate() - timedelta(days=1),
        )  # fmt: skip
    return session


@pytest.fixture
def results(session, office) -> dict:
    return {result.check.code: result for result in readiness(session, office[Role.COUNCIL_SECRETARY])}


def test_05_every_check_counts_what_is_done_and_what_is_missing(results):
    assert {code: (result.done, result.total) for code, result in results.items()} == {
        "delegations": (1, 7),
        "invited": (3, 5),
        "answers": (1, 3),
        "credentials": (1, 4),
        "papers": (1, 3),
        "languages": (0, 0),
        "actions": (0, 0),
        "items": (1, results["items"].total),
        "passes": (0, 5),
    }


def test_05_what_is_missing_is_said_in_words(results):
    assert results["credentials"].missing_words == "1 letter missing, 2 to examine"
    assert results["papers"].missing_words == "1 expected, 1 to publish"
    assert results["papers"].badge == ("2 late", "bad")
    assert results["answers"].missing_words == "2 not answered"
    assert results["invited"].missing_words == "2 drafts to review"


@pytest.mark.parametrize("code", OWN)
def test_05_every_number_opens_exactly_its_rows(code, results, session, secretary):
    for done, expected in (("", results[code].missing), ("1", results[code].done)):
        page = secretary.get(url("missing", session.pk, code), {"done": done})
        assert (page.status_code, page.context["count"], len(page.context["rows"])) == (
            200,
            expected,
            expected,
        )


def test_05_the_page_links_every_number(results, session, secretary):
    page = secretary.get(session.get_absolute_url()).content.decode()
    for code, result in results.items():
        if result.missing:
            assert f'href="{url("missing", session.pk, code)}"' in page
        if result.total:
            assert f'href="{url("missing", session.pk, code)}?done=1"' in page


def test_05_an_unknown_check_is_not_found(session, secretary):
    assert secretary.get(url("missing", session.pk, "everything")).status_code == 404


def test_05_nothing_missing_is_ready(session, office):
    SessionPaper.objects.filter(session=session).update(state=PaperState.PUBLISHED)
    papers = next(r for r in readiness(session, office[Role.ASSISTANT]) if r.check.code == "papers")
    assert (papers.badge, papers.bar) == (("ready", "good"), "good")


def test_05_an_action_has_a_status_when_somebody_reported_since_the_last_session(db, office):
    before = Session.objects.get(label="IC-34")
    action = Action.objects.create(session=before, number="IC-34/A-01", serial=1, title_en="Report on costs")
    session = coming()
    user = office[Role.ASSISTANT]

    def count():
        result = next(r for r in readiness(session, user) if r.check.code == "actions")
        return result.done, result.total

    assert count() == (0, 1), "creating the session carried the open action on"
    ActionReport.objects.create(action=action, reported_on=before.ends_on, text_en="Too old")
    assert count() == (0, 1)
    ActionReport.objects.create(action=action, reported_on=timezone.localdate(), text_en="Under way")
    assert count() == (1, 1)


def test_05_outcomes_are_counted_once_the_session_opened(session, office):
    user = office[Role.ASSISTANT]
    assert "outcomes" not in {r.check.code for r in readiness(session, user)}
    Session.objects.filter(pk=session.pk).update(starts_on=timezone.localdate())
    session.refresh_from_db()
    outcomes = next(r for r in readiness(session, user) if r.check.code == "outcomes")
    assert (outcomes.done, outcomes.total > 0) == (0, True)


def test_05_a_check_takes_the_date_of_its_deadline_until_it_is_done(session, office):
    user = office[Role.ASSISTANT]
    task = Task.objects.of(session).get(rule__code="credentials")
    due = next(r for r in readiness(session, user) if r.check.code == "credentials")
    assert due.due_on == task.due_on
    Task.objects.filter(pk=task.pk).update(state=TaskState.DONE, done_at=timezone.now())
    done = next(r for r in readiness(session, user) if r.check.code == "credentials")
    assert done.due_on is None


def step(session, office):
    found = queries.next_step(session, readiness(session, office[Role.COUNCIL_SECRETARY]))
    return found and (found.url_name, found.method)


def test_05_the_next_step_follows_the_state(db, office):
    session = coming(place_en="")
    assert step(session, office) == ("meetings:revise_session", "GET")
    session, _moved = actions.revise_session(session, by=CLOCK, place_en="Room")
    assert step(session, office) == ("meetings:convene_session", "POST")
    session = actions.convene_session(session, by=CLOCK)
    assert step(session, office) is None, "nobody is to be invited yet"
    head = place(session, "head")
    assert step(session, office) == ("meetings:invitations", "GET")
    (invitation,) = actions.prepare_invitations(session, by=CLOCK)
    type(invitation).objects.update(state=InvitationState.SENT, number="LET-1")
    assert step(session, office) == ("meetings:remind", "GET")
    type(invitation).objects.update(answer=Answer.ACCEPTED, answered_at=timezone.now())
    assert step(session, office) == ("meetings:delegations", "GET")
    Session.objects.filter(pk=session.pk).update(starts_on=timezone.localdate(), ends_on=timezone.localdate())
    session.refresh_from_db()
    assert step(session, office) == ("meetings:hold_session", "POST")
    session = actions.hold_session(session, by=CLOCK)
    assert step(session, office) == ("meetings:record", "GET")
    assert head.session_id == session.pk
    Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    session.refresh_from_db()
    assert step(session, office) is None


def test_05_the_auditor_is_offered_nothing_to_press(session, signed_in):
    page = signed_in(Role.AUDITOR).get(session.get_absolute_url())
    assert page.context["step"] is None or page.context["step"].method == "GET"
    assert url("revise_session", session.pk) not in page.content.decode()


def test_05_deadlines_say_briefly_why_and_how_urgent(session):
    deadlines = {each.task.rule.code: each for each in queries.deadlines(session)}
    assert deadlines["credentials"].brief.startswith("−10 working days")
    assert deadlines["draft-record"].brief.startswith("+10 working days")
    assert deadlines["invitations"].brief.startswith("−60 calendar days")
    today = timezone.localdate()
    task = Task(due_on=today - timedelta(days=2))
    assert queries.urgency(task, today) == ("2 days late", "bad")
    task.due_on = today + timedelta(days=3)
    assert queries.urgency(task, today) == ("in 3 days", "waiting")


@pytest.mark.parametrize("count", [1, 3])
def test_05_the_page_takes_a_constant_number_of_queries(count, db, secretary, own_queries):
    session = convened()
    for code in ("CN", "IN", "JP")[:count]:
        place(session, "head", code)
    assert own_queries(secretary, session.get_absolute_url()) == QUERIES


# The session, its body and two people; nine checks and what they compare with; whether there are visitors;
# people and delegations; tasks, closures twice; the chain and its rules.
QUERIES = 26
