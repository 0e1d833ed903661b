"""The record and its registers in a real browser: keyboard, typing, phone, dark, French; axe finds none."""

import pytest
from django.urls import reverse

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from meetings import actions
from meetings.models import Action, Decision, Formula
from meetings.queries.record import Record
from tests.meetings.records import act, held, issued, item, paragraph


@pytest.fixture
def session(office):
    """A session with three paragraphs under two items, ready to be issued."""
    session = held(by=office[Role.COUNCIL_SECRETARY])
    first, second = item(session, "Credentials"), item(session, "Agenda", purpose="decision")
    paragraph(session, act(text="the Chair’s report"), item=first)
    paragraph(session, act("requested", "prepare a report", to="the Director-General"), item=first)
    paragraph(session, act("adopted", "the agenda"), item=second)
    return session


@pytest.fixture
def recorded(session, office, run_jobs):
    session = issued(session, by=office[Role.COUNCIL_SECRETARY])
    run_jobs()
    actions.report_action(
        Action.objects.get(session=session), by=CLOCK, text_en="Half done.", text_fr="À moitié."
    )
    return session


def url(name, thing):
    return reverse(f"meetings:{name}", args=[thing.pk])


def texts(session):
    return [paragraph.text_en for paragraph in Record(session).paragraphs]


def test_01_a_paragraph_moves_by_arrow_keys_across_the_heading_of_an_item(page_as, session):
    page = page_as(Role.ASSISTANT)
    page.goto(url("record", session))
    grip = page.get_by_role("button", name="Move paragraph 2")
    grip.focus()
    with page.expect_response(lambda answer: "order" in answer.url):
        grip.press("ArrowDown")
    page.get_by_role("button", name="Move paragraph 3").wait_for()
    outcome = session.outcomes.get(acts__formula__code="requested")
    assert (outcome.item.title_en, outcome.position) == ("Agenda", 1)


def test_01_an_act_is_added_on_the_page_and_the_sentence_reads_along(page_as, session, assert_accessible):
    page = page_as(Role.ASSISTANT)
    page.goto(url("add_outcome", session))
    page.get_by_label("Verb").first.select_option(label="took note of")
    page.get_by_label("What (EN)").first.fill("the letter")
    page.get_by_label("What (FR)").first.fill("le courrier")
    page.get_by_text("Le Conseil a pris note du courrier.").wait_for()
    page.get_by_role("button", name="Add an act").click()
    page.locator("[name=acts-1-formula]").select_option(label="welcomed")
    page.locator("[name=acts-1-text_en]").fill("it")
    page.locator("[name=acts-1-text_fr]").fill("celui-ci")
    page.get_by_text("The IC took note of the letter and welcomed it.").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("4 paragraphs").wait_for()
    assert "The IC took note of the letter and welcomed it." in texts(session)


def test_01_a_wrong_row_is_said_and_leads_to_its_field(page_as, session, assert_accessible):
    page = page_as(Role.ASSISTANT)
    page.goto(url("add_outcome", session))
    page.get_by_label("What (FR)").first.fill("le courrier")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="Verb: This field is required.").click()
    assert page.evaluate("document.activeElement.id") == "id_acts-0-formula"
    assert page.get_by_label("What (FR)").first.input_value() == "le courrier"


def test_01_without_javascript_a_paragraph_is_entered_and_changed(page_as, session):
    page = page_as(Role.ASSISTANT, java_script_enabled=False)
    page.goto(url("add_outcome", session))
    page.locator("[name=acts-0-formula]").select_option(str(Formula.objects.get(code="adopted").pk))
    page.locator("[name=acts-0-text_en]").fill("the minutes")
    page.get_by_role("button", name="Save and add an act").click()
    page.locator("[name=acts-1-formula]").select_option(str(Formula.objects.get(code="took-note").pk))
    page.locator("[name=acts-1-text_en]").fill("them")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "The IC adopted the minutes and took note of them." in texts(session)


def test_01_the_secretary_issues_the_record_and_finds_its_papers(page_as, session, run_jobs):
    page = page_as(Role.COUNCIL_SECRETARY)
    page.goto(url("record", session))
    page.get_by_role("link", name="Issue the record").click()
    page.get_by_role("button", name="Issue the record").click()
    page.get_by_text("is issued. The worker makes its papers.").wait_for()
    run_jobs()
    page.reload()
    assert page.locator("#record-papers-head").count() == 1
    assert Decision.objects.get(session=session, number="IC-40/D-02").text_en == "The IC adopted the agenda."


@pytest.mark.looks
@pytest.mark.parametrize(
    ("language", "width", "dark"),
    [("en", 1280, False), ("fr", 1280, True), ("en", 360, True), ("fr", 360, False)],
)
def test_01_every_page_of_the_record_and_its_registers_is_open_to_everybody(
    page_as, recorded, assert_accessible, language, width, dark
):
    other = held(number=41, in_days=-20)
    paragraph(other, act("requested", "report"), item=item(other, "Budget", purpose="decision"))
    page = page_as(Role.COUNCIL_SECRETARY, language=language, width=width, dark=dark)
    decision, action = Decision.objects.get(number="IC 2019-01/D-01"), Action.objects.get(session=recorded)
    addresses = [
        url("record", recorded),
        url("record", other),
        url("issue_record", other),
        url("reopen_record", recorded),
        url("preview_record", other),
        url("revise_outcome", other.outcomes.get()),
        url("remove_outcome", other.outcomes.get()),
        reverse("meetings:decisions"),
        decision.get_absolute_url(),
        url("revise_decision", decision),
        url("supersede_decision", decision),
        url("lapse_decision", decision),
        f"{reverse('meetings:actions')}?show=all",
        action.get_absolute_url(),
        url("report_action", action),
        url("close_action", action),
        url("revise_action", action),
        url("session_actions", recorded),
    ]
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert_accessible(page)
