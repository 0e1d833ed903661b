import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.papers import (
    Address,
    Bullets,
    Card,
    Cards,
    Chart,
    Code,
    Drawing,
    Faces,
    Facts,
    Heading,
    Numbered,
    Paper,
    Para,
    Signature,
    Table,
    dumps,
    escaped,
    from_json,
    runs,
    to_json,
    unmarked,
)

EVERYTHING = (
    Heading("Opening", 2),
    Para("**Bold** and *italic*", "lead"),
    Numbered("(a)", "to report", 2),
    Bullets(["one", "two"]),
    Table(
        ["Name", "Amount", "On"],
        [["=1+1", Decimal("1.20"), date(2026, 1, 2)], [Para("*x*"), None, ""]],
        total=("", 3, ""),
    ),
    Facts([("Order", "4500012345")]),
    Address(["Dr X", "", "Paris"]),
    Signature("Name", "Title", "Place"),
    Code("https://example.org", "Scan"),
    Drawing("<svg/>", "A seat"),
    Chart("Visits", ["Jan"], [("VIP", [3])]),
    Cards([Card("李明", ["Member"], "12", "code")], "badge"),
    Faces(["李明"], ["/9j/"]),
)


def test_a_paper_frozen_as_json_comes_back_equal():
    paper = Paper("record", "R-1", "Title", "fr", EVERYTHING, date=date(2026, 11, 18), version=2)
    assert from_json(json.loads(json.dumps(to_json(paper)))) == paper


def test_equal_papers_have_one_canonical_text():
    assert dumps(Paper("a", "1", "t", "en", EVERYTHING)) == dumps(
        Paper("a", "1", "t", "en", list(EVERYTHING))
    )


def test_bold_and_italic_are_the_only_marks():
    assert runs("The **Council** took *note* of 2 * 3 * 4 and snake*case*here") == [
        ("", "The "),
        ("bold", "Council"),
        ("", " took "),
        ("italic", "note"),
        ("", " of 2 * 3 * 4 and snake*case*here"),
    ]


@given(st.text())
def test_words_that_somebody_typed_come_out_as_typed(text):
    assert unmarked(escaped(text)) == text


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="needs 2 cells"):
        Table(("A", "B"), (("1",),))


@pytest.mark.parametrize("facts", [{"language": "de"}, {"page": "A3"}])
def test_a_paper_of_an_unknown_language_or_page_is_refused(facts):
    with pytest.raises(ValueError, match="is not one of"):
        Paper(**{"kind": "a", "number": "1", "title": "t", "language": "en"} | facts)


def test_an_unknown_style_is_refused():
    with pytest.raises(ValueError, match="is not one of"):
        Para("text", "blinking")
