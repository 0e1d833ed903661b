"""Programmes: made from a profile, adjusted, booked without clashes, escorted, issued, rehearsed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from council_office.calendar.models import Closure, Task
from council_office.calendar.sources import entries
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.moves import Refused
from documents.models import Document
from documents.papers import Bullets, Table
from protocol import actions as protocol
from protocol.letters.papers import table_plan
from protocol.models import Authority
from protocol.queries.seats import PlanView
from tests.factories import UserFactory, member
from tests.meetings.factories import working_day
from tests.protocol import factories as ceremonies
from tests.visits.factories import visitor_of
from tests.visits.programme_factories import guide, place, profile, programme, resource, stop, vip_visit
from visits import actions
from visits.models import Authorisation, Commitment, Programme, Resource, Stop
from visits.queries.papers import paper_of
from visits.queries.programmes import Sheet
from visits.states import ProgrammeState


@pytest.fixture
def assistant(signed_in):
    return signed_in(Role.ASSISTANT)


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


# Behaviour 15: programme from a profile


@pytest.mark.parametrize("code", ["head-of-state", "minister", "delegation", "experts", "media", "school"])
def test_15_a_profile_gives_stops_owners_ways_and_tasks_that_fit_the_clock(code, db):
    made = programme(code=code)
    sheet = Sheet(made)
    assert [row.stop.title_fr for row in sheet.rows] == [line.title_fr for line in profile(code).stops.all()]
    assert sheet.tally["over"] == 0
    assert timezone.localtime(sheet.stops[0].starts_at).time() == profile(code).opens_at
    tasks = Task.objects.of(made)
    assert tasks.filter(rule__code="programme-issue").exists()
    assert tasks.filter(rule__code="programme-brief").exists() == (code in ("head-of-state", "minister"))


def test_15_one_press_makes_the_programme_and_books_who_is_free(assistant, db):
    visit = vip_visit()
    guide(), guide(), resource("host"), resource("interpreter"), resource("driver"), resource("vehicle")
    assert "No programme yet" in assistant.get(url("programme", visit.pk)).content.decode()
    data = {"profile": profile().pk, "on": visit.starts_on, "opens_at": "10:00", "book": "on"}
    answer = assistant.post(url("make_programme", visit.pk), data)
    assert (answer.status_code, answer.url) == (302, url("programme", visit.pk))
    sheet = Sheet(visit.programme)
    assert sheet.tally == {"stops": 8, "missing": 0, "clashes": 0, "over": 0, "uncovered": 0}
    assert timezone.localtime(sheet.stops[0].starts_at).time() == time(10, 0)
    assert assistant.post(url("make_programme", visit.pk), data).status_code == 409


def test_15_what_a_stop_needs_is_ticked_under_the_name_of_its_visit(assistant, db):
    made = programme()
    pit = stop(made, "tokamak-pit")
    page = assistant.get(url("revise_stop", pit.pk))
    form = page.context["form"]
    assert form["needs"].value() == pit.needed
    assert f'<a href="{made.get_absolute_url()}">{made.visit}</a>' in page.content.decode()
    data = {name: form[name].value() for name in form.fields} | {"needs": ["guide", "vehicle"]}
    answer = assistant.post(url("revise_stop", pit.pk), {k: v for k, v in data.items() if v is not None})
    assert answer.status_code == 302
    pit.refresh_from_db()
    assert pit.needs == "guide,vehicle"


def test_15_every_stop_is_adjustable_and_whoever_is_booked_comes_along(assistant, db):
    made = programme()
    pit, one = stop(made, "tokamak-pit"), guide()
    booking = actions.book(one, pit, by=CLOCK)
    answer = assistant.post(url("shift_stop", pit.pk), {"minutes": "5"})
    assert answer.status_code == 302
    booking.refresh_from_db()
    assert booking.starts_at == pit.starts_at + timedelta(minutes=5)
    lunch = stop(made, "restaurant")
    assert assistant.post(url("shift_stop", lunch.pk), {"minutes": "5"}).status_code == 409
    assistant.post(url("remove_stop", pit.pk))
    assert not Commitment.objects.filter(resource=one).exists()


def test_15_dragged_stops_follow_each_other_and_the_ways_are_measured_anew(assistant, db):
    made = programme()
    stops = list(made.stops.all())
    order = [stops[0], stops[2], stops[1], *stops[3:]]
    answer = assistant.post(url("order_stops", made.pk), {"key": [each.pk for each in order]})
    assert answer.status_code == 302
    after = list(made.stops.all())
    assert [each.pk for each in after] == [each.pk for each in order]
    assert after[1].travel_minutes == 0, "the Golden Book lies in the lobby where they arrived"
    assert after[2].starts_at == after[1].ends_at + timedelta(minutes=after[2].travel_minutes)
    fixed = {each.pk: each.starts_at for each in stops if not each.movable}
    assert {each.pk: each.starts_at for each in after if not each.movable} == fixed
    assert assistant.post(url("order_stops", made.pk), {"key": [stops[0].pk]}).status_code == 409


def test_15_a_programme_lies_within_its_visit_and_starts_over_only_before_its_issue(assistant, db):
    made = programme()
    late = {"kind": "talk", "title_en": "Later", "minutes": 30, "owner_role": "assistant"}
    data = {**late, "starts_at": f"{made.visit.ends_on + timedelta(days=3)}T10:00", "movable": "on"}
    assert assistant.post(url("add_stop", made.pk), data).status_code == 409
    assert assistant.post(url("remove_programme", made.pk), {"reason": "another guest"}).status_code == 302
    assert not Programme.objects.filter(pk=made.pk).exists()


# Behaviour 5: clashes


def test_05_nobody_is_committed_twice_buffers_included_without_a_name_and_a_reason(assistant, db):
    first, one = programme(), guide(buffer_minutes=20)
    actions.book(one, stop(first, "tokamak-pit"), by=CLOCK)
    second = programme(starts_on=first.visit.starts_on)
    lunch = stop(second, "restaurant")
    refused = assistant.post(url("book", lunch.pk), {"resource": one.pk})
    assert refused.status_code == 409
    assert "is taken" in refused.content.decode()
    assert (
        assistant.post(
            url("book", lunch.pk), {"resource": one.pk, "override_reason": "Carries the gift over"}
        ).status_code
        == 302
    )
    booking = Commitment.objects.get(stop=lunch)
    assert (booking.overridden, booking.overridden_by) == (True, assistant.user)
    assert booking.override_reason == "Carries the gift over"


def test_05_a_closed_day_and_an_absence_are_clashes_too(db):
    made, one = programme(), guide()
    pit = stop(made, "tokamak-pit")
    actions.set_away(
        one, by=CLOCK, starts_at=pit.starts_at, ends_at=pit.ends_at + timedelta(hours=1), reason="Leave"
    )
    with pytest.raises(Refused, match="Leave"):
        actions.book(one, pit, by=CLOCK)
    day = made.visit.starts_on
    Closure.objects.create(name_en="Works", name_fr="Travaux", starts_on=day, ends_on=day)
    with pytest.raises(Refused, match="Works"):
        actions.book(guide(), pit, by=CLOCK)


def test_05_a_place_for_one_group_is_not_given_to_two(db):
    first = programme()
    second = programme(starts_on=first.visit.starts_on)
    room = Resource.objects.get(place__code="tokamak-pit")
    actions.book(room, stop(first, "tokamak-pit"), by=CLOCK)
    with pytest.raises(Refused, match="Tokamak pit"):
        actions.book(room, stop(second, "tokamak-pit"), by=CLOCK)
    actions.book_free(second, by=CLOCK)
    assert not Commitment.objects.filter(resource=room, stop__programme=second).exists()


def test_05_what_clashes_is_shown_live_on_the_page(assistant, office, db):
    first, one = programme(), guide()
    actions.book(one, stop(first, "tokamak-pit"), by=CLOCK)
    second = programme(starts_on=first.visit.starts_on)
    other = stop(second, "dg-office")
    booking = actions.book(one, other, by=CLOCK)
    moved = {"starts_at": stop(first, "tokamak-pit").starts_at}
    Stop.objects.filter(pk=other.pk).update(**moved)
    Commitment.objects.filter(pk=booking.pk).update(
        **moved, ends_at=moved["starts_at"] + timedelta(minutes=30), busy_from=moved["starts_at"],
        busy_until=moved["starts_at"] + timedelta(minutes=30), overridden=True, override_reason="x",
        overridden_by=office[Role.ASSISTANT],
    )  # fmt: skip
    assert Sheet(second).tally["clashes"] == 0, "an override is shown as one, not as a clash"
    assert "in spite of a clash" in assistant.get(url("programme", second.visit_id)).content.decode()
    assert Sheet(first).tally["clashes"] >= 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="row locks and exclusion need PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_05_of_many_bookings_at_once_exactly_one_wins():
    one, day = guide(), working_day(150)
    stops = [stop(programme(starts_on=day), "tokamak-pit") for _ in range(6)]

    def book(each: Stop) -> bool:
        try:
            actions.book(Resource.objects.get(pk=one.pk), Stop.objects.get(pk=each.pk), by=CLOCK)
            return True
        except Refused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(stops)) as pool:
        assert sum(pool.map(book, stops)) == 1
    assert Commitment.objects.filter(resource=one).count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="row locks and exclusion need PostgreSQL")
def test_05_the_database_itself_refuses_what_no_verb_checked(db):
    first, one = programme(), guide()
    booking = actions.book(one, stop(first, "tokamak-pit"), by=CLOCK)
    second = programme(starts_on=first.visit.starts_on)
    Commitment.objects.filter(pk=booking.pk).values()
    double = Commitment(
        resource=one, visit=second.visit, stop=stop(second, "tokamak-pit"), starts_at=booking.starts_at,
        ends_at=booking.ends_at, busy_from=booking.busy_from, busy_until=booking.busy_until,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()


# Behaviour 6: escorts


def test_06_removing_one_escort_turns_exactly_the_uncovered_minutes_red(assistant, db):
    made = programme(people=8)
    one, other = guide(), guide()
    pit = stop(made, "tokamak-pit")
    bookings = [actions.book(each, at, by=CLOCK) for each in (one, other) for at in controlled(made)]
    assert Sheet(made).uncovered == []
    actions.release(next(each for each in bookings if each.resource == other and each.stop == pit), by=CLOCK)
    red = Sheet(made).uncovered
    way = timedelta(minutes=pit.travel_minutes)
    assert [(span.starts_at, span.ends_at, span.needed, span.present) for span in red] == [
        (pit.starts_at - way, pit.ends_at, 2, 1)
    ]
    page = assistant.get(url("programme", made.visit_id)).content.decode()
    assert "1 of 2 escorts with valid training" in page


def test_06_a_training_that_ends_before_the_day_covers_nothing(db):
    made, one = programme(people=4), guide()
    for each in controlled(made):
        actions.book(one, each, by=CLOCK)
    assert Sheet(made).tally["uncovered"] == 0
    Authorisation.objects.filter(resource=one).update(valid_to=made.visit.starts_on - timedelta(days=1))
    assert {span.present for span in Sheet(made).coverage} == {0}


def test_06_visitors_with_a_permanent_pass_need_no_escort(db):
    made = programme(people=0)
    for _ in range(6):
        each = visitor_of(made.visit)
        actions.revise_visitor(each, by=CLOCK, permanent_pass=True)
    assert Sheet(made).coverage == []


def test_06_a_guide_without_training_for_the_zone_is_offered_with_the_reason(assistant, db):
    made = programme()
    resource("guide", name="Nina Novice")
    page = assistant.get(url("book", stop(made, "tokamak-pit").pk)).content.decode()
    assert "no valid training for" in page


def controlled(made: Programme) -> list[Stop]:
    return [each for each in made.stops.select_related("place__zone") if each.place.zone.needs_escort]


# Behaviour 16: papers


def test_16_an_issue_makes_its_papers_once_and_a_change_waits_for_the_next(
    assistant, run_jobs, django_capture_on_commit_callbacks, db
):
    made = programme()
    assert assistant.post(url("issue_programme", made.pk)).status_code == 302
    run_jobs()
    made.refresh_from_db()
    assert (made.state, made.issue) == (ProgrammeState.ISSUED, 1)
    found = Document.objects.about(made)
    assert found.count() == 6 * 2 * 2, "six papers, two languages, PDF and Word"
    pit = stop(made, "tokamak-pit")
    actions.shift_stop(pit, 5, by=assistant.user)
    made.refresh_from_db()
    assert made.state == ProgrammeState.DRAFT
    assert made.issues.get().stops[5]["title_fr"] == "Fosse du tokamak"
    assert assistant.post(url("remove_programme", made.pk), {"reason": "no"}).status_code == 409


def test_16_each_paper_says_what_its_reader_needs_and_no_more(db):
    made = programme(people=0)
    names = {"family_name": "Tanaka", "given_names": "Yuki", "native_name": "田中 雪"}
    guest = visitor_of(made.visit, role="head", name_order="family_first", **names)
    actions.revise_needs(guest, by=CLOCK, has_diet=True, diet="no fish", step_free=True)
    actions.book(guide(name="Gaston Guide"), stop(made, "tokamak-pit"), by=CLOCK)
    words = {
        kind: repr(paper_of(made, kind, "en")) for kind in ("booklet", "brief", "guide", "sign", "service")
    }
    assert "田中 雪" in words["sign"]
    assert "TANAKA Yuki" in words["brief"]
    assert "no fish" in words["service"]
    assert not any("no fish" in words[kind] for kind in ("booklet", "brief", "guide", "sign"))
    assert "Gaston Guide" in words["guide"]
    assert "Gaston Guide" not in words["booklet"]
    assert "Step-free route" in words["guide"]
    assert "Fosse du tokamak" in repr(paper_of(made, "booklet", "fr"))


def test_16_what_is_to_be_said_stands_in_the_brief_alone(assistant, db):
    made = programme(people=1)
    form = assistant.get(url("revise_visit", made.visit.pk)).context["form"]
    told = {name: form[name].value() or "" for name in form.fields} | {
        "messages_en": "- Thanks for the coils.\n- No promise on dates.",
        "messages_fr": "Remercier pour les bobines.\nAucune promesse de dates.",
    }
    assert assistant.post(url("revise_visit", made.visit.pk), told).status_code == 302
    assert "No promise on dates." in assistant.get(url("visit", made.visit.pk)).content.decode()
    made = Programme.objects.get(pk=made.pk)
    brief = paper_of(made, "brief", "en")
    assert Bullets(("Thanks for the coils.", "No promise on dates.")) in brief.blocks
    assert (
        Bullets(("Remercier pour les bobines.", "Aucune promesse de dates."))
        in paper_of(made, "brief", "fr").blocks
    )
    others = (repr(paper_of(made, kind, "en")) for kind in ("booklet", "guide", "sign", "badges", "service"))
    assert not any("No promise" in words for words in others)


def test_16_the_brief_names_precedence_as_protocol_computes_it(db):
    made = programme(people=0)
    japan, china = (
        visitor_of(made.visit, role="head", family_name=name, member=member(code))
        for name, code in (("Tanaka", "JP"), ("Zhang", "CN"))
    )
    brief = repr(paper_of(made, "brief", "en"))
    assert brief.index("ZHANG") < brief.index("TANAKA"), "equals: Members in the English alphabet"
    assert "by international usage" in brief
    held = ceremonies.coming(held_on=made.visit.starts_on, scheme="vienna")
    ambassador = Authority.objects.get(code="ambassador")
    for visitor, day in ((japan, 1), (china, 2)):
        facts = {"authority": ambassador, "took_office_at": timezone.make_aware(datetime(2024, 1, day))}
        protocol.add_guest(held, by=CLOCK, person=visitor.person, **facts)
    brief = repr(paper_of(made, "brief", "fr"))
    assert brief.index("TANAKA") < brief.index("ZHANG"), "by the day of taking up functions"
    assert "Inauguration du hall d’assemblage" in brief


def test_16_badges_carry_a_code_that_opens_the_file_for_those_who_may_see_it(db, client):
    made = programme(people=1)
    visitor = made.visit.visitors.get()
    assert settings.BASE_URL + visitor.get_absolute_url() in repr(paper_of(made, "badges", "en"))
    assert client.get(visitor.get_absolute_url()).status_code == 302, "a stranger is asked to sign in"


# Behaviour 20: diets by seat


def test_20_the_kitchen_reads_diets_by_seat_and_no_wall_plan_does(db):
    made = programme(people=0)
    meal = made.stops.filter(kind="meal").first()
    guest, other = (visitor_of(made.visit, family_name=name) for name in ("Tanaka", "Zhang"))
    for visitor, diet in ((guest, "no fish"), (other, "no nuts")):
        actions.revise_needs(visitor, by=CLOCK, has_diet=True, diet=diet)
    held = ceremonies.coming(
        held_on=made.visit.starts_on,
        opens_at=timezone.localtime(meal.starts_at).time(),
        closes_at=timezone.localtime(meal.ends_at).time(),
    )
    seated = protocol.add_guest(held, by=CLOCK, person=guest.person)
    local = ceremonies.invited(held, "Local", special_meal=True)
    plan = ceremonies.table_of(held)
    for number, one in ((3, seated), (5, local)):
        protocol.seat_guest(plan, by=CLOCK, guest=one, number=number)
    tables = [block for block in paper_of(made, "service", "en").blocks if isinstance(block, Table)]
    assert [row[0::2] for row in tables[0].rows] == [("Seat 3", "no fish"), ("Seat 5", "to be asked")]
    assert [row[2] for row in tables[1].rows] == ["no nuts"], "who has no seat is not forgotten"
    assert "no fish" not in repr(table_plan(PlanView(plan), "en"))


# Behaviour 22: rehearsal


def test_22_a_minister_forty_minutes_late_and_two_escorts_sick_are_tried_on_a_copy(assistant, db):
    made = programme()
    one, other = guide(), guide()
    for each in controlled(made):
        actions.book(one, each, by=CLOCK)
        actions.book(other, each, by=CLOCK)
    third = guide(name="Fatou Free")
    before = list(made.stops.values_list("pk", "starts_at", "minutes"))
    late = assistant.get(url("rehearse", made.pk), {"try": "late", "late": 40}).content.decode()
    assert "“Working lunch” cannot move: 30 minutes are missing." in late, (
        "a pause of ten minutes takes some up"
    )
    assert "Shorten “Tokamak pit” by 20 minutes, to 20." in late
    assert "Kitchen" in late
    sick = assistant.get(
        url("rehearse", made.pk), {"try": "away", "away": [one.pk, other.pk]}
    ).content.decode()
    assert "0 of 2 escorts" in sick
    assert "Fatou Free is free and authorised" in sick
    assert "Nothing saves “Tokamak pit”" in sick, "one guide is not enough for eight people in the pit"
    assert list(made.stops.values_list("pk", "starts_at", "minutes")) == before
    assert third.commitments.count() == 0


# Pages


@pytest.mark.parametrize("count", [1, 3])
def test_the_programme_and_the_resources_ask_the_same_questions_for_one_row_and_three(
    count, signed_in, own_queries, db
):
    client, one = signed_in(Role.ASSISTANT), guide()
    made = actions.make_programme(vip_visit(people=count), by=CLOCK)
    start = timezone.make_aware(datetime.combine(made.visit.starts_on, time(9, 0)))
    for number in range(count):
        facts = {"title_en": f"Stop {number}", "place": place("tokamak-pit"), "minutes": 20}
        each = actions.add_stop(made, by=CLOCK, starts_at=start + timedelta(minutes=30 * number), **facts)
        actions.book(one, each, by=CLOCK)
    for _ in range(count - 1):
        guide()
    assert own_queries(client, url("programme", made.visit_id)) == 17
    assert own_queries(client, url("resources")) <= 4


def test_stops_stand_in_the_calendar_of_those_who_see_the_visit(office, db):
    made = programme()
    day = made.visit.starts_on
    seen = [entry for entry in entries(office[Role.ASSISTANT], day, day) if entry.kind == "stop"]
    assert len(seen) == 8
    stranger = UserFactory(roles=[Role.STAFF])
    assert [entry for entry in entries(stranger, day, day) if entry.kind == "stop"] == []


def test_a_stranger_does_not_even_learn_that_the_programme_exists(signed_in, db):
    made = programme()
    assert signed_in(Role.STAFF).get(url("programme", made.visit_id)).status_code == 404
    assert signed_in(Role.GUIDE).get(url("programme", made.visit_id)).status_code == 200
    assert signed_in(Role.GUIDE).post(url("book_free", made.pk)).status_code == 403
