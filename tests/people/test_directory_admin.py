"""The directory in the administration: lists open, verbs write, lists come in with a preview."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from council_office.directory import actions
from council_office.directory.models import FormOfAddress, Member, Office, Person, User
from council_office.directory.states import Role
from council_office.ledger import audit
from council_office.ledger.audit import CLOCK
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

MODELS = [
    "person",
    "organisation",
    "member",
    "office",
    "formofaddress",
    "post",
    "contactpoint",
    "merge",
    "user",
]


@pytest.fixture
def administrator(signed_in):
    return signed_in(Role.ADMINISTRATOR)


def url(model: str, page: str = "changelist", *args) -> str:
    return reverse(f"admin:directory_{model}_{page}", args=args)


@pytest.fixture
def something_of_everything(db):
    person, other = PersonFactory(), PersonFactory()
    actions.take_up_post(person, by=CLOCK, title_en="Director", starts_on=date(2025, 1, 1))
    actions.add_contact_point(
        person,
        by=CLOCK,
        purpose_en="Visits",
        starts_on=date(2025, 1, 1),
        member=Member.objects.get(code="EU"),
    )
    actions.merge_people(person, other, by=CLOCK)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_list_search_and_page_opens(signed_in, something_of_everything, model, language):
    client = signed_in(Role.ADMINISTRATOR, language)
    listing = client.get(url(model))
    assert listing.status_code == 200
    assert client.get(url(model), {"q": "zhang müller"}).status_code == 200
    row = listing.context["cl"].queryset.first()
    assert client.get(url(model, "change", row.pk)).status_code == 200
    assert client.get(url(model, "history", row.pk)).status_code == 200


def person_form(**told) -> dict:
    rows = {
        f"{name}-{part}_FORMS": 0 for name in ("posts", "contact_points") for part in ("TOTAL", "INITIAL")
    }
    blank = dict.fromkeys(("given_names", "nationality", "member", "organisation", "email", "telephone"), "")
    return rows | blank | {"name_order": "given_first", "address_style": "neutral", "language": "en"} | told


def test_a_person_is_entered_through_the_verb_and_a_double_is_refused(administrator):
    told = person_form(family_name="Zhang", given_names="Wei")
    assert administrator.post(url("person", "add"), told).status_code == 302
    person = Person.objects.get(family_name="Zhang")
    assert [event.verb for event in audit.history(person)] == ["create"]
    double = person_form(family_name="Wei", given_names="ZHANG")
    refused = administrator.post(url("person", "add"), double)
    assert refused.status_code == 200
    assert "Perhaps already on record" in refused.content.decode()
    assert administrator.post(url("person", "add"), double | {"confirmed": "on"}).status_code == 302
    assert Person.objects.filter(family_name="Wei").count() == 1


def test_the_pickers_of_the_administration_find_people_in_any_spelling(administrator):
    person = PersonFactory(family_name="Müller", given_names="Jürgen")
    asked = {
        "app_label": "directory",
        "model_name": "post",
        "field_name": "person",
        "term": "juergen mueller",
    }
    found = administrator.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [row["id"] for row in found] == [str(person.pk)]


def test_a_list_is_previewed_then_taken_once(administrator):
    text = b"Family name,Given names,E-mail\nZhang,Wei,wei@example.org\n"
    upload = {"format": "1", "resource": "0", "import_file": SimpleUploadedFile("people.csv", text)}
    preview = administrator.post(url("person", "import"), upload)
    assert preview.status_code == 200
    assert not Person.objects.filter(family_name="Zhang").exists()
    confirm = preview.context["confirm_form"].initial | {"format": "1", "resource": "0"}
    assert administrator.post(url("person", "process_import"), confirm).status_code == 302
    assert Person.objects.get(family_name="Zhang").email == "wei@example.org"


def test_a_wrong_row_is_told_in_words_before_anything_is_taken(administrator):
    text = b"Family name,Nationality\nZhang,Atlantis\n"
    upload = {"format": "1", "resource": "0", "import_file": SimpleUploadedFile("people.csv", text)}
    preview = administrator.post(url("person", "import"), upload).content.decode()
    assert "“Atlantis” is not the name or code of a country." in preview
    assert not Person.objects.filter(family_name="Zhang").exists()


def test_a_file_that_cannot_be_read_is_told_in_words(administrator):
    upload = {"format": "0", "resource": "0", "import_file": SimpleUploadedFile("people.xlsx", b"PK broken")}
    assert (
        "This is not an Excel workbook"
        in administrator.post(url("person", "import"), upload).content.decode()
    )


def test_a_form_of_address_with_an_unknown_place_is_refused(administrator):
    office = Office.objects.get(code="minister")
    told = {
        "language": "en",
        "office": office.pk,
        "style": "madam",
        "salutation": "Dear {nickname},",
        "closing": "Yours,",
    }
    answer = administrator.post(
        url("formofaddress", "add"), told | {"starts_on": "2026-01-01", "country": ""}
    )
    assert answer.status_code == 200
    assert "Unknown place: {nickname}" in answer.content.decode()
    answer = administrator.post(
        url("formofaddress", "add"),
        told | {"salutation": "Dear Minister,", "starts_on": "2026-01-01", "country": ""},
    )
    assert answer.status_code == 302
    assert FormOfAddress.objects.filter(office=office, style="madam", language="en").exists()


def test_an_account_is_invited_never_deleted_and_its_roles_are_not_edited_here(administrator):
    told = {"email": "new@example.org", "language": "en", "person": ""}
    assert administrator.post(url("user", "add"), told).status_code == 302
    user = User.objects.get(email="new@example.org")
    assert administrator.post(url("user", "delete", user.pk)).status_code == 403
    page = administrator.get(url("user", "change", user.pk)).content.decode()
    assert 'name="is_superuser"' not in page
    assert 'name="groups"' not in page


def test_merges_are_undone_not_edited(administrator, something_of_everything):
    listing = administrator.get(url("merge"))
    merge = listing.context["cl"].queryset.first()
    assert administrator.get(url("merge", "add")).status_code == 403
    answer = administrator.post(url("merge"), {"action": "unmerge", "_selected_action": [merge.pk]})
    assert answer.status_code == 302
    merge.refresh_from_db()
    assert merge.undone_at is not None


def test_staff_without_a_role_there_do_not_enter(signed_in):
    assert signed_in(Role.STAFF).get(url("person")).status_code in (302, 403)
