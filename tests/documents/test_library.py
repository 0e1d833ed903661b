"""Documents through the door: who sees, who downloads, what is said to whom may not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from council_office.directory.states import Role
from council_office.ledger import audit
from council_office.ledger.models import Event
from council_office.web.actions import issue_link, revoke_link
from documents import actions
from documents.models import Document, Grant, Level
from tests.documents import factories
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

LIBRARY = reverse("documents:library")


def url(name: str, thing) -> str:
    return reverse(f"documents:{name}", args=[thing.pk])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_library_costs_the_same_for_one_and_three_documents(signed_in, django_assert_num_queries, rows):
    for _ in range(rows):
        factories.document()
    client = signed_in(Role.ASSISTANT)
    client.get(LIBRARY)
    with django_assert_num_queries(9):
        response = client.get(LIBRARY)
    assert response.content.count(b'class="row-link"') == rows


@pytest.mark.parametrize(
    ("role", "numbers"),
    [
        (Role.COUNCIL_SECRETARY, ["A", "B", "C"]),
        (Role.STAFF, ["A", "B"]),
        (Role.DELEGATE, ["A"]),
    ],
)
def test_the_list_its_counts_and_its_export_hold_what_the_gate_opens(signed_in, role, numbers):
    for number, level in (("A", "public"), ("B", "internal"), ("C", "restricted"), ("D", "confidential")):
        factories.document(number=number, level=level, title="Paper of interest")
    client = signed_in(role)
    listed = client.get(LIBRARY, {"sort": "number"}).context["list"]
    assert [row.number for row in listed.rows] == numbers
    assert client.get(LIBRARY, {"q": "interest"}).context["list"].count == len(numbers)
    rows = client.get(LIBRARY, {"export": "csv", "sort": "number"}).getvalue().decode().splitlines()
    assert len(rows) == len(numbers) + 1


def test_only_the_newest_version_is_listed_unless_all_are_asked_for(signed_in):
    factories.document(number="A")
    factories.document(number="A", version_number=2)
    client = signed_in(Role.ASSISTANT)
    assert [row.version_number for row in client.get(LIBRARY).context["list"].rows] == [2]
    assert client.get(LIBRARY, {"old": "all"}).context["list"].count == 2


def test_a_document_says_what_it_is_and_why_one_may_read_it(signed_in, record, subject, secretary):
    document = actions.issue(record, about=subject, by=secretary, forms=("docx",))["docx"]
    page = signed_in(Role.STAFF).get(document.get_absolute_url()).content.decode()
    assert "The Council <strong>approved</strong> the budget." in page
    assert "Documents marked “Internal” are open to you." in page
    assert document.sha256 in page


def test_a_stranger_does_not_even_learn_that_a_document_exists(client, signed_in):
    document = factories.document(level="restricted")
    assert client.get(document.get_absolute_url()).status_code == 302
    for name in ("document", "download"):
        assert signed_in(Role.DELEGATE).get(url(name, document)).status_code == 404
    assert Event.objects.filter(verb="refuse").count() == 2


def test_a_download_is_a_file_to_keep_and_is_recorded(signed_in, office):
    document = factories.document(number="ROD-2026-0001", title="Décisions du 18 novembre", language="fr")
    response = signed_in(Role.STAFF).get(url("download", document))
    assert response.content == factories.SMALL_PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''ROD-2026-0001%20D%C3%A9cisions%20du%2018%20novembre%20FR.pdf"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "no-store, private"
    event = audit.history(document).first()
    assert (event.verb, event.actor) == ("download", office[Role.STAFF])


def test_a_signed_link_opens_what_its_recipient_was_granted_until_it_is_revoked(client, office):
    person, document, other = PersonFactory(), factories.document(), factories.document()
    actions.grant(document, to=person, by=office[Role.CUSTODIAN])
    link, token = issue_link(
        purpose="meetings.answer",
        about=factories.subject(),
        recipient=person,
        expires_at=timezone.now() + timedelta(days=1),
        by=office[Role.ASSISTANT],
    )
    address = reverse("documents:download_by_link", args=[document.pk, token])
    assert client.get(address).content == factories.SMALL_PDF
    assert client.get(reverse("documents:download_by_link", args=[other.pk, token])).status_code == 404
    revoke_link(link, by=office[Role.ASSISTANT], reason="sent to the wrong person")
    assert client.get(address).status_code == 410


def test_the_custodian_marks_a_document_and_a_lower_marking_needs_a_reason(signed_in):
    document = factories.document(level="restricted")
    client, internal = signed_in(Role.CUSTODIAN), Level.objects.get(code="internal")
    refused = client.post(url("mark", document), {"level": internal.pk, "reason": ""})
    assert refused.status_code == 409
    assert "Lowering a marking needs a reason." in refused.content.decode()
    assert (
        client.post(url("mark", document), {"level": internal.pk, "reason": "Published"}).status_code == 302
    )
    document.refresh_from_db()
    assert document.level == internal


def test_an_assistant_may_not_mark_grant_or_hold(signed_in):
    document = factories.document()
    client = signed_in(Role.ASSISTANT)
    for name in ("mark", "grant", "hold", "release"):
        assert client.post(url(name, document)).status_code == 403
    assert not Grant.objects.exists()


def test_the_custodian_lets_a_person_read_and_ends_it(signed_in, office):
    document, delegate = factories.document(), office[Role.DELEGATE]
    client = signed_in(Role.CUSTODIAN)
    facts = {"to": delegate.person.pk, "starts_on": timezone.localdate(), "ends_on": "", "reason": "Speaker"}
    assert client.post(url("grant", document), facts).status_code == 302
    assert signed_in(Role.DELEGATE).get(url("download", document)).status_code == 200
    client.post(url("end_grant", Grant.objects.get()))
    assert signed_in(Role.DELEGATE).get(url("download", document)).status_code == 404


def test_the_page_answers_why_a_person_may_not_read_it(signed_in, office):
    document = factories.document(level="restricted")
    page = signed_in(Role.CUSTODIAN).get(
        document.get_absolute_url(), {"reader": office[Role.DELEGATE].person.pk}
    )
    assert "Marked “Restricted”: open to" in page.content.decode()


def test_a_document_on_hold_says_why_and_the_hold_is_lifted_with_a_reason(signed_in):
    document = factories.document()
    client = signed_in(Role.CUSTODIAN)
    client.post(url("hold", document), {"reason": "Audit of 2026"})
    assert "Audit of 2026" in client.get(document.get_absolute_url()).content.decode()
    again = client.post(url("hold", document), {"reason": "twice"})
    assert "already on hold" in again.content.decode()
    assert client.post(url("release", document), {"reason": "Audit closed"}).status_code == 302
    document.refresh_from_db()
    assert not document.on_hold


def test_the_chosen_documents_come_as_one_pdf_with_bookmarks(signed_in, record, subject, secretary):
    made = [
        actions.issue(paper, about=subject, by=secretary, forms=("pdf",))["pdf"]
        for paper in (record, numbered(record, "ROD-2026-0002"))
    ]
    response = signed_in(Role.STAFF).post(reverse("documents:bundle_pdf"), {"pk": [d.pk for d in made]})
    reader = PdfReader(factories.stream(response.content))
    assert len(reader.pages) == 2
    assert [entry.title for entry in reader.outline] == [str(document) for document in made]
    for document, page in zip(made, reader.pages, strict=True):
        assert document.number in page.extract_text()


def test_a_bundle_with_one_forbidden_document_is_refused_whole(signed_in):
    allowed, forbidden = factories.document(number="A"), factories.document(number="B", level="restricted")
    response = signed_in(Role.STAFF).post(reverse("documents:bundle_zip"), {"pk": [allowed.pk, forbidden.pk]})
    assert response.status_code == 409
    assert "You may not read" in response.content.decode()
    assert not Event.objects.filter(verb="download").exists()


def test_an_archive_holds_every_document_under_its_own_name(signed_in):
    for form, language in (("pdf", "en"), ("pdf", "fr"), ("docx", "en")):
        factories.document(number="A", form=form, language=language)
    keys = list(Document.objects.values_list("pk", flat=True))
    response = signed_in(Role.STAFF).post(reverse("documents:bundle_zip"), {"pk": keys})
    assert factories.names_in(response.content) == [
        "A Record of Decisions EN.pdf",
        "A Record of Decisions FR.pdf",
        "A Record of Decisions EN.docx",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_groups_cost_the_same_for_one_and_three(signed_in, django_assert_num_queries, rows):
    for n in range(rows):
        factories.group(f"Tender {n}")
    client = signed_in(Role.CUSTODIAN)
    client.get(reverse("documents:groups"))
    with django_assert_num_queries(7):
        assert client.get(reverse("documents:groups")).context["list"].count == rows


def test_a_group_shows_its_people_and_only_the_papers_that_open_for_the_reader(signed_in, office):
    paper = factories.document(number="SECRET-1", group=factories.group())
    client = signed_in(Role.CUSTODIAN)
    assert "SECRET-1" not in client.get(paper.group.get_absolute_url()).content.decode()
    facts = {"to": office[Role.CUSTODIAN].person.pk, "starts_on": timezone.localdate(), "ends_on": ""}
    client.post(url("grant_group", paper.group), facts)
    assert "SECRET-1" in client.get(paper.group.get_absolute_url()).content.decode()


def numbered(paper, number):
    return type(paper)(paper.kind, number, paper.title, paper.language, paper.blocks)
