"""The library is filled by people; who may receive is asked before sending; who read is remembered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger import audit
from council_office.ledger.models import Event
from documents import actions
from documents.models import Delivery, Document, Level
from tests.documents import factories
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

NEW = reverse("documents:file_document")


def url(name: str, thing) -> str:
    return reverse(f"documents:{name}", args=[thing.pk])


def upload(data: bytes = factories.SMALL_PDF, name: str = "Report final (3).pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def given(**changes) -> dict:
    internal = Level.objects.get(code="internal").pk
    return {
        "file": upload(),
        "title": "Cooling report",
        "kind": "report",
        "language": "en",
        "level": internal,
    } | changes


def test_a_person_files_a_new_matter_under_the_next_number(signed_in, office):
    response = signed_in(Role.ASSISTANT).post(NEW, given())
    document = Document.objects.get()
    assert response.url == document.get_absolute_url()
    assert document.number == f"DOC-{timezone.localdate().year}-0001"
    assert (document.original_name, document.form) == ("Report final (3).pdf", "pdf")
    assert document.issued_by == office[Role.ASSISTANT]


def test_a_number_that_is_taken_is_refused_with_the_way_out(signed_in):
    factories.document(kind="report", number="R-1")
    refused = signed_in(Role.ASSISTANT).post(NEW, given(number="R-1"))
    assert refused.status_code == 409
    assert "open it and file a new version there" in refused.content.decode()
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("report.html", b"<html><script>alert(1)</script>", "is not a PDF, Word, Excel"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is not a PDF, Word, Excel"),
        ("report.pdf", b"", "file is empty"),
    ],
)
def test_17_safe_uploads_active_content_is_refused_at_the_door(signed_in, name, data, reason):
    refused = signed_in(Role.ASSISTANT).post(NEW, given(file=upload(data, name)))
    assert refused.status_code in (409, 422)
    assert reason in refused.content.decode()
    assert not Document.objects.exists()


def test_who_files_above_their_own_level_is_told_the_number_and_does_not_read_it(signed_in):
    confidential = Level.objects.get(code="confidential").pk
    response = signed_in(Role.ASSISTANT).post(NEW, given(level=confidential))
    assert response.url == reverse("documents:library")


def test_a_new_version_keeps_number_and_marking_and_the_old_one_stays(signed_in):
    first = factories.document(number="R-1", level="restricted")
    client = signed_in(Role.ASSISTANT)
    client.post(url("add_version", first), {"file": upload(first_changed())})
    second = Document.objects.get(version_number=2)
    assert (second.number, second.level, second.replaces) == ("R-1", first.level, first)
    listed = client.get(url("versions", first)).context["list"]
    assert [row.version_number for row in listed.rows] == [2, 1]


def first_changed() -> bytes:
    return factories.SMALL_PDF + b"\n% changed"


def test_the_same_bytes_are_no_new_version_and_an_issued_paper_has_its_own_page(signed_in, record, subject):
    first = factories.document()
    client = signed_in(Role.ASSISTANT)
    assert "nothing is new" in client.post(url("add_version", first), {"file": upload()}).content.decode()
    issued = actions.issue(record, about=subject, by=audit.CLOCK, forms=("docx",))["docx"]
    assert client.post(url("add_version", issued), {"file": upload()}).status_code == 409
    assert Document.objects.count() == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_one_and_three_cost_the_same(signed_in, django_assert_num_queries, rows):
    for number in range(1, rows + 1):
        document = factories.document(number="R-1", version_number=number)
    client = signed_in(Role.CUSTODIAN)
    client.get(url("versions", document))
    with django_assert_num_queries(8):
        assert client.get(url("versions", document)).context["list"].count == rows
    for _ in range(rows):
        actions.download(document, by=client.user)
    with django_assert_num_queries(8):
        assert client.get(url("access_log", document)).context["list"].count == rows + 1


# Why not?


def test_2_why_not_lists_forty_delegates_with_the_rule_for_each_who_may_not(signed_in, office):
    document = factories.document(level="restricted")
    delegates = PersonFactory.create_batch(40)
    for person in delegates[:37]:
        actions.grant(document, to=person, by=office[Role.CUSTODIAN])
    page = signed_in(Role.CUSTODIAN).get(
        url("why_not", document), {"people": [each.pk for each in delegates]}
    )
    red = [(person, decision.reason) for person, decision in page.context["verdicts"] if not decision]
    assert {person for person, _reason in red} == set(delegates[37:])
    assert all("Marked “Restricted”: open to" in reason for _person, reason in red)
    assert page.context["send_form"] is None


def test_2_nothing_goes_out_while_a_red_line_is_unresolved(signed_in, office, run_jobs):
    document = factories.document(level="restricted")
    allowed, red = PersonFactory(), PersonFactory()
    actions.grant(document, to=allowed, by=office[Role.CUSTODIAN])
    client = signed_in(Role.CUSTODIAN)
    mail = {"to": [allowed.pk, red.pk], "subject": "Paper", "body": "Please find it attached."}
    refused = client.post(url("send_document", document), mail)
    assert refused.status_code == 409
    assert not Delivery.objects.exists()
    assert Event.objects.filter(verb="refuse_sending").count() == 1
    client.post(url("send_document", document), mail | {"to": [allowed.pk]})
    assert Delivery.objects.get().person == allowed


def test_a_pasted_list_is_read_line_by_line_and_unknown_lines_are_said(signed_in):
    one, two = PersonFactory(family_name="Moreau", given_names="Élise"), PersonFactory()
    client, document = signed_in(Role.ASSISTANT), factories.document()
    asked = client.get(url("why_not", document), {"pasted": f"elise moreau\n{two.email}"})
    assert {person for person, _decision in asked.context["verdicts"]} == {one, two}
    unknown = client.get(url("why_not", document), {"pasted": "Nobody Known"})
    assert "Nobody is called “Nobody Known”." in unknown.content.decode()


# The log


def test_5_looks_downloads_and_refusals_of_a_watched_document_are_in_its_log(signed_in, office):
    document = factories.document(level="restricted")
    signed_in(Role.ASSISTANT).get(document.get_absolute_url())
    signed_in(Role.STAFF).get(url("download", document))
    signed_in(Role.CUSTODIAN).get(url("download", document))
    page = signed_in(Role.CUSTODIAN).get(url("access_log", document))
    told = [(event.verb, event.actor) for event in page.context["list"].rows]
    assert told == [
        ("download", office[Role.CUSTODIAN]),
        ("refuse", office[Role.STAFF]),
        ("view", office[Role.ASSISTANT]),
        ("issue", None),
    ]
    assert audit.verify() == []


def test_the_log_is_for_keepers_the_auditor_and_who_filed_it(signed_in, office):
    document = factories.document(by=office[Role.STAFF])
    for role in (Role.CUSTODIAN, Role.AUDITOR, Role.STAFF):
        assert signed_in(role).get(url("access_log", document)).status_code == 200
    assert signed_in(Role.ASSISTANT).get(url("access_log", document)).status_code == 403
