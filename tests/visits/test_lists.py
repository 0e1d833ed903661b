"""Delegations as a unit, one person once, the people of a session as visitors (behaviours 11, 14)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from council_office.directory.actions.merging import merge_people, unmerge
from council_office.directory.models import Person
from council_office.directory.names import same_name
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.moves import Refused
from meetings import actions as meetings
from protocol import actions as protocol
from tests.factories import PersonFactory
from tests.meetings.factories import convened, place
from tests.protocol import factories as ceremonies
from tests.visits.factories import draft_visit, visitor_of
from visits import actions
from visits.models import Visit, Visitor

LIST = """Name\tE-mail\tOrganisation\tRole
Dr ZHANG Wei\twei.zhang@example.cn\tInstitute of Plasma Physics\tExpert
Anna LINDQVIST\tanna@example.se\tUppsala\t
"""


def url(name: str, *args) -> str:
    return reverse(f"visits:{name}", args=args)


@pytest.mark.django_db
def test_14_a_pasted_list_is_previewed_and_taken_in(signed_in):
    visit = draft_visit()
    known = PersonFactory(family_name="Zhang", given_names="Wei", email="wei.zhang@example.cn")
    assistant = signed_in(Role.ASSISTANT)
    form = {"text": LIST, "role": "member"}
    page = assistant.post(url("import_visitors", visit.pk), form).content.decode()
    assert "2 ready" in page
    assert not Visitor.objects.exists()
    assistant.post(url("import_visitors", visit.pk), {**form, "confirm": "1"})
    assert {(one.person.family_name, one.role) for one in visit.visitors.all()} == {
        ("Zhang", "expert"),
        ("Lindqvist", "member"),
    }
    assert Person.objects.filter(family_name="Zhang").get() == known
    again = assistant.post(url("import_visitors", visit.pk), {**form, "confirm": "1"})
    assert again.status_code == 302
    assert visit.visitors.count() == 2


@pytest.mark.django_db
def test_11_somebody_alike_is_proposed_and_a_person_decides(signed_in):
    visit = draft_visit()
    PersonFactory(family_name="Zhang", given_names="Wei", email="other@example.cn")
    assistant = signed_in(Role.ASSISTANT)
    form = {"text": LIST, "role": "member"}
    page = assistant.post(url("import_visitors", visit.pk), form).content.decode()
    assert "1 to decide" in page
    assistant.post(url("import_visitors", visit.pk), {**form, "confirm": "1"})
    assert visit.visitors.count() == 1  # nobody was guessed
    assistant.post(url("import_visitors", visit.pk), {**form, "confirm": "1", "who-2": "new"})
    assert Person.objects.filter(family_name="Zhang").count() == 2
    assert visit.visitors.count() == 2


@pytest.mark.django_db
def test_14_an_excel_file_is_a_list_too(signed_in):
    book, visit = Workbook(), draft_visit()
    book.active.append(["Last name", "First name", "E-mail"])
    book.active.append(["Moreau", "Élodie", "elodie@example.fr"])
    out = io.BytesIO()
    book.save(out)
    form = {"role": "expert", "file": SimpleUploadedFile("list.xlsx", out.getvalue()), "confirm": "1"}
    assert signed_in(Role.ASSISTANT).post(url("import_visitors", visit.pk), form).status_code == 302
    assert visit.visitors.get().person.given_names == "Élodie"


NAMES = st.tuples(
    st.sampled_from(["Müller", "Sørensen", "Dvořák", "Zhang", "Satō", "Đorđević", "Ivanov"]),
    st.sampled_from(["Jürgen", "Anne-Marie", "Xiao Ming", "Kenichirō", "Wei", "Юлия"]),
)
SPELT = {
    "Müller": "Mueller", "Sørensen": "Soerensen", "Dvořák": "Dvorak", "Satō": "Satoh",
    "Đorđević": "Djordjevic", "Jürgen": "Juergen", "Anne-Marie": "Anne Marie", "Xiao Ming": "Xiaoming",
    "Kenichirō": "Kenichirou", "Юлия": "Iuliia", "Zhang": "ZHANG", "Wei": "wei", "Ivanov": "Иванов",
}  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(NAMES, st.booleans(), st.booleans(), st.booleans())
def test_11_order_accents_and_transliteration_make_nobody_another(name, turned, family_spelt, given_spelt):
    family, given_names = name
    other = (SPELT[family] if family_spelt else family, SPELT[given_names] if given_spelt else given_names)
    assert same_name(name, other[::-1] if turned else other)


@pytest.mark.django_db
def test_11_merged_records_keep_their_visits_and_come_apart_again():
    visit = draft_visit()
    one, other = PersonFactory(family_name="Zhang"), PersonFactory(family_name="Zhang", email="z@example.cn")
    first = actions.add_visitor(visit, by=CLOCK, person=one)
    merge = merge_people(other, one, by=CLOCK)
    first.refresh_from_db()
    assert (first.person, first.person.kept) == (one, other)
    with pytest.raises(Refused, match="already in this visit"):
        actions.add_visitor(visit, by=CLOCK, person=one)
    unmerge(merge, by=CLOCK)
    assert Person.objects.get(pk=one.pk).kept == one


@pytest.mark.django_db
def test_14_the_participants_of_a_session_become_visitors_with_one_press(signed_in):
    session = convened(number=60)
    place(session, "head", "CN", nationality="CN")
    place(session, "expert", "JP", nationality="JP")
    remote = place(session, "expert", "US")
    meetings.revise_participant(remote, by=CLOCK, remote=True)
    assistant = signed_in(Role.ASSISTANT)
    fragment = assistant.get(url("of_session", session.pk)).content.decode()
    assert "2 participants" in fragment
    assistant.post(url("open_session_files", session.pk))
    visit = Visit.objects.about(session).get()
    assert sorted(visit.visitors.values_list("role", flat=True)) == ["expert", "head"]
    fragment = assistant.get(url("of_session", session.pk)).content.decode()
    assert "0 of 2 complete" in fragment
    assert "1 needs a visa" in fragment
    assert assistant.post(url("open_session_files", session.pk)).status_code == 409
    place(session, "expert", "IN")
    assistant.post(url("open_session_files", session.pk))
    assert visit.visitors.count() == 3
    assert Visit.objects.about(session).count() == 1


@pytest.mark.django_db
def test_14_the_guests_who_accepted_a_ceremony_become_visitors_with_one_press(signed_in):
    held = ceremonies.coming()
    guest = ceremonies.invited(held, "Okafor", "prefect")
    ceremonies.invited(held, "Silent")
    at_home = ceremonies.invited(held, "Bertin")
    protocol.revise_ceremony(held, by=CLOCK, host=at_home.person)
    assistant = signed_in(Role.ASSISTANT)
    assert "Guests who accept are opened here" in assistant.get(url("of_ceremony", held.pk)).content.decode()
    for one in (guest, at_home):
        protocol.answer(one, by=CLOCK, answer="accepted")
    assert "for 1 guest" in assistant.get(url("of_ceremony", held.pk)).content.decode()
    answer = assistant.post(url("open_ceremony_files", held.pk))
    visit = Visit.objects.about(held).get()
    assert (answer.status_code, answer.url) == (302, visit.get_absolute_url())
    assert [each.person for each in visit.visitors.all()] == [guest.person]
    assert (visit.kind, visit.starts_on, visit.title_fr) == ("ceremony", held.held_on, held.title_fr)
    assert "0 of 1 complete" in assistant.get(url("of_ceremony", held.pk)).content.decode()
    assert assistant.post(url("open_ceremony_files", held.pk)).status_code == 409
    assert signed_in(Role.SECURITY_OFFICER).get(url("of_ceremony", held.pk)).status_code == 403


@pytest.mark.django_db
def test_14_one_who_fails_stops_none_of_the_others(signed_in):
    visit = draft_visit()
    gone = visitor_of(visit, family_name="Lindqvist", given_names="Anna", email="anna@example.se")
    actions.withdraw_visitor(gone, by=CLOCK, reason="Ill")
    form = {"text": LIST + "\t\t\t\n;broken\tnot-an-address\t\t\n", "role": "member", "confirm": "1"}
    response = signed_in(Role.ASSISTANT).post(url("import_visitors", visit.pk), form)
    assert response.status_code == 409
    assert "not-an-address" in response.content.decode()
    gone.refresh_from_db()
    assert gone.state == "expected"  # named again, comes after all
    assert visit.visitors.coming().count() == 2
