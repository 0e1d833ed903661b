"""The shell and its pieces in a real browser: by keyboard, on a phone, in the dark, in both languages."""

import re

import pytest
from django.urls import reverse

from council_office.directory.states import Role
from council_office.ledger import outbox
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)

LOOKS = [
    {"language": "en"},
    {"language": "fr", "dark": True},
    {"language": "en", "width": 360, "height": 740},
    {"language": "fr", "width": 360, "height": 740, "dark": True},
]
PAGES = [
    "/gallery/",
    "/gallery/form/",
    "/jobs/",
    "/account/",
    "/account/2fa/",
    "/account/sessions/",
    "/health/",
]


def narrow_enough(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.looks
@pytest.mark.parametrize("look", LOOKS)
def test_every_page_of_the_shell_is_accessible_and_fits(page_as, assert_accessible, look):
    page = page_as(Role.ADMINISTRATOR, **look)
    for path in PAGES:
        page.goto(path)
        assert_accessible(page)
        assert narrow_enough(page), path


@pytest.mark.looks
@pytest.mark.parametrize("look", LOOKS)
def test_sign_in_is_accessible_and_fits(page_as, assert_accessible, look):
    page = page_as(None, **look)
    for path in ("/account/login/", "/account/password/reset/", "/account/signup/"):
        page.goto(path)
        assert_accessible(page)
        assert narrow_enough(page), path


def test_the_slash_key_leads_to_the_search(page_as):
    page = page_as(Role.ADMINISTRATOR)
    page.goto("/account/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "top-search"
    page.keyboard.type("a/b")
    assert page.input_value("#top-search") == "a/b"


def test_the_first_tab_skips_to_the_content(page_as):
    page = page_as(Role.ADMINISTRATOR)
    page.goto("/account/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_menus_open_one_at_a_time_and_close_by_escape(page_as):
    page = page_as(Role.ADMINISTRATOR)
    page.goto("/account/")
    page.click("summary.person-button")
    assert page.locator("details[open]").count() == 1
    page.click("summary.tool")
    assert page.locator("details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('summary.tool')")


def test_the_appearance_changes_at_once_and_is_kept(page_as):
    page = page_as(Role.ADMINISTRATOR)
    page.goto("/account/")
    page.click("summary.tool")
    with page.expect_response("**/appearance/"):
        page.click("button[value=dark]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_without_scripts_the_language_the_appearance_and_the_phone_menu_work(page_as):
    page = page_as(Role.ADMINISTRATOR, width=360, height=740, java_script_enabled=False)
    page.goto("/account/")
    assert not page.locator(".side-nav").is_visible()
    page.click(".side-toggle")
    assert page.locator(".side-nav").is_visible()
    page.click("button[value=fr]")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_a_person_is_picked_by_typing_and_arrows(page_as, db):
    PersonFactory(family_name="Lindqvist", given_names="Élise")
    PersonFactory(family_name="Lindgren", given_names="Åsa")
    page = page_as(Role.ADMINISTRATOR)
    page.goto("/gallery/form/")
    page.locator("#id_person").press_sequentially("lind")
    page.wait_for_selector('[role="option"]')
    assert page.get_attribute("#id_person", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#id_person") in ("Élise LINDQVIST", "Åsa LINDGREN")
    assert re.fullmatch(r"\d+", page.input_value('input[name="person"]'))
    page.locator("#id_others").press_sequentially("elise")
    page.locator('[role="option"]:visible').first.click()
    assert page.locator(".picked li").count() == 1
    page.click(".picked button")
    assert page.locator(".picked li").count() == 0


def test_a_list_follows_what_is_typed_and_loses_no_letter(page_as, db):
    PersonFactory(family_name="Lindqvist", given_names="Élise")
    PersonFactory(family_name="Moreau")
    page = page_as(Role.ADMINISTRATOR)
    page.goto("/people/")
    page.locator("#list-q").press_sequentially("lindq", delay=40)
    page.wait_for_url("**/people/?q=lindq*")
    page.wait_for_function("document.querySelectorAll('#list-results tbody tr').length === 1")
    assert page.input_value("#list-q") == "lindq"
    assert page.evaluate("document.activeElement.id") == "list-q"
    assert "q=lindq" in page.get_attribute('#list-extras a[href*="export=xlsx"]', "href")


def test_what_was_typed_is_offered_again_after_leaving(page_as):
    page = page_as(Role.ADMINISTRATOR)
    page.goto("/gallery/form/")
    page.locator("#id_title").press_sequentially("Precious words")
    page.wait_for_timeout(600)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/account/")
    page.goto("/gallery/form/")
    page.click("[data-take]")
    assert page.input_value("#id_title") == "Precious words"


def test_leaving_a_changed_form_warns(page_as):
    page = page_as(Role.ADMINISTRATOR)
    page.goto("/gallery/form/")
    page.locator("#id_title").press_sequentially("x")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/account/")
    assert asked == ["beforeunload"]


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_field(page_as):
    page = page_as(Role.ADMINISTRATOR)
    page.goto("/gallery/form/")
    page.click("main button.btn-primary")
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.click('.error-summary a[href="#id_title"]')
    assert page.evaluate("document.activeElement.id") == "id_title"


def test_rows_are_moved_by_the_arrow_keys(page_as):
    page = page_as(Role.ADMINISTRATOR)
    page.goto("/gallery/")
    page.route("**/gallery/*", lambda route: route.fulfill(status=204))
    page.evaluate("document.querySelector('#sample-order').dataset.sortable = '/gallery/order'")
    page.locator("#sample-order .grip").first.focus()
    with page.expect_request("**/gallery/order") as posted:
        page.keyboard.press("ArrowDown")
    assert posted.value.post_data.startswith("key=2&key=1&key=3")
    assert page.evaluate("document.activeElement.closest('[data-key]').dataset.key") == "1"


def test_a_job_moves_on_by_itself_while_it_is_watched(page_as, office, run_jobs, monkeypatch):
    monkeypatch.setitem(outbox.TASKS, "tests.sample", lambda **kwargs: None)
    job = outbox.post("tests.sample", rows=[{}, {}], by=office[Role.ADMINISTRATOR], title="Two letters")
    page = page_as(Role.ADMINISTRATOR)
    page.goto(reverse("web:job", args=[job.pk]))
    assert page.locator(".job-figures").inner_text().startswith("0 of 2 done")
    run_jobs()
    page.wait_for_selector(".state-good")
    assert page.locator(".job-figures").inner_text() == "2 of 2 done"


@pytest.mark.looks
def test_the_administration_is_accessible(page_as, assert_accessible):
    page = page_as(Role.ADMINISTRATOR)
    for path in ("/admin/", "/admin/web/signedlink/", "/admin/ledger/series/", "/admin/ledger/series/add/"):
        page.goto(path)
        assert_accessible(page)
