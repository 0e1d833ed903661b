"""What is not certain about a paragraph that was read: said in words for a person, never guessed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from meetings.old_records.pieces import ENDS, Piece

# A time that is not one day: “by the end of June”, “within three months”, « d’ici fin juin ».
NO_DAY = {
    "en": r"\b(?:by|before|until|within|no later than)\s+(?:(?:the|its|a|an)\s+)?"
    r"(?:end|middle|beginning|mid|next|following|first|second|spring|summer|autumn|winter|"
    r"one|two|three|four|six|twelve|\d{1,2}\s+(?:days|weeks|months)|%s)\b[^.,;]*",
    "fr": r"(?:\b(?:avant|sous|dans)|d’ici|au plus tard)\s+(?:(?:la|le|les|à|au|en|un délai de)\s+|l’)*"
    r"(?:fin|mi-|milieu|début|prochaine?|printemps|été|automne|hiver|"
    r"un|deux|trois|quatre|six|douze|\d{1,2}\s+(?:jours|semaines|mois)|%s)\b[^.,;]*",
}
TWO_DAYS = re.compile(r"\b(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-]\d{4}\b")
ACTOR = {
    "en": r"^(?P<who>The [\w’ -]{2,60}?) (?:%s)\b",
    "fr": r"^(?P<who>L(?:[ae]s? |’)[\w’ -]{2,60}?) (?:%s)\b",
}


def of_place(piece: Piece, last: str, twice: Iterable[str]) -> Iterator[str]:
    """What is odd about the number of a paragraph and about its end."""
    if not piece.label:
        yield _("It has no number in the text.")
    elif piece.label in twice:
        yield _("“%(number)s” stands twice in the text.") % {"number": piece.label}
    elif piece.label.isdecimal() and (missing := missing_between(last, piece.label)):
        yield _("Number %(numbers)s is missing before it.") % {"numbers": ", ".join(missing)}
    elif piece.label != str(piece.number):
        yield _("It is numbered “%(number)s” in the text.") % {"number": piece.label}
    if not piece.text.endswith(ENDS):
        yield _("It ends without a full stop: a heading, or cut off?")
    if piece.left_out:
        yield _("Left out behind it: “%(words)s”") % {"words": piece.left_out}


def missing_between(last: str, label: str) -> list[str]:
    start = int(last) if last.isdecimal() else 0
    return [str(number) for number in range(start + 1, int(label))]


def standing_twice(pieces: Sequence[Piece]) -> set[str]:
    return {label for label, times in Counter(piece.label for piece in pieces).items() if label and times > 1}


def of_words(text: str, language: str, verbs: Iterable[str]) -> Iterator[str]:
    """Of free text: a verb that decides, and somebody unknown who does so."""
    known = sorted({re.escape(verb) for verb in verbs}, key=len, reverse=True)
    verb = re.search(rf"\b(?:{'|'.join(known)})\b", text) if known else None
    if verb is None:
        return
    told = {"verb": verb[0]}
    if who := re.match(ACTOR[language] % "|".join(known), text):
        said = _("“%(verb)s” was read, but “%(who)s” is not known here: it comes in as free text.")
        yield said % {**told, "who": who["who"]}
    else:
        yield _("“%(verb)s” was read, but not what it decides: it comes in as free text.") % told


def of_time(text: str, language: str, months: Sequence[str], days: int) -> Iterator[str]:
    """Of a deadline: none that is a day, one that may be two, or more than one."""
    if two := TWO_DAYS.search(text):
        yield _("“%(words)s” may be two different days.") % {"words": two[0]}
    elif days > 1:
        yield _("More than one day is named; the first was read.")
    elif days == 0 and (vague := re.search(NO_DAY[language] % "|".join(months), text, re.IGNORECASE)):
        yield _("A time is named that is no day: “%(words)s”.") % {"words": vague[0].strip()}
