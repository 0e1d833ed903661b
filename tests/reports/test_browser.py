"""A report is lived through in a browser: looked at, clicked, ordered as files, sent regularly."""

import re

import pytest
from playwright.sync_api import expect

from council_office.directory.states import Role
from council_office.reports.models import Issue, Schedule

PHONE = {"width": 360, "height": 740}
WORDS = {
    "en": ["Participation by Member", "Make it", "As files", "More", "Send it regularly", "Save"],
    "fr": [
        "Participation par Membre", "Établir", "En fichiers", "Plus", "L’envoyer régulièrement", "Enregistrer"
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "options"), [("en", {}), ("fr", {**PHONE, "dark": True})], ids=["desk", "french phone, dark"]
)
def test_a_report_is_opened_clicked_ordered_and_scheduled(
    session, page_as, assert_accessible, run_jobs, office, language, options
):
    title, make, files, more, regularly, save = WORDS[language]
    page = page_as(Role.ASSISTANT, language=language, **options)
    page.goto("/reports/")
    assert_accessible(page)
    page.get_by_role("link", name=title, exact=True).click()
    page.locator("[name=span]").select_option("all")
    page.locator(".asked button").click()
    expect(page.locator(".chart svg").first).to_be_visible()
    assert_accessible(page)
    figure = page.locator(".figures-row a").first
    count = figure.locator("strong").inner_text()
    figure.click()
    expect(page.locator("h1 + .state")).to_have_text(count)
    expect(page.locator("tbody tr")).to_have_count(int(count))
    assert_accessible(page)
    page.go_back()

    page.get_by_role("link", name=files).click()
    page.locator("[name=forms][value=xlsx]").check()
    assert_accessible(page)
    page.get_by_role("button", name=make).click()
    expect(page).to_have_url(re.compile(r"/reports/issues/\d+/"))
    run_jobs()
    issue = Issue.objects.get()
    download = page.locator("a[download]")
    expect(download).to_have_count(2)
    assert_accessible(page)
    with page.expect_download() as arrived:
        download.last.click()
    assert arrived.value.suggested_filename.startswith(f"{issue.number} {issue.title(language)}")

    page.goto("/reports/of/participation/?span=last_month")
    page.get_by_text(more, exact=True).click()
    page.get_by_role("link", name=regularly).click()
    page.locator("[name=name]").fill("Members of the month")
    page.locator("[name=forms][value=pdf]").check()
    assert_accessible(page)
    page.get_by_role("button", name=save).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Members of the month")
    assert_accessible(page)
    made = Schedule.objects.get()
    assert (made.report, made.span, made.forms) == ("participation", "last_month", ["pdf"])
