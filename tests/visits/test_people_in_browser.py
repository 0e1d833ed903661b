"""The expert mission lived through: from a list to the erasure, in English and, on a phone, in French."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from council_office.directory import actions as directory
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from tests.factories import PersonFactory
from tests.visits.factories import PNG, planned_visit, zone, zone_lines
from visits import actions
from visits.models import PassRequest, TravelDocument
from visits.states import PassState

LIST = "Name\tE-mail\tOrganisation\nZHANG Wei\twei@example.cn\tInstitute of Plasma Physics\n"


@pytest.mark.django_db(transaction=True)
def test_an_expert_mission_from_the_list_to_the_erasure(page_as, run_jobs, assert_accessible, office):
    visit = planned_visit(signatory=PersonFactory(), title_fr="Revue de l’usine cryogénique")
    page = page_as(Role.ASSISTANT)

    # The assistant pastes the list and asks whoever owes something.
    page.goto(f"/visits/{visit.pk}/import/")
    page.get_by_label("List", exact=True).fill(LIST)
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_role("cell", name=re.compile("ZHANG Wei"))).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Take in 1 person").click()
    expect(page.get_by_role("link", name=re.compile("ZHANG"))).to_be_visible()
    visitor = visit.visitors.get()
    actions.revise_visitor(visitor, by=CLOCK, zones=[zone("SITE-ASSEMBLY")])
    directory.revise_person(visitor.person, by=CLOCK, language="fr")
    page.get_by_role("button", name="Open 1 pass request").click()
    expect(page.get_by_text("Collecting")).to_be_visible()
    assert_accessible(page)

    # The visitor answers on a phone, in French; what is typed stays.
    link = actions.link_for(visit, visitor.person, by=CLOCK)
    phone = page_as(None, language="fr", width=390, height=800)
    phone.goto("/" + link.partition("//")[2].partition("/")[2])
    phone.get_by_label("Lignes de lecture automatique").fill(zone_lines())
    phone.get_by_label("Lignes de lecture automatique").blur()
    expect(phone.get_by_label("Nationalité", exact=True)).to_have_value("CN")
    phone.get_by_label("Employeur").fill("Institut")
    phone.get_by_label("Employeur").blur()
    expect(phone.locator("#progress")).to_contain_text("Enregistré à")
    assert TravelDocument.objects.get().number == "123456789"
    expect(phone.locator("#camera-identity_scan")).to_be_attached()  # asked for now
    for label, value in (("Lieu de naissance", "Hefei"), ("Date de délivrance", "2022-01-10")):
        phone.get_by_label(label).fill(value)
    phone.get_by_label("Pays de délivrance").select_option("CN")
    phone.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(phone.locator("#progress")).not_to_contain_text("Lieu de naissance")
    assert_accessible(phone)
    for item in ("identity_scan", "photo"):
        picture = {"name": "page.png", "mimeType": "image/png", "buffer": PNG}
        phone.locator(f"#camera-{item}").set_input_files(picture)
        phone.locator(f"form:has(#camera-{item}) button").click()
        expect(phone.locator(f"form:has(#camera-{item})")).to_contain_text("reçu")

    # The office submits, security decides, the pass is issued.
    page.reload()
    page.get_by_role("button", name="Submit 1 request to security").click()
    request = PassRequest.objects.get()
    security = page_as(Role.SECURITY_OFFICER)
    security.goto("/visits/passes/?state=submitted")
    security.get_by_role("link", name=re.compile("ZHANG")).click()
    expect(security.get_by_text("123456789")).to_be_visible()
    assert_accessible(security)
    security.get_by_role("button", name="Approve").click()
    security.get_by_role("button", name="Issue the pass").click()
    expect(security.get_by_role("link", name="Print the pass")).to_be_visible()
    request.refresh_from_db()
    assert request.state == PassState.ISSUED

    # Thirty days after the last access the clock erases what was told; the page says so.
    over = datetime.combine(visitor.leaves_on + timedelta(days=31), time(9), tzinfo=UTC)
    with time_machine.travel(over):
        run_jobs()
        assert actions.erase_old_identities() == 1
        later = page_as(Role.ASSISTANT, language="fr")
        later.goto(visitor.get_absolute_url())
        expect(later.get_by_text("ont été effacés le")).to_be_visible()
        assert_accessible(later)
    assert not TravelDocument.objects.exists()
