"""Passes: the completeness gate, the decision, changes after it, the gate (behaviours 3, 4, 8)."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from council_office.directory import actions as directory
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event
from council_office.ledger.moves import Refused
from tests.factories import PersonFactory, UserFactory
from tests.visits.factories import approved, complete, issued, planned_visit, visitor_of, zone
from visits import actions
from visits.models import PassRequest
from visits.queries import passes as queries
from visits.states import Aspect, PassState
from visits.views import passes

pytestmark = pytest.mark.django_db
ZONES = ("SITE-ASSEMBLY",)


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


@pytest.fixture
def visitor():
    return visitor_of(planned_visit(), nationality="CN", zones=ZONES)


def current(visitor) -> PassRequest:
    return PassRequest.objects.current().get(visitor=visitor)


def pending(request) -> set[str]:
    return set(request.approvals.filter(approved_at__isnull=True).values_list("aspect", flat=True))


def test_03_a_request_cannot_be_submitted_until_everything_is_there(signed_in, visitor, office):
    request = actions.request_pass(visitor, by=office[Role.ASSISTANT])
    assert request.state == PassState.COLLECTING
    response = signed_in(Role.ASSISTANT).post(url("submit_pass", request.pk))
    assert response.status_code == 409
    refusal = response.content.decode()
    assert "Document number (the visitor)" in refusal
    assert "Copy of the identity page (the visitor)" in refusal
    complete(visitor, scans=("photo",))
    assert current(visitor).state == PassState.COLLECTING
    complete(visitor)
    assert current(visitor).state == PassState.COMPLETE
    assert signed_in(Role.ASSISTANT).post(url("submit_pass", request.pk)).status_code == 302
    assert current(visitor).state == PassState.SUBMITTED


def test_03_security_decides_and_nobody_on_a_request_of_their_own(signed_in, visitor, office):
    complete(visitor)
    both = UserFactory(roles=[Role.ASSISTANT, Role.SECURITY_OFFICER])
    request = actions.submit_pass(actions.request_pass(visitor, by=both), by=both)
    assert signed_in(both).post(url("approve_pass", request.pk)).status_code == 403
    with pytest.raises(Refused, match="of their own"):
        actions.approve_pass(request, by=both)
    assert signed_in(Role.ASSISTANT).post(url("approve_pass", request.pk)).status_code == 403
    assert signed_in(Role.SECURITY_OFFICER).post(url("approve_pass", request.pk)).status_code == 302
    assert current(visitor).state == PassState.APPROVED


def test_03_security_asks_and_refuses_with_words_that_reach_the_office(signed_in, visitor, office):
    complete(visitor)
    request = actions.request_pass(visitor, by=office[Role.ASSISTANT])
    actions.submit_pass(request, by=office[Role.ASSISTANT])
    security = signed_in(Role.SECURITY_OFFICER)
    security.post(url("ask_about_pass", request.pk), {"note": "Which laboratory?"})
    page = signed_in(Role.ASSISTANT).get(url("pass", request.pk)).content.decode()
    assert "Which laboratory?" in page
    signed_in(Role.ASSISTANT).post(url("submit_pass", request.pk))
    security.post(url("refuse_pass", request.pk), {"reason": "Not this time"})
    assert current(visitor).state == PassState.REFUSED
    signed_in(Role.ASSISTANT).post(url("retry_pass", request.pk))
    assert current(visitor).state == PassState.COMPLETE


def changes(visitor):
    """Each material change with the aspects that it touches."""
    visit = visitor.visit
    return {
        "name": (
            lambda: (
                directory.revise_person(visitor.person, by=CLOCK, given_names="Wei"),
                actions.follow_directory(),
            ),
            {Aspect.IDENTITY},
        ),
        "document": (
            lambda: actions.save_answers(visitor, by=CLOCK, values={"document_number": "NEW1"}),
            {Aspect.IDENTITY},
        ),
        "date": (
            lambda: actions.revise_visitor(
                visitor, by=CLOCK, access_until=visitor.leaves_on + timedelta(days=1)
            ),
            {Aspect.STAY},
        ),
        "zone": (
            lambda: actions.revise_visitor(visitor, by=CLOCK, zones=[zone(), zone("SITE-CRYO")]),
            {Aspect.ZONES},
        ),
        "host": (lambda: actions.revise_visit(visit, by=CLOCK, host=PersonFactory()), {Aspect.HOST}),
        "telephone": (lambda: actions.save_answers(visitor, by=CLOCK, values={"phone": "1"}), set()),
        "role": (lambda: actions.revise_visitor(visitor, by=CLOCK, role="head"), set()),
    }


@pytest.mark.parametrize("what", ["name", "document", "date", "zone", "host", "telephone", "role"])
def test_04_a_change_reopens_only_the_approvals_it_touches(visitor, office, what):
    approved(visitor, office=office)
    visitor.refresh_from_db()
    change, aspects = changes(visitor)[what]
    change()
    request = current(visitor)
    assert pending(request) == aspects
    assert request.state == (PassState.SUBMITTED if aspects else PassState.APPROVED)


@pytest.mark.parametrize("what", ["name", "document", "date", "zone", "host", "telephone"])
def test_04_the_old_pass_stops_opening_a_gate(visitor, office, what):
    old = issued(visitor, office=office)
    code, on = queries.code_of(old), old.valid_from
    assert queries.gate_answer(code, on).opens
    visitor.refresh_from_db()
    change, aspects = changes(visitor)[what]
    change()
    answer = queries.gate_answer(code, on)
    assert answer.opens is not bool(aspects)
    if not aspects:
        return
    assert "replaced" in answer.reason
    newer = current(visitor)
    assert newer.replaces == old
    assert pending(newer) == aspects
    actions.approve_pass(newer, by=office[Role.SECURITY_OFFICER])
    newer = actions.issue_pass(newer, by=office[Role.SECURITY_OFFICER])
    assert queries.gate_answer(queries.code_of(newer), newer.valid_from).opens
    assert not queries.gate_answer(code, on).opens


def test_04_a_name_changed_in_the_directory_closes_the_gate_before_any_sweep(visitor, office):
    request = issued(visitor, office=office)
    directory.revise_person(visitor.person, by=CLOCK, family_name="Elsewhere")
    assert not queries.gate_answer(queries.code_of(request), request.valid_from).opens


def test_04_security_sees_before_and_after_without_old_identity_data(signed_in, visitor, office):
    issued(visitor, office=office)
    visitor.refresh_from_db()
    actions.revise_visitor(visitor, by=CLOCK, zones=[zone("SITE-CRYO")])
    actions.save_answers(visitor, by=CLOCK, values={"document_number": "NEW1"})
    page = signed_in(Role.SECURITY_OFFICER).get(url("pass", current(visitor).pk)).content.decode()
    assert "<del>Assembly Hall</del>" in page
    assert "<ins>Cryoplant</ins>" in page
    assert "document number</span> <del>another</del>" in page
    assert "CANARY12345" not in page
    assert "NEW1" in page
    assert Event.objects.filter(verb="read_identity").exists()


def test_08_expired_revoked_and_unknown_codes_are_refused(visitor, office):
    request = issued(visitor, office=office)
    code, last = queries.code_of(request), request.valid_until
    assert not queries.gate_answer("0" * 32, last).opens
    assert "valid from" in queries.gate_answer(code, request.valid_from - timedelta(days=1)).reason
    assert "expired" in queries.gate_answer(code, last + timedelta(days=1)).reason
    assert "zone" in queries.gate_answer(code, last, zone("SITE-TOKAMAK")).reason
    assert queries.gate_answer(code, last, zone("SITE-ASSEMBLY")).opens
    actions.revoke_pass(request, by=CLOCK, reason="Left early")
    assert "revoked" in queries.gate_answer(code, last).reason


def test_08_passes_expire_by_themselves_once_their_last_day_is_over(visitor, office):
    request = issued(visitor, office=office)
    assert actions.expire_passes() == 0
    with time_machine.travel(request.valid_until + timedelta(days=1)):
        assert actions.expire_passes() == 1
    request.refresh_from_db()
    assert (request.state, request.ended_on) == (PassState.EXPIRED, request.valid_until)


def test_14_withdrawing_one_revokes_their_pass_and_no_other(office):
    visit = planned_visit()
    one, other = (visitor_of(visit, nationality="CN", zones=ZONES) for _ in range(2))
    first, second = issued(one, office=office), issued(other, office=office)
    actions.withdraw_visitor(one, by=CLOCK, reason="Ill")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (PassState.REVOKED, PassState.ISSUED)


def test_a_lost_submission_is_taken_up_again_when_the_visitor_comes_after_all(visitor, office):
    request = actions.request_pass(visitor, by=office[Role.ASSISTANT])
    actions.withdraw_visitor(visitor, by=CLOCK, reason="Ill")
    request.refresh_from_db()
    assert request.state == PassState.WITHDRAWN
    actions.restore_visitor(visitor, by=CLOCK)
    assert actions.retry_pass(request, by=CLOCK).state == PassState.COLLECTING


def test_08_the_code_is_kept_nowhere_and_printing_is_recorded(signed_in, visitor, office, monkeypatch):
    request = issued(visitor, office=office)
    code = queries.code_of(request)
    assert code not in str(PassRequest.objects.values().get())
    papers = []
    monkeypatch.setattr(passes, "preview_pdf", lambda paper: papers.append(paper) or b"%PDF-")
    response = signed_in(Role.SECURITY_OFFICER).get(url("pass_pdf", request.pk))
    assert response["Cache-Control"] == "no-store, private"
    card = papers[0].blocks[1].cards[0]
    assert (card.code, card.corner) == (code, request.number)
    assert "Only with an escort" in card.lines
    assert Event.objects.filter(verb="print_pass").count() == 1


def test_the_whole_visit_is_requested_submitted_and_issued_together(signed_in, office):
    visit = planned_visit()
    for _ in range(2):
        complete(visitor_of(visit, nationality="CN", zones=ZONES))
    visitor_of(visit, nationality="CN")
    assistant = signed_in(Role.ASSISTANT)
    assistant.post(url("request_passes", visit.pk))
    page = assistant.post(url("submit_passes", visit.pk), follow=True).content.decode()
    assert "2 requests are with security." in page
    assert "not complete yet" in page
    for request in PassRequest.objects.filter(state=PassState.SUBMITTED):
        actions.approve_pass(request, by=office[Role.SECURITY_OFFICER])
    page = assistant.post(url("issue_passes", visit.pk), follow=True).content.decode()
    assert "2 passes were issued." in page


def test_the_list_of_security_holds_what_was_submitted(signed_in, own_queries, office):
    visit = planned_visit()
    approved(visitor_of(visit, nationality="CN", family_name="Ready"), office=office)
    actions.request_pass(visitor_of(visit, family_name="Early"), by=office[Role.ASSISTANT])
    security = signed_in(Role.SECURITY_OFFICER)
    one = own_queries(security, url("passes"))
    page = security.get(url("passes")).content.decode()
    assert "READY" in page
    assert "EARLY" not in page
    for _ in range(2):
        approved(visitor_of(visit, nationality="CN"), office=office)
    assert own_queries(security, url("passes")) == one <= 6
