"""The rooms of the documents in a real browser: nothing breaks, nothing is out of reach."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from documents import actions, papers
from documents.models import Delivery, TemplateText
from tests.documents import factories, objects

SAID = (
    papers.Heading("Opening"),
    papers.Numbered("1.", "The ITER Council **adopted** its agenda."),
    papers.Table(("Name", "Days"), (("李明", 2), ("Đorđe", 3)), caption="Delegations"),
    papers.Facts((("Order", "4500012345"),)),
    papers.Signature("Name", "Chair"),
)


@pytest.fixture
def rooms(office, live_server):
    """The addresses of every kind of page of the documents."""
    keeper = office[Role.COUNCIL_SECRETARY]
    paper = papers.Paper("record", "ROD-2026-0001", "Record of Decisions", "en", SAID)
    document = actions.issue(paper, about=factories.subject(), by=keeper, forms=("docx",))["docx"]
    actions.grant(factories.document(group=factories.group()).group, to=keeper, by=keeper)
    actions.grant(document, to=office[Role.DELEGATE].person, by=keeper, reason="Speaker")
    delivery = objects.ordered(objects.Alone(office))
    text = TemplateText.objects.get(kind="meetings.invitation", language="en", body_code="")
    mine = [document, delivery, text, factories.group()]
    listed = ("library", "deliveries", "texts", "groups", "letters", "copies")
    asked = ("file_document", "register_letter", "draft_letter")
    listed = [reverse(f"documents:{name}") for name in (*listed, *asked)]
    forms = [reverse(f"documents:{name}", args=[document.pk]) for name in ("mark", "grant", "hold")]
    words = [reverse("documents:revise_text", args=[text.pk]), reverse("documents:create_text")]
    mine += [*letters(office), actions.make_copy(factories.document(), by=keeper)]
    forms += [f"{mine[-2].get_absolute_url()}versions/", *questions(document, office)]
    return [*listed, *(thing.get_absolute_url() for thing in mine), *forms, *words]


def letters(office) -> list:
    """One that came and is late, one whose approval has lapsed."""
    late = factories.incoming(office, received_on=timezone.localdate() - timedelta(days=60), gist="A visit.")
    letter = actions.submit_letter(factories.draft(office, answers=late), by=office[Role.ASSISTANT])
    actions.review_letter(letter, by=office[Role.PROTOCOL_OFFICER])
    actions.approve_letter(letter, by=office[Role.DG_OFFICE])
    actions.revise_letter(letter, by=office[Role.ASSISTANT], based_on=1, text="We thank you *again*.")
    return [late, letter]


def questions(document, office) -> list[str]:
    """Who may receive it, answered with a red line and without; who read it; its versions."""
    red = factories.document(level="restricted")
    person = office[Role.DELEGATE].person.pk
    answered = [f"{reverse('documents:why_not', args=[one.pk])}?people={person}" for one in (red, document)]
    return [*answered, *(reverse(f"documents:{name}", args=[red.pk]) for name in ("access_log", "versions"))]


@pytest.mark.looks
@pytest.mark.parametrize(
    "looks",
    [{}, {"dark": True, "language": "fr"}, {"width": 360, "height": 740}],
    ids=["light", "dark-french", "phone"],
)
def test_every_page_is_accessible_and_quiet(rooms, page_as, assert_accessible, looks):
    page = page_as(Role.COUNCIL_SECRETARY, **looks)
    for address in rooms:
        assert page.goto(address).status == 200, address
        assert_accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} is wider than the screen"


def test_what_is_typed_is_previewed_while_it_is_typed(rooms, page_as):
    page = page_as(Role.ASSISTANT)
    page.goto(rooms[-2])
    page.get_by_label("Text").fill("Dear {nobody}")
    page.locator("#preview mark.unknown").first.wait_for()
    assert page.locator("#preview mark.unknown").first.inner_text() == "{nobody}"


def test_a_letter_comes_in_and_its_reply_leaves(page_as, office, run_jobs):
    """Registered, answered, reviewed, approved, signed, dispatched: each by whom it takes."""
    writer = factories.PersonFactory(family_name="Tanaka", given_names="Akira")
    assert office[Role.COUNCIL_SECRETARY]
    page = page_as(Role.ASSISTANT)
    page.goto(reverse("documents:register_letter"))
    page.get_by_role("textbox", name="Subject").fill("Visit in spring")
    page.get_by_role("combobox", name="From").fill("tanaka")
    page.get_by_role("option", name=re.compile("TANAKA")).click()
    page.get_by_role("button", name="Register", exact=True).click()
    page.get_by_text("Letter answered").wait_for()
    page.get_by_role("link", name="Reply", exact=True).click()
    page.get_by_role("combobox", name="Who signs").fill("council secretary")
    page.get_by_role("option", name=re.compile("COUNCIL SECRETARY")).click()
    page.get_by_role("textbox", name=re.compile("^Text")).fill("You are **welcome** in April.")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("button", name="Submit for review").click()
    address = page.url
    press(page_as(Role.PROTOCOL_OFFICER), address, "I have reviewed it")
    press(page_as(Role.DG_OFFICE), address, "Approve")
    press(page_as(Role.DG_OFFICE), address, "Note the signature")
    run_jobs()
    page.goto(address)
    page.get_by_role("link", name="Dispatch").click()
    page.get_by_role("button", name="Dispatch").click()
    page.get_by_text(re.compile(r"Dispatched · ")).first.wait_for()
    page.get_by_role("link", name=re.compile("In reply to IN-")).click()
    page.get_by_text("Answered", exact=True).first.wait_for()
    assert writer.email in office_mail()


def press(page, address: str, name: str) -> None:
    """Follow the link of a step and confirm its form."""
    page.goto(address)
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(address)


def office_mail() -> list[str]:
    return list(Delivery.objects.values_list("to", flat=True))
