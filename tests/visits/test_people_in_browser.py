"""An expert mission of fifteen lived through in a browser: from the first mail to the erasure, EN and FR."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from council_office.directory.models import Person, Post
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from documents.models import Delivery
from tests.factories import PersonFactory
from tests.tour.story import Reader
from tests.visits.factories import PNG, SCANS, complete, planned_visit, zone, zone_lines
from visits import actions
from visits.models import Answer, Letter, Passage, PassRequest, Scan, TravelDocument, Visit
from visits.queries import passes
from visits.states import LetterState, PassState

NAMES = (
    *("ZHANG Wei", "LI Na", "WANG Fang", "CHEN Jun", "LIU Yang"),
    *("SATO Ken", "MORI Aya", "ITO Hana", "ONO Yuki", "KATO Rin"),
    *("KIM Min", "PARK Soo", "LEE Ji", "CHOI Han", "JUNG Ha"),
)
LIST = "Name\tE-mail\tOrganisation\n" + "".join(
    f"{name}\t{name.split()[0].lower()}@example.org\tInstitute of Plasma Physics\n" for name in NAMES
)
LINK = re.compile(r"(/visits/my/[\w-]+/)")
CUT = "ERR_INTERNET_DISCONNECTED"


@pytest.mark.looks
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_expert_mission_of_fifteen_from_the_first_mail_to_the_erasure(
    page_as, run_jobs, assert_accessible, office, language
):
    visit = mission()
    me = Reader(page_as(Role.ASSISTANT, language=language), language, assert_accessible)

    take_in(me, visit, language)
    ask_all(me, visit, run_jobs)
    phone = Reader(page_as(None, language=language, width=390, height=800), language, assert_accessible)
    answer_by_phone(phone, visit)
    chase_the_last(me, visit, run_jobs)
    send_letters(me, visit, run_jobs)
    verify(phone)
    security = page_as(Role.SECURITY_OFFICER, language=language, width=390, height=800, dark=True)
    decide(Reader(security, language, assert_accessible), visit, office)
    let_in_without_network(Reader(security, language, assert_accessible), visit)
    erase(
        visit,
        run_jobs,
        lambda: Reader(page_as(Role.ASSISTANT, language=language), language, assert_accessible),
    )


def mission() -> Visit:
    """A mission that begins today, its letters signed by somebody with a post."""
    signatory = PersonFactory(family_name="Bertin")
    Post.objects.create(person=signatory, title_en="Director", title_fr="Directeur", starts_on="2020-01-01")
    return planned_visit(
        signatory=signatory, title_fr="Revue de l’usine cryogénique", starts_on=timezone.localdate()
    )


def take_in(me, visit, language: str) -> None:
    """The list of the Domestic Agency, looked at before anybody is taken in; all go to the Assembly Hall."""
    me.visit(reverse("visits:import_visitors", args=[visit.pk]))
    me.page.locator("#id_text").fill(LIST)
    me.press(me.button("Look at the list"))
    expect(me.page.get_by_role("cell", name=re.compile("ZHANG Wei"))).to_be_visible()
    assert not visit.visitors.exists()
    me.press(me.button("Take in %(count)s person", "Take in %(count)s people", count=15))
    assert visit.visitors.count() == 15
    for visitor in visit.visitors.all():
        actions.revise_visitor(visitor, by=CLOCK, zones=[zone("SITE-ASSEMBLY")])
    Person.objects.filter(email__endswith="@example.org").update(language=language)


def ask_all(me, visit, run_jobs) -> None:
    """The first mail to everybody, read before it leaves; and the requests they will complete."""
    me.visit(visit.get_absolute_url())
    me.press(me.link("Ask %(count)s person", "Ask %(count)s people", count=15))
    me.press(me.button("Send %(count)s mail", "Send %(count)s mails", count=15))
    run_jobs()
    assert sorted(Delivery.objects.filter(state="sent").values_list("to", flat=True)) == sorted(
        visit.visitors.values_list("person__email", flat=True)
    )
    me.visit(visit.get_absolute_url())
    me.press(me.button("Open %(count)s pass request", "Open %(count)s pass requests", count=15))


def answer_by_phone(phone, visit) -> None:
    """One opens the link of the mail and fills in what is asked; what is typed stays; scans go up."""
    page = phone.page
    phone.visit(LINK.search(Delivery.objects.get(to="zhang@example.org").body)[1])
    lines = phone.label("Machine-readable lines")
    lines.fill(zone_lines())
    lines.blur()
    expect(page.get_by_label(phone.words("Nationality"), exact=True)).to_have_value("CN")
    employer = phone.label("Employer")
    employer.fill("Institut")
    employer.blur()
    expect(page.locator("#camera-identity_scan")).to_be_attached()  # asked for now
    assert TravelDocument.objects.get().number == "123456789"
    for label, value in (("Place of birth", "Hefei"), ("Date of issue", "2022-01-10")):
        phone.label(label).fill(value)
    phone.label("Issuing country").select_option("CN")
    page.get_by_role("button", name=phone.words("Save"), exact=True).click()
    expect(page.locator("#progress")).not_to_contain_text(phone.words("Place of birth"))
    for item in ("identity_scan", "photo"):
        picture = {"name": "page.png", "mimeType": "image/png", "buffer": PNG}
        page.locator(f"#camera-{item}").set_input_files(picture)
        page.locator(f"form:has(#camera-{item}) button").click()
        expect(page.locator(f"form:has(#camera-{item})")).to_contain_text(phone.words("received"))
    phone.look()
    # The others have done the same, but for one.
    for visitor in visit.visitors.order_by("pk")[:14]:
        all_of_it(visitor)


def all_of_it(visitor) -> None:
    """What security, the border and the safety briefing ask of somebody who needs a visa."""
    more = {"visa_until": "2099-01-01", "briefing": "2026-01-01"}
    complete(visitor, scans=(*SCANS, "visa_scan"), **more)


def chase_the_last(me, visit, run_jobs) -> None:
    """Fourteen are ready; who still owes something is reminded alone, and then comes after."""
    me.visit(visit.get_absolute_url())
    me.press(
        me.button("Submit %(count)s request to security", "Submit %(count)s requests to security", count=14)
    )
    assert PassRequest.objects.filter(state=PassState.SUBMITTED).count() == 14
    before = Delivery.objects.count()
    me.visit(visit.get_absolute_url())
    me.press(me.link("Remind %(count)s person", "Remind %(count)s people", count=1))
    me.press(me.button("Send %(count)s mail", "Send %(count)s mails", count=1))
    run_jobs()
    last = visit.visitors.order_by("pk").last()
    (reminder,) = Delivery.objects.order_by("pk")[before:]
    assert reminder.to == last.person.email
    all_of_it(last)
    me.visit(visit.get_absolute_url())
    me.press(
        me.button("Submit %(count)s request to security", "Submit %(count)s requests to security", count=1)
    )


def send_letters(me, visit, run_jobs) -> None:
    """The visa support letters of all fifteen in one job, reviewed first."""
    me.visit(reverse("visits:letters", args=[visit.pk]))
    prepare = reverse("visits:prepare_letters", args=[visit.pk, "visa_support"])
    me.press(me.page.locator(f"form[action='{prepare}'] button"))
    me.visit(reverse("visits:review_letters", args=[visit.pk, "visa_support"]))
    me.press(me.button("Send %(count)s letter", "Send %(count)s letters", count=15))
    run_jobs()
    assert Letter.objects.filter(state=LetterState.SENT).count() == 15
    me.visit(reverse("visits:letters", args=[visit.pk]))
    assert me.read_file(me.page.get_by_role("link", name="ZIP"))[:2] == b"PK"


def verify(stranger) -> None:
    """A consulate reads the code: the letter counts, and nothing of the person is told."""
    letter = Letter.objects.get(visitor__person__email="zhang@example.org")
    stranger.visit(reverse("visits:verify", args=[letter.code]))
    told = stranger.words("This letter was issued by the ITER Organization and is valid.")
    expect(stranger.page.locator("main")).to_contain_text(told)
    expect(stranger.page.locator("main")).not_to_contain_text("ZHANG")


def decide(security, visit, office) -> None:
    """Security reads one file, approves it and issues the pass; the others follow."""
    security.visit(reverse("visits:passes") + "?state=submitted")
    security.press(security.page.get_by_role("link", name=re.compile("ZHANG")).first)
    expect(security.page.get_by_text("CANARY12345")).to_be_visible()
    security.press(security.button("Approve"))
    security.press(security.button("Issue the pass"))
    for request in PassRequest.objects.filter(state=PassState.SUBMITTED):
        approved = actions.approve_pass(request, by=office[Role.SECURITY_OFFICER])
        actions.issue_pass(approved, by=office[Role.SECURITY_OFFICER])
    assert visit.visitors.filter(passes__state=PassState.ISSUED).count() == 15


def let_in_without_network(security, visit) -> None:
    """The network is cut at the gate: the pass is known all the same, and the true time comes later."""
    page, card = security.page, PassRequest.objects.get(visitor__person__email="zhang@example.org")
    security.visit(reverse("visits:gate"))
    expect(page.locator("html")).to_have_attribute("data-kept", "1")
    page.context.set_offline(True)
    page.reload()
    code = page.locator("#code")
    code.fill(passes.code_of(card))
    code.press("Enter")
    expect(page.locator("[data-verdict]")).to_contain_text("ZHANG")
    expect(page.locator("[data-queue]")).to_be_visible()
    assert not Passage.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("[data-queue]")).to_be_hidden()
    passage = Passage.objects.get()
    assert (passage.visitor, passage.admitted) == (card.visitor, True)
    assert passage.scanned_at < passage.received_at
    page.errors[:] = [error for error in page.errors if CUT not in error and "Failed to fetch" not in error]
    security.visit(reverse("visits:evacuation"))
    expect(page.get_by_role("row", name=re.compile("ZHANG"))).to_be_visible()


def erase(visit, run_jobs, reader) -> None:
    """Thirty-one days after the last access the clock erases what all fifteen told; their pages say so."""
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        run_jobs()
        assert actions.erase_old_identities() == 15
        me = reader()
        me.visit(visit.visitors.first().get_absolute_url())
        told = me.words(
            "Passport, scans and answers were erased on %(day)s. That this person came stays known.", day=""
        )
        expect(me.page.locator("main")).to_contain_text(told.partition("  ")[0].strip()[:40])
    assert not TravelDocument.objects.exists()
    assert not Scan.objects.exists()
    assert not Answer.objects.exists()
