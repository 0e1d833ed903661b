"""Pasted lists of participants are read in English and French, with any separator, and lose nothing."""

import io

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from council_office.directory.states import AddressStyle, NameOrder
from meetings import roster
from meetings.forms.delegations import text_of
from meetings.states import ParticipantRole

MEMBERS = {
    "China": "CN", "Chine": "CN", "CN": "CN", "India": "IN", "Inde": "IN", "Japan": "JP", "Japon": "JP",
    "European Union": "EU", "Union européenne": "EU", "United States": "US", "États-Unis d’Amérique": "US",
}  # fmt: skip


def read(text):
    return roster.read(text, MEMBERS).entries


def test_08_english_heads_in_any_order_between_tabs():
    (entry,) = read(
        "E-mail\tMember\tRole\tGiven name\tFamily name\tTitle\tOrganisation\n"
        "marta@example.org\tEuropean Union\tHead of delegation\tMarta\tLINDQVIST\tDirector\tFusion Agency\n"
    )
    assert (entry.family_name, entry.given_names, entry.member) == ("Lindqvist", "Marta", "EU")
    assert (entry.role, entry.title, entry.organisation) == (
        ParticipantRole.HEAD,
        "Director",
        "Fusion Agency",
    )
    assert (entry.email, entry.problems) == ("marta@example.org", ())


def test_08_french_heads_between_semicolons_and_accents_do_not_matter():
    (entry,) = read("Nom;Prénom;Fonction;Rôle;Partie\nVenkatesh;Rao;Secrétaire;Représentant;Inde")
    assert (entry.family_name, entry.given_names) == ("Venkatesh", "Rao")
    assert (entry.role, entry.member) == (ParticipantRole.REPRESENTATIVE, "IN")


def test_08_commas_and_quotes_as_spreadsheets_write_them():
    (entry,) = read('Name,Title,Member\n"LINDQVIST, Marta","Director, fusion",EU')
    assert (entry.family_name, entry.given_names, entry.title) == ("Lindqvist", "Marta", "Director, fusion")


@pytest.mark.parametrize(
    ("name", "member", "family", "given", "order"),
    [
        ("Jean-Pierre DUPONT", "EU", "Dupont", "Jean-Pierre", NameOrder.GIVEN_FIRST),
        ("WANG Li", "CN", "Wang", "Li", NameOrder.FAMILY_FIRST),
        ("María DE LA CRUZ", "EU", "De La Cruz", "María", NameOrder.GIVEN_FIRST),
        ("Jan van der BERG", "EU", "van der Berg", "Jan", NameOrder.GIVEN_FIRST),
        ("J. R. MILLER", "US", "Miller", "J. R.", NameOrder.GIVEN_FIRST),
        ("Lindqvist, Marta", "EU", "Lindqvist", "Marta", NameOrder.GIVEN_FIRST),
        ("Madonna", "EU", "Madonna", "", NameOrder.GIVEN_FIRST),
        ("Ludwig van Beethoven", "EU", "van Beethoven", "Ludwig", NameOrder.GIVEN_FIRST),
        ("Sato Kenji", "JP", "Sato", "Kenji", NameOrder.FAMILY_FIRST),
    ],
)
def test_08_family_names_are_told_by_capitals_commas_or_the_custom_of_the_country(
    name, member, family, given, order
):
    (entry,) = read(f"Name\tMember\n{name}\t{member}")
    assert (entry.family_name, entry.given_names, entry.name_order) == (family, given, order)


def test_08_a_guessed_family_name_is_told():
    (entry,) = read("Name\tMember\nMarta Lindqvist\tEU")
    assert entry.remarks == ("Family name guessed: Lindqvist.",)


def test_08_what_stands_before_a_name_is_taken_off_and_kept():
    first, second, third = read("Name\tMember\nMr WANG Li\tCN\nMme Élise DUPONT\tEU\nProf. Dr Ada RAO\tIN")
    assert (first.family_name, first.address_style) == ("Wang", AddressStyle.SIR)
    assert (second.given_names, second.address_style) == ("Élise", AddressStyle.MADAM)
    assert (third.family_name, third.honorific) == ("Rao", "Prof. Dr")


def test_08_a_line_with_a_member_alone_is_a_heading():
    entries = read("CHINA\nWANG Li\tHead of delegation\nZHANG Wei\tExpert\n\nJapan\nSATO Kenji\tHead\n")
    assert [(entry.family_name, entry.member, entry.role) for entry in entries] == [
        ("Wang", "CN", "head"),
        ("Zhang", "CN", "expert"),
        ("Sato", "JP", "head"),
    ]


def test_08_without_heads_cells_are_known_by_what_stands_in_them():
    (entry,) = read("Marta LINDQVIST\tDirector\tFusion Agency\tmarta@example.org\tEU\tExpert")
    assert (entry.family_name, entry.title, entry.organisation) == ("Lindqvist", "Director", "Fusion Agency")
    assert (entry.email, entry.member, entry.role) == ("marta@example.org", "EU", "expert")


def test_08_missing_columns_leave_their_places_empty():
    (entry,) = read("Family name\tGiven name\nLindqvist\tMarta")
    assert (entry.member, entry.role, entry.title, entry.email, entry.problems) == ("", "", "", "", ())


def test_08_columns_not_understood_are_named():
    assert roster.read("Name\tMember\tShoe size\nA B\tEU\t42", MEMBERS).ignored == ("Shoe size",)


def test_08_every_problem_of_a_line_is_said_in_words():
    (entry,) = read("Name\tMember\tRole\tE-mail\n\tAtlantis\tGuru\tnot an address")
    assert entry.problems == (
        "“Atlantis” is not a Member.",
        "“Guru” is not a role in a delegation.",
        "The name is missing.",
        "“not an address” is not an e-mail address.",
    )


def test_08_problems_are_said_in_the_readers_language():
    with translation.override("fr"):
        roster.read("Name\tMember\n\tEU", MEMBERS)  # the catalogue is tested elsewhere; nothing fails


def test_08_the_same_person_twice_is_told_with_the_line():
    entries = read("Name\tE-mail\nMarta LINDQVIST\tm@example.org\nM. LINDQVIST\tM@example.org")
    assert [entry.problems for entry in entries] == [(), ("Stands already in line 2.",)]


@pytest.mark.parametrize("text", ["", "   \n\t\t\n", "\ufeff"])
def test_08_an_empty_list_is_told(text):
    assert roster.read(text, MEMBERS).problem == "The list is empty."


def test_08_a_list_without_end_is_refused():
    assert "more than 1000 lines" in roster.read("A B\n" * 1001, MEMBERS).problem


def test_08_io_observers_and_guests_belong_to_no_member():
    (entry,) = read("Name\tMember\tRole\nAda RAO\tIN\tObserver")
    assert (entry.role, entry.member, entry.problems) == ("observer", "", ())


# A busy machine is no mistake: what is tested is the answer, not the time it takes.
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

cells = st.text(st.characters(exclude_characters="\t\n\r\x00", exclude_categories=["Cs"]), max_size=20)
lines = st.lists(st.lists(cells, min_size=1, max_size=8), max_size=25)


@UNTIMED
@given(st.text(max_size=400))
def test_08_any_text_is_read_without_failing(text):
    roster.read(text, MEMBERS)


@UNTIMED
@given(lines)
def test_08_every_line_that_is_no_heading_becomes_one_entry_with_all_its_words(rows):
    text = roster.as_text(rows)
    entries = {entry.line: entry for entry in read(text)}
    for n, row in enumerate(roster.cells_of(text), start=1):
        words = [cell for cell in row if cell]
        heading = roster.heads_of(row) or (len(words) == 1 and words[0].upper() in {"CHINA", "CN"})
        if words and not heading and n in entries:
            assert all(word in entries[n].raw for word in words)


@UNTIMED
@given(lines)
def test_08_pasted_and_uploaded_cells_are_read_the_same(rows):
    settled = [[" ".join(cell.split()) for cell in row] for row in rows]
    read_back = [
        [cell for cell in row if cell] for row in roster.cells_of(roster.as_text([*rows, ["a", "b"]]))
    ]
    assert [row for row in read_back if row][:-1] == [
        words for row in settled if (words := [cell for cell in row if cell])
    ]


@UNTIMED
@given(st.permutations(["Family name", "Given name", "Member", "Role", "Title", "E-mail"]))
def test_08_the_order_of_the_columns_does_not_matter(heads):
    row = {
        "Family name": "Lindqvist", "Given name": "Marta", "Member": "EU",
        "Role": "Expert", "Title": "Director", "E-mail": "m@example.org",
    }  # fmt: skip
    (entry,) = read("\t".join(heads) + "\n" + "\t".join(row[head] for head in heads))
    assert (entry.family_name, entry.given_names, entry.member, entry.role, entry.title, entry.email) == (
        "Lindqvist", "Marta", "EU", "expert", "Director", "m@example.org",
    )  # fmt: skip


class Upload(io.BytesIO):
    def __init__(self, name, data):
        super().__init__(data)
        self.name, self.size = name, len(data)


def test_08_an_excel_sheet_becomes_the_text_that_would_have_been_pasted():
    book = Workbook()
    book.active.append(["Nom", "Prénom", "Partie"])
    book.active.append(["LINDQVIST", "Marta", "EU"])
    data = io.BytesIO()
    book.save(data)
    text = text_of(Upload("liste.xlsx", data.getvalue()))
    assert text.startswith("Nom\tPrénom\tPartie\nLINDQVIST\tMarta\tEU\n")
    assert read(text)[0].family_name == "Lindqvist"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_08_a_csv_file_is_read_in_the_encodings_of_excel(encoding):
    text = text_of(Upload("liste.csv", "Nom;Prénom\nDupré;Élise".encode(encoding)))
    assert read(text)[0].given_names == "Élise"


def test_08_a_file_that_is_no_sheet_is_refused_in_words():
    with pytest.raises(Exception, match="cannot be read"):
        text_of(Upload("liste.xlsx", b"PK nothing of the kind"))
