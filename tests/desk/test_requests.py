"""Reports 4, requests: asked in two fields, answered by a day, talked over, rated."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from council_office.calendar import sources
from council_office.desk import actions, queries
from council_office.desk.models import Message, Notice, Request
from council_office.desk.queries import requests
from council_office.directory.states import Role
from council_office.ledger.moves import Refused
from documents.models import Delivery, Document
from tests.factories import UserFactory

WEDNESDAY = "2026-11-25T10:00:00+01:00"


def url(verb: str, thing) -> str:
    return reverse(f"desk:{verb}", args=[thing.pk])


def test_reports_4_anyone_in_the_house_asks_in_two_fields_and_knows_until_when_it_is_answered(signed_in):
    with time_machine.travel(WEDNESDAY, tick=False):
        client = signed_in(Role.STAFF)
        response = client.post(
            reverse("desk:ask"), {"question": "Which badge?", "topic": "information"}, follow=True
        )
    request = Request.objects.get()
    assert (request.number, request.due_on) == ("REQ-2026-0001", date(2026, 11, 27))
    page = response.content.decode()
    assert "Your request has the number REQ-2026-0001." in page
    assert "2 working days after Wed 25 Nov 2026" in page
    assert "illustrative rule" in page


def test_a_question_without_words_is_refused_on_the_form(signed_in):
    response = signed_in(Role.STAFF).post(reverse("desk:ask"), {"question": "", "topic": "it"})
    assert response.status_code == 422
    assert not Request.objects.exists()


def test_an_auditor_asks_nothing_and_a_delegate_does_not_enter(signed_in):
    assert signed_in(Role.AUDITOR).get(reverse("desk:ask")).status_code == 403
    assert signed_in(Role.DELEGATE).get(reverse("desk:requests")).status_code == 403


def test_staff_see_their_own_and_the_office_sees_all(asked, signed_in):
    other = UserFactory(roles=[Role.STAFF])
    assert asked.number in signed_in(Role.STAFF).get(reverse("desk:requests")).content.decode()
    assert asked.number in signed_in(Role.ASSISTANT).get(reverse("desk:requests")).content.decode()
    stranger = signed_in(other)
    assert asked.number not in stranger.get(reverse("desk:requests")).content.decode()
    assert stranger.get(url("request", asked)).status_code == 404


def test_the_answer_reaches_the_asker_as_a_notice_and_a_mail_in_the_own_language(
    asked, assistant, staff, signed_in, run_jobs, mailoutbox
):
    staff.language = "fr"
    staff.save(update_fields=["language"])
    client = signed_in(Role.ASSISTANT)
    preview = client.post(url("preview_answer", asked), {"text": "Three days ahead."}).content.decode()
    client.post(url("answer_request", asked), {"text": "Three days ahead."})
    asked.refresh_from_db()
    assert (asked.state, asked.owner) == ("answered", assistant)
    notice = Notice.objects.get(user=staff)
    assert notice.details == "Three days ahead."
    run_jobs()
    mail = Delivery.objects.get(to=staff.email)
    assert mail.language == "fr"
    assert mail.subject.startswith(f"Votre demande {asked.number} a reçu sa réponse")
    assert "Three days ahead." in mail.body
    assert mail.subject in " ".join(preview.split())
    assert len(mailoutbox) == Delivery.objects.count()


def test_the_office_asks_back_and_the_clock_stops_until_the_asker_replies(asked, assistant, staff):
    actions.ask_back(asked, by=assistant, text="For how many people?")
    asked.refresh_from_db()
    assert asked.state == "waiting"
    assert not Request.objects.overdue(asked.due_on + timedelta(days=30)).exists()
    with time_machine.travel("2026-12-07T10:00:00+01:00", tick=False):
        actions.reply(asked, by=staff, text="For two.")
    asked.refresh_from_db()
    assert (asked.state, asked.counted_from, asked.due_on) == (
        "taken",
        date(2026, 12, 7),
        date(2026, 12, 9),
    )
    assert Notice.objects.get(user=assistant, key__contains="message").details == "For two."


def test_a_note_of_the_office_is_not_the_askers(asked, assistant, staff, signed_in):
    actions.add_note(asked, by=assistant, text="She asks every week.")
    assert "every week" in signed_in(Role.ASSISTANT).get(url("request", asked)).content.decode()
    assert "every week" not in signed_in(Role.STAFF).get(url("request", asked)).content.decode()


def test_whoever_is_named_in_a_note_is_told_once(asked, assistant, office):
    secretary = office[Role.COUNCIL_SECRETARY]
    actions.add_note(asked, by=assistant, text="@council_secretary please look, @nobody and @staff too")
    assert [each.user for each in Notice.objects.filter(kind="mention")] == [secretary]


def test_the_asker_says_how_well_it_was_answered_and_that_closes_it(asked, assistant, signed_in):
    actions.answer_request(asked, by=assistant, text="Three days ahead.")
    client = signed_in(Role.STAFF)
    assert signed_in(Role.ASSISTANT).get(url("rate_request", asked)).status_code == 403
    client.post(url("rate_request", asked), {"satisfaction": "5", "satisfaction_words": "Quick"})
    asked.refresh_from_db()
    assert (asked.state, asked.satisfaction, asked.satisfaction_words) == ("closed", 5, "Quick")


def test_a_request_that_is_not_answered_cannot_be_rated(asked, signed_in):
    response = signed_in(Role.STAFF).post(url("rate_request", asked), {"satisfaction": "1"})
    assert response.status_code == 409
    assert "It is not answered yet." in response.content.decode()


def test_a_request_opened_again_is_due_anew_and_its_answerer_hears_why(asked, assistant, staff, signed_in):
    actions.answer_request(asked, by=assistant, text="No.")
    actions.rate_request(asked, by=staff, satisfaction=1)
    client = signed_in(Role.STAFF)
    assert client.post(url("reopen_request", asked), {"reason": ""}).status_code == 422
    client.post(url("reopen_request", asked), {"reason": "Which form is it?"})
    asked.refresh_from_db()
    assert (asked.state, asked.satisfaction, asked.answered_at) == ("reopened", None, None)
    assert Notice.objects.get(user=assistant, words__contains="again").details == "Which form is it?"


def test_nothing_is_added_to_what_is_answered(asked, assistant, staff):
    actions.answer_request(asked, by=assistant, text="Yes.")
    with pytest.raises(Refused, match="open it again"):
        actions.reply(asked, by=staff, text="And on Tuesday?")


def test_a_late_request_goes_once_to_the_supervisor_of_who_should_have_answered(asked, office):
    secretary = office[Role.COUNCIL_SECRETARY]
    later = asked.due_on + timedelta(days=1)
    assert (actions.escalate_requests(later), actions.escalate_requests(later)) == (1, 0)
    asked.refresh_from_db()
    assert asked.escalated_to == Role.COUNCIL_SECRETARY
    assert Notice.objects.get(user=secretary).kind == "escalation"


def test_an_answer_that_nobody_contradicts_is_closed_after_the_days_of_the_rule(asked, assistant):
    with time_machine.travel(WEDNESDAY, tick=False):
        actions.answer_request(asked, by=assistant, text="Yes.")
    with time_machine.travel("2026-12-09T10:00:00+01:00", tick=False):
        assert actions.close_settled() == 0
    with time_machine.travel("2026-12-10T10:00:00+01:00", tick=False):
        assert actions.close_settled() == 1


def test_another_topic_gives_another_day_by_its_own_rule(asked, assistant):
    with time_machine.travel(WEDNESDAY, tick=False):
        request = actions.ask(by=assistant, topic="it", question="No sound")
        assert request.due_on == date(2026, 11, 26)
        actions.revise_request(request, by=assistant, topic="materials")
    assert request.due_on == date(2026, 12, 2)


def test_files_of_a_request_open_to_asker_owner_and_office_alone(staff, assistant, signed_in, office):
    file = SimpleUploadedFile("plan.png", b"\x89PNG\r\n\x1a\n")
    signed_in(Role.STAFF).post(
        reverse("desk:ask"), {"question": "Is this room free?", "topic": "facilities", "files": [file]}
    )
    request, document = Request.objects.get(), Document.objects.get()
    assert document.number == f"{request.number}/1"
    assert Document.objects.visible_to(staff).exists()
    assert not Document.objects.visible_to(UserFactory(roles=[Role.STAFF])).exists()
    guide = office[Role.GUIDE]
    actions.assign_request(request, by=assistant, owner=guide)
    assert Document.objects.visible_to(guide).exists()
    assert request in Request.objects.visible_to(guide)


def test_what_this_person_should_answer_stands_on_today_in_the_calendar_and_behind_the_number(
    asked, assistant, signed_in
):
    client = signed_in(Role.ASSISTANT)
    [figure] = [each for each in queries.figures(assistant, timezone.localdate()) if "mine" in each.url]
    assert (figure.count, str(figure.label)) == (1, "request to answer")
    assert asked.number in client.get(figure.url).content.decode()
    entries = sources.entries(assistant, asked.due_on, asked.due_on, frozenset({"request"}))
    assert [each.title for each in entries] == [f"{asked.number} · {asked.title}"]
    assert requests.to_answer(assistant) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(count, staff, assistant, signed_in, own_queries):
    for _ in range(count):
        request = actions.ask(by=staff, topic="it", question="No sound")
        actions.take_request(request, by=assistant)
    client = signed_in(Role.COUNCIL_SECRETARY)
    assert own_queries(client, reverse("desk:requests")) == 3  # rows, their number, saved views
    assert client.get(reverse("desk:requests")).content.decode().count('class="row-link"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_conversation_takes_a_constant_number_of_queries(count, asked, assistant, signed_in, own_queries):
    for _ in range(count):
        actions.ask_back(asked, by=assistant, text="Which one?")
    assert Message.objects.count() == count
    client = signed_in(Role.STAFF)
    assert own_queries(client, url("request", asked)) == 9
