"""A whole cycle in a browser: a Council planned, prepared, held and recorded, and the next begun."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from council_office.directory.states import Role
from documents.models import Delivery
from meetings import actions
from meetings.models import Action, Addressee, Comment, Draft, Participant, Session
from meetings.queries.record import Record
from meetings.states import ActionState, PaperState, ParticipantRole
from tests.factories import PersonFactory, member
from tests.meetings.factories import body, coming, place, working_day
from tests.meetings.records import act, held, issued, item, own_page, paragraph
from tests.tour.story import Reader, in_office, over, write


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.looks), "fr"])
def test_a_council_from_its_pattern_to_the_agenda_of_the_next(
    page_as, office, run_jobs, assert_accessible, pdf, language
):
    secretary = office[Role.COUNCIL_SECRETARY]
    in_office(secretary)
    charged_before(secretary)
    me = Reader(page_as(Role.COUNCIL_SECRETARY, language=language), language, assert_accessible)

    session = plan(me, secretary)
    following = coming(number=41, in_days=320, by=secretary)
    for code, days in (("STAC", 6), ("MAC", 5)):
        answer_charge(me, session.prepared_by.get(body__code=code), days, secretary, pdf)
    prepare(session.prepared_by.get(body__code="CPWG"), 4, secretary)
    see_answers(me, session)
    convene_and_place(me, session)
    invite(me, session, run_jobs)
    hold_at_the_console(me, session, secretary)
    draft = circulate(me, session, run_jobs)
    comment(page_as, assert_accessible, own_page(draft, "CN"), number_of(session, "budget"))
    judge_and_revise(me, session, draft, run_jobs)
    adopt(me, session)
    begin_again(me, session, following)


def charged_before(secretary) -> None:
    """The Council before charged both committees, and its record stands."""
    before = held(number=39, in_days=-200, by=secretary)
    for code, matter in (("STAC", "assess the divertor"), ("MAC", "assess the schedule")):
        charge = act("charged", matter, to=f"the {code}")
        paragraph(before, charge, item=item(before, f"Charge to the {code}", purpose="decision"))
    actions.record_nothing_more(before, by=secretary)
    issued(before, by=secretary)


def plan(me, secretary) -> Session:
    """IC-40 from the pattern of the body, with the committees on their proposed days."""
    people = {"chair": PersonFactory(family_name="Okafor"), "signatory": secretary.person}
    me.visit(f"{reverse('meetings:new_session')}?body={body().pk}")
    assert me.page.locator("#id_number").input_value() == "40"
    me.page.locator("#id_starts_on").fill(working_day(150).isoformat())
    me.page.locator("#id_ends_on").fill(working_day(150).isoformat())
    me.page.locator("#id_place_en").fill("Council Chamber")
    me.page.locator("#id_place_fr").fill("Salle du Conseil")
    me.page.locator("#id_with_committees").check()
    me.save()
    session = Session.objects.get(label="IC-40")
    chain = [session.prepared_by.get(body__code=code) for code in ("STAC", "MAC", "CPWG")]
    assert [one.starts_on for one in chain] == sorted(one.starts_on for one in chain)
    assert chain[-1].ends_on < session.starts_on
    for one in chain:
        expect(me.page.locator(".chain").get_by_role("link", name=one.label)).to_be_visible()
        actions.convene_session(actions.revise_session(one, by=secretary, **people)[0], by=secretary)
    actions.revise_session(session, by=secretary, **people)
    session.refresh_from_db()
    return session


def answer_charge(me, committee: Session, days_ago: int, secretary, pdf: bytes) -> None:
    """The charge waits on the committee’s agenda; its report is filed as a paper and answers it."""
    waiting = committee.items.get(carried__session__label="IC-39")
    me.visit(reverse("meetings:agenda", args=[committee.pk]))
    expect(me.page.locator("#agenda-tree")).to_contain_text(waiting.carried.number)
    file_paper(me, committee, waiting, pdf)
    took_place(committee, days_ago, secretary)
    me.visit(f"{reverse('meetings:add_outcome', args=[committee.pk])}?item={waiting.pk}")
    me.page.locator("[name=settles]").select_option(ActionState.DONE)
    write(me, "adopted", "its report", "son rapport")
    decide_the_rest(committee, secretary)
    issued(committee, by=secretary)
    waiting.carried.refresh_from_db()
    assert waiting.carried.state == ActionState.DONE


def file_paper(me, session: Session, agenda_item, pdf: bytes) -> None:
    """Announced under its item, filed in both languages, published."""
    me.visit(reverse("meetings:add_paper", args=[session.pk]))
    me.page.locator("#id_item").select_option(str(agenda_item.pk))
    me.page.locator("#id_title_en").fill("Report on the charge")
    me.page.locator("#id_title_fr").fill("Rapport sur le mandat")
    me.save()
    paper = session.papers.get()
    for language in ("en", "fr"):
        me.visit(reverse("meetings:upload_paper_file", args=[paper.pk]))
        me.page.locator("#id_language").select_option(language)
        me.page.locator("#id_file").set_input_files(
            {"name": f"report-{language}.pdf", "mimeType": "application/pdf", "buffer": pdf}
        )
        me.save()
    me.press(me.to("meetings:publish_paper", paper))
    me.save()
    paper.refresh_from_db()
    assert paper.state == PaperState.PUBLISHED


def took_place(session: Session, days_ago: int, secretary) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    Session.objects.filter(pk=session.pk).update(starts_on=day, ends_on=day)
    session.refresh_from_db()
    actions.hold_session(session, by=secretary)
    session.refresh_from_db()


def decide_the_rest(session: Session, secretary) -> None:
    """The standing items of no interest here: decided as proposed, or nothing to record."""
    for one in session.items.filter(purpose="decision", outcomes__isnull=True):
        paragraph(session, act("adopted", "the proposal"), item=one, by=secretary)
    actions.record_nothing_more(session, by=secretary)


def prepare(group: Session, days_ago: int, secretary) -> None:
    """The working group only prepares: it meets and leaves no record."""
    took_place(group, days_ago, secretary)


def see_answers(me, session: Session) -> None:
    """The Council sees what its committees answered."""
    me.visit(reverse("meetings:session_actions", args=[session.pk]))
    for charge in Action.objects.filter(session__label="IC-39"):
        expect(me.page.locator("main")).to_contain_text(charge.number)


def convene_and_place(me, session: Session) -> None:
    """The session stands; a head of delegation gets a place by its form, another one by the verb."""
    person = PersonFactory(family_name="Zhang", email="zhang@example.org", member=member("CN"), language="fr")
    place(session, "head", "JP", family_name="Tanaka", email="tanaka@example.org")
    me.visit(session.get_absolute_url())
    me.press(me.button("Convene"))
    me.visit(reverse("meetings:add_participant", args=[session.pk]))
    me.pick("person", "zhang")
    me.page.locator("#id_role").select_option(ParticipantRole.HEAD)
    me.page.locator("#id_member").select_option(str(person.member_id))
    me.save()
    assert Participant.objects.get(session=session, person=person).role == ParticipantRole.HEAD


def invite(me, session: Session, run_jobs) -> None:
    me.visit(reverse("meetings:invitations", args=[session.pk]))
    me.press(me.button("Prepare %(count)s invitation", "Prepare %(count)s invitations", count=2))
    me.press(me.button("Send %(count)s letter", "Send %(count)s letters", count=2))
    run_jobs()
    assert set(
        Delivery.objects.filter(to__in=("zhang@example.org", "tanaka@example.org")).values_list("state")
    )
    assert not Delivery.objects.exclude(state="sent").exists()


def hold_at_the_console(me, session: Session, secretary) -> None:
    """In the room, by keyboard: what is decided, asked for and put off becomes paragraphs of the record."""
    facts = {"budget": "adopted", "schedule": "requested", "tritium": "deferred"}
    items = {verb: item(session, f"The {about}", purpose="decision") for about, verb in facts.items()}
    over(session)
    me.visit(reverse("meetings:console", args=[session.pk]))
    for verb, one in items.items():
        mark(me, one, verb)
    me.visit(session.get_absolute_url())
    me.press(me.button("Mark as held"))
    session.refresh_from_db()
    me.visit(reverse("meetings:record", args=[session.pk]))
    for each in session.outcomes.all():
        expect(me.page.locator("#record-rows")).to_contain_text(str(each.item.title_en[4:]))
    decide_the_rest(session, secretary)


def mark(me, one, verb: str) -> None:
    """Open the item, word it, and put it into the record with Ctrl+Enter."""
    page = me.page
    page.locator(f"#console-agenda [data-look='{one.pk}']").click()
    desk = page.locator(f"#desk-{one.pk}")
    expect(desk).to_be_visible()
    page.keyboard.press("Escape")
    desk.locator("[name=formula]").select_option(verb)
    if verb == "requested":
        desk.locator("[name=addressee]").select_option(
            str(Addressee.objects.get(name_en="the Director-General").pk)
        )
    about = one.title_en.removeprefix("The ")
    words = {"requested": (f"report on the {about}", f"rendre compte ({about})")}
    english, french = words.get(verb, (f"the {about}", f"le sujet ({about})"))
    desk.locator("[name=text_en]").fill(english)
    desk.locator("[name=text_fr]").fill(french)
    with page.expect_response(lambda answer: "/console/entries/" in answer.url):
        desk.locator("[name=text_fr]").press("Control+Enter")
    expect(page.locator(f"#live-{one.pk}")).to_contain_text(about)
    me.look()


def circulate(me, session: Session, run_jobs) -> Draft:
    me.visit(reverse("meetings:circulate_draft", args=[session.pk]))
    me.save()
    run_jobs()
    return session.drafts.first()


def number_of(session: Session, about: str) -> int:
    return next(one.number for one in Record(session).paragraphs if about in one.text_en)


def comment(page_as, check, address: str, number: int) -> None:
    """A Member by its signed link, in French on a telephone, proposes words for a paragraph."""
    member_page = Reader(page_as(None, language="fr", width=390, height=800, has_touch=True), "fr", check)
    page = member_page.page
    member_page.visit(address)
    page.locator(f"#paragraph-{number} summary").click()
    page.locator(f"#text-{number}").fill("Préciser l’exercice.")
    with page.expect_response(lambda answer: "/comment/" in answer.url):
        page.locator(f"#wording-{number}").fill("Le Conseil a adopté le budget 2027.")
    page.locator(f"#kept-{number}", has_text="Conservé à").wait_for()
    member_page.press(member_page.button("I have finished"))


def judge_and_revise(me, session: Session, draft: Draft, run_jobs) -> None:
    """The words are accepted, the English follows, and the revised draft shows what changed."""
    given = Comment.objects.get(reviewer__draft=draft)
    me.visit(draft.get_absolute_url())
    me.visit(reverse("meetings:judge_comment", args=[given.pk]))
    me.label("Accepted").check()
    me.page.locator("#id_reason").fill("It is clearer.")
    me.page.locator("#id_take_wording").check()
    me.save()
    me.visit(reverse("meetings:revise_outcome", args=[given.outcome_id]))
    me.page.locator("#id_text_en").fill("The IC adopted the budget for 2027.")
    me.save()
    me.visit(reverse("meetings:draft_changes", args=[draft.pk]))
    expect(me.page.locator("ins").first).to_be_visible()
    circulate(me, session, run_jobs)
    assert session.drafts.first().edition == 2


def adopt(me, session: Session) -> None:
    """After the last day for comments the record is locked with its hash."""
    session.drafts.filter(edition=2).update(comments_until=timezone.now())
    me.visit(reverse("meetings:record", args=[session.pk]))
    me.press(me.to("meetings:adopt_draft", session.drafts.first()))
    me.save()
    me.page.get_by_text(me.words("unchanged since it was sealed")).wait_for()
    session.refresh_from_db()
    assert session.state == "recorded"


def begin_again(me, session: Session, following: Session) -> None:
    """What the next Council begins with: the action, the deferred item and the record to be approved."""
    started = {each.kind: each for each in Action.objects.filter(session=session)}
    assert set(started) == {"action", "deferred"}
    me.visit(reverse("meetings:agenda", args=[following.pk]))
    for each in started.values():
        expect(me.page.locator("#agenda-tree")).to_contain_text(each.number)
    approval = following.items.get(approves=session)
    title = approval.title_fr if me.language == "fr" else approval.title_en
    expect(me.page.locator("#agenda-tree")).to_contain_text(title)
