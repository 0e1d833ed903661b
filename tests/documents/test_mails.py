"""Mails and letter texts through the door."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from documents import placeholders
from documents.letters import fill, sample
from documents.models import Delivery, TemplateText
from documents.states import DeliveryState
from tests.documents import factories, objects

pytestmark = pytest.mark.django_db

DELIVERIES = reverse("documents:deliveries")
TEXTS = reverse("documents:texts")

placeholders.register(
    "tests.letter", {"salutation": "how it begins", "place": "where"}, name="Letter of tests"
)


@pytest.fixture
def delivery(office) -> Delivery:
    return objects.ordered(objects.Alone(office))


def press(client, name: str, thing):
    return client.post(reverse(f"documents:{name}", args=[thing.pk]))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_mails_costs_the_same_for_one_and_three(
    signed_in, delivery, django_assert_num_queries, rows
):
    for n in range(rows - 1):
        Delivery.objects.create(key=f"k{n}", to="b@example.org", subject="S", body="B", language="en")
    client = signed_in(Role.ASSISTANT)
    client.get(DELIVERIES)
    with django_assert_num_queries(7):
        assert client.get(DELIVERIES).context["list"].count == rows


def test_a_mail_is_shown_as_its_recipient_reads_it_with_its_papers_and_its_entry(signed_in, delivery):
    page = signed_in(Role.ASSISTANT).get(delivery.get_absolute_url()).content.decode()
    assert "Dear colleague" in page
    assert "Council Secretariat" in page
    assert delivery.documents.get().download_name in page
    assert "Session" in page
    entry = signed_in(Role.ASSISTANT).get(reverse("documents:delivery_entry", args=[delivery.pk]))
    assert entry.content.startswith(b"BEGIN:VCALENDAR")


def test_a_mail_that_carries_a_paper_is_hidden_from_whom_the_gate_keeps_the_paper(signed_in, delivery):
    secret = factories.document(level="restricted", number="SECRET-9")
    delivery.attached.create(document=secret, position=2)
    assert signed_in(Role.PROTOCOL_OFFICER).get(delivery.get_absolute_url()).status_code == 404
    assert signed_in(Role.PROTOCOL_OFFICER).get(DELIVERIES).context["list"].count == 0
    assert signed_in(Role.ASSISTANT).get(delivery.get_absolute_url()).status_code == 200


def test_nobody_outside_the_office_sees_its_mails(signed_in, delivery):
    for role in (Role.STAFF, Role.DELEGATE, Role.GUIDE):
        assert signed_in(role).get(delivery.get_absolute_url()).status_code == 403


def test_a_person_decides_about_an_uncertain_mail(signed_in, delivery, run_jobs):
    run_jobs()
    Delivery.objects.update(state=DeliveryState.UNCERTAIN, sending_at=timezone.now(), sent_at=None)
    client = signed_in(Role.ASSISTANT)
    assert "It did arrive" in client.get(delivery.get_absolute_url()).content.decode()
    assert press(client, "confirm_arrival", delivery).status_code == 302
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    assert press(client, "send_again", delivery).status_code == 409
    assert len(mail.outbox) == 1


def test_a_queued_mail_can_be_kept_back(signed_in, delivery, run_jobs):
    press(signed_in(Role.ASSISTANT), "cancel_delivery", delivery)
    run_jobs()
    assert mail.outbox == []


def test_mails_are_found_by_name_in_any_order_and_by_the_number_they_carry(signed_in, delivery):
    number = delivery.documents.get().number
    client = signed_in(Role.ASSISTANT)
    for text, count in ((number, 1), ("invitation example", 1), ("nowhere", 0)):
        assert client.get(DELIVERIES, {"q": text}).context["list"].count == count


# Texts


def test_a_fact_is_put_in_its_place_and_a_missing_one_stays_red_and_is_named():
    filled = fill("Dear {name}, at {place} on {day}", {"name": "<Li>", "place": ""})
    assert filled.text == "Dear <Li>, at {place} on {day}"
    assert filled.unknown == ["place", "day"]
    assert not filled.complete
    assert filled.html == (
        'Dear &lt;Li&gt;, at <mark class="unknown">{place}</mark> on <mark class="unknown">{day}</mark>'
    )


@pytest.mark.parametrize(
    "hostile", ["{name.__class__}", "{0}", "{name!r}", "{settings.SECRET_KEY}", "{{ 7*7 }}", "{% load x %}"]
)
def test_nothing_in_braces_is_ever_looked_up_or_run(hostile):
    assert fill(hostile, {"name": "Li"}).text == hostile


def test_a_fact_that_looks_like_a_placeholder_stays_what_it_is():
    assert fill("{a}", {"a": "{b}", "b": "secret"}).text == "{b}"


def test_a_text_with_an_unknown_fact_is_not_kept(signed_in):
    facts = {"kind": "tests.letter", "language": "en", "body_code": "", "subject": "S", "text": "{salutaton}"}
    response = signed_in(Role.ASSISTANT).post(reverse("documents:create_text"), facts)
    assert response.status_code == 422
    assert "Not known here: {salutaton}." in response.content.decode()
    assert not TemplateText.objects.filter(kind="tests.letter").exists()


def test_a_text_is_written_and_changed_and_keeps_its_former_words_in_its_history(signed_in):
    client = signed_in(Role.ASSISTANT)
    facts = {
        "kind": "tests.letter",
        "language": "en",
        "body_code": "",
        "subject": "S",
        "text": "{salutation}",
    }
    assert client.post(reverse("documents:create_text"), facts).status_code == 302
    text = TemplateText.objects.get(kind="tests.letter")
    change = reverse("documents:revise_text", args=[text.pk])
    client.post(change, {"subject": "S", "text": "{salutation},", "seen": text.version})
    text.refresh_from_db()
    assert (text.text, text.version) == ("{salutation},", 2)
    page = client.get(text.get_absolute_url()).content.decode()
    assert "<del>{salutation}</del>" in page


def test_the_second_of_two_writers_is_told(signed_in):
    client = signed_in(Role.ASSISTANT)
    text = TemplateText.objects.create(kind="tests.letter", language="en", subject="S", text="one")
    change = reverse("documents:revise_text", args=[text.pk])
    client.post(change, {"subject": "S", "text": "two", "seen": 1})
    second = client.post(change, {"subject": "S", "text": "three", "seen": 1})
    assert second.status_code == 409
    assert "two" in second.content.decode()


def test_what_is_being_typed_is_previewed_with_unknown_facts_in_red(signed_in):
    typed = {"kind": "tests.letter", "subject": "To {salutation}", "text": "{plaice} <b>"}
    page = signed_in(Role.ASSISTANT).post(reverse("documents:preview_text"), typed).content.decode()
    assert "To [how it begins]" in page
    assert '<mark class="unknown">{plaice}</mark> &lt;b&gt;' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_texts_costs_the_same_for_one_and_three(signed_in, django_assert_num_queries, rows):
    TemplateText.objects.all().delete()
    for n in range(rows):
        TemplateText.objects.create(
            kind="tests.letter", body_code=f"B{n}", language="en", subject="S", text=""
        )
    client = signed_in(Role.ASSISTANT)
    client.get(TEXTS)
    with django_assert_num_queries(7):
        assert client.get(TEXTS).context["list"].count == rows


def test_a_sample_shows_what_each_fact_is():
    assert sample("{place}", {"place": "where"}).text == "[where]"
