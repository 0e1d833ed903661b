"""Sessions through the door: created from the pattern, moved with their chain, convened, held, cancelled."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from council_office.calendar import actions as calendar
from council_office.calendar.models import Task
from council_office.calendar.queries import calendar_around
from council_office.calendar.sources import SOURCES
from council_office.calendar.states import TaskState
from council_office.directory.models import Member
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event
from council_office.ledger.moves import Refused
from meetings import actions
from meetings.models import Body, Membership, Session
from meetings.queries import planning
from meetings.states import MembershipRole, SessionKind, SessionMode, SessionState
from tests.factories import PersonFactory, member
from tests.meetings.factories import body, coming, convened, place, working_day

WEDNESDAY, THURSDAY = date(2031, 6, 18), date(2031, 6, 19)
LATER_WEDNESDAY, LATER_THURSDAY = date(2031, 6, 25), date(2031, 6, 26)
ASCENSION = date(2031, 5, 22)


def url(name: str, *args) -> str:
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def secretary(signed_in):
    return signed_in(Role.COUNCIL_SECRETARY)


def posted(session: Session, **changes) -> dict:
    """The values of the form that revises a session."""
    values = {
        "starts_on": session.starts_on.isoformat(),
        "ends_on": session.ends_on.isoformat(),
        "opens_at": "09:30",
        "closes_at": "17:30",
        "mode": session.mode,
        "place_en": session.place_en,
        "place_fr": session.place_fr,
        "chair": session.chair_id or "",
        "signatory": session.signatory_id or "",
        "seen": session.version,
    }
    return {**values, **changes}


# Created


def test_24_the_next_session_comes_from_the_pattern_of_its_body(secretary, db):
    page = secretary.get(url("new_session"))
    initial = page.context["form"].initial
    assert initial["number"] == 35, "the public history ends with IC-34"
    assert initial["starts_on"].month in (6, 11)

    data = {
        "kind": "ordinary",
        "number": "40",
        "mode": "in_person",
        "starts_on": "2031-06-18",
        "ends_on": "",
        "place_en": "Council Chamber",
        "place_fr": "Salle du Conseil",
    }
    answer = secretary.post(url("new_session"), data)

    session = Session.objects.get(label="IC-40")
    assert answer.status_code == 302
    assert answer.url == session.get_absolute_url()
    assert (session.starts_on, session.ends_on, session.state) == (WEDNESDAY, THURSDAY, SessionState.DRAFT)
    assert set(session.delegations.values_list("member__code", flat=True)) == set(
        Member.objects.values_list("code", flat=True)
    )
    assert not session.delegations.filter(confirmed_at__isnull=False).exists()


def test_03_a_new_session_has_its_deadlines_on_working_days(db):
    session = coming(starts_on=WEDNESDAY)
    tasks = Task.objects.of(session)
    calendar_days = calendar_around(WEDNESDAY)
    assert tasks.count() > 10
    assert all(calendar_days.is_working(task.due_on) for task in tasks)


def test_24_a_new_session_starts_with_the_standing_items(db):
    assert coming().items.count() == body().standing_items.count()


def test_24_the_chair_in_office_presides(db):
    chair = PersonFactory()
    actions.add_membership(
        body(), by=CLOCK, person=chair, role=MembershipRole.CHAIR, starts_on=date(2031, 1, 1)
    )
    session = actions.create_session(body=body(), starts_on=WEDNESDAY, by=CLOCK)
    assert session.chair == chair


@pytest.mark.parametrize(("kind", "label"), [("extraordinary", "IC-E 2031-06"), ("ministerial", "IC-M 2031")])
def test_24_a_session_outside_the_rhythm_is_called_by_its_date(kind, label, db):
    session = actions.create_session(body=body(), kind=kind, starts_on=WEDNESDAY, by=CLOCK)
    assert (session.label, session.number) == (label, None)


def test_24_a_second_extraordinary_session_of_a_month_says_its_day(db):
    kind = SessionKind.EXTRAORDINARY
    actions.create_session(body=body(), kind=kind, starts_on=WEDNESDAY, by=CLOCK)
    second = actions.create_session(body=body(), kind=kind, starts_on=LATER_WEDNESDAY, by=CLOCK)
    assert second.label == "IC-E 2031-06-25"


def test_24_a_number_that_is_taken_is_said_on_the_form_and_nothing_typed_is_lost(secretary, db):
    data = {"kind": "ordinary", "number": "34", "mode": "remote", "starts_on": "2031-06-18", "place_en": "X"}
    answer = secretary.post(url("new_session"), data)
    assert answer.status_code == 422
    assert answer.context["form"]["place_en"].value() == "X"
    assert not Session.objects.filter(starts_on=WEDNESDAY).exists()


@pytest.mark.parametrize("day", [date(2031, 6, 21), ASCENSION])
def test_03_a_day_off_is_refused_with_the_nearest_working_days(day, db):
    with pytest.raises(Refused, match="is not a working day") as refused:
        coming(starts_on=day)
    assert "Choose" in str(refused.value)


def test_03_a_day_off_fixed_by_hand_is_kept(db):
    assert coming(starts_on=ASCENSION, ends_on=ASCENSION, fixed_by_hand=True).starts_on == ASCENSION


def test_24_the_people_of_the_session_before_may_be_taken_over_to_be_confirmed(db):
    before = convened(number=40, starts_on=WEDNESDAY)
    head, left = place(before, "head", "CN"), place(before, "expert", "IN")
    actions.withdraw_participant(left, by=CLOCK)
    session = coming(number=41, starts_on=date(2031, 11, 19), carry_delegations=True)
    assert [one.person for one in session.participants.all()] == [head.person]
    assert session.delegations.get(member__code="CN").confirmed_at is None


# The chain


def test_03_the_committees_are_proposed_and_created_on_working_days(secretary, db):
    session = coming(starts_on=WEDNESDAY)
    page = secretary.get(url("chain_committees", session.pk))
    assert [str(p.body) for p in page.context["proposals"]] == ["STAC", "MAC", "CPWG"]

    assert secretary.post(url("chain_committees", session.pk)).status_code == 302

    chain = planning.committees_of(session)
    days = calendar_around(WEDNESDAY)
    assert [each.body.code for each in chain] == ["STAC", "MAC", "CPWG"]
    assert [(WEDNESDAY - each.ends_on).days for each in chain][:2] == [34, 20]
    assert all(days.is_working(each.starts_on) and days.is_working(each.ends_on) for each in chain)
    assert all(Task.objects.of(each).exists() for each in chain)


def test_03_a_chain_that_is_complete_is_not_created_again(secretary, db):
    session = coming(starts_on=WEDNESDAY, with_committees=True)
    answer = secretary.post(url("chain_committees", session.pk))
    assert answer.status_code == 409
    assert session.prepared_by.count() == 3


# Moved


def test_03_another_date_first_shows_what_moves_and_then_moves_it(secretary, db):
    session = coming(starts_on=WEDNESDAY, with_committees=True)
    before = {task.pk: task.due_on for task in Task.objects.of(session)}
    new = posted(session, starts_on="2031-06-25", ends_on="2031-06-26")

    shown = secretary.post(url("revise_session", session.pk), new)
    assert shown.status_code == 422
    assert len(shown.context["form"].moves.sessions) == 3
    session.refresh_from_db()
    assert session.starts_on == WEDNESDAY, "nothing moves before it is agreed"

    answer = secretary.post(url("revise_session", session.pk), {**new, "move_along": "on"})
    assert answer.status_code == 302
    session.refresh_from_db()
    assert (session.starts_on, session.ends_on) == (LATER_WEDNESDAY, LATER_THURSDAY)
    chain = planning.committees_of(session)
    distances = [(LATER_WEDNESDAY - each.ends_on).days for each in chain]
    assert distances[:2] == [40, 20], "34 days before would run over Ascension Day"
    after = {task.pk: task.due_on for task in Task.objects.of(session)}
    assert after != before
    days = calendar_around(LATER_WEDNESDAY)
    assert all(days.is_working(day) for day in after.values())
    assert Event.objects.filter(verb="reschedule", subject_id=str(session.pk)).exists()


def test_03_what_was_fixed_by_hand_stays_when_the_session_moves(db):
    session = coming(starts_on=WEDNESDAY, with_committees=True)
    mac = session.prepared_by.get(body__code="MAC")
    mac, _moved = actions.revise_session(mac, by=CLOCK, starts_on=date(2031, 5, 5), ends_on=date(2031, 5, 7))
    assert mac.fixed_by_hand, "a committee moved by hand no longer follows its Council"
    task = Task.objects.of(session).order_by("due_on").first()
    calendar.fix_task(task, working_day(200), by=CLOCK, reason="agreed by telephone")

    session, moved = actions.revise_session(
        session, by=CLOCK, starts_on=LATER_WEDNESDAY, ends_on=LATER_THURSDAY
    )

    mac.refresh_from_db()
    assert mac.starts_on == date(2031, 5, 5)
    assert [str(one) for one in moved.kept_sessions] == ["MAC-23"]
    assert moved.kept_tasks == 1
    assert task.pk not in {each.task.pk for each in moved.tasks}
    assert all(each.before != each.after for each in moved.tasks)


def test_03_a_held_session_keeps_its_date(db):
    session = Session.objects.get(label="IC-21")
    with pytest.raises(Refused, match="its dates no longer change"):
        actions.revise_session(session, by=CLOCK, starts_on=WEDNESDAY, ends_on=THURSDAY)


def test_two_people_who_revise_the_same_session_are_told(secretary, db):
    session = coming(starts_on=WEDNESDAY)
    stale = posted(session, place_en="Room 2")
    actions.revise_session(session, by=CLOCK, place_en="Room 1")
    answer = secretary.post(url("revise_session", session.pk), stale)
    assert answer.status_code == 409
    assert answer.context["form"].differences
    session.refresh_from_db()
    assert session.place_en == "Room 1"


# Convened, held, cancelled


def test_a_session_is_convened_when_nothing_is_missing(secretary, db):
    session = coming()
    answer = secretary.post(url("convene_session", session.pk))
    assert answer.status_code == 302
    session.refresh_from_db()
    assert session.state == SessionState.CONVENED


def test_an_incomplete_session_is_not_convened_and_says_what_is_missing(secretary, db):
    session = actions.create_session(body=body("FAB"), starts_on=WEDNESDAY, by=CLOCK)
    answer = secretary.post(url("convene_session", session.pk))
    assert answer.status_code == 409
    said = answer.content.decode()
    assert all(words in said for words in ("the Chair", "who signs the letters", "the place in English"))
    session.refresh_from_db()
    assert session.state == SessionState.DRAFT


def test_24_a_remote_session_needs_no_place(db):
    session = coming(place_en="", place_fr="", mode=SessionMode.REMOTE)
    assert actions.convene_session(session, by=CLOCK).state == SessionState.CONVENED


def test_a_session_cannot_have_been_held_before_it_opens(secretary, db):
    session = convened()
    answer = secretary.post(url("hold_session", session.pk))
    assert answer.status_code == 409
    assert "opens on" in answer.content.decode()


def test_a_session_that_opened_is_held_and_titles_are_kept(db):
    session = convened(starts_on=WEDNESDAY)
    today = timezone.localdate()
    Session.objects.filter(pk=session.pk).update(starts_on=today, ends_on=today)
    session.refresh_from_db()
    assert actions.hold_session(session, by=CLOCK).state == SessionState.HELD


def test_a_session_is_cancelled_with_a_reason_and_its_deadlines_end(secretary, db):
    session = convened()
    assert secretary.post(url("cancel_session", session.pk), {"reason": ""}).status_code == 422

    answer = secretary.post(url("cancel_session", session.pk), {"reason": "No quorum"})

    assert answer.status_code == 302
    session.refresh_from_db()
    assert session.state == SessionState.CANCELLED
    assert not Task.objects.of(session).filter(state=TaskState.OPEN).exists()
    page = secretary.get(url("session_history", session.pk)).content.decode()
    assert "No quorum" in page


@pytest.mark.parametrize("name", ["convene_session", "hold_session"])
def test_a_cancelled_session_goes_nowhere(name, secretary, db):
    session = actions.cancel_session(convened(), by=CLOCK, reason="No quorum")
    assert secretary.post(url(name, session.pk)).status_code == 409


# Lists and pages


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(count, secretary, own_queries):
    for number in range(40, 40 + count):
        coming(number=number, in_days=100 + number)
    # sessions, their number, bodies to filter by, saved views
    assert own_queries(secretary, url("sessions"), {"when": "coming"}) == 4
    assert secretary.get(url("sessions"), {"when": "coming"}).context["list"].count == count


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"body": "STAC", "year": 2013}, ["STAC-14"]),
        ({"state": "held", "kind": "ministerial"}, ["IC-M 2013"]),
        ({"q": "cadarache velikhov"}, ["IC-9", "IC-7"]),
        ({"when": "coming"}, []),
    ],
)
def test_the_list_is_filtered_and_searched(query, expected, secretary, db):
    if code := query.get("body"):
        query = {**query, "body": body(code).pk}
    page = secretary.get(url("sessions"), query)
    labels = [str(row) for row in page.context["list"].rows]
    assert labels == expected


def test_the_public_history_is_complete_and_its_uncertain_dates_are_told(secretary, db):
    ordinary = Session.objects.filter(body__code="IC", kind=SessionKind.ORDINARY)
    assert sorted(ordinary.values_list("number", flat=True)) == list(range(1, 35))
    assert not Session.objects.exclude(state=SessionState.HELD).exists()
    assert Session.objects.get(label="FAB 2009").days() == "2009"
    assert "slip for IC-30" in Session.objects.get(label="IC-30").basis_en
    terms = Membership.objects.filter(body__code="IC", role=MembershipRole.CHAIR).order_by("starts_on")
    assert [term.member.code for term in terms] == ["EU", "RU", "JP", "US", "KR", "IN", "CN", "EU"]


def test_a_page_of_the_history_says_where_it_comes_from(secretary, db):
    session = Session.objects.get(label="IC-21")
    page = secretary.get(session.get_absolute_url())
    assert page.context["results"] == []
    assert "dates seen; Chair seen" in page.content.decode()


def test_a_participant_sees_the_agenda_instead_of_the_readiness(signed_in, db):
    session = convened()
    delegate = signed_in(Role.DELEGATE)
    actions.add_participant(
        session, by=CLOCK, person=delegate.user.person, role="expert", member=member("CN")
    )
    answer = delegate.get(session.get_absolute_url())
    assert (answer.status_code, answer.url) == (302, url("agenda", session.pk))


def test_a_stranger_does_not_even_learn_that_a_session_exists(signed_in, db):
    delegate = signed_in(Role.DELEGATE)
    assert delegate.get(convened().get_absolute_url()).status_code == 404
    assert delegate.get(url("sessions")).context["list"].count == 0


@pytest.mark.parametrize("name", ["revise_session", "convene_session", "hold_session", "cancel_session"])
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DELEGATE, Role.STAFF, Role.DG_OFFICE])
def test_only_the_hands_of_the_office_change_a_session(name, role, signed_in, db):
    session = coming()
    assert signed_in(role).post(url(name, session.pk)).status_code == 403
    session.refresh_from_db()
    assert session.state == SessionState.DRAFT


def test_sessions_stand_in_the_calendar_and_cancelled_ones_do_not(office, db):
    session = convened(starts_on=WEDNESDAY)
    user = office[Role.ASSISTANT]
    read = SOURCES["meetings.sessions"]
    assert [entry.title for entry in read(user, WEDNESDAY, WEDNESDAY)] == ["IC-40 · ITER Council"]
    assert list(read(office[Role.GUIDE], WEDNESDAY, WEDNESDAY)) == []
    assert list(read(user, date(2009, 3, 1), date(2009, 3, 31))) == [], "a year is no date"
    actions.cancel_session(session, by=CLOCK, reason="No quorum")
    assert list(read(user, WEDNESDAY, WEDNESDAY)) == []


# Bodies and terms


def test_the_list_of_bodies_takes_a_constant_number_of_queries(secretary, own_queries):
    assert own_queries(secretary, url("bodies")) == 3  # bodies with their figures, their number, saved views
    page = secretary.get(url("bodies"))
    assert [str(row) for row in page.context["list"].rows] == [
        "IC",
        "MAC",
        "STAC",
        "FAB",
        "TBM-PC",
        "CPWG",
    ]


def test_a_body_shows_its_rules_with_their_source_and_mark(secretary, db):
    page = secretary.get(body().get_absolute_url()).content.decode()
    assert "Article 6.1" in page
    assert "illustrative" in page


def term(person, role=MembershipRole.CHAIR, start="2030-01-01", end="2030-12-31"):
    return {"person": person.pk, "role": role, "starts_on": start, "ends_on": end}


def test_23_a_term_is_entered_revised_and_ended(secretary, db):
    person = PersonFactory(member=member("KR"))
    secretary.post(url("add_membership", body().pk), term(person, end=""))
    membership = Membership.objects.get(person=person)
    assert (membership.member.code, membership.ends_on) == ("KR", None)

    data = {**term(person, start="2030-02-01"), "seen": membership.version}
    assert secretary.post(url("revise_membership", membership.pk), data).status_code == 302
    secretary.post(url("end_membership", membership.pk), {"ends_on": "2030-06-30"})

    membership.refresh_from_db()
    assert (membership.starts_on, membership.ends_on) == (date(2030, 2, 1), date(2030, 6, 30))


def test_23_a_body_has_one_chair_at_a_time(secretary, db):
    secretary.post(url("add_membership", body().pk), term(PersonFactory()))
    second = PersonFactory()
    answer = secretary.post(url("add_membership", body().pk), term(second, start="2030-06-01"))
    assert answer.status_code == 409
    assert "End that term first" in answer.content.decode()
    assert not Membership.objects.filter(person=second).exists()


def test_23_a_chair_serves_four_years_at_most_and_the_rule_is_quoted(db):
    chair = PersonFactory()
    for year in (2030, 2031, 2032, 2033):
        actions.add_membership(
            body(),
            by=CLOCK,
            person=chair,
            role="chair",
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
        )
    with pytest.raises(Refused, match=r"more than 4 years.*6\.3"):
        actions.add_membership(
            body(),
            by=CLOCK,
            person=chair,
            role="chair",
            starts_on=date(2034, 1, 1),
            ends_on=date(2034, 12, 31),
        )


def test_23_several_terms_of_one_person_stand_beside_each_other(db):
    person = PersonFactory()
    for year in (2030, 2031):
        actions.add_membership(
            body("FAB"), by=CLOCK, person=person, role="member", starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
        )  # fmt: skip
    assert Membership.objects.filter(person=person).count() == 2


def test_23_a_term_that_ends_before_it_starts_is_refused(secretary, db):
    answer = secretary.post(
        url("add_membership", body().pk), term(PersonFactory(), start="2030-05-01", end="2030-04-01")
    )
    assert answer.status_code == 422


def test_23_an_election_is_announced_in_time(secretary, db):
    today = timezone.localdate()
    actions.add_membership(
        body("MAC"), by=CLOCK, person=PersonFactory(), role="chair",
        starts_on=today - timedelta(days=200), ends_on=today + timedelta(days=100),
    )  # fmt: skip
    assert "election due" in secretary.get(body("MAC").get_absolute_url()).content.decode()


def test_a_body_of_others_is_hidden(signed_in, db):
    assert signed_in(Role.STAFF).get(body().get_absolute_url()).status_code == 403


def test_a_session_cannot_end_before_it_starts(db):
    with pytest.raises((Refused, ValidationError)):
        coming(starts_on=WEDNESDAY, ends_on=WEDNESDAY - timedelta(days=1))


def test_every_body_can_be_offered_a_session(secretary, db):
    coming(starts_on=WEDNESDAY)
    for each in Body.objects.all():
        assert secretary.get(url("new_session"), {"body": each.pk}).status_code == 200
