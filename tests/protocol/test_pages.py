"""The pages of protocol, and the behaviours that live on them: lists, plans, gifts, flags, run of show."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council_office.calendar.sources import entries
from council_office.directory.states import Role
from council_office.ledger.moves import Refused
from documents.queries import preview_pdf
from protocol import actions, flags
from protocol.flags import Standard
from protocol.letters import papers
from protocol.models import Flag, GiftLimit, Guest, RankTable, Seat
from protocol.queries import ladder, printing, show
from protocol.queries.seats import PlanView
from protocol.states import EqualOrder, FlagScheme, GuestAnswer, PrintKind
from tests.factories import PersonFactory, member
from tests.protocol.factories import coming, confirmed, in_post, invited, table_of


@pytest.fixture
def officer(office):
    return office[Role.PROTOCOL_OFFICER]


def queries_of(client, url: str) -> int:
    client.get(url)  # whatever is kept after the first time is kept now
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_lists_ask_as_much_for_three_rows_as_for_one(signed_in, officer):
    client, ceremony = signed_in(Role.PROTOCOL_OFFICER), confirmed(by=officer)

    def gift(name: str):
        person = PersonFactory(family_name=name)
        actions.propose_gift(by=officer, person=person, what_en="Book", value=20, day=ceremony.held_on)

    gift("One")
    urls = [
        reverse("protocol:ceremonies"),
        reverse("protocol:gifts"),
        reverse("protocol:guests", args=[ceremony.pk]),
        reverse("protocol:ladder", args=[ceremony.pk]),
    ]
    with_one = [queries_of(client, url) for url in urls]
    for name in ("Two", "Three"):
        gift(name)
        confirmed(by=officer, title_en=name)
        in_post(invited(ceremony, name, "expert", "JP").person, "director")
    assert [queries_of(client, url) for url in urls] == with_one


def test_a_stranger_learns_nothing_of_a_ceremony(signed_in, officer, client):
    ceremony = confirmed(by=officer)
    url = ceremony.get_absolute_url()
    assert client.get(url).status_code == 302
    assert signed_in(Role.DELEGATE).get(url).status_code == 403
    assert signed_in(Role.GUIDE).get(url).status_code == 403
    assert signed_in(Role.AUDITOR).get(url).status_code == 200


def test_14_the_workspace_counts_what_is_ready_and_says_the_next_step(signed_in, officer):
    ceremony = coming(by=officer)
    client = signed_in(Role.PROTOCOL_OFFICER)
    assert "Add guests" in client.get(ceremony.get_absolute_url()).content.decode()
    invited(ceremony, "Laurent", "prefect")
    actions.add_budget_line(ceremony, by=officer, title="Catering", planned=900, spent=1000)
    page = client.get(ceremony.get_absolute_url()).content.decode()
    assert "Ranks known" in page
    assert "counted back from" in page
    assert "over" in page
    response = client.post(reverse("protocol:confirm_ceremony", args=[ceremony.pk]))
    assert response.status_code == 302


def test_a_ceremony_stands_in_the_calendar_with_its_hours(officer):
    ceremony = confirmed(by=officer)
    found = [e for e in entries(officer, ceremony.held_on, ceremony.held_on) if e.kind == "ceremony"]
    assert [(e.title, e.place, e.all_day) for e in found] == [
        ("Inauguration of the assembly hall", "Assembly hall", False)
    ]


# Precedence with the tables of the database


def test_1_the_table_in_force_on_the_day_decides(officer):
    ceremony = coming(by=officer, scheme="department")
    mep, region = invited(ceremony, "Garrigue", "mep"), invited(ceremony, "Ferrero", "regional-president")
    order = [step.guest for step in ladder.ladder_of(ceremony)]
    assert order == [mep, region]
    ceremony.held_on = date(2024, 2, 29)
    assert [step.guest for step in ladder.ladder_of(ceremony)] == [region, mep]
    assert RankTable.objects.on(date(2024, 3, 1)).get(code="fr-art3").starts_on == date(2024, 3, 1)


def test_1_the_rank_comes_from_the_post_of_the_directory_french_functions_apart(officer):
    ceremony = coming(by=officer, scheme="department")
    french, foreign = invited(ceremony, "Arnoux"), invited(ceremony, "Kim")
    in_post(french.person, "minister", country="FR")
    in_post(foreign.person, "minister", country="KR")
    reasons = {s.guest: [r.rule for r in s.place.reasons] for s in ladder.ladder_of(ceremony)}
    assert reasons[french][0] == "state"
    assert reasons[foreign][:2] == ["unlisted", "usage"]


def test_1_a_place_by_hand_is_shown_with_its_reason_and_taken_back(signed_in, officer):
    ceremony = coming(by=officer)
    guest = invited(ceremony, "Zhang", "expert", "CN")
    invited(ceremony, "Kim", "head-of-delegation", "KR")
    client = signed_in(Role.PROTOCOL_OFFICER)
    url = reverse("protocol:place_by_hand", args=[guest.pk])
    assert client.post(url, {"place": "1", "reason": ""}).status_code == 422
    assert client.post(url, {"place": "9", "reason": "Guest of honour"}).status_code == 409
    client.post(url, {"place": "1", "reason": "Guest of honour"})
    page = client.get(reverse("protocol:ladder", args=[ceremony.pk])).content.decode()
    assert "placed by hand (the rules say place 2): Guest of honour" in page
    client.post(reverse("protocol:unplace", args=[guest.pk]))
    assert ladder.ladder_of(ceremony)[-1].guest == guest


def test_3_a_lot_is_drawn_once_more_only_on_purpose_and_kept(officer):
    ceremony = actions.draw_lot(coming(by=officer), by=officer)
    assert sorted(ceremony.lot.split()) == ["CN", "EU", "IN", "JP", "KR", "RU", "US"]
    assert ceremony.equal_order == EqualOrder.LOT
    heads = [invited(ceremony, f"Head{code}", "head-of-delegation", code) for code in ("CN", "JP", "US")]
    drawn = sorted(heads, key=lambda guest: ceremony.lot.split().index(guest.party.code))
    assert [step.guest for step in ladder.ladder_of(ceremony)] == drawn


# Seating plans


@pytest.fixture
def seated(officer):
    ceremony = confirmed(by=officer)
    for n in range(5):
        invited(ceremony, f"Guest{n}", "expert", "CN")
    plan = table_of(ceremony)
    actions.fill_plan(plan, by=officer)
    return plan


def seat_of(plan, name: str) -> int:
    return Seat.objects.get(plan=plan, guest__person__family_name=name).number


def test_4_a_guest_put_on_a_taken_seat_exchanges_and_a_fixed_one_does_not_move(signed_in, seated):
    client, url = signed_in(Role.ASSISTANT), reverse("protocol:seat_guest", args=[seated.pk])
    one, two = seat_of(seated, "Guest1"), seat_of(seated, "Guest2")
    guest = Guest.objects.get(person__family_name="Guest1")
    page = client.post(url, {"guest": guest.pk, "number": two}, headers={"HX-Request": "true"})
    assert (seat_of(seated, "Guest1"), seat_of(seated, "Guest2")) == (two, one)
    assert b'id="plan"' in page.content
    assert b"<html" not in page.content
    client.post(reverse("protocol:mark_seat", args=[seated.pk]), {"number": two, "locked": "1"})
    assert client.post(url, {"guest": guest.pk, "number": one}).status_code == 409
    assert seat_of(seated, "Guest1") == two


def test_4_broken_rules_are_said_on_the_plan_in_words(signed_in, seated, officer):
    near = {seat: sorted(PlanView(seated).room.beside[seat])[0] for seat in (seat_of(seated, "Guest0"),)}
    other = Seat.objects.filter(plan=seated, number=next(iter(near.values()))).first().guest
    guest = Guest.objects.get(person__family_name="Guest0")
    actions.keep_apart(guest, by=officer, other=other, reason="Old dispute")
    page = signed_in(Role.DG_OFFICE).get(seated.get_absolute_url()).content.decode()
    assert "1 rule is broken." in page
    assert "are kept apart" in page
    actions.fill_plan(seated, by=officer)
    assert PlanView(seated).broken == []


def test_4_rules_that_clash_are_named_and_nothing_is_changed(seated, officer):
    guests = [Guest.objects.get(person__family_name=f"Guest{n}") for n in (0, 1)]
    view = PlanView(seated)
    near = sorted(view.room.beside[seat_of(seated, "Guest0")])[0]
    actions.seat_guest(seated, by=officer, guest=guests[1], number=near)
    for guest in guests:
        number = Seat.objects.get(plan=seated, guest=guest).number
        actions.mark_seat(seated, by=officer, number=number, locked=True)
    actions.keep_apart(guests[0], by=officer, other=guests[1])
    before = list(seated.seats.values_list("number", "guest"))
    clash = r"No seating keeps all of these together: .*fixed on seat .*kept apart"
    with pytest.raises(Refused, match=clash):
        actions.fill_plan(seated, by=officer)
    assert list(seated.seats.values_list("number", "guest")) == before


def test_5_a_substitute_is_seated_by_the_smallest_repair_and_only_new_cards_are_printed(
    signed_in, seated, officer, run_jobs
):
    ceremony = seated.ceremony
    actions.order_cards(ceremony, by=officer, kind=PrintKind.PLACE, language="en", only_changed=True)
    run_jobs()
    actions.answer(
        Guest.objects.get(person__family_name="Guest3"),
        by=officer,
        answer=GuestAnswer.SUBSTITUTE,
        substitute=actions.Substitute("Moreau", "Jean"),
    )
    client, url = signed_in(Role.ASSISTANT), reverse("protocol:repair_plan", args=[seated.pk])
    assert "0 guests move" in client.get(url).content.decode()
    client.post(url)
    assert seat_of(seated, "Moreau")
    left = printing.to_print(ceremony, PrintKind.PLACE, only_changed=True)
    assert [face.guest.person.family_name for face in left] == ["Moreau"]


def test_4_a_kept_version_comes_back_without_those_who_no_longer_come(seated, officer):
    version = actions.keep_plan(seated, by=officer, note="approved")
    was = dict(seated.seats.values_list("number", "guest"))
    actions.answer(Guest.objects.get(person__family_name="Guest4"), by=officer, answer=GuestAnswer.REGRETS)
    actions.unseat_guest(seated, by=officer, guest=Guest.objects.get(person__family_name="Guest1"))
    actions.restore_version(version, by=officer)
    gone = Guest.objects.get(person__family_name="Guest4").pk
    now = dict(seated.seats.values_list("number", "guest"))
    assert now == {number: None if key == gone else key for number, key in was.items()}
    with pytest.raises(Refused, match="it stays with the ceremony"):
        actions.remove_plan(seated, by=officer)


def test_12_the_parity_of_a_table_is_said_before_anybody_is_seated(signed_in, officer):
    ceremony = confirmed(by=officer)
    plan = table_of(ceremony, seats=12, alternate=True)
    client = signed_in(Role.PROTOCOL_OFFICER)
    assert "12 covers: women and men cannot alternate" in client.get(plan.get_absolute_url()).content.decode()
    actions.revise_plan(plan, by=officer, per_table=14)
    assert "women and men cannot alternate" not in client.get(plan.get_absolute_url()).content.decode()


# Run of show, flags, cards, press


def test_7_the_run_of_show_follows_the_ladder(officer):
    ceremony = coming(by=officer, scheme="department")
    for name, rank in (("Sabatier", "mayor"), ("Delacroix", "prefect"), ("Arnoux", "deputy")):
        invited(ceremony, name, rank, speaks=name != "Arnoux")
    cues = actions.draft_cues(ceremony, by=officer)
    named = [(cue.kind, cue.guest.person.family_name) for cue in cues if cue.guest]
    assert named == [
        *(("entry", name) for name in ("Sabatier", "Arnoux", "Delacroix")),
        *(("speech", name) for name in ("Sabatier", "Delacroix")),
        ("exit", "Delacroix"),
    ]
    assert [cue.at for cue in cues] == sorted(cue.at for cue in cues)
    assert cues[1].title("fr") == "Arrivée de Robin Sabatier"
    with pytest.raises(Refused, match="There is a run of show already"):
        actions.draft_cues(ceremony, by=officer)


ROW = [Standard(code, name) for code, name in (("US", "États-Unis"), ("FR", "France"), ("JP", "Japon"))]
ORGANISATION = Standard("IO", "ITER Organization", True)


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (FlagScheme.ALPHABET, "US FR JP IO"),
        (FlagScheme.HOST_FIRST, "FR US JP IO"),
        (FlagScheme.HOST_CENTRE, "FR US JP IO"),  # an even row: the host at the observer's left
        (FlagScheme.ORGANISATION_FIRST, "IO FR US JP"),
    ],
)
def test_9_the_row_of_flags_in_each_scheme_with_accents_ignored(scheme, expected):
    row = flags.row([*ROW, ORGANISATION], scheme, host="FR", organisation="IO")
    assert " ".join(flag.code for flag in row) == expected
    assert flags.from_the_poles(row) == row[::-1]


def test_9_the_host_stands_at_the_centre_of_an_odd_row():
    row = flags.row(ROW, FlagScheme.HOST_CENTRE, host="FR", organisation="IO")
    assert [flag.code for flag in row] == ["US", "FR", "JP"]


def test_9_the_plan_warns_of_what_the_store_lacks_and_of_changed_flags(officer):
    ceremony = coming(by=officer, equal_order="order_french_short")
    invited(ceremony, "Sato", code="JP")
    invited(ceremony, "Aitmatova", country="KG")
    invited(ceremony, "Unknown", country="ZW")
    plan = show.flag_plan(ceremony)
    assert {flag.code for flag in plan.row} == {"JP", "KG", "ZW", "FR", "IO"}
    assert next(flag.name for flag in plan.row if flag.code == "JP") == "Japon"
    assert "ZW is not in the store: enter the flag first." in plan.warnings
    assert "Kyrgyzstan: none in the store." in plan.warnings
    changed = [text for text in plan.warnings if "changed in December 2023" in text]
    assert len(changed) == 1
    actions.revise_flag(Flag.objects.get(code="KG"), by=officer, stock=2, checked_on=date(2026, 1, 5))
    assert not [text for text in show.flag_plan(ceremony).warnings if "Kyrgyzstan" in text]


def test_10_hundreds_of_cards_and_badges_are_one_paper_in_native_script(officer):
    ceremony = confirmed(by=officer)
    guest = invited(ceremony, "Sato", code="JP")
    guest.person.native_name = "佐藤 健二"
    guest.person.save()
    face = next(f for f in printing.faces(ceremony, PrintKind.BADGE) if f.guest == guest)
    assert "佐藤 健二" in face.card.lines
    assert face.card.code == f"{ceremony.number}/{guest.pk}"
    paper = papers.cards(ceremony, PrintKind.BADGE, [face.card] * 300, "en", issue=1)
    assert preview_pdf(paper).startswith(b"%PDF")


def test_13_the_sheet_for_the_press_is_kept_once_a_ceremony(signed_in, officer):
    ceremony = confirmed(by=officer)
    client, url = signed_in(Role.ASSISTANT), reverse("protocol:revise_communication", args=[ceremony.pk])
    client.post(url, {"press": "Ten journalists", "message_en": "One machine", "embargo_until": ""})
    sheet = ceremony.communication
    client.post(url, {"press": "Twelve journalists", "seen": sheet.version})
    sheet.refresh_from_db()
    assert sheet.press == "Twelve journalists"
    stale = client.post(url, {"press": "Nine", "seen": 1})
    assert stale.status_code == 409


# Gifts


def propose(officer, name: str, value: str = "40", **fields):
    person = fields.pop("person", None) or PersonFactory(family_name=name)
    day = fields.pop("day", date(2026, 6, 1))
    return actions.propose_gift(
        by=officer, person=person, what_en="Book", value=Decimal(value), day=day, **fields
    )


def test_11_a_gift_above_the_limit_is_agreed_to_by_the_office_of_the_director_general(office, officer):
    gift = propose(officer, "Kim", "400")
    assert any("above the limit" in text for text in show.warnings(gift))
    with pytest.raises(Refused, match="the Office of the Director-General decides"):
        actions.approve_gift(gift, by=office[Role.COUNCIL_SECRETARY])
    gift = actions.approve_gift(gift, by=office[Role.DG_OFFICE])
    assert actions.hand_over_gift(gift, by=officer).state == "handed"


def test_11_a_repeat_and_unequal_delegations_are_warned_of(officer):
    ceremony, person = coming(by=officer), PersonFactory(family_name="Sato", member=member("JP"))
    propose(officer, "", person=person, day=date(2025, 6, 1))
    now = propose(officer, "", "60", person=person, ceremony=ceremony)
    propose(officer, "Kim", "45", ceremony=ceremony, member=member("KR"))
    texts = show.warnings(now)
    assert any(text.startswith("The same was given already: GFT-2025") for text in texts)
    assert "Korea is given €45.00: delegations of equal rank are treated alike." in texts


def test_11_who_may_not_decide_is_refused_and_the_limit_is_dated(signed_in, officer):
    gift = propose(officer, "Kim")
    url = reverse("protocol:approve_gift", args=[gift.pk])
    assert signed_in(Role.ASSISTANT).post(url).status_code == 403
    assert signed_in(Role.COUNCIL_SECRETARY).post(url).status_code == 302
    GiftLimit.objects.filter(direction="given").update(ends_on=date(2026, 1, 1))
    assert show.over_limit(propose(officer, "Lee", "400")) == []
