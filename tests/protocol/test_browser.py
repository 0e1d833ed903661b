"""A ceremony lived through in a browser: guests, letters, an answer on a telephone, seats, cards."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from council_office.directory.states import Role
from protocol import actions
from protocol.models import Ceremony, Guest, Seat
from protocol.states import PrintKind
from tests.protocol.factories import coming, invited, table_of

LINK = re.compile(r"/protocol/answer/[\w-]+/")
LOOKS = [("en", 1440, False), ("fr", 360, True)]


def url(name: str, *args) -> str:
    return reverse(f"protocol:{name}", args=args)


@pytest.fixture
def ceremony(office, transactional_db) -> Ceremony:
    """Confirmed, with guests of several ranks."""
    by = office[Role.PROTOCOL_OFFICER]
    ceremony = coming(by=by, scheme="department", host=by.person)
    for name, rank, code in (
        ("Delacroix", "prefect", ""),
        ("Arnoux", "deputy", ""),
        ("Sato", "head-of-delegation", "JP"),
        ("Rao", "expert", "IN"),
    ):
        invited(ceremony, name, rank, code, by=by, speaks=rank == "prefect")
    return actions.confirm_ceremony(ceremony, by=by)


def seat_of(name: str) -> int | None:
    return Seat.objects.filter(guest__person__family_name=name).values_list("number", flat=True).first()


def test_from_the_list_of_guests_to_the_cards(page_as, ceremony, office, run_jobs):
    """ceremony → guests → letters → answer by link on a phone → seats by keyboard and drag → cards."""
    page = page_as(Role.PROTOCOL_OFFICER, height=1300)
    page.goto(url("guests", ceremony.pk))
    page.get_by_role("button", name="Prepare 4 invitations").click()
    page.get_by_role("button", name="Send 4 letters").click()
    expect(page.locator("h1")).to_contain_text("Invitations to")
    run_jobs()
    body = next(message.body for message in mail.outbox if "rao" in message.to[0].lower())
    phone = page_as(None, width=390, height=800)
    phone.goto(LINK.search(body)[0])
    phone.get_by_label("I will attend").check()
    phone.get_by_label("I need a special meal").check()
    phone.get_by_role("button", name="Send the answer").click()
    expect(phone.get_by_text("Your answer:")).to_be_visible()
    rao = Guest.objects.get(person__family_name="Rao")
    assert (rao.answer, rao.special_meal) == ("accepted", True)
    page.goto(url("ladder", ceremony.pk))
    expect(page.locator(".ladder-step").first).to_contain_text("DELACROIX")
    plan = table_of(ceremony, by=office[Role.PROTOCOL_OFFICER])
    page.goto(plan.get_absolute_url())
    page.get_by_role("button", name="Seat by the ladder").click()
    expect(page.get_by_text("Every rule is kept.")).to_be_visible()
    by_keyboard(page)
    by_drag(page, ceremony)
    page.goto(url("cards", ceremony.pk))
    page.get_by_role("link", name="Print cards").click()
    page.get_by_role("button", name="Print").click()
    expect(page.locator("h1")).to_contain_text("Cards for")
    run_jobs()
    page.goto(url("cards", ceremony.pk))
    expect(page.get_by_text("Every printed card is true.")).to_be_visible()


def by_keyboard(page) -> None:
    """Enter picks a guest up, the arrows lead to another seat, Enter puts down; Delete frees a seat."""
    start = seat_of("Rao")
    free = next(n for n in range(1, 9) if not Seat.objects.filter(number=n, guest__isnull=False).exists())
    page.locator(f"[data-seat='{start}']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chair.held")).to_have_count(1)
    page.locator(f"[data-seat='{free}']").focus()
    with page.expect_response(re.compile("/seat/")):
        page.keyboard.press("Enter")
    expect(page.locator(f"[data-seat='{free}']")).to_be_focused()
    assert seat_of("Rao") == free
    with page.expect_response(re.compile("/unseat/")):
        page.keyboard.press("Delete")
    expect(page.get_by_role("heading", name="Without a seat")).to_be_visible()
    assert seat_of("Rao") is None


def by_drag(page, ceremony: Ceremony) -> None:
    """Rao is dragged from the list beside somebody they are kept apart from; the plan says so at once."""
    rao, sato = (Guest.objects.get(person__family_name=name) for name in ("Rao", "Sato"))
    actions.keep_apart(rao, by=ceremony.host.user, other=sato)
    beside = sorted({seat_of("Sato") - 1, seat_of("Sato") + 1} & set(range(1, 5)) or {seat_of("Sato") + 1})[0]
    page.reload()
    card = page.locator(f"button[data-guest='{rao.pk}']")
    card.hover()
    page.mouse.down()
    seat = page.locator(f"[data-seat='{beside}'] circle").first.bounding_box()
    page.mouse.move(seat["x"] + seat["width"] / 2, seat["y"] + seat["height"] / 2, steps=4)
    with page.expect_response(re.compile("/seat/")):
        page.mouse.up()
    expect(page.get_by_text("1 rule is broken.")).to_be_visible()
    assert seat_of("Rao") == beside


@pytest.mark.looks
@pytest.mark.parametrize(("language", "width", "dark"), LOOKS)
def test_every_page_is_accessible_and_fits(
    page_as, assert_accessible, ceremony, office, language, width, dark
):
    officer = office[Role.PROTOCOL_OFFICER]
    plan = table_of(ceremony, by=officer)
    actions.fill_plan(plan, by=officer)
    actions.keep_plan(plan, by=officer, note="first")
    actions.draft_cues(ceremony, by=officer)
    actions.prepare_invitations(ceremony, by=officer)
    guest = Guest.objects.get(person__family_name="Sato")
    gift = actions.propose_gift(
        by=officer, person=guest.person, ceremony=ceremony, what_en="Book", value=400, day=ceremony.held_on
    )
    names = (
        *("ceremony", "guests", "paste_guests", "add_guest", "ladder", "review_invitations", "seating"),
        *("run_of_show", "flags", "cards", "communication", "revise_ceremony"),
    )
    addresses = [
        *(url("ceremonies"), url("new_ceremony"), url("gifts"), url("new_gift")),
        *(url(name, ceremony.pk) for name in names),
        *(url("guest", guest.pk), url("revise_guest", guest.pk), url("enter_answer", guest.pk)),
        *(plan.get_absolute_url(), url("repair_plan", plan.pk), url("seat_guest", plan.pk)),
        *(gift.get_absolute_url(), f"{url('print_cards', ceremony.pk)}?kind={PrintKind.BADGE}"),
    ]
    page = page_as(Role.PROTOCOL_OFFICER, language=language, width=width, dark=dark)
    for address in addresses:
        page.goto(address)
        assert_accessible(page)
        too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(too_wide), f"{address} scrolls sideways at {width} px"
