"""A redline tells exactly what changed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from documents import redline
from documents.papers import runs
from documents.redline import Piece

TEXTS = st.lists(st.text("ab c.é", min_size=1, max_size=20).filter(str.strip), max_size=5)


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_from_a_redline(before, after):
    lines = redline.compare(before, after)
    kept = ["".join(p.text for p in line if p.kind != "removed") for line in lines]
    gone = ["".join(p.text for p in line if p.kind != "added") for line in lines]
    assert [text for text in kept if text] == after
    assert [text for text in gone if text] == before
    assert redline.changed(lines) == (before != after)


def test_a_word_that_changed_is_shown_as_a_word():
    [line] = redline.compare(["We meet on Monday at ten."], ["We meet on Tuesday at ten."])
    assert line == (
        Piece("", "We meet on "),
        Piece("removed", "Monday"),
        Piece("added", "Tuesday"),
        Piece("", " at ten."),
    )


def test_paragraphs_that_are_not_alike_are_shown_whole():
    lines = redline.compare(["The budget."], ["Quite another matter: visas."])
    assert lines == [(Piece("removed", "The budget."),), (Piece("added", "Quite another matter: visas."),)]


def test_a_redline_is_ink_in_every_form_and_typed_signs_cannot_imitate_it():
    [block] = redline.blocks([(Piece("removed", "old"), Piece("added", "new *\ue000star*"))])
    assert runs(block.text) == [("removed", "old"), ("added", "new star")]


def test_paragraphs_stand_between_blank_lines():
    assert redline.paragraphs("One\r\n\r\n Two\nmore \n \n\nThree") == ["One", "Two\nmore", "Three"]
