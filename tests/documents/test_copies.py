"""Marked copies: numbered, for one recipient, followed until they are back; the original stays as it is."""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.core import mail
from django.urls import reverse
from pypdf import PdfReader

from council_office.directory.states import Role
from council_office.ledger import audit
from council_office.ledger.moves import Refused
from documents import actions, archive
from documents.models import MarkedCopy
from documents.rendering.stamp import stamp
from documents.states import CopyState, Medium
from tests.documents import factories
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def url(name: str, thing) -> str:
    return reverse(f"documents:{name}", args=[thing.pk])


def test_6_each_copy_carries_level_number_page_recipient_and_moment_and_the_original_stays(office):
    original = factories.pages((595, 842), (842, 595), (595, 842), rotate=90)
    document = factories.document(level="restricted", data=original, number="ROD-2026-0007", language="fr")
    person = PersonFactory(family_name="Nguyễn", given_names="Ngọc Ánh")
    actions.grant(document, to=person, by=office[Role.CUSTODIAN])
    first = actions.make_copy(document, to=person, medium=Medium.PAPER, by=office[Role.CUSTODIAN])
    second = actions.make_copy(document, to=person, medium=Medium.PAPER, by=office[Role.CUSTODIAN])
    assert (first.number, second.number) == (1, 2)
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(archive.read(second))).pages]
    assert len(texts) == 3
    for number, text in enumerate(texts, start=1):
        assert "DIFFUSION RESTREINTE · COPIE 2" in text
        assert "ROD-2026-0007 · copie 2 · pour " in text
        assert f"page {number}/3" in text
        assert "Nguyễn" in text
    assert sha256(archive.read(document)).hexdigest() == document.sha256 == sha256(original).hexdigest()


def test_6_a_stamped_copy_does_not_claim_pdf_a():
    claims = factories.claiming_pdf_a()
    copy = stamp(claims, head="RESTRICTED", foot="copy 1", page="page", language="en")
    with pikepdf.open(BytesIO(copy)) as pdf, pdf.open_metadata() as about:
        assert "pdfaid:part" not in about
        assert about["dc:title"] == "Claims"
        assert "/OutputIntents" not in pdf.Root


def test_a_copy_is_made_only_for_whom_the_gate_opens_and_only_of_a_pdf(office):
    custodian = office[Role.CUSTODIAN]
    document = factories.document(level="restricted")
    with pytest.raises(Refused, match="Marked “Restricted”"):
        actions.make_copy(document, to=PersonFactory(), by=custodian)
    with pytest.raises(Refused, match="is not a PDF"):
        actions.make_copy(factories.document(form="docx"), by=custodian)
    assert not MarkedCopy.objects.exists()
    assert audit.history(document)[0].verb == "refuse_copy"


def test_a_watched_document_leaves_only_as_a_copy_except_for_who_keeps_it(signed_in, office):
    document = factories.document(level="restricted")
    client = signed_in(Role.ASSISTANT)
    assert "Take my marked copy" in client.get(document.get_absolute_url()).content.decode()
    refused = client.get(url("download", document))
    assert (refused.status_code, MarkedCopy.objects.count()) == (409, 0)
    taken = client.post(url("take_copy", document))
    copy = MarkedCopy.objects.get()
    assert taken.content == archive.read(copy) != archive.read(document)
    assert copy.person == office[Role.ASSISTANT].person
    assert signed_in(Role.CUSTODIAN).get(url("download", document)).content == archive.read(document)


def test_a_bundle_of_watched_documents_is_a_bundle_of_copies(signed_in):
    document = factories.document(level="restricted")
    response = signed_in(Role.ASSISTANT).post(reverse("documents:bundle_pdf"), {"pk": [document.pk]})
    assert "RESTRICTED · COPY 1" in PdfReader(BytesIO(response.content)).pages[0].extract_text()


def test_a_watched_document_is_mailed_as_the_recipients_own_copy(office, run_jobs):
    document, person = factories.document(level="restricted"), PersonFactory()
    actions.grant(document, to=person, by=office[Role.CUSTODIAN])
    sending = {"to": [person], "subject": "Paper", "body": "Attached.", "by": office[Role.CUSTODIAN]}
    actions.send_document(document, **sending)
    run_jobs()
    copy = MarkedCopy.objects.get()
    assert (copy.medium, copy.person) == (Medium.MAIL, person)
    [attached] = mail.outbox[0].attachments
    assert bytes(attached.content) == archive.read(copy)
    assert attached.filename.endswith("copy 1.pdf")


def test_a_copy_is_recalled_with_a_reason_and_comes_back(signed_in):
    copy = made(signed_in)
    client = signed_in(Role.ASSISTANT)
    assert client.post(url("recall_copy", copy), {"reason": "Replaced by version 2"}).status_code == 302
    assert "Replaced by version 2" in client.get(copy.get_absolute_url()).content.decode()
    assert client.post(url("download_copy", copy)).status_code == 409
    client.post(url("return_copy", copy))
    copy.refresh_from_db()
    assert copy.state == CopyState.RETURNED
    assert client.post(url("destroy_copy", copy)).status_code == 409


def made(signed_in) -> MarkedCopy:
    document = factories.document()
    return actions.make_copy(document, by=signed_in(Role.CUSTODIAN).user)


@pytest.mark.parametrize("rows", [1, 3])
def test_one_and_three_cost_the_same(signed_in, django_assert_num_queries, rows):
    document, client = factories.document(), signed_in(Role.CUSTODIAN)
    for _ in range(rows):
        actions.make_copy(document, by=client.user)
    client.get(reverse("documents:copies"))
    with django_assert_num_queries(7):
        assert client.get(reverse("documents:copies")).context["list"].count == rows


def test_the_register_does_not_name_copies_of_documents_that_stay_shut(signed_in, office):
    hidden = factories.document(group=factories.group())
    actions.grant(hidden, to=office[Role.CUSTODIAN], by=office[Role.CUSTODIAN])
    copy = actions.make_copy(hidden, by=office[Role.CUSTODIAN])
    assert signed_in(Role.ASSISTANT).get(reverse("documents:copies")).context["list"].count == 0
    assert signed_in(Role.ASSISTANT).get(copy.get_absolute_url()).status_code == 404
