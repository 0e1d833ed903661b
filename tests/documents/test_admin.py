"""Documents in the administration: the same gate, the same verbs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from documents.models import Delivery, Grant, TemplateText
from documents.states import DeliveryState
from tests.documents import factories, objects

pytestmark = pytest.mark.django_db


def listed(name: str) -> str:
    return reverse(f"admin:documents_{name}_changelist")


def test_the_administration_lists_only_what_the_gate_opens(signed_in):
    factories.document(number="OPEN-1")
    factories.document(number="SECRET-1", level="confidential")
    page = signed_in(Role.ADMINISTRATOR).get(listed("document")).content.decode()
    assert "OPEN-1" in page
    assert "SECRET-1" not in page


def test_an_issued_document_has_no_form_and_no_delete_button(signed_in):
    document = factories.document()
    client = signed_in(Role.COUNCIL_SECRETARY)
    page = client.get(reverse("admin:documents_document_change", args=[document.pk]))
    assert 'name="title"' not in page.content.decode()
    assert client.post(reverse("admin:documents_document_delete", args=[document.pk])).status_code == 403
    assert client.get(reverse("admin:documents_document_add")).status_code == 403


def test_nobody_but_the_keepers_grants_in_the_administration(signed_in, office):
    document = factories.document(level="restricted")
    facts = {
        "document": document.pk,
        "person": office[Role.ASSISTANT].person.pk,
        "starts_on": timezone.localdate().isoformat(),
    }
    add = reverse("admin:documents_grant_add")
    for role in (Role.ASSISTANT, Role.ADMINISTRATOR):
        assert signed_in(role).post(add, facts).status_code == 403
    assert signed_in(Role.COUNCIL_SECRETARY).post(add, facts).status_code == 302
    assert Grant.objects.get().document == document


def test_mails_are_decided_by_verbs_as_actions(signed_in, office):
    delivery = objects.ordered(objects.Alone(office))
    Delivery.objects.update(state=DeliveryState.UNCERTAIN, sending_at=timezone.now())
    facts = {"action": "confirm_arrival", "_selected_action": [delivery.pk]}
    signed_in(Role.ASSISTANT).post(listed("delivery"), facts)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT


def test_a_text_with_an_unknown_fact_is_refused_in_the_administration_too(signed_in):
    text = TemplateText.objects.get(kind="meetings.invitation", language="en", body_code="")
    change = reverse("admin:documents_templatetext_change", args=[text.pk])
    facts = {
        "kind": text.kind,
        "body_code": "",
        "language": "en",
        "subject": text.subject,
        "text": "{plaice}",
    }
    page = signed_in(Role.ASSISTANT).post(change, facts).content.decode()
    assert "Not known here: {plaice}." in page
    text.refresh_from_db()
    assert text.text != "{plaice}"
