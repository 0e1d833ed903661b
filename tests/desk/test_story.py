"""The desk in a real browser: asked on a telephone in French, answered, published, found; Today of roles."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from council_office.desk import actions
from council_office.desk.models import KnowledgePage, Request
from council_office.directory.states import Role

pytestmark = pytest.mark.looks
PHONE = {"width": 360, "height": 740}


def french(text: str) -> str:
    with override("fr"):
        return gettext(text)


def pressed(page, what) -> None:
    with page.expect_navigation():
        what.click()


def looked_at(page, check) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    check(page)


def test_reports_4_a_question_becomes_an_answer_a_page_and_is_found(page_as, office, page, assert_accessible):
    # A colleague types a question on a telephone, in French, and sees the page that may answer it.
    phone = page_as(Role.STAFF, "fr", dark=True, **PHONE)
    phone.goto(reverse("desk:ask"))
    looked_at(phone, assert_accessible)
    box = phone.get_by_label(french("What do you need?"))
    box.press_sequentially("Un badge pour un visiteur")
    expect(phone.get_by_role("link", name="Badges des visiteurs")).to_be_visible()
    # It is not the answer: the question is asked all the same.
    box.fill("Où ranger les drapeaux après la cérémonie ?")
    expect(phone.get_by_text(french("No page answers this yet: the office will."))).to_be_visible()
    phone.get_by_role("button", name=french("Send"), exact=True).click()
    phone.wait_for_url("**/desk/*/")
    looked_at(phone, assert_accessible)
    request = Request.objects.get()
    # The assistant sees it on Today, answers with the mail as it will read before the eyes.
    desk = page_as(Role.ASSISTANT)
    desk.goto(reverse("desk:today"))
    looked_at(desk, assert_accessible)
    pressed(desk, desk.get_by_role("link", name="1 request to answer"))
    pressed(desk, desk.get_by_role("link", name=request.number))
    pressed(desk, desk.get_by_role("link", name="Answer", exact=True))
    desk.get_by_label("Answer").first.fill("Dans l’armoire du Protocole.")
    expect(desk.locator("#mail")).to_contain_text("Dans l’armoire du Protocole.")
    looked_at(desk, assert_accessible)
    desk.get_by_role("button", name="Send the answer").click()
    desk.wait_for_url(f"**{request.get_absolute_url()}")
    # The answer becomes a page in both languages.
    desk.locator("summary", has_text="More").click()
    desk.get_by_role("button", name="Make the answer a page").click()
    desk.get_by_role("link", name="Edit").click()
    desk.get_by_label("Title (EN)").fill("Where flags are kept")
    desk.get_by_label("Text (EN)").fill("In the cupboard of Protocol.")
    pressed(desk, desk.get_by_role("button", name="Save"))
    pressed(desk, desk.get_by_role("button", name="Publish"))
    looked_at(desk, assert_accessible)
    assert KnowledgePage.objects.get(title_en="Where flags are kept").state == "published"
    # The colleague finds the notice, says how well it was answered, and finds the page by searching.
    phone.goto(reverse("desk:notices"))
    looked_at(phone, assert_accessible)
    phone.locator(".notice-unread button").first.click()
    phone.get_by_role("link", name=french("Say how well it was answered")).click()
    phone.get_by_label(french("Very well")).check()
    phone.get_by_role("button", name=french("Send and close")).click()
    phone.wait_for_url(f"**{request.get_absolute_url()}")
    phone.goto(reverse("desk:search") + "?q=ranger drapeaux ceremonie")
    looked_at(phone, assert_accessible)
    pressed(phone, phone.locator("main a", has_text="Où ranger").first)
    looked_at(phone, assert_accessible)


def test_reports_1_today_of_five_roles_is_open_to_everybody(page_as, office, assert_accessible):
    actions.ask(by=office[Role.STAFF], topic="it", question="No sound")
    looks = [
        (Role.COUNCIL_SECRETARY, "en", {}),
        (Role.SECURITY_OFFICER, "fr", PHONE),
        (Role.BUDGET_HOLDER, "fr", {}),
        (Role.AUDITOR, "en", PHONE),
        (Role.DELEGATE, "fr", PHONE),
    ]
    for place, (role, language, size) in enumerate(looks):
        page = page_as(role, language, dark=bool(place % 2), **size)
        page.goto(reverse("desk:today"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        looked_at(page, assert_accessible)
    page = page_as(Role.AUDITOR)
    for url in (reverse("desk:trail"), reverse("desk:ideas"), reverse("desk:knowledge")):
        page.goto(url)
        looked_at(page, assert_accessible)
    page.locator("body").press("/")
    expect(page.locator("#top-search")).to_be_focused()
