"""Names: order, display, search, and whether two of them may be one person's; pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from council_office.directory.states import NameOrder

Name = tuple[str, str]  # (family name, given names)

# Where the family name usually comes first (data/rules: name_order_by_member; Hungary within the Union).
# A person's own order, once told, always wins.
FAMILY_FIRST = frozenset({"CN", "HU", "JP", "KP", "KR", "MO", "HK", "TW", "VN", "KH"})


def usual_order(country: str) -> NameOrder:
    """The order of names usual in a country (ISO code); a first guess only."""
    return NameOrder.FAMILY_FIRST if country in FAMILY_FIRST else NameOrder.GIVEN_FIRST


def full_name(family_name: str, given_names: str, order: str) -> str:
    """Both parts in the person's own order; a mononym stands alone."""
    parts = (family_name, given_names) if order == NameOrder.FAMILY_FIRST else (given_names, family_name)
    return " ".join(part for part in parts if part)


# Letters that no Unicode decomposition takes apart, and Cyrillic as passports write it (ICAO 9303).
LATIN = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ß": "ss",
    }
    | dict(zip("абвгдезиіклмнопрстуфэыґ", "abvgdeziiklmnoprstufeyg", strict=True))
    | {
        "й": "i",
        "ё": "e",
        "ї": "i",
        "є": "ie",
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
    }
    | {"ю": "iu", "я": "ia", "ъ": "", "ь": ""}
    | dict.fromkeys("'’‘ʼʹʺ`´", "")
)


def search_key(text: str) -> str:
    """Small Latin letters without accents or punctuation, one space between words; other scripts stay."""
    text = unicodedata.normalize("NFC", text.casefold()).translate(LATIN)
    plain = (c for c in unicodedata.normalize("NFKD", text).casefold().translate(LATIN) if not is_accent(c))
    letters = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain)
    return " ".join(unicodedata.normalize("NFC", letters).split())


def is_accent(c: str) -> bool:
    """An accent, hook or stroke; the vowel signs of Indian scripts and the marks of kana are letters."""
    return unicodedata.combining(c) in (1, 202, 214, 216, 218, 220, 222, 226, 228, 230, 232, 233, 234, 240)


# Spellings that differ from passport to passport, each brought to one; the order matters. The first letter of
# a word stays what it was, or its initial would not be known again.
ALIKE = [
    (re.compile(pattern), one)
    for pattern, one in (
        (r"([aou])e+", r"\1"),  # Müller, Mueller, Muller; Søren, Soeren
        (r"\Btch", "ch"),
        (r"dj", "d"),  # Djordje, Đorđe
        (r"\Bkh", "h"),
        (r"\Bph", "f"),
        (r"ks", "x"),
        (r"ou|oh(?=[^aeiou]|$)", "o"),  # Satou, Satoh, Satō, Sato
        (r"w", "v"),
        (r"[yj]", "i"),
    )
]
DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def match_words(text: str) -> tuple[str, ...]:
    """The words of a name in a loose spelling, the same for the usual transliterations of one name."""
    return tuple(loosely(word) for word in search_key(text).split())


def loosely(word: str) -> str:
    loose = word
    for spelling, one in ALIKE:
        loose = spelling.sub(one, loose)
    return single(loose) if len(word) > 1 else loose


def single(word: str) -> str:
    """Every doubled letter once; a word of one long letter (Oe, Aa) stays two: it is no initial."""
    once = DOUBLED.sub(r"\1", word)
    return once * 2 if len(once) == 1 else once


def run_together(name: Name) -> set[str]:
    """Both orders of the name as one word: Xiao Ming, Xiao-Ming and Xiaoming are then equal."""
    family, given = (match_words(part) for part in name)
    return {single("".join(words)) for words in (family + given, given + family) if words}


def match_key(*names: Name) -> str:
    """All loose words of the names, and the names as one word, each between spaces, for an index."""
    words = {word for name in names for word in (*match_words(" ".join(name)), *run_together(name))}
    return f" {' '.join(sorted(words))} " if words else ""


def same_name(one: Name, other: Name) -> bool:
    """Whether both may name one person: other order, initials, middle names, accents, transliteration."""
    if run_together(one) & run_together(other):
        return True
    fewer, more = sorted((match_words(" ".join(one)), match_words(" ".join(other))), key=len)
    return len(fewer) > 1 and pair_up(fewer, more)


def pair_up(fewer: Sequence[str], more: Sequence[str]) -> bool:
    """Every word of the shorter name has its own in the longer; at least one of them in full."""
    left, rest, in_full = list(more), [], False
    for word in fewer:
        if word in left:
            left.remove(word)
            in_full = in_full or len(word) > 1
        else:
            rest.append(word)
    return in_full and all(take(word, left) for word in rest)


def take(word: str, left: list[str]) -> bool:
    """Take from `left` the word that stands for this one: its initial, its full form, or one slip away."""
    found = next((other for other in left if is_initial(word, other) or one_slip(word, other)), None)
    if found is not None:
        left.remove(found)
    return found is not None


def is_initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0]


def one_slip(one: str, other: str) -> bool:
    """Long words that differ by one letter too many, missing or other: Aleksandr, Aleksander."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:]


def any_same(names: Iterable[Name], others: Iterable[Name]) -> bool:
    others = list(others)
    return any(same_name(one, other) for one in names for other in others)
