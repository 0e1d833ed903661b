"""The Chair’s report on credentials: a draft until all are examined, then the paragraph for the record."""

from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from documents.models import Document
from meetings import actions
from meetings.letters import credentials
from meetings.models import Credentials, Participant, Session
from meetings.queries import delegations as queries
from tests.meetings.factories import convened, place


def test_07_the_chairs_report_on_credentials_is_a_draft_until_all_are_examined(signed_in, db):
    """nominated → letter received → examined, one during the session; then the report and its paragraph."""
    session, secretary = convened(), signed_in(Role.ASSISTANT)
    japan, korea = place(session, "head", "JP"), place(session, "head", "KR", family_name="Kim")
    for one in (japan, korea):
        actions.receive_credentials(
            one.delegation, by=CLOCK, people=[one.credentials], received_on=session.starts_on
        )
    examine = {"by": CLOCK, "in_order": True, "examined_on": session.starts_on}
    actions.examine_credentials(japan.delegation, people=[fresh(japan)], **examine)
    paper = credentials.report(
        session, queries.delegations_of(session), language="en", dated_on=timezone.localdate()
    )
    assert paper.status == "DRAFT"
    assert "not complete: Korea" in credentials.paragraph(session, rows_with_people(session), "en")

    wrong = {**examine, "in_order": False, "note": "The letter is not signed."}
    actions.examine_credentials(korea.delegation, people=[fresh(korea)], **wrong)
    paper = credentials.report(
        session, queries.delegations_of(session), language="en", dated_on=timezone.localdate()
    )
    assert paper.status == ""
    assert any("not signed" in getattr(block, "text", "") for block in paper.blocks)
    assert any("examined during the session" in row[4] for row in paper.blocks[3].rows)

    actions.examine_credentials(korea.delegation, people=[fresh(korea)], **examine)
    words = {code: credentials.paragraph(session, rows_with_people(session), code) for code in ("en", "fr")}
    assert words["en"].endswith("the credentials of the 2 delegations are in good order.")
    answer = secretary.get(
        reverse("meetings:credentials_report", args=[session.pk]), {"language": "fr", "form": "docx"}
    )
    assert answer.content[:2] == b"PK"


def test_07_the_report_is_issued_under_its_number_once_everybody_was_examined(signed_in, run_jobs):
    session, secretary = convened(), signed_in(Role.ASSISTANT)
    address = reverse("meetings:issue_credentials_report", args=[session.pk])
    assert secretary.post(address).status_code == 409, "no credentials are noted yet"
    japan = place(session, "head", "JP")
    assert secretary.post(address).status_code == 409, "they are not examined yet"
    facts = {"by": CLOCK, "people": [japan.credentials]}
    actions.receive_credentials(japan.delegation, received_on=session.starts_on, **facts)
    actions.examine_credentials(japan.delegation, by=CLOCK, people=[fresh(japan)], in_order=True)
    assert secretary.post(address).status_code == 302
    run_jobs()
    filed = Document.objects.about(session).filter(kind=credentials.KIND)
    assert sorted(filed.values_list("number", "language", "form")) == [
        (f"{session.label}/CRED", language, form) for language in ("en", "fr") for form in ("docx", "pdf")
    ]
    page = secretary.get(reverse("meetings:delegations", args=[session.pk])).content.decode()
    assert all(reverse("documents:download", args=[document.pk]) in page for document in filed)
    assert secretary.post(address).status_code == 409, "it would say the same"

    wrong = {"in_order": False, "note": "The letter is not signed."}
    actions.examine_credentials(japan.delegation, by=CLOCK, people=[fresh(japan)], **wrong)
    secretary.post(address)
    run_jobs()
    assert set(filed.values_list("version_number", flat=True)) == {1, 2}
    assert signed_in(Role.AUDITOR).post(address).status_code in (403, 404)


def fresh(one: Participant) -> Credentials:
    return Credentials.objects.get(participant=one)


def rows_with_people(session: Session) -> list:
    return [row for row in queries.delegations_of(session) if row.credentials]
