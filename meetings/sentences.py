"""One paragraph of a record as a sentence, in English and in French; pure.

A paragraph is a run of acts: “The IC took note of the report and adopted the agenda.” Acts of one actor upon
one proposal share a clause; another actor or proposal opens the next behind a semicolon. French joins what
stands side by side as its grammar wants it: de + le → du, que + il → qu’il, les Membres ont.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from meetings.states import Governs

SLOT = "{addressee}"
GAP = "…"
ARTICLES = ("the ", "a ", "an ", "le ", "la ", "les ", "l’", "l'", "un ", "une ", "des ")
VOWELS = "aeiouyhàâäéèêëîïôöùûüœæ"
# Words on “h” and a few others before which French keeps the full form (de haut niveau, que onze).
NO_ELISION = re.compile(
    r"(h(aut|ausse|ors|uit|iérarch|andicap|asard|âte|éros|alte|arcel|onte|ollande|ongrie|ongrois|eurt)"
    r"|onz|oui\b|y[aeiouéè])",
    re.IGNORECASE,
)
PLURALS = (("a ", "ont "), ("est convenu ", "sont convenus "))
ELIDED = {"de": "d’", "que": "qu’"}
CONTRACTED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}


@dataclass(frozen=True)
class ActWords:
    """The words of one act in one language; `verb` may hold the place of the addressee."""

    verb: str
    text: str = ""
    governs: str = Governs.NOUN
    addressee: str = ""
    actor: str = ""
    proposer: str = ""
    ad_referendum: bool = False


def paragraph(
    acts: Sequence[ActWords],
    *,
    body: str,
    language: str,
    opening: str = "",
    text: str = "",
    attachments: Sequence[int] = (),
) -> str:
    """The paragraph: free `text` when there is one, else the sentence of the acts; then what it mentions."""
    opening = opening.strip()
    sentence = text.strip() or (_sentence(acts, body, language, opening) if acts else opening)
    return typographic(_closed(sentence, mention(attachments, language)), language) if sentence else ""


def mention(numbers: Sequence[int], language: str) -> str:
    """“(Attachments 1 and 2)”, « (pièces jointes 1 et 2) »; nothing for no number."""
    if not numbers:
        return ""
    words = {"en": ("Attachment", "Attachments"), "fr": ("pièce jointe", "pièces jointes")}[language]
    return f"({words[len(numbers) > 1]}\N{NO-BREAK SPACE}{join([str(n) for n in numbers], language)})"


def join(parts: Sequence[str], language: str) -> str:
    """“a”, “a and b”, “a, b and c”."""
    *first, last = parts
    return f"{', '.join(first)} {_and(language)} {last}" if first else last


def glue(left: str, right: str, language: str, *, article: bool = True) -> str:
    """Two pieces side by side; French elides, and contracts articles (`article`: not before a verb)."""
    left, right = left.strip(), right.strip()
    if language != "fr" or not left or not right:
        return f"{left} {right}".strip()
    head, _space, preposition = left.rpartition(" ")
    first, _space, rest = right.partition(" ")
    if article and (short := CONTRACTED.get((preposition.casefold(), first))):
        return f"{head} {_cased(short, preposition)} {rest}".strip()
    if preposition.casefold() in ELIDED and _elides(right):
        return f"{head} {_cased(ELIDED[preposition.casefold()], preposition)}{right}".strip()
    return f"{left} {right}"


def bare(name: str) -> str:
    """A name without its article, for lists: “the Members” → “Members”."""
    article = next((a for a in ARTICLES if name.casefold().startswith(a)), "")
    return capitalised(name[len(article) :])


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def typographic(text: str, language: str) -> str:
    """Single spaces, curly apostrophes; in French narrow no-break spaces before the high marks."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", re.sub(" {2,}", " ", text))
    if language == "fr":
        text = re.sub(r"\s*([;!?])(?=\s|$)", "\N{NARROW NO-BREAK SPACE}\\1", text)
        text = re.sub(r"\s*:(?=\s|$)", "\N{NO-BREAK SPACE}:", text)
        text = re.sub(r"«\s*", "«\N{NARROW NO-BREAK SPACE}", text)
        text = re.sub(r"\s*»", "\N{NARROW NO-BREAK SPACE}»", text)
    return text


def _sentence(acts: Sequence[ActWords], body: str, language: str, opening: str) -> str:
    clauses = [
        _clause(list(run), actor or body, proposer, language)
        for (actor, proposer), run in groupby(acts, key=lambda act: (act.actor.strip(), act.proposer.strip()))
    ]
    whole = "; ".join(clauses)
    if not opening:
        return capitalised(whole)
    if opening[-1] in ".!?":
        return f"{opening} {capitalised(whole)}"
    return f"{opening}{'' if opening[-1] in ',;:–—' else ','} {whole}"


def _clause(acts: list[ActWords], actor: str, proposer: str, language: str) -> str:
    plural = language == "fr" and actor.casefold().startswith(("les ", "des "))
    does = _series([_done(act, language, plural) for act in acts], language)
    said = f"{actor} {does}"
    if not proposer:
        return said
    upon = {"en": "upon proposal from", "fr": "sur proposition de"}[language]
    return f"{glue(upon, proposer, language)}, {said}"


def _done(act: ActWords, language: str, plural: bool) -> str:
    """Verb, addressee and object of one act."""
    before, slot, after = act.verb.partition(SLOT)
    verb = before.strip()
    if slot:
        verb = f"{glue(verb, act.addressee or GAP, language)} {after.strip()}".strip()
    if plural:
        verb = _in_plural(verb)
    words = glue(verb, _open_ended(act.text), language, article=act.governs == Governs.NOUN)
    return f"{words} ad referendum" if act.ad_referendum else words


def _in_plural(verb: str) -> str:
    """The French verb agreeing with “les Membres”."""
    one, many = next(((one, many) for one, many in PLURALS if verb.startswith(one)), ("", ""))
    return many + verb[len(one) :]


def _series(parts: list[str], language: str) -> str:
    """Several things done: the comma before “and” where a part is long, always in English from three on."""
    *first, last = parts
    if not first:
        return last
    busy = any("," in part or f" {_and(language)} " in part for part in first)
    comma = "," if busy or (language == "en" and len(first) > 1) else ""
    return f"{', '.join(first)}{comma} {_and(language)} {last}"


def _and(language: str) -> str:
    return {"en": "and", "fr": "et"}[language]


def _elides(word: str) -> bool:
    return word[0].casefold() in VOWELS and not NO_ELISION.match(word)


def _cased(short: str, like: str) -> str:
    return capitalised(short) if like[0].isupper() else short


def _open_ended(text: str) -> str:
    """The words of an act without a full stop of their own; an abbreviation keeps its point."""
    text = text.strip().rstrip(";,")
    last = text.rpartition(" ")[2]
    return text[:-1] if text.endswith(".") and last.count(".") == 1 and last != "etc." else text


def _closed(sentence: str, mentioned: str) -> str:
    """What is mentioned stands before the full stop; every paragraph has one."""
    if not mentioned:
        return sentence if sentence.endswith((".", "!", "?", "…", "»", "”")) else f"{sentence}."
    body = sentence[:-1] if sentence.endswith(".") and not sentence.endswith("..") else sentence
    return f"{body} {mentioned}."
