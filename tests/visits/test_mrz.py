"""Behaviour 10, the machine-readable zone: read, its check digits verified, the wrong field named."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.visits.factories import zone_lines
from visits import mrz

# The specimens of ICAO Doc 9303, parts 4 and 5.
PASSPORT = """P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C36UTO7408122F1204159ZE184226B<<<<<10"""
CARD = """I<UTOD231458907<<<<<<<<<<<<<<<
7408122F1204159UTO<<<<<<<<<<<6
ERIKSSON<<ANNA<MARIA<<<<<<<<<<"""
TODAY = date(2026, 5, 4)


def test_10_a_passport_is_read():
    zone = mrz.read(PASSPORT, TODAY)
    assert (zone.number, zone.family_name, zone.given_names) == ("L898902C3", "ERIKSSON", "ANNA MARIA")
    assert (zone.born_on, zone.expires_on) == (date(1974, 8, 12), date(2012, 4, 15))
    assert not zone.is_card


def test_10_a_card_is_read_and_blanks_and_small_letters_do_no_harm():
    zone = mrz.read("  " + CARD.lower().replace("<", "< "), TODAY)
    assert (zone.number, zone.holder_name, zone.is_card) == ("D23145890", "ERIKSSON ANNA MARIA", True)


def test_10_one_pasted_line_is_two():
    assert mrz.read(PASSPORT.replace("\n", ""), TODAY).number == "L898902C3"


def test_10_countries_come_as_two_letters():
    zone = mrz.read(zone_lines(), TODAY)
    assert (zone.issuer, zone.nationality) == ("CN", "CN")
    assert mrz.read(zone_lines(nationality="D<<", issuer="D<<"), TODAY).nationality == "DE"
    assert mrz.read(zone_lines(nationality="GBD", issuer="GBD"), TODAY).issuer == "GB"
    assert mrz.read(zone_lines(nationality="FRA", issuer="UNO"), TODAY).is_united_nations


@pytest.mark.parametrize(
    ("place", "field"), [(0, "document number"), (13, "date of birth"), (21, "date of expiry")]
)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_10_any_single_slip_names_its_field(place, field, data):
    first, second = zone_lines().splitlines()
    at = place + data.draw(st.integers(0, 5))
    other = data.draw(st.sampled_from([c for c in "0123456789" if c != second[at]]))
    with pytest.raises(mrz.Unreadable) as wrong:
        mrz.read(f"{first}\n{second[:at]}{other}{second[at + 1 :]}", TODAY)
    assert field in wrong.value.problems[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "two lines of 44"),
        ("P<UTO", "two lines of 44"),
        (PASSPORT.replace("ANNA", "AN*A"), "Not part of these lines: *"),
        (zone_lines(born="801341"), "not a date"),
    ],
)
def test_10_what_cannot_be_read_is_said(text, words):
    with pytest.raises(mrz.Unreadable) as wrong:
        mrz.read(text, TODAY)
    assert words in str(wrong.value)
