import re

import pytest
from django.test import Client, override_settings

from council_office.directory.states import Role
from council_office.ledger import outbox
from council_office.ledger.models import Event, Job
from council_office.web import navigation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def rooms(response) -> list[str]:
    side = response.text.split('class="side-nav"')[1].split("</nav>")[0]
    return re.findall(r"</svg><span>([^<]*)</span>", side)


def test_the_navigation_shows_what_the_role_may_use_and_nothing_else(signed_in):
    assert "Administration" in rooms(signed_in(Role.COUNCIL_SECRETARY).get("/account/"))
    assert "Administration" not in rooms(signed_in(Role.STAFF).get("/account/"))
    for role in (Role.COUNCIL_SECRETARY, Role.GUIDE, Role.DELEGATE):
        client = signed_in(role)
        shown = navigation.entries(client.get("/account/").wsgi_request)
        assert [client.get(entry.url).status_code for entry in shown] == [200] * len(shown)


def test_counts_stand_only_where_they_call_for_action(signed_in, monkeypatch):
    client = signed_in(Role.COUNCIL_SECRETARY)
    monkeypatch.setitem(navigation.COUNTERS, "desk:today", lambda user: 0)
    assert 'class="count"' not in client.get("/account/").text.split("Calendar")[0]
    monkeypatch.setitem(navigation.COUNTERS, "desk:today", lambda user: 3)
    assert '<span class="count">3<' in client.get("/account/").text


def test_the_entry_of_the_page_is_marked(signed_in):
    response = signed_in(Role.COUNCIL_SECRETARY).get("/calendar/", follow=True)
    assert len(re.findall(r'<a href="[^"]*" aria-current="page">', response.text.split("</aside>")[0])) <= 1


def test_home_leads_to_the_first_room(signed_in):
    response = signed_in(Role.COUNCIL_SECRETARY).get("/home/", follow=True)
    assert (response.status_code, len(response.redirect_chain)) == (200, 1)


def test_a_person_without_a_role_is_told_whom_to_ask(signed_in, monkeypatch):
    monkeypatch.setattr(navigation, "NAV", [])
    response = signed_in(UserFactory()).get("/home/")
    assert "No room of the office is open to you yet" in response.text


def test_the_language_is_kept_with_the_person(signed_in):
    client = signed_in(Role.STAFF)
    response = client.post("/language/", {"language": "fr", "next": "/account/"})
    assert response.url == "/account/"
    client.user.refresh_from_db()
    assert client.user.language == "fr"
    assert '<html lang="fr"' in client.get("/account/").text


def test_another_language_is_not_understood(client):
    assert client.post("/language/", {"language": "de"}).status_code == 400


def test_the_appearance_is_kept_with_the_person(signed_in):
    client = signed_in(Role.STAFF)
    client.post("/appearance/", {"theme": "dark", "next": "/account/"})
    assert '<html lang="en" data-theme="dark"' in client.get("/account/").text


def test_a_stranger_keeps_the_appearance_in_a_cookie(client):
    client.post("/appearance/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/account/login/").text
    client.cookies["theme"] = '"><script>'
    assert 'data-theme="auto"' in client.get("/account/login/").text


def test_looking_at_the_language_changes_nothing(client):
    assert client.get("/language/").status_code == 405
    assert client.get("/appearance/").status_code == 405


@pytest.mark.parametrize("path", ["/nothing-of-ours/", "/jobs/999999/"])
def test_a_page_that_is_not_here_says_so_in_both_languages(signed_in, path):
    assert "This page is not here" in signed_in(Role.STAFF).get(path).text
    assert signed_in(Role.STAFF, "fr").get(path).headers["Content-Language"] == "fr"


def test_a_form_left_open_too_long_says_what_to_do(office):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/language/", {"language": "fr"})
    assert response.status_code == 403
    assert "This form was open too long" in response.text


def test_an_error_of_ours_is_told_calmly_and_without_details(signed_in, monkeypatch):
    client = signed_in(Role.STAFF)
    client.raise_request_exception = False
    monkeypatch.setattr(navigation, "entries", lambda request: 1 / 0)
    response = client.get("/account/")
    assert response.status_code == 500
    assert "Something went wrong in the office" in response.text
    assert "ZeroDivisionError" not in response.text


def test_the_sign_in_page_shows_the_name_of_the_product_and_no_room(client):
    with override_settings(DEMO=False):
        text = client.get("/account/login/").text
    assert "<h1>Council Office</h1>" in text
    assert "side-nav" not in text
    assert "demo.example" not in text


def test_demonstration_sign_ins_stand_there_only_in_a_demonstration(client):
    one = [{"role": Role.ASSISTANT, "email": "assistant@demo.example", "password": "x"}]
    with override_settings(DEMO=True, DEMO_SIGN_INS=one):
        text = client.get("/account/login/").text
    assert "assistant@demo.example" in text
    assert "Council and Protocol Assistant" in text


def test_nobody_makes_an_account_by_themselves(client):
    assert "By invitation" in client.get("/account/signup/").text


def test_health_is_one_word_for_machines_and_findings_for_caretakers(client, signed_in):
    assert client.get("/health/").json().keys() == {"level"}
    assert "findings" not in signed_in(Role.STAFF).get("/health/").text
    page = signed_in(Role.ADMINISTRATOR).get("/health/", headers={"Accept": "text/html"})
    assert "Health of the office" in page.text


def test_health_that_fails_answers_503(client, monkeypatch):
    monkeypatch.setattr("council_office.ledger.health.report", lambda: {"level": "failing", "findings": []})
    assert client.get("/health/").status_code == 503


def test_every_page_of_a_person_stays_out_of_caches_and_frames(signed_in):
    headers = signed_in(Role.STAFF).get("/account/").headers
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Frame-Options"] == "DENY"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.fixture
def job(office):
    rows = [{"n": n} for n in range(4)]
    outbox.TASKS.setdefault("tests.sample", lambda **kwargs: None)
    return outbox.post("tests.sample", rows=rows, by=office[Role.ASSISTANT], title="Four letters")


def test_a_job_is_found_again_with_its_progress(signed_in, job):
    client = signed_in(Role.ASSISTANT)
    assert "Four letters" in client.get("/jobs/").text
    page = client.get(f"/jobs/{job.pk}/")
    assert "0 of 4 done" in page.text
    assert 'hx-trigger="every 2s"' in page.text


def test_htmx_gets_the_progress_alone(signed_in, job):
    response = signed_in(Role.ASSISTANT).get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert response.text.strip().startswith('<div id="live"')
    response = signed_in(Role.ASSISTANT).get(f"/jobs/{job.pk}/?part=bar", headers={"HX-Request": "true"})
    assert response.text.strip().startswith('<div class="job-progress"')


def test_a_job_is_cancelled_and_resumed_by_its_person(signed_in, job):
    client = signed_in(Role.ASSISTANT)
    assert client.post(f"/jobs/{job.pk}/cancel/").url == f"/jobs/{job.pk}/"
    assert Job.objects.get(pk=job.pk).state == "cancelled"
    page = client.get(f"/jobs/{job.pk}/").text
    assert "hx-trigger" not in page.split('id="live"')[1]
    assert "Resume" in page
    client.post(f"/jobs/{job.pk}/resume/")
    assert Job.objects.get(pk=job.pk).state == "queued"


def test_a_job_of_another_stays_hidden(signed_in, job):
    assert signed_in(Role.STAFF).get(f"/jobs/{job.pk}/").status_code == 404
    assert signed_in(Role.STAFF).post(f"/jobs/{job.pk}/cancel/").status_code == 404
    assert Event.objects.filter(verb="refuse").count() == 2


def test_the_gallery_shows_every_tone(signed_in):
    text = signed_in(Role.ADMINISTRATOR).get("/gallery/?toast=success").text
    assert all(f"state-{tone}" in text for tone in ("neutral", "waiting", "going", "good", "bad"))
    assert 'class="toast-card toast-success"' in text
