"""Sessions and delegations in a real browser: in both languages, wide and narrow, light and dark."""

import pytest
from django.urls import reverse

from council_office.directory.states import Role
from meetings.models import Session
from tests.meetings.factories import body, convened, place

LIST = (
    "Family name\tGiven name\tTitle\tRole\tMember\tE-mail\n"
    "LINDQVIST\tMarta\tDirector\tHead of delegation\tEU\tmarta@example.org\n"
    "PETIT\tAnne\tAdviser\tGuru\tEU\tanne@example.org\n"
)
LOOKS = [("en", 1440, False), ("fr", 360, True)]


def url(name: str, *args) -> str:
    return reverse(f"meetings:{name}", args=args)


def addresses(session: Session) -> list[str]:
    head = session.participants.get(role="head")
    return [
        url("sessions"),
        url("bodies"),
        url("body", session.body_id),
        url("new_session"),
        url("session", session.pk),
        url("session", Session.objects.get(label="IC-21").pk),
        url("revise_session", session.pk),
        url("chain_committees", session.pk),
        url("cancel_session", session.pk),
        url("session_history", session.pk),
        url("missing", session.pk, "credentials"),
        url("delegations", session.pk),
        url("add_participant", session.pk),
        url("revise_participant", head.pk),
        url("replace_participant", head.pk),
        url("examine_credentials", head.delegation_id),
        url("import_participants", session.pk),
        url("participants_list", session.pk),
        url("add_membership", body().pk),
    ]


@pytest.mark.looks
@pytest.mark.parametrize(("language", "width", "dark"), LOOKS)
def test_every_page_is_accessible_and_fits(page_as, assert_accessible, language, width, dark):
    session = convened(with_committees=True)
    place(session, "head", "CN", family_name="Wang", native_name="王")
    page = page_as(Role.ASSISTANT, language=language, width=width, dark=dark)
    for address in addresses(session):
        page.goto(address)
        assert_accessible(page)
        too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(too_wide), f"{address} scrolls sideways at {width} px"


def test_a_list_is_pasted_looked_at_and_taken_in(page_as, assert_accessible):
    session = convened()
    page = page_as(Role.ASSISTANT)
    page.goto(url("delegations", session.pk))
    page.get_by_role("link", name="Paste a list").first.click()
    page.get_by_role("textbox", name="The list").fill(LIST)
    page.get_by_role("button", name="Look at the list").click()
    page.get_by_text("“Guru” is not a role in a delegation.").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Take in 1 person").click()
    page.get_by_text("1 person was taken in.").wait_for()
    assert page.get_by_role("textbox", name="The list").input_value() == LIST.replace("\r\n", "\n")
    assert session.participants.get().person.family_name == "Lindqvist"


def test_a_session_moves_with_everything_that_hangs_on_it(page_as, assert_accessible):
    session = convened(with_committees=True)
    before = session.prepared_by.get(body__code="MAC").starts_on
    page = page_as(Role.COUNCIL_SECRETARY)
    page.goto(url("revise_session", session.pk))
    later = session.starts_on.replace(year=session.starts_on.year + 1, month=6, day=20)
    while later.weekday() != 2:
        later = later.replace(day=later.day + 1)
    page.get_by_label("First day").fill(later.isoformat())
    page.get_by_label("Last day").fill(later.isoformat())
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="What moves with the session").wait_for()
    assert_accessible(page)
    page.get_by_label("Move all this with the session").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Moved with it").wait_for()
    assert session.prepared_by.get(body__code="MAC").starts_on > before
