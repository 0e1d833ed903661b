"""What a new installation knows: seven Members in their orders, their agencies, offices, forms of address."""

import unicodedata

import pytest

from council_office.directory.models import FormOfAddress, Member, Office, Organisation
from council_office.directory.states import AddressStyle, MemberOrder

pytestmark = pytest.mark.django_db


def alphabet(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).casefold()


@pytest.mark.parametrize(
    ("order", "codes"),
    [
        (MemberOrder.ENGLISH, "CN EU IN JP KR RU US"),
        (MemberOrder.FRENCH_SHORT, "CN KR US IN JP RU EU"),
        (MemberOrder.FRENCH_FORMAL, "CN KR US RU IN JP EU"),
    ],
)
def test_the_members_stand_in_the_order_of_each_language(order, codes):
    assert " ".join(Member.objects.in_order(order).values_list("code", flat=True)) == codes


@pytest.mark.parametrize(
    ("order", "name"),
    [
        (MemberOrder.ENGLISH, "formal_en"),
        (MemberOrder.FRENCH_SHORT, "name_fr"),
        (MemberOrder.FRENCH_FORMAL, "formal_fr"),
    ],
)
def test_every_order_is_the_alphabet_of_its_names_with_accents_ignored(order, name):
    names = list(Member.objects.in_order(order).values_list(name, flat=True))
    assert names == sorted(names, key=alphabet)


def test_each_member_has_its_domestic_agency():
    agencies = Organisation.objects.filter(kind="domestic_agency")
    assert sorted(agencies.values_list("member__code", flat=True)) == [
        "CN",
        "EU",
        "IN",
        "JP",
        "KR",
        "RU",
        "US",
    ]
    assert Organisation.objects.filter(kind="iter").count() == 1


def test_every_form_of_address_is_well_formed_and_has_a_source():
    for row in FormOfAddress.objects.all():
        row.full_clean()
        assert row.source


def test_each_office_with_forms_in_french_has_all_three_styles():
    for office in Office.objects.filter(forms__language="fr").distinct():
        styles = office.forms.filter(language="fr", country="").values_list("style", flat=True)
        assert sorted(styles) == sorted(AddressStyle.values)


def test_an_organisation_is_found_by_acronym_and_without_accents():
    assert [o.acronym for o in Organisation.objects.named("f4e")] == ["F4E"]
    assert [o.acronym for o in Organisation.objects.named("coreen energie")] == ["ITER Korea"]
