"""The people's pages in a real browser: accessible and without complaint, light and dark, on a phone."""

from datetime import date

import pytest
from django.urls import reverse

from council_office.directory import actions
from council_office.directory.models import Member, Office, Organisation, Person
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from tests.factories import PersonFactory, UserFactory


def url(name: str, *args) -> str:
    return reverse(f"people:{name}", args=args)


def minister() -> Person:
    person = PersonFactory(
        family_name="Zhang",
        given_names="Wei",
        native_name="张伟",
        nationality="CN",
        name_order="family_first",
        organisation=Organisation.objects.get(acronym="ITER China"),
        member=Member.objects.get(code="CN"),
    )
    actions.take_up_post(
        person,
        by=CLOCK,
        title_en="Minister of Science and Technology",
        title_fr="Ministre des sciences et des technologies",
        office=Office.objects.get(code="minister"),
        country="CN",
        starts_on=date(2025, 1, 1),
    )
    actions.add_contact_point(
        person,
        by=CLOCK,
        purpose_en="Visits",
        purpose_fr="Visites",
        starts_on=date(2025, 1, 1),
        member=person.member,
    )
    PersonFactory(family_name="Wei", given_names="ZHANG", email="")
    return person


@pytest.mark.looks
@pytest.mark.parametrize(
    ("language", "options"),
    [
        ("en", {}),
        ("fr", {"dark": True}),
        ("fr", {"width": 360, "height": 740}),
        ("en", {"width": 360, "dark": True}),
    ],
)
def test_every_page_is_accessible(page_as, assert_accessible, language, options):
    person, user = minister(), UserFactory(roles=[Role.GUIDE])
    merged = actions.merge_people(person, PersonFactory(), by=CLOCK).dropped
    other = Person.objects.get(family_name="Wei")
    pages = {
        Role.ASSISTANT: [
            url("people"), url("person", person.pk), url("person", merged.pk),
            url("person_history", person.pk), url("create_person"),
            url("revise_person", person.pk), url("take_up_post", person.pk),
            url("add_contact_point", person.pk), url("merge_people", person.pk),
            f"{url('merge_people', person.pk)}?other={other.pk}", url("organisations"),
            url("organisation", person.organisation_id), url("create_organisation"), url("members"),
            f"{url('members')}?order=order_protocol", url("revise_member", person.member_id),
        ],
        Role.ADMINISTRATOR: [
            url("users"), url("user", user.pk), url("invite_user"), url("revise_user", user.pk),
        ],
    }  # fmt: skip
    for role, addresses in pages.items():
        page = page_as(role, language, **options)
        for address in addresses:
            page.goto(address)
            assert_accessible(page)
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, f"{address} is {wide} px too wide"


def test_somebody_on_record_is_proposed_while_typing(page_as):
    known = minister()
    page = page_as(Role.ASSISTANT)
    page.goto(url("create_person"))
    page.fill("#id_family_name", "Wei")
    page.fill("#id_given_names", "Zhang")
    page.press("#id_given_names", "Tab")
    proposed = page.locator("#proposed")
    proposed.get_by_text("张伟").or_(
        proposed.locator(f"a[href='{known.get_absolute_url()}']")
    ).first.wait_for()
    page.get_by_role("button", name="Save").click()
    page.locator(".error-summary").wait_for()
    page.locator("#proposed input[name=confirmed]").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/people/*/")
    assert Person.objects.filter(family_name="Wei", given_names="Zhang").count() == 1


def test_the_protocol_order_is_moved_by_keyboard(page_as):
    page = page_as(Role.ASSISTANT)
    page.goto(f"{url('members')}?order=order_protocol")
    first = Member.objects.in_order("order_protocol").first()
    page.locator(f"[data-key={first.code}] .grip").focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowDown")
    assert list(Member.objects.in_order("order_protocol"))[1] == first
