"""The chain on its days: the picture, the table behind it, what a move would move and whom it would mail."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from council_office.calendar.models import Task
from council_office.directory.models import Post
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from documents.models import Delivery
from meetings import actions, timeline
from meetings.models import Session
from meetings.queries.timeline import Timeline
from meetings.rhythm import Days
from meetings.states import InvitationState
from meetings.timeline import LEFT, WIDTH, Mark, Row
from tests.meetings.factories import coming, convened, place

WEDNESDAY, LATER = date(2031, 6, 18), date(2031, 6, 25)
DAY = timedelta(days=1)


def url(name: str, *args) -> str:
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def secretary(signed_in):
    return signed_in(Role.COUNCIL_SECRETARY)


@pytest.fixture
def council(db) -> Session:
    return coming(starts_on=WEDNESDAY, with_committees=True)


@pytest.fixture
def invited(run_jobs, db) -> Session:
    """A convened session with one letter out."""
    session = convened(starts_on=WEDNESDAY)
    Post.objects.create(
        person=session.signatory,
        title_en="Secretary of the Council",
        title_fr="Secrétaire du Conseil",
        starts_on=date(2020, 1, 1),
    )
    place(session, "head", "JP", family_name="Sato", email="sato@example.org")
    actions.prepare_invitations(session, by=CLOCK)
    return session


def send(session: Session, office, run_jobs) -> None:
    actions.send_invitations(session, by=office[Role.COUNCIL_SECRETARY])
    run_jobs()


def test_03_the_picture_and_its_table_hold_the_chain_its_deadlines_and_the_closures(council, secretary):
    page = secretary.get(url("timeline", council.pk))
    line = page.context["line"]

    labels = [lane.row.name for lane in line.picture.lanes]
    committees = list(council.prepared_by.order_by("starts_on").values_list("label", flat=True))
    assert labels == [*committees, "IC-40"]
    assert [label.split("-")[0] for label in committees] == ["STAC", "MAC", "CPWG"]
    due = Task.objects.filter(about_id__in=[council.pk, *council.prepared_by.values_list("pk", flat=True)])
    assert sum(len(lane.marks) for lane in line.picture.lanes) == due.count() > 8
    told = [each.what for each in line.lines]
    assert {"ITER Council", "Ascension Day"} <= set(told)
    assert len(told) == due.count() + len(labels) + sum(not each.of for each in line.lines)
    days = [each.days.starts_on for each in line.lines]
    assert days == sorted(days)
    assert any(lane.row.words.endswith("34 days before") for lane in line.picture.lanes)


def test_03_the_picture_is_well_formed_without_inline_styles(council, secretary):
    page = secretary.get(url("timeline", council.pk)).content.decode()
    for which in ("wide", "tall"):
        drawn = page[page.index(f'<svg class="time-picture timeline-{which}"') :]
        drawn = drawn[: drawn.index("</svg>") + 6]
        sittings = [one for one in ET.fromstring(drawn).iter("rect") if one.get("class") == "sitting"]
        assert len(sittings) == 4
        assert "style=" not in drawn


def test_03_another_day_is_tried_before_anything_moves(council, secretary):
    page = secretary.get(url("timeline", council.pk), {"to": LATER.isoformat()})
    moves = page.context["line"].moves
    assert {each.session.body.code for each in moves.sessions} == {"STAC", "MAC", "CPWG"}
    assert sum(lane.instead is not None for lane in page.context["line"].picture.lanes) == 4
    council.refresh_from_db()
    assert council.starts_on == WEDNESDAY
    assert f"?starts_on={LATER}" in page.content.decode()

    form = secretary.get(url("revise_session", council.pk), {"starts_on": LATER.isoformat()})
    assert form.context["form"].initial["starts_on"] == LATER


def test_03_a_day_off_says_so_and_an_impossible_day_is_ignored(council, secretary):
    page = secretary.get(url("timeline", council.pk), {"to": "2031-05-22"}).content.decode()
    assert "is not a working day" in page
    assert secretary.get(url("timeline", council.pk), {"to": "tomorrow"}).context["line"].to is None


def test_03_the_timeline_of_public_history_has_its_sessions_only(secretary, db):
    found = Timeline(Session.objects.get(label="IC-21"))
    assert found.deadlines[found.session.pk] == []
    assert secretary.get(url("timeline", found.session.pk)).status_code == 200


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(0, 9)), min_size=1),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
)
def test_03_everything_lies_inside_the_picture_in_the_order_of_the_days(sessions, due):
    rows = [Row(str(n), "", Days(on, on + n * DAY), [Mark(due, "due", "bad")]) for on, n in sessions]
    drawn = timeline.picture(rows, {due: "closed"}, due)
    spots = [(lane.row.days.starts_on, lane.bar.x) for lane in drawn.lanes]
    assert sorted(spots) == sorted(spots, key=lambda spot: spot[1])
    assert all(LEFT <= lane.bar.x <= lane.bar.x + lane.bar.width <= WIDTH + 4 for lane in drawn.lanes)
    assert drawn.today == drawn.lanes[0].marks[0].x


def test_03_whom_a_move_mails_is_said_before_and_they_are_mailed_after(invited, office, secretary, run_jobs):
    send(invited, office, run_jobs)
    values = {
        **{name: getattr(invited, name) for name in ("mode", "place_en", "place_fr")},
        **{"starts_on": LATER, "ends_on": LATER, "opens_at": "09:30", "closes_at": "17:30"},
        **{"chair": invited.chair_id, "signatory": invited.signatory_id, "seen": invited.version},
    }
    asked = secretary.post(url("revise_session", invited.pk), values)
    assert asked.status_code == 422
    assert "1 person gets a new calendar entry by mail" in asked.content.decode()
    assert "sato@example.org" in asked.content.decode()
    assert not Delivery.objects.filter(key__contains=":moved-").exists()

    done = secretary.post(url("revise_session", invited.pk), {**values, "move_along": "on"})
    assert done.status_code == 302
    run_jobs()
    mail = Delivery.objects.get(key__contains=":moved-1")
    assert (mail.to, mail.ical_method) == ("sato@example.org", "REQUEST")
    assert f"DTSTART;TZID=Europe/Paris:{LATER:%Y%m%d}" in bytes(mail.ical).decode()


def test_03_another_place_alone_is_mailed_too_and_said_before(invited, office, secretary, run_jobs):
    send(invited, office, run_jobs)
    values = {
        **{name: getattr(invited, name) for name in ("starts_on", "ends_on", "mode", "place_fr")},
        **{"place_en": "Amphitheatre", "opens_at": "09:30", "closes_at": "17:30"},
        **{"chair": invited.chair_id, "signatory": invited.signatory_id, "seen": invited.version},
    }
    asked = secretary.post(url("revise_session", invited.pk), values).content.decode()
    assert "The people above are told by mail" in asked
    assert (
        secretary.post(url("revise_session", invited.pk), {**values, "move_along": "on"}).status_code == 302
    )
    run_jobs()
    assert Delivery.objects.filter(key__contains=":moved-1").count() == 1


def test_03_cancelling_says_whose_letter_is_taken_back_and_takes_it_back(
    invited, office, secretary, run_jobs
):
    send(invited, office, run_jobs)
    before = secretary.get(url("cancel_session", invited.pk)).content.decode()
    assert "1 letter is taken back" in before
    assert "sato@example.org" in before

    secretary.post(url("cancel_session", invited.pk), {"reason": "No quorum"})
    run_jobs()

    letter = invited.participants.get().invitation
    assert letter.state == InvitationState.REVOKED
    mail = Delivery.objects.get(key=f"invitation:{letter.number}:revoked")
    assert (mail.to, mail.ical_method) == ("sato@example.org", "CANCEL")
