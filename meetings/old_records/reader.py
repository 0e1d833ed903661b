"""The paragraphs of a record understood: acts, addressees, attachments, due dates.

A reading is proposed only when the acts found say the paragraph again word for word; else it stays free text.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from babel.dates import get_month_names

from meetings import sentences
from meetings.old_records import doubts
from meetings.old_records.pieces import pieces_of
from meetings.sentences import SLOT, ActWords, capitalised
from meetings.states import Governs

MENTION = re.compile(
    r"\s*\((?:Attachments?|Annex(?:es)?|pi[eè]ces? jointes?|annexes?)\s+(?P<what>[^)]*)\)", re.IGNORECASE
)
DUE = {"en": r"\bby (\d{1,2}) (%s) (\d{4})", "fr": r"\bavant le (\d{1,2})(?:er)? (%s) (\d{4})"}
UPON = {"en": r"upon (?:the )?proposal (?:from|of) (?P<who>.+?), ", "fr": r"sur proposition (?P<who>d.+?), "}
AD_REFERENDUM = " ad referendum"
AND = {"en": " and ", "fr": " et "}
# How a French preposition looks before an article, and the article to be put back.
SURFACES = {
    "de": (("du ", "le "), ("des ", "les "), ("d’", ""), ("de ", "")),
    "à": (("au ", "le "), ("aux ", "les "), ("à ", "")),
    "que": (("qu’", ""), ("que ", "")),
}


@dataclass(frozen=True)
class Verb:
    """A verb of the record in one language; `text` may hold the place of the addressee."""

    code: str
    text: str
    governs: str


@dataclass(frozen=True)
class ReadAct:
    code: str
    words: ActWords

    @property
    def verb(self) -> str:
        return self.words.verb.replace(SLOT, "…")


@dataclass(frozen=True)
class ReadParagraph:
    number: int
    text: str
    acts: tuple[ReadAct, ...] = ()
    opening: str = ""
    attachments: tuple[tuple[int, str], ...] = ()
    due_on: date | None = None
    doubts: tuple[str, ...] = ()

    @property
    def is_understood(self) -> bool:
        return bool(self.acts)


@dataclass(frozen=True)
class Reader:
    """What a record may be made of: the body's names, the verbs, and those who act or are spoken to."""

    language: str
    body: str
    aliases: Sequence[str]
    verbs: Sequence[Verb]
    people: Sequence[str] = field(default=())

    def read(self, text: str) -> list[ReadParagraph]:
        """Every paragraph of the text, in order, each with what is in doubt about it."""
        pieces, last, found = pieces_of(text), "0", []
        twice = doubts.standing_twice(pieces)
        for piece in pieces:
            paragraph = self.paragraph(piece.number, piece.text)
            odd = (*doubts.of_place(piece, last, twice), *paragraph.doubts)
            found.append(replace(paragraph, doubts=odd))
            last = piece.label
        return found

    def paragraph(self, number: int, words: str) -> ReadParagraph:
        words = sentences.typographic(words, self.language)
        mentioned = tuple(a for match in MENTION.finditer(words) for a in attachments_in(match["what"]))
        plain = self.with_own_name(MENTION.sub("", words))
        opening, acts = self.understood(plain)
        days = days_in(words, self.language)
        odd = [] if acts else doubts.of_words(plain, self.language, self.verbs_said)
        odd = (*odd, *doubts.of_time(words, self.language, months_of(self.language), len(days)))
        return ReadParagraph(number, plain, acts, opening, mentioned, days[0] if days else None, odd)

    @property
    def verbs_said(self) -> set[str]:
        """What the verbs begin with, before any addressee and without the preposition that may contract."""
        heads = (verb.text.partition(SLOT)[0].strip() for verb in self.verbs)
        return {re.sub(r" (?:à|de|que|to|that)$", "", head) for head in heads} - {""}

    def with_own_name(self, words: str) -> str:
        """The body under the name it has in records, whatever the old record called it."""
        for alias in sorted(self.aliases, key=len, reverse=True):
            words = re.sub(rf"^{re.escape(capitalised(alias))}\b", capitalised(self.body), words)
            words = re.sub(rf"(?<=[,;] ){re.escape(alias)}\b", self.body, words)
        return words

    def understood(self, words: str) -> tuple[str, tuple[ReadAct, ...]]:
        """The opening and the acts that say the paragraph again, or nothing."""
        for opening, rest in self.openings(words.removesuffix(".")):
            acts = self.clauses(rest)
            if acts and self.said(opening, acts) == words:
                return opening, tuple(acts)
        return "", ()

    def said(self, opening: str, acts: Sequence[ReadAct]) -> str:
        return sentences.paragraph(
            [act.words for act in acts], body=self.body, language=self.language, opening=opening
        )

    def openings(self, words: str) -> Iterator[tuple[str, str]]:
        """The paragraph as a whole, then with whatever stands before the body as its opening."""
        yield "", words
        for match in re.finditer(rf"[,;] (?={re.escape(self.body)} )", words):
            yield words[: match.start()], words[match.end() :]

    def clauses(self, words: str) -> list[ReadAct]:
        found = []
        for clause in re.split(r"\s?; ", words):
            acts = self.clause(clause)
            if not acts:
                return []
            found += acts
        return found

    def clause(self, words: str) -> list[ReadAct]:
        proposer = ""
        if match := re.match(UPON[self.language], words, re.IGNORECASE):
            proposer, words = self.proposer(match["who"]), words[match.end() :]
        for actor in (self.body, *self.people):
            if words.casefold().startswith(f"{actor.casefold()} "):
                own = "" if actor == self.body else actor
                if acts := self.acts(words[len(actor) + 1 :], own, proposer):
                    return acts
        return []

    def proposer(self, who: str) -> str:
        if self.language == "en":
            return who
        return next(article + who[len(s) :] for s, article in SURFACES["de"] if who.startswith(s))

    def acts(self, words: str, actor: str, proposer: str) -> list[ReadAct]:
        """The acts of one clause: a verb and its words, up to the next verb."""
        words = f"a {words[4:]}" if words.startswith("ont ") else words
        found = self.act(words, actor, proposer)
        if found is None:
            return []
        act, rest = found
        if not rest:
            return [act]
        following = self.acts(rest, actor, proposer)
        return [act, *following] if following else []

    def act(self, words: str, actor: str, proposer: str) -> tuple[ReadAct, str] | None:
        """The act at the beginning of the words, and what is left for the next ones."""
        for verb, addressee, article, end in self.verbs_at(words):
            text, rest = self.split(words[end:])
            referred = text.endswith(AD_REFERENDUM)
            text = text.removesuffix(AD_REFERENDUM)
            if text and self.joins(verb, addressee, article + text, words[:end] + text):
                text = article + text
                said = ActWords(verb.text, text, verb.governs, addressee, actor, proposer, referred)
                return ReadAct(verb.code, said), rest
        return None

    def joins(self, verb: Verb, addressee: str, text: str, piece: str) -> bool:
        """Whether this verb before this text reads as the piece: « du proroger » would not."""
        full, article = self.with_addressee(verb.text, addressee), verb.governs == Governs.NOUN
        return sentences.glue(full, text, self.language, article=article) == piece

    def verbs_at(self, words: str) -> Iterator[tuple[Verb, str, str, int]]:
        """The verbs that the words begin with, longest first: verb, addressee, article to restore, end."""
        for verb in sorted(self.verbs, key=lambda verb: len(verb.text), reverse=True):
            for addressee in self.people if SLOT in verb.text else ("",):
                full = self.with_addressee(verb.text, addressee)
                for surface, article in self.surfaces(full):
                    if words.startswith(surface):
                        yield verb, addressee, article, len(surface)

    def with_addressee(self, verb: str, addressee: str) -> str:
        before, slot, after = verb.partition(SLOT)
        if not slot:
            return verb
        return f"{sentences.glue(before.strip(), addressee, self.language)} {after.strip()}".strip()

    def surfaces(self, verb: str) -> Iterator[tuple[str, str]]:
        """How the verb may look before its words: as it is, or with its last word contracted or elided."""
        head, _space, last = verb.rpartition(" ")
        if self.language == "fr" and last in SURFACES:
            yield from ((f"{head} {surface}", article) for surface, article in SURFACES[last])
        else:
            yield f"{verb} ", ""

    def split(self, words: str) -> tuple[str, str]:
        """The words of an act, and the rest from the next verb on."""
        for match in re.finditer(rf",?{AND[self.language]}|, ", words):
            rest = words[match.end() :]
            if any(True for _ in self.verbs_at(rest)):
                return words[: match.start()], rest
        return words, ""


def attachments_in(what: str) -> list[tuple[int, str]]:
    """The numbers in “1 and 2” or “1: participants”, with the title where one is given."""
    number, colon, title = what.partition(":")
    if colon and number.strip().isdecimal():
        return [(int(number), capitalised(title.strip()))]
    return [(int(n), "") for n in re.findall(r"\d+", what)]


def months_of(language: str) -> list[str]:
    return [name.casefold() for _number, name in sorted(get_month_names("wide", locale=language).items())]


def days_in(words: str, language: str) -> list[date]:
    """The days of “by 1 May 2027”, « avant le 1er mai 2027 », in the order of the text."""
    months = months_of(language)
    found = []
    for match in re.finditer(DUE[language] % "|".join(months), words, re.IGNORECASE):
        with suppress(ValueError):
            found.append(date(int(match[3]), months.index(match[2].casefold()) + 1, int(match[1])))
    return found
