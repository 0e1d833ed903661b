"""Lists come in from Excel and CSV in either language, row by row through the verbs, twice without harm."""

import io

import openpyxl
import pytest
import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import override

from council_office.directory import actions
from council_office.directory.models import Organisation
from council_office.directory.resources import Csv, OrganisationResource, PersonResource, Xlsx, read
from council_office.ledger import audit
from council_office.ledger.audit import CLOCK

pytestmark = pytest.mark.django_db


def imported(text: str, resource=PersonResource, dry_run=False):
    """The result of importing tab-separated text."""
    return resource().import_data(read(text.strip().replace("|", "\t")), dry_run=dry_run, user=CLOCK)


def kinds(result) -> list[str]:
    return [row.import_type for row in result.rows]


def complaints(result) -> list[str]:
    return [message for row in result.invalid_rows for message in row.error.messages]


LIST = """
Family name|Given names|E-mail|Member|Nationality|Name order|Telephone
Zhang|Wei|wei@example.org|China|CN|Family name first|+86 10 1
Rao|Anita|anita@example.org|IN|India||
"""


def test_people_come_in_and_a_second_time_changes_nothing(newcomers):
    assert kinds(imported(LIST)) == ["new", "new"]
    wei = newcomers().get(email="wei@example.org")
    assert (wei.display_name, wei.member.code, wei.nationality.code) == ("ZHANG Wei", "CN", "CN")
    assert wei.telephone == "+86 10 1"
    events = audit.history(wei).count()
    assert kinds(imported(LIST)) == ["skip", "skip"]
    assert (newcomers().count(), audit.history(wei).count()) == (2, events)


def test_the_preview_writes_nothing(newcomers):
    assert kinds(imported(LIST, dry_run=True)) == ["new", "new"]
    assert not newcomers().exists()


def test_headers_and_values_are_read_in_french_too(newcomers):
    with override("fr"):
        result = imported("Nom|Prénom|Courriel|Membre|Nationalité\nZhang|Wei|wei@example.org|Chine|Chine")
    assert kinds(result) == ["new"]
    wei = newcomers().get()
    assert (wei.email, wei.nationality.code) == ("wei@example.org", "CN")


def test_a_changed_cell_changes_only_that_and_a_blank_one_nothing(newcomers):
    imported(LIST)
    result = imported("Family name|Given names|E-mail|Member|Telephone\nZHANG|WEI|WEI@example.org||+86 10 2")
    wei = newcomers().get(email__iexact="wei@example.org")
    assert kinds(result) == ["update"]
    assert (wei.display_name, wei.member.code, wei.telephone) == ("ZHANG Wei", "CN", "+86 10 2")


def test_each_wrong_row_says_what_is_wrong_and_nothing_is_taken(newcomers):
    result = imported(
        "Family name|Given names|Nationality|Organisation|Member\n"
        "Rao|Anita|Atlantis||\nKim|Min||Nowhere Labs|\nSato|Ken|||Mars\nGood|Row|FR||"
    )
    assert complaints(result) == [
        "“Atlantis” is not the name or code of a country.",
        "The organisation “Nowhere Labs” is not on record: enter it first.",
        "“Mars” is not one of the seven Members.",
    ]
    assert not newcomers().exists()


def test_a_name_without_address_finds_its_person_in_any_spelling():
    known = actions.create_person(by=CLOCK, family_name="Müller", given_names="Jürgen")
    assert kinds(imported("Family name|Given names|Telephone\nMUELLER|Juergen|12")) == ["update"]
    known.refresh_from_db()
    assert (known.family_name, known.telephone) == ("Müller", "12")


def test_a_name_that_may_be_somebody_elses_asks_a_person(newcomers):
    actions.create_person(by=CLOCK, family_name="Zhang", given_names="Wei", email="wei@example.org")
    row = "Family name|Given names|E-mail|Another person of this name\nZhang|W.|other@example.org|"
    assert "Perhaps already on record: Wei ZHANG" in complaints(imported(row))[0]
    assert kinds(imported(row + "yes")) == ["new"]
    assert kinds(imported(row + "yes")) == ["skip"]
    assert newcomers().count() == 2


def test_homonyms_ask_for_the_reference():
    one, other = (
        actions.create_person(by=CLOCK, confirmed=True, family_name="Zhang", given_names="Wei")
        for _ in range(2)
    )
    assert f"references {one.pk}, {other.pk}" in complaints(imported("Family name|Given names\nZhang|Wei"))[0]
    assert kinds(imported(f"Reference|Family name|Telephone\n{other.pk}|Zhang|12")) == ["update"]
    assert "“999999”" in complaints(imported("Reference|Family name\n999999|Zhang"))[0]


def test_a_list_without_its_headers_is_refused_in_words(newcomers):
    result = imported("Zhang|Wei\nRao|Anita")
    assert str(result.base_errors[0].error) == "The first row must name the columns; missing: “Family name”."
    assert not newcomers().exists()


def test_unknown_columns_are_told_and_do_no_harm(newcomers):
    resource = PersonResource()
    resource.import_data(read("Shoe size\tFamily name\n42\tRao"), user=CLOCK)
    assert resource.ignored == ("Shoe size",)
    assert newcomers().get().family_name == "Rao"


def test_organisations_come_in_by_their_name():
    text = "Name (EN)|Acronym|Kind\nCulham Centre|CCFE|Laboratory or university\nfusion for energy|F4E|"
    assert kinds(imported(text, OrganisationResource)) == ["new", "skip"]
    assert Organisation.objects.get(acronym="CCFE").kind == "laboratory"


HOSTILE = ["=1+1", "+33 4 42", "-3", "@SUM(A1)", "\tx", "\rx", "plain"]


def test_no_cell_of_an_export_is_ever_a_formula():
    data = tablib.Dataset(*([text] for text in HOSTILE), headers=["=HYPERLINK()"])
    sheet = openpyxl.load_workbook(io.BytesIO(Xlsx().export_data(data))).active
    assert {cell.data_type for row in sheet for cell in row} == {"s"}
    lines = Csv().export_data(data).decode("utf-8-sig")
    assert lines.splitlines()[:3] == ["'=HYPERLINK()", "'=1+1", "'+33 4 42"]


@pytest.mark.parametrize("form", [Csv, Xlsx])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_goes_out_comes_in_unchanged(form, language, newcomers):
    imported(LIST)
    newcomers().update(address='Line 1\nLine 2; "quoted"', honorific="=Dr")
    with override(language):
        exported = form().export_data(PersonResource().export(newcomers()))
        result = PersonResource().import_data(form().create_dataset(exported), user=CLOCK)
    assert not result.has_errors()
    assert kinds(result) == ["skip", "skip"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_as_every_excel_writes_it(encoding, separator):
    text = separator.join(["Nom", "Prénom"]) + "\r\n" + separator.join(["Müller", "Zoé"])
    assert read(text.encode(encoding)).dict == [{"Nom": "Müller", "Prénom": "Zoé"}]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\n\n"])
def test_a_file_that_cannot_be_read_says_so(content):
    with pytest.raises(ValidationError):
        read(content)


def test_numbers_of_a_workbook_become_plain_text(newcomers):
    book = openpyxl.Workbook()
    for row in (["Family name", "Telephone"], ["Rao", 33442001122], ["Kim", 12.0], [None, None]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    PersonResource().import_data(read(file.getvalue()), user=CLOCK)
    assert sorted(newcomers().values_list("telephone", flat=True)) == ["12", "33442001122"]
