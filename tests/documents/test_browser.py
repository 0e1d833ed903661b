"""The rooms of the documents in a real browser: nothing breaks, nothing is out of reach."""

import pytest
from django.urls import reverse

from council_office.directory.states import Role
from documents import actions, papers
from documents.models import TemplateText
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
    listed = [reverse(f"documents:{name}") for name in ("library", "deliveries", "texts", "groups")]
    forms = [reverse(f"documents:{name}", args=[document.pk]) for name in ("mark", "grant", "hold")]
    words = [reverse("documents:revise_text", args=[text.pk]), reverse("documents:create_text")]
    return [*listed, *(thing.get_absolute_url() for thing in mine), *forms, *words]


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
