"""The main job in a real browser, as somebody new lives it: from the sign-in to record and outlook."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from council_office.directory.models import Person
from council_office.directory.states import Role
from council_office.ledger.models import Job
from council_office.reports.models import Schedule
from documents.models import Delivery
from meetings.models import Action, Body, Decision, Invitation, Session
from meetings.states import Answer, SessionState
from tests.factories import PASSWORD, PersonFactory
from tests.tour.story import Reader, in_office, over, write

LIST = (
    "Family name\tGiven name\tTitle\tRole\tMember\tE-mail\tLanguage\n"
    "LINDQVIST\tMarta\tDirector\tHead of delegation\tEU\tmarta@example.org\tEN\n"
    "MOREAU\tÉtienne\tHead of Unit\tRepresentative\tEU\tetienne@example.org\tFR\n"
    "ROSSI\tChiara\tAdviser\tExpert\tEU\t\tEN\n"
    "WANG\tLi\tVice-Minister\tHead of delegation\tCN\tli@example.org\tEN\n"
)
ANSWER = re.compile(r"(/meetings/answer/[\w-]+/)")


@pytest.mark.looks
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_session_is_prepared_invited_answered_held_recorded_and_told(
    page_as, office, run_jobs, assert_accessible, language
):
    secretary = newcomer(office, language)
    me = Reader(page_as(language=language), language, assert_accessible)

    sign_in(me, secretary)
    session = plan(me)
    complete(me, session)
    paste(me, session)
    order_agenda(me, session)
    issue_agenda(me, session, run_jobs)
    convene(me, session)
    invite(me, session, run_jobs)
    answer_by_phone(me, page_as, assert_accessible)
    remind(me, session, run_jobs)
    hold(me, session)
    record(me, session)
    issue_record(me, session, run_jobs)
    look_up(me, session)
    find_again_next_time(me, session)
    send_outlook(me, secretary, run_jobs)


def newcomer(office, language: str):
    """The Secretary of the Council on the first day, and the Chair whose letters will be signed."""
    secretary = office[Role.COUNCIL_SECRETARY]
    secretary.language = language
    secretary.save(update_fields=["language"])
    in_office(secretary)
    PersonFactory(family_name="Okafor", given_names="Ngozi")
    return secretary


def sign_in(me, user) -> None:
    me.visit("/")
    me.page.locator("#id_login").fill(user.email)
    me.page.locator("#id_password").fill(PASSWORD)
    me.press(me.button("Sign in"))
    assert me.page.url.endswith(reverse("desk:today"))
    expect(me.page.get_by_role("heading", level=1)).to_have_text(me.words("Today"))


def plan(me) -> Session:
    """The next Council from its pattern, then the committees before it."""
    council = Body.objects.get(code="IC")
    me.press(me.link("Plan a session").first)
    me.press(me.page.locator(f"a[href='?body={council.pk}']"))
    assert me.page.locator("#id_number").input_value() == "35"
    me.page.locator("#id_place_en").fill("Council Chamber")
    me.page.locator("#id_place_fr").fill("Salle du Conseil")
    me.page.locator("#id_with_committees").uncheck()
    me.save()
    session = Session.objects.get(label="IC-35")
    assert me.page.url.endswith(session.get_absolute_url())
    expect(me.page.locator("table.readiness tr").first).to_be_visible()

    me.press(
        me.page.locator("aside, .side-column").get_by_role("link", name=me.words("Propose the committees"))
    )
    me.press(me.button("Create %(count)s session", "Create %(count)s sessions", count=3))
    for code in ("CPWG", "MAC", "STAC"):
        committee = session.prepared_by.get(body__code=code)
        assert committee.ends_on < session.starts_on
        expect(me.page.locator(".chain").get_by_role("link", name=committee.label)).to_be_visible()
    return session


def complete(me, session) -> None:
    """Who takes the chair and who signs: without them a session cannot be convened."""
    me.press(me.link("Complete the session"))
    me.pick("chair", "okafor")
    me.pick("signatory", "council secretary")
    me.save()
    session.refresh_from_db()
    assert (session.chair.family_name, session.signatory.family_name) == ("Okafor", "Council Secretary")


def paste(me, session) -> None:
    """The list as it was copied in Excel: first what it means, then its people."""
    me.visit(reverse("meetings:delegations", args=[session.pk]))
    me.press(me.to("meetings:import_participants", session))
    me.page.locator("#id_text").fill(LIST)
    me.press(me.button("Look at the list"))
    assert not session.participants.exists()
    me.press(me.button("Take in %(count)s person", "Take in %(count)s people", count=4))
    expect(me.page.locator("main")).to_contain_text("MOREAU")
    assert session.participants.count() == 4


def order_agenda(me, session) -> None:
    """The standing items; one moved by the arrow keys, one put inside another, one new."""
    me.visit(reverse("meetings:agenda", args=[session.pk]))
    first, second = session.items.filter(parent=None)[:2]
    grip = me.page.locator(f"[data-key='{first.pk}'] > .agenda-line .grip")
    grip.focus()
    with me.page.expect_response(lambda answer: "/order/" in answer.url):
        grip.press("ArrowDown")
    expect(me.page.locator(f"[data-key='{first.pk}'] > .agenda-line .agenda-number")).to_have_text("2")
    expect(me.page.locator(f"[data-key='{first.pk}'] > .agenda-line .grip")).to_be_focused()
    with me.page.expect_response(lambda answer: "/order/" in answer.url):
        me.page.keyboard.press("ArrowRight")
    expect(me.page.locator(f"[data-key='{first.pk}'] > .agenda-line .agenda-number")).to_have_text("1.1")
    me.look()
    first.refresh_from_db()
    assert first.parent == second

    me.press(me.to("meetings:add_item", session))
    me.page.locator("#id_title_en").fill("Baseline 2034")
    me.page.locator("#id_title_fr").fill("Programme de référence 2034")
    me.page.locator("#id_purpose").select_option("decision")
    me.page.locator("#id_minutes").fill("45")
    me.pick("presenter", "okafor")
    me.save()
    title = {"en": "Baseline 2034", "fr": "Programme de référence 2034"}[me.language]
    expect(me.page.get_by_role("link", name=title)).to_be_visible()


def issue_agenda(me, session, run_jobs) -> None:
    me.press(me.to("meetings:issue_agenda", session))
    me.save()
    run_jobs()
    me.visit(me.page.url)
    papers = me.page.locator("[aria-labelledby=agenda-papers-head] a")
    assert me.read_file(papers.first)[:4] == b"%PDF" or me.read_file(papers.last)[:4] == b"%PDF"
    me.press(me.page.locator("[aria-labelledby=versions-head] a").first)


def convene(me, session) -> None:
    me.visit(session.get_absolute_url())
    me.press(me.button("Convene"))
    session.refresh_from_db()
    assert session.state == SessionState.CONVENED


def invite(me, session, run_jobs) -> None:
    """A letter each, reviewed; what is missing is mended on the way; then the worker sends them all."""
    me.press(me.link("Invite"))
    me.press(me.button("Prepare %(count)s invitation", "Prepare %(count)s invitations", count=4))
    expect(me.page.locator("td .state-bad")).to_have_text([me.words("e-mail address")])
    expect(me.button("Send %(count)s letter", "Send %(count)s letters", count=3)).to_be_visible()
    mend(me, Person.objects.get(family_name="Rossi"))

    me.visit(reverse("meetings:review_invitations", args=[session.pk]))
    expect(me.page.locator("td .state-bad")).to_have_count(0)
    me.press(me.button("Send %(count)s letter", "Send %(count)s letters", count=4))
    job = Job.objects.get(task="meetings.send_invitation")
    assert me.page.url.endswith(reverse("web:job", args=[job.pk]))
    run_jobs()
    finished(me, 4)
    assert not Delivery.objects.exclude(state="sent").exists()


def mend(me, person) -> None:
    """From the letter that cannot leave to the person's record and its e-mail address."""
    me.press(me.page.get_by_role("row").filter(has=me.page.locator(".state-bad")).get_by_role("link").first)
    me.press(me.link("Open the person’s record"))
    me.press(me.to("people:revise_person", person))
    me.page.locator("#id_email").fill("chiara@example.org")
    me.save()


def finished(me, rows: int) -> None:
    """The page of the job by itself comes to its end."""
    bar = me.page.get_by_role("progressbar")
    expect(bar).to_have_attribute("value", str(rows))
    expect(bar).to_have_attribute("max", str(rows))
    expect(bar).to_have_text("100 %")
    me.look()


def answer_by_phone(me, page_as, check) -> None:
    """Strangers open the link of their mail on a telephone: one reads English, one French."""
    for email, language, other in (("marta@example.org", "en", "fr"), ("etienne@example.org", "fr", "en")):
        link = ANSWER.search(Delivery.objects.get(to=email).body)[1]
        page = page_as(language=me.language, width=360, height=740, has_touch=True)
        stranger = Reader(page, language, check)
        stranger.visit(link)
        stranger.language = other
        stranger.press(page.get_by_role("button", name=other.upper(), exact=True))
        stranger.language = language
        stranger.press(page.get_by_role("button", name=language.upper(), exact=True))
        stranger.label("I will attend").check()
        stranger.press(stranger.button("Send the answer"))
        expect(page.locator(".notice-good")).to_contain_text(stranger.words("Accepted"))
        page.context.close()
    assert Invitation.objects.filter(answer=Answer.ACCEPTED).count() == 2


def remind(me, session, run_jobs) -> None:
    me.visit(reverse("meetings:invitations", args=[session.pk]))
    me.press(me.to("meetings:remind", session))
    me.press(me.button("Send %(count)s reminder", "Send %(count)s reminders", count=2))
    run_jobs()
    finished(me, 2)
    reminded = Invitation.objects.filter(reminders=1).values_list("participant__person__email", flat=True)
    assert sorted(reminded) == ["chiara@example.org", "li@example.org"]


def hold(me, session) -> None:
    over(session)
    me.visit(session.get_absolute_url())
    me.press(me.button("Mark as held"))
    me.press(me.link("Write the record"))


def record(me, session) -> None:
    """What was decided, from the list of what is still missing; on the rest there is nothing to record."""
    me.press(me.to("meetings:add_outcome", session))
    told = session.items.get(title_en="Report of the Director-General")
    me.page.locator("#id_item").select_option(str(told.pk))
    write(me, "requested", "report on the schedule", "rendre compte du calendrier", to="the Director-General")
    me.press(me.button("Nothing to record on all of them"))
    blocked = me.page.locator("[aria-labelledby=blockers-head] ul.rows a[href*='item=']")
    number = 2
    while blocked.count():
        me.press(blocked.first)
        write(me, "adopted", "the proposal", "la proposition")
        number += 1
        expect(me.page.locator("#record-rows")).to_contain_text(f"{number - 1}.")
    expect(me.page.locator("[aria-labelledby=blockers-head] .state-good")).to_be_visible()


def issue_record(me, session, run_jobs) -> None:
    """Issued, made by the worker, and taken home as PDF and as Word."""
    me.press(me.to("meetings:preview_record", session))
    me.visit(reverse("meetings:record", args=[session.pk]))
    me.press(me.link("Issue the record"))
    me.press(me.button("Issue the record"))
    run_jobs()
    me.visit(reverse("meetings:record", args=[session.pk]))
    papers = me.page.locator("[aria-labelledby=record-papers-head] a").all()
    beginnings = sorted(me.read_file(paper)[:4] for paper in papers)
    assert beginnings == [b"%PDF", b"%PDF", b"PK\x03\x04", b"PK\x03\x04"]


def look_up(me, session) -> None:
    """The decisions and the action of the record in their registers."""
    decision = Decision.objects.get(session=session, serial=1)
    action = Action.objects.get(session=session)
    me.visit(reverse("meetings:decisions"))
    me.press(me.page.locator("main").get_by_role("link", name=decision.number, exact=True))
    me.visit(reverse("meetings:actions"))
    expect(me.page.locator("main")).to_contain_text("rendre compte" if me.language == "fr" else "report on")
    me.press(me.page.locator("main").get_by_role("link", name=action.number, exact=True))
    me.visit(reverse("meetings:session_actions", args=[session.pk]))
    me.visit(f"{reverse('desk:search')}?q={action.number}")
    # A whole number leads straight to its thing.
    expect(me.page.get_by_role("heading", level=1)).to_have_text(action.number)


def find_again_next_time(me, session) -> None:
    """The next session begins with what this one left open."""
    council, action = session.body, Action.objects.get(session=session)
    me.visit(f"{reverse('meetings:new_session')}?body={council.pk}")
    me.page.locator("#id_with_committees").uncheck()
    me.save()
    following = Session.objects.get(label="IC-36")
    me.visit(reverse("meetings:agenda", args=[following.pk]))
    expect(me.page.locator("#agenda-tree")).to_contain_text(action.number)
    me.visit(reverse("meetings:session_actions", args=[following.pk]))
    expect(me.page.locator("section[aria-labelledby=carried-head]")).to_contain_text(action.number)


def send_outlook(me, reader, run_jobs) -> None:
    """Every Monday from now on, and once at once."""
    me.visit(reverse("reports:reports"))
    me.press(me.link("all schedules"))
    me.press(me.to("reports:create_schedule"))
    me.page.locator("#id_name").fill("Outlook")
    me.save()
    schedule = Schedule.objects.get(name="Outlook")
    assert (schedule.rhythm, schedule.weekday, schedule.next_at is not None) == ("weekly", 0, True)
    me.press(me.button("Send now"))
    run_jobs()
    me.visit(reverse("documents:deliveries"))
    mail = Delivery.objects.get(to=reader.email)
    assert mail.state == "sent"
    me.press(me.page.locator("main").get_by_role("link", name=mail.subject))
    told = me.words("You receive this because you subscribed to it in the office.")
    expect(me.page.locator(".mail-text")).to_contain_text(told)
    me.visit(reverse("desk:today"))
