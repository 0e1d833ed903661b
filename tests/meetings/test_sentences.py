"""Paragraphs of a record read as the office writes them, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.sentences import GAP, ActWords, bare, glue, join, mention, paragraph
from meetings.states import Governs

IC = {"en": "the IC", "fr": "l’IC"}
NOTE = {"en": "took note of", "fr": "a pris note de"}
APPOINT = {"en": "appointed", "fr": "a nommé"}
REQUEST = {"en": "requested {addressee} to", "fr": "a demandé à {addressee} de"}


def said(language, *acts, **options):
    return paragraph(acts, body=IC[language], language=language, **options)


def test_01_one_act_is_a_plain_sentence():
    assert said("en", ActWords("adopted", "the agenda")) == "The IC adopted the agenda."
    assert said("fr", ActWords("a adopté", "l’ordre du jour")) == "L’IC a adopté l’ordre du jour."


def test_01_several_acts_share_one_sentence_and_the_attachment_stands_before_the_full_stop():
    acts = (
        ActWords(NOTE["en"], "the Chair’s report on credentials"),
        ActWords("recognised", "the Representatives"),
        ActWords(NOTE["en"], "experts and IO participants"),
    )
    assert said("en", *acts, attachments=[1]) == (
        "The IC took note of the Chair’s report on credentials, recognised the Representatives, "
        "and took note of experts and IO participants (Attachment\u00a01)."
    )


def test_01_french_acts_contract_and_need_no_comma_before_the_last():
    acts = (
        ActWords(NOTE["fr"], "le rapport du Président sur les pouvoirs"),
        ActWords("a reconnu", "les Représentants"),
        ActWords(NOTE["fr"], "les experts"),
    )
    assert said("fr", *acts, attachments=[1, 2]) == (
        "L’IC a pris note du rapport du Président sur les pouvoirs, a reconnu les Représentants "
        "et a pris note des experts (pièces jointes\u00a01 et 2)."
    )


def test_01_two_acts_get_a_comma_only_when_the_first_is_long():
    short = (ActWords("adopted", "the agenda"), ActWords("welcomed", "the report"))
    long = (ActWords("elected", "its Chair and Vice-Chair"), ActWords("adopted", "the agenda"))
    assert said("en", *short) == "The IC adopted the agenda and welcomed the report."
    assert said("en", *long) == "The IC elected its Chair and Vice-Chair, and adopted the agenda."


def test_01_a_proposer_opens_the_sentence():
    english = ActWords(APPOINT["en"], "the Deputies", proposer="the Director-General")
    french = ActWords(APPOINT["fr"], "les directeurs adjoints", proposer="le Directeur général")
    assert said("en", english) == "Upon proposal from the Director-General, the IC appointed the Deputies."
    assert said("fr", french) == "Sur proposition du Directeur général, l’IC a nommé les directeurs adjoints."


def test_01_another_actor_opens_a_clause_of_its_own():
    acts = (
        ActWords(NOTE["en"], "the Chair’s remarks"),
        ActWords("concluded that", "the credentials were in good order", Governs.CLAUSE, actor="the Chair"),
    )
    assert said("en", *acts) == (
        "The IC took note of the Chair’s remarks; "
        "the Chair concluded that the credentials were in good order."
    )
    french = (
        ActWords(NOTE["fr"], "les remarques du Président"),
        ActWords("a conclu que", "ils étaient en règle", Governs.CLAUSE, actor="le Président"),
    )
    assert said("fr", *french) == (
        "L’IC a pris note des remarques du Président\u202f; le Président a conclu qu’ils étaient en règle."
    )


def test_01_an_opening_goes_before_the_body_and_keeps_its_own_mark():
    act = ActWords(NOTE["en"], "them")
    assert said("en", act, opening="The minutes having been accepted") == (
        "The minutes having been accepted, the IC took note of them."
    )
    assert (
        said("en", act, opening="The minutes were accepted.")
        == "The minutes were accepted. The IC took note of them."
    )


def test_01_the_addressee_stands_in_the_verb_and_a_missing_one_is_seen():
    request = ActWords(REQUEST["en"], "prepare a plan", Governs.INFINITIVE, addressee="the Director-General")
    assert said("en", request) == "The IC requested the Director-General to prepare a plan."
    french = ActWords(REQUEST["fr"], "établir un plan", Governs.INFINITIVE, addressee="le Directeur général")
    assert said("fr", french) == "L’IC a demandé au Directeur général d’établir un plan."
    assert GAP in said("en", ActWords(REQUEST["en"], "prepare a plan", Governs.INFINITIVE))


def test_01_a_pronoun_before_an_infinitive_is_not_contracted():
    act = ActWords("a décidé de", "le proroger", Governs.INFINITIVE)
    assert said("fr", act) == "L’IC a décidé de le proroger."


def test_01_a_plural_actor_agrees_in_french():
    act = ActWords("a approuvé", "le calendrier", actor="les Membres")
    assert said("fr", act) == "Les Membres ont approuvé le calendrier."


def test_01_what_is_approved_ad_referendum_says_so():
    assert said("en", ActWords("approved", "the schedule", ad_referendum=True)) == (
        "The IC approved the schedule ad referendum."
    )


def test_01_free_text_replaces_the_sentence_and_keeps_the_mention():
    act = ActWords("adopted", "the agenda")
    assert (
        said("en", act, text="The IAEA opened IC-1.", attachments=[2])
        == "The IAEA opened IC-1 (Attachment\u00a02)."
    )


def test_01_nothing_entered_is_nothing_said():
    assert said("en") == ""


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("a pris note de", "le rapport", "a pris note du rapport"),
        ("a pris note de", "les progrès", "a pris note des progrès"),
        ("a pris note de", "la lettre", "a pris note de la lettre"),
        ("a pris note de", "l’avancement", "a pris note de l’avancement"),
        ("a pris note de", "avancements", "a pris note d’avancements"),
        ("a pris note de", "ITER", "a pris note d’ITER"),
        ("a pris note de", "hypothèses", "a pris note d’hypothèses"),
        ("a pris note de", "hausses", "a pris note de hausses"),
        ("a pris note de", "onze rapports", "a pris note de onze rapports"),
        ("a pris note de", "11 rapports", "a pris note de 11 rapports"),
        ("a demandé à", "les Membres", "a demandé aux Membres"),
        ("Sur proposition de", "le Directeur général", "Sur proposition du Directeur général"),
        ("a conclu que", "elle est prête", "a conclu qu’elle est prête"),
        ("a adopté", "le rapport", "a adopté le rapport"),
    ],
)
def test_01_french_words_join_as_the_grammar_wants(left, right, whole):
    assert glue(left, right, "fr") == whole


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("the Members", "Members"),
        ("le MAC", "MAC"),
        ("l’Organisation ITER", "Organisation ITER"),
        ("MAC", "MAC"),
    ],
)
def test_01_lists_show_a_name_without_its_article(name, label):
    assert bare(name) == label


def test_01_a_full_stop_typed_at_the_end_of_an_act_is_not_doubled():
    assert said("en", ActWords("adopted", "the agenda.")) == "The IC adopted the agenda."
    assert said("en", ActWords("welcomed", "the U.S."), ActWords("adopted", "it")) == (
        "The IC welcomed the U.S. and adopted it."
    )


words = st.text("abcdéœ ’-", min_size=1, max_size=30).filter(lambda t: t.strip())
act_words = st.builds(
    ActWords,
    verb=st.sampled_from(["adopted", "took note of", "a pris note de", "a demandé à {addressee} de"]),
    text=words,
    governs=st.sampled_from(list(Governs)),
    addressee=words,
    actor=st.sampled_from(["", "the Chair", "les Membres"]),
    proposer=st.sampled_from(["", "the Director-General", "le Directeur général"]),
    ad_referendum=st.booleans(),
)


@given(
    st.lists(act_words, min_size=1, max_size=5),
    st.sampled_from(["en", "fr"]),
    st.lists(st.integers(1, 9), max_size=4),
)
def test_01_every_paragraph_begins_with_a_capital_ends_with_one_full_stop_and_shows_no_slot(
    acts, language, numbers
):
    text = paragraph(acts, body=IC[language], language=language, attachments=numbers)
    assert text[0] == text[0].upper()
    assert text.endswith(".")
    assert not text.endswith("..")
    assert "{" not in text
    assert "  " not in text.replace("  ", " ") or any("  " in act.text for act in acts)
    assert (mention(numbers, language) in text) if numbers else ("(" not in text)


@given(st.lists(st.integers(1, 99), min_size=1, max_size=6), st.sampled_from(["en", "fr"]))
def test_01_every_part_of_a_list_is_said_once(numbers, language):
    assert join([str(n) for n in numbers], language).replace(" and ", ", ").replace(
        " et ", ", "
    ) == ", ".join(map(str, numbers))
