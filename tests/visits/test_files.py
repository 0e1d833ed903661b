"""What is asked of whom, by when, and what stands against it (behaviours 1, 3, 9)."""

import io
import zipfile
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from council_office.calendar.deadlines import day
from council_office.directory.resources import read
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event
from council_office.ledger.moves import Refused
from tests.visits.factories import (
    NUMBER,
    PNG,
    answers,
    complete,
    draft_visit,
    planned_visit,
    visitor_of,
    zone_lines,
)
from visits import actions
from visits.models import Requirement, Scan, TravelDocument, VisaRule
from visits.queries import people
from visits.resources import VisaRuleResource
from visits.states import Stage, Whose

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 29)


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


def items(file, **which) -> set[str]:
    return {need.item for need in file.missing(**which)}


def test_09_199_nationalities_have_a_class_and_the_doubtful_ones_say_so():
    general = VisaRule.objects.filter(document_kind="")
    assert general.values("nationality").distinct().count() == 199
    assert not general.filter(source="").exists()
    assert general.filter(needs_checking=True).exists()
    assert set(VisaRule.objects.filter(nationality__in=["CN", "IN", "RU"], document_kind="")
               .values_list("visa_class", flat=True)) == {"visa"}  # fmt: skip


@pytest.mark.parametrize(
    ("nationality", "zones", "asked", "not_asked"),
    [
        ("FR", (), {"document_number", "born_on"}, {"identity_scan", "home_address", "export_declaration"}),
        ("JP", ("SITE-ASSEMBLY",), {"identity_scan", "birth_place", "earlier_stays"}, {"home_address"}),
        ("CN", ("SITE-TOKAMAK",), {"home_address", "visa_until", "export_declaration"}, {"earlier_stays"}),
    ],
)
def test_02_only_what_nationality_and_zones_require_is_asked(nationality, zones, asked, not_asked):
    visitor = visitor_of(planned_visit(), zones=zones, nationality=nationality)
    found = {need.item for need in people.file(visitor).needs}
    assert asked <= found
    assert not found & not_asked


def test_09_a_diplomatic_passport_is_asked_for_a_note_verbale_and_of_china_needs_no_visa():
    visitor = visitor_of(planned_visit(), nationality="IN")
    actions.save_answers(visitor, by=CLOCK, values={"document_kind": "diplomatic"})
    assert "note_verbale" in {need.item for need in people.file(visitor).needs}
    chinese = visitor_of(planned_visit(), nationality="CN")
    assert people.file(chinese).check.needs_visa
    actions.save_answers(chinese, by=CLOCK, values={"document_kind": "diplomatic"})
    file = people.file(chinese)
    assert not file.check.needs_visa
    assert any("still has to be checked" in reason for reason in file.check.reasons)


def test_03_requirements_are_those_in_force_on_the_day_of_arrival():
    visitor = visitor_of(planned_visit(), nationality="FR")
    assert "employer" in {need.item for need in people.file(visitor).needs}
    Requirement.objects.filter(code="employer").update(valid_to=visitor.arrives_on)
    assert "employer" in {need.item for need in people.file(visitor).needs}
    Requirement.objects.filter(code="employer").update(valid_to=date(2020, 1, 1))
    assert "employer" not in {need.item for need in people.file(visitor).needs}


@time_machine.travel("2026-04-01 09:00")
def test_01_the_latest_days_skip_the_holidays_of_may_and_say_which_rule():
    visitor = visitor_of(planned_visit(starts_on=MAY), nationality="CN")
    steps = {each.rule.code: each for each in people.file(visitor).deadlines}
    assert "pass-eu" not in steps
    step = steps["pass-non-eu"]
    # Twenty working days before 29 May 2026 are thirty-one calendar days and more: four holidays lie between.
    assert step.on == date(2026, 4, 27)
    assert (MAY - step.on).days == 32
    words = str(step.explanation)
    assert "20 working days before Fri 29 May 2026" in words
    assert "Ascension" in words
    assert "Whit Monday" in words
    assert "version 1" in step.explanation.rule
    assert "illustrative" in step.explanation.rule
    assert step.late_by == 0


@time_machine.travel("2026-04-30 09:00")
def test_01_late_by_n_days_on_the_page_of_the_visitor(signed_in):
    visitor = visitor_of(planned_visit(starts_on=MAY), nationality="CN")
    page = signed_in(Role.ASSISTANT).get(visitor.get_absolute_url()).content.decode()
    assert "late by 3 days" in page
    assert "Ascension" in page
    assert "version 1, in force from" in page


def test_01_an_eu_visitor_has_the_short_pass_deadline_and_no_visa():
    steps = {each.rule.code for each in people.file(visitor_of(planned_visit(), nationality="DE")).deadlines}
    assert "pass-eu" in steps
    assert not steps & {"pass-non-eu", "visa-application"}


def test_03_missing_items_are_named_with_whose_they_are(signed_in):
    visitor = visitor_of(planned_visit(), nationality="CN")
    file = people.file(visitor)
    assert items(file, whose=Whose.OFFICE) == {"letter"}
    assert "document_number" in items(file, stage=Stage.PASS)
    page = signed_in(Role.ASSISTANT).get(visitor.get_absolute_url()).content.decode()
    assert "Document number" in page
    assert "the office" in page


def test_03_what_is_given_but_does_not_hold_is_missing():
    visitor = visitor_of(planned_visit(), nationality="CN")
    complete(visitor, expires_on=visitor.leaves_on)
    problems = {need.item: need.problem for need in people.file(visitor).missing(Stage.PASS)}
    assert "must be valid until" in problems["expires_on"]
    complete(visitor)
    assert people.file(visitor).is_ready_for_pass


def test_09_the_reason_stands_on_the_visitors_page(signed_in):
    visitor = visitor_of(planned_visit(), nationality="JP")
    actions.save_answers(visitor, by=CLOCK, values=answers("JP", issued_on=date(2010, 1, 1)))
    page = signed_in(Role.ASSISTANT).get(visitor.get_absolute_url()).content.decode()
    assert "cannot enter like this" in page
    assert "more than ten years before the arrival" in page


def test_09_other_visits_of_the_same_person_count_with_the_declared_stays(signed_in):
    visit = planned_visit()
    visitor = visitor_of(visit)
    complete(visitor, nationality="JP")
    stay = {
        "arrives_on": visit.starts_on - timedelta(days=95),
        "leaves_on": visit.starts_on - timedelta(days=6),
    }
    earlier = draft_visit(starts_on=stay["arrives_on"], ends_on=stay["leaves_on"])
    other = actions.add_visitor(earlier, by=CLOCK, person=visitor.person)
    check = people.file(visitor).check
    assert check.failures == (f"{day(visit.starts_on)} would be the 91st day in 180.",)
    page = signed_in(Role.ASSISTANT).get(visitor.get_absolute_url()).content.decode()
    assert "Already counted from another visit here" in page
    actions.withdraw_visitor(other, by=CLOCK, reason="Ill")
    assert people.file(visitor).check.failures == ()


def test_10_the_document_stays_with_the_person_and_serves_the_next_visit():
    visitor = visitor_of(planned_visit(), nationality="FR")
    actions.save_answers(visitor, by=CLOCK, values=answers("FR"))
    again = actions.add_visitor(draft_visit(in_days=200), by=CLOCK, person=visitor.person)
    assert again.document == TravelDocument.objects.get()
    assert "document_number" not in items(people.file(again))


def test_10_the_machine_readable_zone_fills_the_document(signed_in):
    visitor = visitor_of(planned_visit())
    actions.read_zone(visitor, zone_lines(), by=CLOCK)
    document = TravelDocument.objects.get()
    assert (document.number, document.nationality.code, document.kind) == ("123456789", "CN", "passport")
    assert (document.holder_name, document.expires_on) == ("ZHANG WEI", date(2030, 1, 1))
    slip = {"mrz": zone_lines().replace("123456789", "123456788")}
    response = signed_in(Role.ASSISTANT).post(url("visitor_data", visitor.pk), slip)
    assert response.status_code == 422
    assert "check digit of the document number" in response.content.decode()


def test_21_every_look_at_identity_data_is_recorded(signed_in):
    visitor = complete(visitor_of(planned_visit(), nationality="CN"))
    page = signed_in(Role.ASSISTANT).get(url("visitor_data", visitor.pk)).content.decode()
    assert NUMBER in page
    event = Event.objects.get(verb="read_identity")
    assert event.subject_label == str(visitor)
    signed_in(Role.ASSISTANT).get(url("scan", Scan.objects.first().pk))
    assert Event.objects.filter(verb="open_scan").count() == 1


@pytest.mark.parametrize("role", [Role.STAFF, Role.GUIDE, Role.AUDITOR, Role.DG_OFFICE])
def test_21_hosts_guides_and_auditors_never_see_identity_data(signed_in, office, role):
    visit = planned_visit(host=office[Role.STAFF].person)
    visitor = complete(visitor_of(visit, nationality="CN"))
    client = signed_in(role)
    assert client.get(url("visitor_data", visitor.pk)).status_code == 403
    assert client.get(url("scan", Scan.objects.first().pk)).status_code == 403
    for address in (visit.get_absolute_url(), visitor.get_absolute_url()):
        page = client.get(address).content.decode()
        assert NUMBER not in page
        assert "Hefei" not in page


def test_21_security_sees_the_data_of_those_whose_pass_was_asked_for(signed_in, office):
    visitor = complete(visitor_of(planned_visit(), nationality="CN"))
    security = signed_in(Role.SECURITY_OFFICER)
    assert security.get(url("visitor_data", visitor.pk)).status_code == 403
    request = actions.request_pass(visitor, by=office[Role.ASSISTANT])
    actions.submit_pass(request, by=office[Role.ASSISTANT])
    assert security.get(url("visitor_data", visitor.pk)).status_code == 200


def test_scans_are_told_by_their_content():
    visitor = visitor_of(planned_visit())
    with pytest.raises(Refused, match="no picture and no PDF"):
        actions.upload_scan(visitor, by=CLOCK, item="photo", data=docx(), name="photo.png")
    with pytest.raises(Refused, match="larger than 8 MB"):
        actions.upload_scan(visitor, by=CLOCK, item="photo", data=PNG + bytes(9_000_000), name="photo.png")
    first = actions.upload_scan(visitor, by=CLOCK, item="photo", data=PNG, name="photo.exe")
    second = actions.upload_scan(visitor, by=CLOCK, item="photo", data=PNG + b"2", name="photo.png")
    assert list(Scan.objects.all()) == [second]
    assert (first.form, bytes(Scan.objects.get().content)) == ("png", PNG + b"2")


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def test_the_page_of_a_visit_takes_as_many_queries_for_three_as_for_one(signed_in, own_queries):
    visit = planned_visit()
    complete(visitor_of(visit, nationality="CN", zones=("SITE-TOKAMAK",)))
    assistant = signed_in(Role.ASSISTANT)
    one = own_queries(assistant, visit.get_absolute_url())
    for nationality in ("JP", "FR"):
        complete(
            visitor_of(visit, nationality=nationality, zones=("SITE-ASSEMBLY",)), nationality=nationality
        )
    assert own_queries(assistant, visit.get_absolute_url()) == one <= 30


def test_09_the_table_of_classes_goes_out_and_comes_back_with_another_day(office):
    resource = VisaRuleResource()
    rows = resource.export(VisaRule.objects.filter(nationality="GE", document_kind=""))
    assert rows["Class"] == ["No visa for 90 days in 180"]
    text = "Nationality,Class,In force from,Source\nGE,Visa needed,2027-01-01,Regulation 2027/1\n"
    result = resource.import_data(read(text), user=office[Role.ASSISTANT])
    assert not result.has_errors()
    assert [row.import_type for row in result.rows] == ["new"]
    visitor = visitor_of(planned_visit(starts_on=date(2027, 3, 1)), nationality="GE")
    assert people.file(visitor).check.needs_visa
    earlier = visitor_of(planned_visit(starts_on=date(2026, 12, 14)), nationality="GE")
    assert not people.file(earlier).check.needs_visa
