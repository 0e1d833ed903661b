"""An old record is read back into paragraphs, verbs, addressees, attachments and due dates."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Word
from hypothesis import given, settings
from hypothesis import strategies as st

from council_office.directory.states import Role
from documents.rendering import render
from meetings import actions, history
from meetings.letters import record as letters
from meetings.models import Session
from meetings.old_records import Reader, Verb, numbered
from meetings.old_records.pieces import pieces_of
from meetings.queries.record import Record, presence
from meetings.sentences import ActWords, paragraph
from meetings.states import Governs
from tests.meetings.records import held
from tests.meetings.test_record_ic1 import EN, FR

FORMULAS = history.rows("formulas")
PEOPLE = history.rows("addressees")
BODY = {"en": "the IC", "fr": "le Conseil"}


def reader(language: str) -> Reader:
    verbs = [Verb(row["code"], row[f"text_{language}"], row["governs"]) for row in FORMULAS]
    people = [row[f"name_{language}"] for row in PEOPLE]
    aliases = {"en": ("the ITER Council", "the Council"), "fr": ("le Conseil ITER", "l’IC")}[language]
    return Reader(language, BODY[language], aliases, verbs, people)


READERS = {language: reader(language) for language in ("en", "fr")}


def text_of(paragraphs) -> str:
    return "Record of Decisions\n\n" + "\n\n".join(
        f"{n}. {words}" for n, words in enumerate(paragraphs, start=1)
    )


@pytest.mark.parametrize(("language", "paragraphs"), [("en", EN), ("fr", FR)])
def test_22_the_first_session_is_understood_paragraph_by_paragraph(language, paragraphs):
    found = READERS[language].read(text_of(paragraphs))
    assert [p.number for p in found] == list(range(1, 12))
    assert [p.number for p in found if not p.is_understood] == []
    assert [[act.code for act in p.acts] for p in found] == [
        ["opened", "presided"],
        ["took-note", "recognised", "took-note"],
        ["elected"],
        ["took-note", "concluded"],
        ["took-note"],
        ["adopted"],
        ["took-note"],
        ["appointed"],
        ["appointed"],
        ["appointed"],
        ["decided-to-establish"],
    ]
    assert [p.attachments for p in found if p.attachments] == [((1, ""),), ((2, ""),), ((3, ""),)]
    assert (
        found[8].acts[0].words.proposer
        == {"en": "the Director-General", "fr": "le Directeur général"}[language]
    )


def test_22_addressee_and_due_date_are_proposed():
    words = (
        "The Council requested the ITER Organization to submit a plan by 1 May 2027 (Attachment 2: outline)."
    )
    found = READERS["en"].paragraph(1, words)
    assert (found.acts[0].code, found.acts[0].words.addressee) == ("requested", "the ITER Organization")
    assert (found.due_on, found.attachments) == (date(2027, 5, 1), ((2, "Outline"),))
    french = "Le Conseil ITER a demandé à l’ITER Organization de soumettre un plan avant le 1er mai 2027."
    found = READERS["fr"].paragraph(1, french)
    assert (found.acts[0].words.addressee, found.due_on) == ("l’ITER Organization", date(2027, 5, 1))


def test_22_a_decision_ad_referendum_is_known_as_such():
    found = READERS["en"].paragraph(1, "The IC approved the schedule ad referendum.")
    assert (found.acts[0].words.text, found.acts[0].words.ad_referendum) == ("the schedule", True)


def test_22_what_is_not_understood_stays_free_text():
    found = READERS["en"].paragraph(1, "After a long day everybody sang (Attachment 1).")
    assert (found.acts, found.text) == ((), "After a long day everybody sang.")


def test_22_numbers_inside_a_paragraph_and_headings_after_it_are_not_paragraphs():
    lines = (
        "1. The IC took note",
        "   of 12. reports.",
        "",
        "Item 2",
        "",
        "2) It adopted them.",
        "Item 3",
        "9. No",
    )
    text = "\n".join(lines)
    assert numbered(text) == [
        (1, "The IC took note of 12. reports."),
        (2, "It adopted them."),
    ]


nouns = {
    "en": st.sampled_from(["the report", "them", "its Chair and Vice-Chair", "progress on site, as planned"]),
    "fr": st.sampled_from(["le rapport", "les progrès", "l’avancement", "son Président", "avis et conseils"]),
}
infinitives = {
    "en": st.sampled_from(["prepare a plan", "extend it"]),
    "fr": st.sampled_from(["établir un plan", "le proroger", "préparer un plan"]),
}
clauses = {
    "en": st.just("the plan was ready"),
    "fr": st.sampled_from(["le plan était prêt", "elle était prête"]),
}


@st.composite
def said(draw):
    language = draw(st.sampled_from(["en", "fr"]))
    people = st.sampled_from([row[f"name_{language}"] for row in PEOPLE])
    acts = []
    for row in draw(st.lists(st.sampled_from(FORMULAS), min_size=1, max_size=3)):
        words = {Governs.NOUN: nouns, Governs.INFINITIVE: infinitives, Governs.CLAUSE: clauses}[
            row["governs"]
        ]
        needs = "{addressee}" in row["text_en"]
        acts.append(
            ActWords(
                row[f"text_{language}"],
                draw(words[language]),
                row["governs"],
                draw(people) if needs else "",
                proposer=draw(st.just("") | people) if not acts else acts[0].proposer,
            )
        )
    return language, acts


@settings(max_examples=300, deadline=None)
@given(said())
def test_22_whatever_the_office_would_write_is_read_back_word_for_word(written):
    language, acts = written
    words = paragraph(acts, body=BODY[language], language=language)
    found = READERS[language].paragraph(1, words)
    again = paragraph([act.words for act in found.acts], body=BODY[language], language=language)
    assert (again if found.acts else found.text) == words
    assert found.is_understood
    assert found.doubts == ()


# The records of others

OTHERS = """
DECISIONS OF THE GOVERNING BOARD

Decision 7/1 The Council approved the budget of 2011.

Decision 7/2 The Governing Board approved the staff rules by the end of June 2011.

Decision 7/2 The Council requested the ITER Organization to report by 03/04/2011.

Decision 7/4 Any other business
"""


def doubts(text: str, language: str = "en") -> list[tuple[str, ...]]:
    return [paragraph.doubts for paragraph in READERS[language].read(text)]


def test_22_the_record_of_another_organisation_comes_in_with_its_numbers_and_doubts():
    found = READERS["en"].read(OTHERS)
    assert [(p.number, p.text) for p in found] == [
        (1, "The IC approved the budget of 2011."),
        (2, "The Governing Board approved the staff rules by the end of June 2011."),
        (3, "The IC requested the ITER Organization to report by 03/04/2011."),
        (4, "Any other business"),
    ]
    assert [[act.code for act in p.acts] for p in found] == [["approved"], [], ["requested"], []]
    assert [p.due_on for p in found] == [None] * 4
    assert [p.doubts for p in found] == [
        ("It is numbered “Decision 7/1” in the text.",),
        (
            "“Decision 7/2” stands twice in the text.",
            "“approved” was read, but “The Governing Board” is not known here: it comes in as free text.",
            "A time is named that is no day: “by the end of June 2011”.",
        ),
        ("“Decision 7/2” stands twice in the text.", "“03/04/2011” may be two different days."),
        ("It is numbered “Decision 7/4” in the text.", "It ends without a full stop: a heading, or cut off?"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("4.1 The IC approved it.\n4.2 The IC approved them.", ["4.1", "4.2"]),
        ("§ 12 The IC approved it.", ["§ 12"]),
        ("CERN/98 The IC approved it.\nCERN/99 The IC approved them.", ["CERN/98", "CERN/99"]),
        ("Résolution n° 3 – The IC approved it.", ["Résolution n° 3"]),
    ],
)
def test_22_whatever_the_numbers_look_like_they_are_told(text, wanted):
    assert doubts(text) == [(f"It is numbered “{label}” in the text.",) for label in wanted]


def test_22_a_text_without_numbers_is_cut_at_its_empty_lines():
    found = READERS["en"].read("Minutes\n\nThe IC approved\nthe plan.\n\nThe IC adopted the agenda.")
    assert [p.text for p in found] == ["The IC approved the plan.", "The IC adopted the agenda."]
    assert [p.doubts for p in found] == [("It has no number in the text.",)] * 2


def test_22_a_missing_number_and_words_left_out_are_said_and_points_below_belong_to_theirs():
    text = (
        "1. The IC approved the plan.\n\nIt was a long day, said all.\nFriday.\n\n"
        "3. The IC approved:\n\n(a) the plan;\n\n(b) the budget.\n\nPage 2"
    )
    found = READERS["en"].read(text)
    assert [p.text for p in found] == [
        "The IC approved the plan.",
        "The IC approved: (a) the plan; (b) the budget.",
    ]
    assert found[0].doubts == ("Left out behind it: “It was a long day, said all. Friday.”",)
    assert found[1].doubts[0] == "Number 2 is missing before it."


def test_22_more_than_one_day_and_french_times_are_in_doubt():
    two = "The IC requested the ITER Organization to report by 1 May 2027 and again by 1 June 2027."
    found = READERS["en"].paragraph(1, two)
    assert (found.due_on, found.doubts) == (
        date(2027, 5, 1),
        ("More than one day is named; the first was read.",),
    )
    vague = "Le Conseil a demandé à l’ITER Organization de soumettre un plan d’ici la fin de juin."
    assert READERS["fr"].paragraph(1, vague).doubts == (
        "A time is named that is no day: “d’ici la fin de juin”.",
    )


@given(st.text(alphabet="1234.§/() aTheIC\n;,", max_size=200))
def test_22_any_text_is_cut_without_failing_and_no_number_is_given_twice(text):
    found = pieces_of(text)
    assert [piece.number for piece in found] == list(range(1, len(found) + 1))
    assert all(piece.text for piece in found)


# Through the door


@pytest.fixture
def session(db):
    return held()


def word_file(paragraphs) -> SimpleUploadedFile:
    word = Word()
    for number, words in enumerate(paragraphs, start=1):
        word.add_paragraph(f"{number}. {words}")
    data = io.BytesIO()
    word.save(data)
    return SimpleUploadedFile("record.docx", data.getvalue())


def test_22_an_old_word_file_is_proposed_and_taken_over_word_for_word(session, signed_in):
    client = signed_in(Role.ASSISTANT)
    address = reverse("meetings:read_record", args=[session.pk])
    answer = client.post(address, {"language": "en", "file": word_file(EN)})
    assert [paragraph.text for paragraph in answer.context["found"]] == [plain(words) for words in EN]
    assert not session.outcomes.exists()
    chosen = {"language": "en", "text": answer.context["text"], "number": range(1, 12)}
    answer = client.post(reverse("meetings:take_over_record", args=[session.pk]), chosen)
    assert answer.status_code == 302
    assert [paragraph.text_en for paragraph in Record(session).paragraphs] == EN
    assert Record(session).gaps("fr") == list(range(1, 12))


def test_22_its_papers_can_be_read_back_into_an_empty_session(session, signed_in):
    other = held(number=39, in_days=-240)
    client = signed_in(Role.ASSISTANT)
    for words in FR[:3]:
        actions.add_outcome(other, by=client.user, text_fr=words)
    paper = letters.record(other, Record(other), presence(other), language="fr")
    address = reverse("meetings:read_record", args=[session.pk])
    for form, name in (("pdf", "old.pdf"), ("docx", "old.docx")):
        file = SimpleUploadedFile(name, render(paper, form))
        answer = client.post(address, {"language": "fr", "file": file})
        assert [p.text for p in answer.context["found"]][:3] == [plain(words) for words in FR[:3]], form


def test_22_what_is_in_doubt_is_not_ticked_and_says_why(session, signed_in):
    address = reverse("meetings:read_record", args=[session.pk])
    file = SimpleUploadedFile("others.txt", OTHERS.encode())
    answer = signed_in(Role.ASSISTANT).post(address, {"language": "en", "file": file})
    text = answer.content.decode()
    assert answer.context["doubtful"] == 4
    assert "is not known here: it comes in as free text" in text
    assert 'name="number" value="2">' in text
    assert not session.outcomes.exists()


def test_22_only_chosen_paragraphs_are_taken_over(session, signed_in):
    data = {"language": "en", "text": text_of(EN), "number": [1, 3]}
    signed_in(Role.ASSISTANT).post(reverse("meetings:take_over_record", args=[session.pk]), data)
    assert [paragraph.text_en for paragraph in Record(session).paragraphs] == [EN[0], EN[2]]


@pytest.mark.parametrize(
    "given",
    [
        {"language": "en"},
        {"language": "en", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 nothing")},
        {"language": "en", "file": SimpleUploadedFile("a.docx", b"PK\x03\x04 nothing")},
        {"language": "en", "file": SimpleUploadedFile("a.exe", b"MZ")},
    ],
)
def test_22_what_cannot_be_read_is_said_in_words(session, signed_in, given):
    answer = signed_in(Role.ASSISTANT).post(reverse("meetings:read_record", args=[session.pk]), given)
    assert answer.status_code == 422


def test_22_nothing_is_taken_over_into_an_issued_record_or_by_nobody_chosen(session, signed_in):
    address = reverse("meetings:take_over_record", args=[session.pk])
    client = signed_in(Role.ASSISTANT)
    assert client.post(address, {"language": "en", "text": text_of(EN)}).status_code == 409
    Session.objects.filter(pk=session.pk).update(state="recorded", record_number="ROD-1")
    assert client.post(address, {"language": "en", "text": text_of(EN), "number": [1]}).status_code == 409


def plain(words: str) -> str:
    """A paragraph without what it mentions."""
    return re.sub(r"\s*\((Attachment|pièce jointe)[^)]*\)", "", words)
