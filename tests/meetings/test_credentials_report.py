"""The Chair’s report on credentials: a draft until all are examined, then the paragraph for the record."""

from django.urls import reverse
from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
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


def fresh(one: Participant) -> Credentials:
    return Credentials.objects.get(participant=one)


def rows_with_people(session: Session) -> list:
    return [row for row in queries.delegations_of(session) if row.credentials]
