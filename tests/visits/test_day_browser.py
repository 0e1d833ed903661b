"""The ministerial visit in a browser, EN and FR: first mail, programme, day and gate without network, end."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from council_office.directory.models import Person
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from documents.models import Delivery
from tests.factories import PersonFactory
from tests.tour.story import Reader
from tests.visits.factories import issued, planned_visit, visitor_of
from tests.visits.programme_factories import guide, resource
from visits import actions
from visits.models import Lateness, Passage, Programme, ProgrammeProfile, Resource, Stop
from visits.queries import passes

PHONE = {"width": 390, "height": 800}
LINK = re.compile(r"(/visits/my/[\w-]+/)")
CUT = "ERR_INTERNET_DISCONNECTED"
# A camera that sees what the test holds in front of it.
CAMERA = """
let looks = 0;
window.BarcodeDetector = class {
  async detect() {
    document.documentElement.dataset.looks = looks += 1;
    return window.inFront ? [{ rawValue: window.inFront }] : [];
  }
};
HTMLMediaElement.prototype.play = async () => {};
Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia: async () => new MediaStream() } });
"""


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


@pytest.fixture
def visit(office, transactional_db):
    """A minister's visit today: an assistant answers for two, a guide is free, the minister has a pass."""
    made = planned_visit(kind="vip", starts_on=timezone.localdate(), title_fr="Visite d’un ministre")
    guest = visitor_of(made, role="head", family_name="Sato", zones=("SITE-TOKAMAK",), nationality="CN")
    aide = visitor_of(made, family_name="Aide", zones=("SITE-TOKAMAK",), nationality="JP")
    assistant = PersonFactory(family_name="Okoro", email="okoro@example.org")
    for each in (guest, aide):
        actions.revise_visitor(each, by=CLOCK, answered_by=assistant)
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


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.looks), "fr"])
def test_a_ministerial_visit_from_the_first_mail_through_the_gate_to_the_erasure(
    visit, office, page_as, assert_accessible, run_jobs, language
):
    def reader(who, **look) -> Reader:
        return Reader(page_as(who, language=language, **look), language, assert_accessible)

    assistant_answers(visit, reader(Role.ASSISTANT), reader(None, **PHONE), run_jobs)
    programme = from_a_profile(visit, reader(Role.PROTOCOL_OFFICER), office, run_jobs)
    on_the_phone(programme, reader(Role.GUIDE, **PHONE))
    at_the_gate(visit, reader(Role.SECURITY_OFFICER, dark=True, **PHONE))
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert actions.erase_old_identities() == 2
        later = reader(Role.ASSISTANT)
        later.visit(minister(visit).get_absolute_url())
        day = later.words(
            "Passport, scans and answers were erased on %(day)s. That this person came stays known.", day="|"
        )
        expect(later.page.locator("main")).to_contain_text(day.partition("|")[0].strip())


def minister(visit):
    return visit.visitors.get(person__family_name="Sato")


def assistant_answers(visit, me, phone, run_jobs) -> None:
    """The minister's assistant gets the first mail and answers on a phone for both; nobody else is asked."""
    Person.objects.filter(email="okoro@example.org").update(language=me.language)
    me.visit(visit.get_absolute_url())
    me.press(me.link("Ask %(count)s person", "Ask %(count)s people", count=1))
    me.press(me.button("Send %(count)s mail", "Send %(count)s mails", count=1))
    run_jobs()
    phone.visit(LINK.search(Delivery.objects.get(to="okoro@example.org").body)[1])
    main = phone.page.locator("main")
    expect(main).to_contain_text("SATO")
    phone.press(main.get_by_role("link", name=re.compile("AIDE")))
    phone.label("Employer").fill("Ministry of Energy")
    phone.label("Employer").blur()
    expect(phone.page.locator("#progress")).to_contain_text(
        phone.words("Kept at %(time)s.", time="").rstrip(" .")
    )
    aide = visit.visitors.get(person__family_name="Aide")
    assert list(aide.answers.values_list("item", "value")) == [("employer", "Ministry of Energy")]


def from_a_profile(visit, me, office, run_jobs) -> Programme:
    """The programme of a minister in two presses; moved by keyboard, tried on a copy, issued."""
    page = me.page
    me.visit(url("programme", visit.pk))
    profile = ProgrammeProfile.objects.get(code="minister")
    me.press(page.get_by_role("link", name=getattr(profile, f"name_{me.language}")))
    me.press(me.button("Make the programme"))
    book = visit.programme.stops.get(title_en="Signing of the Golden Book")
    page.get_by_role("button", name=me.words("Move “%(stop)s”", stop=book.title(me.language))).press(
        "ArrowUp"
    )
    expect(page.locator(".stop").nth(1)).to_contain_text(book.title(me.language))
    me.look()
    me.visit(url("rehearse", visit.programme.pk) + "?try=late&late=40")
    me.visit(url("programme", visit.pk))
    me.press(me.to("visits:issue_programme", visit.programme))
    run_jobs()
    assert visit.programme.issues.count() == 1
    return under_way(visit.programme, office)


def under_way(programme: Programme, office) -> Programme:
    """Twenty minutes into the programme, whatever the hour of this test; the guide is with the group."""
    begun = timezone.now() - timedelta(minutes=20) - programme.stops.first().starts_at
    for stop in programme.stops.all():
        Stop.objects.filter(pk=stop.pk).update(starts_at=stop.starts_at + begun)
    one, why = Resource.objects.get(name="Petr Novak"), "A closed day, agreed"
    last = programme.stops.last()
    if not last.commitments.filter(resource=one).exists():
        actions.book(one, last, by=office[Role.PROTOCOL_OFFICER], override_reason=why)
    return programme


def on_the_phone(programme, me) -> None:
    """Twelve minutes late, tapped without network: the sheet moves at once, the office hears of it later."""
    page = me.page
    at = programme.stops.filter(starts_at__gt=timezone.now(), movable=True).first()
    me.visit(url("day_sheet", programme.pk))
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
    expect(page.get_by_role("heading", name=me.words("Tell them"))).to_be_visible()
    at.refresh_from_db()
    assert timezone.localtime(at.starts_at) == later
    without_network_errors(page)
    me.look()


def at_the_gate(visit, me) -> None:
    """Without network: an unknown code is refused, the minister's pass opens, and the true time is kept."""
    page, card = me.page, minister(visit).passes.get()
    page.add_init_script(CAMERA)
    me.visit(url("gate"))
    wait_until_kept(page)
    page.context.set_offline(True)
    page.reload()
    code = page.get_by_label(me.words("Code or number of the pass"))
    code.fill("INCONNU")
    code.press("Enter")
    unknown = me.words("This code is not known. Ask for the name and call the office.")
    expect(page.locator("[data-verdict]")).to_contain_text(unknown)
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
    by_camera(card, me)
    me.visit(url("evacuation"))
    expect(page.get_by_role("row", name="SATO")).to_be_visible()


def by_camera(card, me) -> None:
    """It reads for the direction pressed; what stays in front of it counts once; pressed again, it stops."""
    page, said = me.page, me.page.locator("[data-verdict]")
    out, back = (page.get_by_role("button", name=me.words(words)) for words in ("Camera: out", "Camera: in"))
    page.evaluate("code => { window.inFront = code; }", passes.code_of(card))
    out.click()
    expect(said).to_contain_text(me.words("let out"))
    expect(page.locator("[data-video]")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-looks", re.compile(r"^([4-9]|\d\d+)$"))
    back.click()
    expect(said).to_contain_text(me.words("let in"))
    back.click()
    expect(page.locator("[data-video]")).to_be_hidden()
    expect(back).to_have_attribute("aria-pressed", "false")
    found = Passage.objects.filter(admitted=True).order_by("pk").values_list("direction", flat=True)
    assert list(found) == ["in", "out", "in"]
