"""The VIP visit in a browser: a profile, a programme, the day on a phone, the gate with the network cut."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from council_office.directory.states import Role
from tests.visits.factories import issued, planned_visit, visitor_of
from tests.visits.programme_factories import guide, resource
from visits import actions
from visits.models import Lateness, Passage, Programme, Resource, Stop
from visits.queries import passes

PHONE = {"width": 390, "height": 800}
CUT = "ERR_INTERNET_DISCONNECTED"


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


@pytest.fixture
def visit(office, transactional_db):
    """A minister's visit today with a guide who is free, and a guest with a pass."""
    made = planned_visit(kind="vip", starts_on=timezone.localdate(), title_fr="Visite d’un ministre")
    guest = visitor_of(made, role="head", family_name="Sato", zones=("SITE-TOKAMAK",), nationality="CN")
    guide(person=office[Role.GUIDE].person, name="Petr Novak")
    resource("host", name="Henrik Alvarsson")
    issued(guest, office=office)
    return made


def wait_until_kept(page) -> None:
    """The service worker has what this page is made of."""
    expect(page.locator("html")).to_have_attribute("data-kept", "1")


def without_network_errors(page) -> None:
    """Cutting the network is the test; the browser's complaints about it are not a fault."""
    page.errors[:] = [error for error in page.errors if CUT not in error and "Failed to fetch" not in error]


def test_a_visit_from_its_profile_through_the_gate_to_the_erasure(visit, office, page_as, assert_accessible):
    programme = from_a_profile(visit, page_as(Role.PROTOCOL_OFFICER), office, assert_accessible)
    on_the_phone(programme, page_as(Role.GUIDE, language="fr", **PHONE), assert_accessible)
    at_the_gate(visit, page_as(Role.SECURITY_OFFICER, language="fr", dark=True, **PHONE), assert_accessible)
    over = timezone.now() + timedelta(days=31)
    with time_machine.travel(over):
        assert actions.erase_old_identities() == 1
        erased(visit, page_as(Role.ASSISTANT), assert_accessible)


def erased(visit, page, assert_accessible) -> None:
    page.goto(visit.visitors.get().get_absolute_url())
    expect(page.get_by_text("were erased on")).to_be_visible()
    assert_accessible(page)


def from_a_profile(visit, page, office, assert_accessible) -> Programme:
    page.goto(url("programme", visit.pk))
    assert_accessible(page)
    page.get_by_role("link", name="Minister or ambassador").click()
    page.get_by_role("button", name="Make the programme").click()
    expect(page.get_by_role("heading", name="Stops")).to_be_visible()
    assert_accessible(page)
    grip = page.get_by_role("button", name="Move “Signing of the Golden Book”")
    grip.focus()
    grip.press("ArrowUp")
    second = page.locator(".stop").nth(1)
    expect(second).to_contain_text("Signing of the Golden Book")
    page.goto(url("rehearse", visit.programme.pk) + "?try=late&late=40")
    expect(page.get_by_text("cannot move")).to_be_visible()
    assert_accessible(page)
    return under_way(visit.programme, office)


def under_way(programme: Programme, office) -> Programme:
    """Twenty minutes into the programme, whatever the hour of this test; the guide is with the group."""
    begun = timezone.now() - timedelta(minutes=20) - programme.stops.first().starts_at
    for stop in programme.stops.all():
        Stop.objects.filter(pk=stop.pk).update(starts_at=stop.starts_at + begun)
    one, why = Resource.objects.get(name="Petr Novak"), "A closed day, agreed"
    last = programme.stops.last()
    actions.book(one, last, by=office[Role.PROTOCOL_OFFICER], override_reason=why)
    return programme


def on_the_phone(programme, page, assert_accessible) -> None:
    at = programme.stops.filter(starts_at__gt=timezone.now(), movable=True).first()
    page.goto(url("day_sheet", programme.pk))
    assert_accessible(page)
    wait_until_kept(page)
    page.context.set_offline(True)
    page.reload()
    row = page.locator(f"[data-stop='{at.pk}']")
    page.get_by_role("button", name="12 min").click()
    later = timezone.localtime(at.starts_at + timedelta(minutes=12))
    expect(row.locator("[data-from]")).to_have_text(f"{later:%H:%M}")
    expect(page.locator("[data-queue]")).to_be_visible()
    assert not Lateness.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="À transmettre")).to_be_visible()
    at.refresh_from_db()
    assert timezone.localtime(at.starts_at) == later
    without_network_errors(page)
    assert_accessible(page)


def at_the_gate(visit, page, assert_accessible) -> None:
    card = visit.visitors.get().passes.get()
    page.goto(url("gate"))
    assert_accessible(page)
    wait_until_kept(page)
    page.context.set_offline(True)
    page.reload()
    code = page.get_by_label("Code ou numéro du laissez-passer")
    code.fill("INCONNU")
    code.press("Enter")
    expect(page.locator("[data-verdict]")).to_contain_text("Ce code est inconnu")
    code.fill(passes.code_of(card))
    code.press("Enter")
    expect(page.locator("[data-verdict]")).to_contain_text("SATO")
    expect(page.locator("[data-queue]")).to_be_visible()
    assert not Passage.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("[data-queue]")).to_be_hidden()
    without_network_errors(page)
    passage = Passage.objects.get(admitted=True)
    assert (passage.visitor, passage.said_at_gate) == (card.visitor, True)
    assert passage.scanned_at < passage.received_at
    assert Passage.objects.get(admitted=False).code == "…ONNU"
    page.goto(url("evacuation"))
    expect(page.get_by_role("row", name="SATO")).to_be_visible()
    assert_accessible(page)
