"""A record's whole way in a browser: held, drafted, commented by telephone in French, revised, adopted."""

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from meetings.models import AgendaItem, Comment, Draft, Session
from tests.meetings.factories import coming, place
from tests.meetings.records import act, held, item, own_page, paragraph


@pytest.fixture
def session(office) -> Session:
    session = held(by=office[Role.COUNCIL_SECRETARY])
    for code in ("CN", "JP"):
        place(session, "head", code, family_name=f"Head{code}", language="fr")
    paragraph(session, act(text="the Chair’s report"), item=item(session, "Credentials"))
    paragraph(session, act("approved", "the budget"), item=item(session, "Budget", purpose="decision"))
    item(session, "Lunch")
    return session


def test_12_a_record_from_the_held_session_to_the_agenda_that_approves_it(
    page_as, session, run_jobs, assert_accessible
):
    following = coming(number=41)
    page = page_as(Role.COUNCIL_SECRETARY)
    circulate(page, session, assert_accessible)
    run_jobs()
    draft = session.drafts.get()
    comment(page_as, own_page(draft, "CN"), "Préciser l’exercice.", "Le Conseil a approuvé le budget 2027.")
    comment(page_as, own_page(draft, "JP"), "Rien de plus.", "", dark=True, check=assert_accessible)
    assert Comment.objects.filter(reviewer__draft=draft).count() == 2
    judge(page, draft, assert_accessible)
    revise(page, session, run_jobs, assert_accessible)
    adopt(page, session)
    approval = AgendaItem.objects.get(session=following, approves=session)
    page.goto(reverse("meetings:agenda", args=[following.pk]))
    page.get_by_text(approval.title_en).first.wait_for()


def circulate(page, session, assert_accessible) -> None:
    """The secretary says that nothing is to be recorded of the lunch, and sends the draft."""
    page.goto(reverse("meetings:record", args=[session.pk]))
    page.get_by_role("button", name="Nothing to record 3").click()
    page.get_by_text("Noted: nothing to record.").wait_for()
    page.goto(reverse("meetings:circulate_draft", args=[session.pk]))
    assert_accessible(page)
    page.get_by_role("button", name="Circulate the draft").click()
    page.get_by_text("is on its way to the Members").wait_for()


def comment(page_as, address, text, wording, *, dark=False, check=None) -> None:
    """A Member on a telephone, in French, without an account; nothing is sent by hand."""
    phone = page_as(None, language="fr", width=390, height=800, dark=dark)
    phone.goto(address)
    phone.locator("#paragraph-2 summary").click()
    phone.locator("#text-2").fill(text)
    phone.locator("#kept-2", has_text="Conservé à").wait_for()
    if wording:
        with phone.expect_response(lambda answer: "/comment/" in answer.url):
            phone.locator("#wording-2").fill(wording)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if check:
        check(phone)
    phone.reload()
    assert phone.locator("#text-2").input_value() == text
    phone.get_by_role("button", name="J’ai terminé").click()
    phone.get_by_text("Vous avez dit avoir terminé").wait_for()


def judge(page, draft, assert_accessible) -> None:
    """One comment is accepted with its wording, the other rejected, each with its reason."""
    page.goto(draft.get_absolute_url())
    assert_accessible(page)
    for code, verdict, reason in (
        ("CN", "Accepted", "It is clearer."),
        ("JP", "Rejected", "No change."),
    ):
        comment = Comment.objects.get(reviewer__draft=draft, reviewer__member__code=code)
        page.goto(reverse("meetings:judge_comment", args=[comment.pk]))
        page.get_by_label(verdict).check()
        page.get_by_label("Reason").fill(reason)
        if verdict == "Accepted":
            page.get_by_label("Put the proposed wording into the record").check()
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_text(reason).wait_for()


def revise(page, session, run_jobs, assert_accessible) -> None:
    """The English follows by hand; the changes are seen before the revised draft goes out."""
    outcome = session.outcomes.get(acts__formula__code="approved")
    page.goto(reverse("meetings:revise_outcome", args=[outcome.pk]))
    page.locator("#id_text_en").fill("The IC approved the budget for 2027.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The IC approved the budget for 2027.").wait_for()
    page.goto(reverse("meetings:draft_changes", args=[session.drafts.get().pk]))
    assert page.locator("ins").first.inner_text().strip() == "for 2027"
    assert_accessible(page)
    page.goto(reverse("meetings:circulate_draft", args=[session.pk]))
    page.get_by_role("button", name="Circulate the draft").click()
    page.get_by_text("is on its way to the Members").wait_for()
    run_jobs()


def adopt(page, session) -> None:
    Draft.objects.filter(session=session, edition=2).update(comments_until=timezone.now())
    page.goto(reverse("meetings:record", args=[session.pk]))
    page.get_by_role("link", name="Adopt the record").click()
    page.get_by_role("button", name="Adopt the record").click()
    page.get_by_text("is adopted and sealed").wait_for()
    page.get_by_text("unchanged since it was sealed").wait_for()
