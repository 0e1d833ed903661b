"""Behaviour 2: one expiring link, no account, only what is asked, saved as typed, taken up again."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from council_office.calendar.models import Task
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event
from council_office.web.actions import revoke_link
from council_office.web.models import SignedLink
from tests.factories import PersonFactory
from tests.visits.factories import NUMBER, PNG, answers, complete, planned_visit, visitor_of, zone_lines
from visits import actions
from visits.models import Answer, Inquiry, Scan, TravelDocument
from visits.queries import people

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def path_of(url: str) -> str:
    return url.partition("//")[2].partition("/")[2].join(("/", ""))


def link_to(visit, recipient) -> str:
    return path_of(actions.link_for(visit, recipient, by=CLOCK))


@pytest.fixture
def visitor():
    return visitor_of(planned_visit(), nationality="CN", zones=("SITE-ASSEMBLY",), language="en")


@pytest.fixture
def page_url(visitor) -> str:
    return f"{link_to(visitor.visit, visitor.person)}{visitor.pk}/"


def test_02_one_person_comes_to_their_own_file_without_an_account(visitor, page_url):
    response = Client().get(link_to(visitor.visit, visitor.person), follow=True)
    assert response.redirect_chain[0][0].endswith(f"/{visitor.pk}/")
    page = response.content.decode()
    assert "Document number" in page
    assert "alone" in page
    assert response["Referrer-Policy"] == "strict-origin"


def test_02_only_the_fields_that_nationality_document_and_zones_require(visitor, page_url):
    page = Client().get(page_url).content.decode()
    assert 'name="home_address"' in page  # a visa is needed
    assert 'name="earlier_stays"' not in page
    actions.save_answers(visitor, by=CLOCK, values={"nationality": "FR"})
    page = Client().get(page_url).content.decode()
    assert 'name="home_address"' not in page
    assert 'name="birth_place"' not in page


def test_02_what_is_typed_is_kept_at_once_and_the_rest_stays_for_later(visitor, page_url):
    client = Client()
    response = client.post(page_url, {"nationality": "CN", "employer": "Institute"}, headers=HTMX)
    assert "Kept at" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert Answer.objects.get(item="employer").value == "Institute"
    assert SignedLink.objects.get().uses == 1
    assert 'value="Institute"' in Client().get(page_url).content.decode()  # from another device
    event = Event.objects.filter(verb="create", subject_type="visits.answer").get()
    assert event.actor_label.endswith("(signed link)")


def test_02_without_javascript_the_valid_part_is_kept_and_the_wrong_named(page_url):
    response = Client().post(page_url, {"employer": "Institute", "born_on": "2099-01-01"})
    assert response.status_code == 422
    assert "still to come" in response.content.decode()
    assert Answer.objects.get().value == "Institute"
    assert not TravelDocument.objects.exists()


def test_02_another_nationality_brings_other_fields_at_once(page_url):
    client = Client()
    response = client.post(page_url, {"nationality": "JP"}, headers=HTMX)
    assert response["HX-Refresh"] == "true"
    assert 'name="earlier_stays"' in client.get(page_url).content.decode()


def test_02_the_machine_readable_lines_fill_the_rest(visitor, page_url):
    response = Client().post(page_url, {"mrz": zone_lines()}, headers=HTMX)
    assert response.status_code == 200
    assert TravelDocument.objects.get().number == "123456789"
    wrong = zone_lines().replace("800101", "800102", 1)
    page = Client().post(page_url, {"mrz": wrong}, headers=HTMX).content.decode()
    assert "check digit of the date of birth" in page


def test_02_a_forwarded_link_does_not_show_what_was_given(visitor, page_url):
    complete(visitor)
    page = Client().get(page_url).content.decode()
    assert NUMBER not in page
    assert "1980-05-17" not in page
    assert "Given already" in page
    Client().post(page_url, {"employer": "Other", "document_number": "", "born_on": ""}, headers=HTMX)
    assert TravelDocument.objects.get().number == NUMBER


def test_02_pictures_come_from_the_camera_or_a_file(visitor, page_url):
    page = Client().get(page_url).content.decode()
    assert 'capture="environment"' in page
    upload = SimpleUploadedFile("passport.png", PNG, content_type="application/octet-stream")
    assert Client().post(f"{page_url}identity_scan/", {"camera": upload}).status_code == 302
    assert Scan.objects.get().item == "identity_scan"
    bad = SimpleUploadedFile("passport.png", b"MZ not a picture")
    refused = Client().post(f"{page_url}photo/", {"file": bad})
    assert refused.status_code == 409
    assert Client().post(f"{page_url}photo/", {}).status_code == 409
    assert Client().post(f"{page_url}nonsense/", {"file": upload}).status_code == 404


def test_02_the_assistant_answers_for_several_and_for_nobody_else(visitor):
    assistant = PersonFactory(family_name="Okoro", language="fr")
    minister = visitor_of(visitor.visit, family_name="Minister")
    aide = visitor_of(visitor.visit, family_name="Aide")
    for each in (minister, aide):
        actions.revise_visitor(each, by=CLOCK, answered_by=assistant)
    start = link_to(visitor.visit, assistant)
    page = Client().get(start).content.decode()
    assert "MINISTER" in page
    assert "AIDE" in page
    assert "FAMILY" not in page
    assert "destinée uniquement à" in page  # in the assistant’s language
    assert Client().get(f"{start}{minister.pk}/").status_code == 200
    assert Client().get(f"{start}{visitor.pk}/").status_code == 404
    assert Client().post(f"{start}{visitor.pk}/", {"employer": "x"}).status_code == 404


def test_02_expired_and_revoked_links_say_what_to_do(visitor, page_url):
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        response = Client().get(page_url)
    assert response.status_code == 410
    assert "send you a new one" in response.content.decode()
    revoke_link(SignedLink.objects.get(), by=CLOCK)
    assert Client().get(page_url).status_code == 410
    assert Client().get(page_url.replace("/my/", "/my/x")).status_code == 404


def test_02_a_newer_link_closes_the_older_one(visitor, page_url):
    newer = link_to(visitor.visit, visitor.person)
    assert Client().get(page_url).status_code == 410
    assert Client().get(newer, follow=True).status_code == 200


def test_03_questions_and_reminders_go_to_exactly_those_who_owe_something(signed_in, run_jobs, mailoutbox):
    visit = planned_visit()
    silent = visitor_of(visit, nationality="CN", email="silent@example.org", language="fr")
    done = visitor_of(visit, nationality="FR", email="done@example.org")
    complete(done, nationality="FR", briefing="2026-01-01")
    visitor_of(visit, nationality="FR", email="")
    assistant = signed_in("assistant")
    page = assistant.get(reverse("visits:ask", args=[visit.pk])).content.decode()
    assert "Il manque encore" in page  # reviewed before sending, in the recipient's language
    assert "no e-mail" in page
    assistant.post(reverse("visits:ask", args=[visit.pk]))
    run_jobs()
    assert len(mailoutbox) == 1
    assert "silent@example.org" in mailoutbox[0].to[0]
    assert "/visits/my/" in mailoutbox[0].body
    assistant.post(reverse("visits:remind", args=[visit.pk]))
    run_jobs()
    assert len(mailoutbox) == 2
    assert mailoutbox[1].subject.startswith("Rappel")
    complete(silent)
    actions.save_answers(silent, by=CLOCK, values={"visa_until": "2099-01-01", "briefing": "2026-01-01"})
    actions.upload_scan(silent, by=CLOCK, item="visa_scan", data=PNG, name="visa.png")
    assert assistant.post(reverse("visits:remind", args=[visit.pk])).status_code == 409


def test_03_what_is_missing_shortly_before_the_latest_day_is_escalated_once(run_jobs, office):
    visit = planned_visit()
    visitor = visitor_of(visit, nationality="CN")
    actions.ask(visit, by=office["assistant"])
    run_jobs()
    due = people.data_due(visitor).on
    with time_machine.travel(due - timedelta(days=30)):
        assert actions.escalate_missing() == 0
    with time_machine.travel(due - timedelta(days=3)):
        assert actions.escalate_missing() == 1
        assert actions.escalate_missing() == 0
    assert Inquiry.objects.get().escalated_at is not None
    task = visit_tasks(visit)[0]
    assert (task.owner_role, task.due_on) == ("protocol_officer", due)
    assert "Document number" in task.details


def visit_tasks(visit):
    return list(Task.objects.of(visit).filter(plan__isnull=True))


def test_a_later_answer_by_the_office_does_not_disturb_the_link(visitor, page_url):
    actions.save_answers(visitor, by=CLOCK, values=answers("CN", employer="Office"))
    assert 'value="Office"' in Client().get(page_url).content.decode()
