"""A letter addresses everybody rightly: by office, country, language, style and their own wish."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_office.directory.address import form_of_address
from council_office.directory.models import FormOfAddress, Office, Organisation, Person, Post
from council_office.directory.states import AddressStyle, Language, NameOrder

DAY = date(2026, 11, 18)
pytestmark = pytest.mark.django_db


def somebody(**fields) -> Person:
    return Person.objects.create(**{"family_name": "Rao", "given_names": "Anita", **fields})


def holding(office: str, **fields) -> Person:
    person = somebody(
        **{name: fields.pop(name) for name in list(fields) if hasattr(Person, name) and name != "country"}
    )
    fields = {"title_en": office.title(), "starts_on": date(2025, 1, 1), **fields}
    Post.objects.create(person=person, office=Office.objects.get(code=office), **fields)
    return person


def salutation(person: Person, language: str = "en", on: date = DAY) -> str:
    return form_of_address(person, language=language, on=on).salutation


def test_of_a_person_about_whom_nothing_is_known_the_letter_assumes_nothing():
    person = somebody(family_name="Sato", given_names="Kenji")
    assert salutation(person) == "Dear Kenji SATO,"
    assert salutation(person, "fr") == "Madame, Monsieur,"


def test_the_name_stands_in_the_persons_own_order():
    person = somebody(family_name="Zhang", given_names="Wei", name_order=NameOrder.FAMILY_FIRST)
    assert salutation(person) == "Dear ZHANG Wei,"


def test_an_academic_title_is_written_out():
    assert salutation(somebody(honorific="Prof.")) == "Dear Professor Rao,"
    assert salutation(somebody(honorific="Dr")) == "Dear Dr Rao,"
    assert form_of_address(somebody(honorific="Prof."), language="fr", on=DAY).envelope == [
        "Professeur Anita RAO"
    ]


@pytest.mark.parametrize(
    ("style", "en", "fr"), [("madam", "Dear Ms Rao,", "Madame,"), ("sir", "Dear Mr Rao,", "Monsieur,")]
)
def test_a_style_once_told_is_used(style, en, fr):
    person = somebody(address_style=style)
    assert (salutation(person), salutation(person, "fr")) == (en, fr)


def test_the_own_wish_wins_in_its_language_only():
    person = holding("minister", salutation_en="Dear Anita")
    assert salutation(person) == "Dear Anita,"
    assert salutation(person, "fr") == "Madame la Ministre, Monsieur le Ministre,"


def test_the_closing_repeats_the_salutation():
    assert form_of_address(holding("minister", address_style="madam"), language="fr", on=DAY).closing == (
        "Je vous prie d’agréer, Madame la Ministre, l’expression de ma très haute considération."
    )
    wished = holding("minister", salutation_fr="Chère Anita")
    assert form_of_address(wished, language="fr", on=DAY).closing == (
        "Je vous prie d’agréer, chère Anita, l’expression de ma très haute considération."
    )
    assert form_of_address(holding("minister"), language="en", on=DAY).closing == (
        "Please accept, Minister, the assurances of my high consideration."
    )


def test_an_office_counts_on_the_days_it_is_held():
    person = holding("minister", starts_on=date(2025, 1, 1), ends_on=date(2026, 6, 30))
    assert salutation(person, on=date(2026, 6, 30)) == "Dear Minister,"
    assert salutation(person, on=date(2026, 7, 1)) == "Dear Anita RAO,"
    assert salutation(person, on=date(2024, 12, 31)) == "Dear Anita RAO,"


def test_of_two_offices_the_one_taken_up_last_counts():
    person = holding("ambassador", starts_on=date(2024, 1, 1))
    Post.objects.create(
        person=person,
        office=Office.objects.get(code="minister"),
        title_en="Minister",
        starts_on=date(2026, 1, 1),
    )
    assert salutation(person) == "Dear Minister,"


def test_an_ambassador_of_the_united_states_is_not_excellency():
    japanese = holding("ambassador", country="JP")
    american = holding("ambassador", country="US", address_style="sir")
    assert salutation(japanese) == "Excellency,"
    assert salutation(american) == "Dear Mr Ambassador,"
    assert salutation(holding("ambassador", nationality="US")) == "Dear Ambassador Rao,"
    assert "Excellency" not in " ".join(form_of_address(american, language="en", on=DAY).envelope)


def test_excellence_stands_on_a_french_envelope_and_nowhere_else():
    person = holding("ambassador", address_style="madam", country="JP", title_fr="Ambassadrice du Japon")
    form = form_of_address(person, language="fr", on=DAY)
    assert form.salutation == "Madame l’Ambassadrice,"
    assert form.envelope[:2] == ["Son Excellence Madame Anita RAO", "Ambassadrice du Japon"]
    french = FormOfAddress.objects.filter(language=Language.FRENCH)
    assert not [row for row in french if "Excellence" in row.salutation + row.closing]


def test_the_envelope_names_title_organisation_and_address():
    agency = Organisation.objects.get(acronym="F4E")
    agency.address = "Josep Pla 2\n08019 Barcelona"
    agency.save()
    person = somebody(organisation=agency)
    Post.objects.create(
        person=person,
        organisation=agency,
        title_en="Head of Unit",
        title_fr="Cheffe d’unité",
        starts_on=date(2025, 1, 1),
    )
    assert form_of_address(person, language="fr", on=DAY).envelope == [
        "Anita RAO", "Cheffe d’unité", "Fusion for Energy", "Josep Pla 2", "08019 Barcelona", "ESPAGNE",
    ]  # fmt: skip


def test_a_row_that_is_no_longer_in_force_is_not_used():
    person = holding("minister")
    FormOfAddress.objects.filter(language="en", office__code="minister").update(ends_on=date(2026, 1, 31))
    FormOfAddress.objects.create(
        language="en", office=Office.objects.get(code="minister"), salutation="Minister,", closing="Yours,",
        starts_on=date(2026, 2, 1),
    )  # fmt: skip
    assert salutation(person, on=date(2026, 1, 31)) == "Dear Minister,"
    assert salutation(person, on=date(2026, 2, 1)) == "Minister,"


def test_without_any_row_a_letter_still_goes_out_in_good_form():
    form = form_of_address(somebody(), language="fr", on=DAY, forms=[])
    assert form.salutation == "Madame, Monsieur,"
    assert (
        form.closing
        == "Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération distinguée."
    )


def test_a_merged_record_is_addressed_as_the_one_kept():
    kept = somebody(family_name="Müller", given_names="Jürgen")
    assert salutation(somebody(merged_into=kept)) == "Dear Jürgen MÜLLER,"


def test_given_the_rows_no_query_is_made(django_assert_num_queries):
    person = Person.objects.prefetch_related("posts__office", "posts__organisation").get(
        pk=holding("minister").pk
    )
    forms = list(FormOfAddress.objects.select_related("office"))
    with django_assert_num_queries(0):
        assert form_of_address(person, language="en", on=DAY, forms=forms).source.startswith(
            "UN Correspondence"
        )


OFFICES = st.sampled_from(
    [
        "",
        "head-of-state",
        "prime-minister",
        "minister",
        "ambassador",
        "director-general",
        "mayor",
        "senator",
        "expert",
    ]
)


@pytest.fixture(scope="module")
def table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return list(FormOfAddress.objects.select_related("office")), {o.code: o for o in Office.objects.all()}


GENDERED = {
    "madam": ("Monsieur", " Mr ", "His "),
    "sir": ("Madame", " Ms ", "Her ", "Madam "),
}


@given(
    office=OFFICES,
    style=st.sampled_from(AddressStyle.values),
    language=st.sampled_from(["en", "fr"]),
    country=st.sampled_from(["", "US", "JP", "DE"]),
    honorific=st.sampled_from(["", "Dr", "Prof.", "Академик"]),
    wish=st.sampled_from(["", "Dear Ken", "Cher Ken,"]),
)
def test_no_letter_is_ever_ill_formed(table, office, style, language, country, honorific, wish):
    forms, offices = table
    person = Person(
        pk=1,
        family_name="Tanaka",
        given_names="Robin",
        address_style=style,
        honorific=honorific,
        salutation_en=wish,
        nationality=country,
    )
    post = Post(person=person, office=offices.get(office), title_en="Title", starts_on=date(2020, 1, 1))
    person._prefetched_objects_cache = {"posts": [post]}
    form = form_of_address(person, language=language, on=DAY, forms=forms)
    words = f"{form.salutation} {form.envelope[0]} {form.closing}"
    assert form.salutation.endswith(",")
    assert "{" not in words
    assert "  " not in words
    assert ",," not in words
    assert "TANAKA" in form.envelope[0]
    if language == "en" and wish:
        assert form.salutation == f"{wish.rstrip(',')},"
    if language == "fr":
        assert "Excellence" not in form.salutation + form.closing
    if country in ("US", "DE") and office == "ambassador":
        assert "Excellen" not in words
    assert not [gendered for gendered in GENDERED.get(style, ()) if gendered in f" {words}"]
