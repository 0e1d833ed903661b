"""The machine-readable zone of passports (TD3) and identity cards (TD1), its check digits verified; pure.

ICAO Doc 9303: two lines of 44 or three of 30 characters out of A–Z, 0–9 and <.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django_countries import countries

WEIGHTS = (7, 3, 1)
# Codes of issuers that no country list knows.
SPECIAL = {"D": "DE", "GBD": "GB", "GBN": "GB", "GBO": "GB", "GBP": "GB", "GBS": "GB", "RKS": "XK"}
UNITED_NATIONS = {"UNO", "UNA", "UNK"}


@dataclass(frozen=True)
class Zone:
    """What the lines say; countries as ISO codes of two letters, empty where no country is meant."""

    kind: str
    issuer: str
    number: str
    nationality: str
    family_name: str
    given_names: str
    born_on: date
    expires_on: date

    @property
    def holder_name(self) -> str:
        return f"{self.family_name} {self.given_names}".strip()

    @property
    def is_card(self) -> bool:
        return self.kind[0] in "IAC"

    @property
    def is_united_nations(self) -> bool:
        return self.issuer in UNITED_NATIONS


class Unreadable(ValueError):
    """What of the lines is wrong, one message for each field."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(self.problems))


def check_digit(text: str) -> str:
    """Each character's value (0–9, A=10…, <=0) times 7, 3, 1, 7…, modulo 10."""
    return str(sum(value_of(c) * WEIGHTS[place % 3] for place, c in enumerate(text)) % 10)


def value_of(c: str) -> int:
    return 0 if c == "<" else int(c, 36)


def lines_of(text: str) -> list[str]:
    """The lines as they were typed or pasted: blanks out, small letters up, other kinds of « made <."""
    text = text.upper().replace("«", "<<").replace("‹", "<")
    rows = [re.sub(r"\s", "", row) for row in text.strip().splitlines()]
    rows = [row for row in rows if row]
    if len(rows) == 1 and len(rows[0]) in (88, 90):
        width = 44 if len(rows[0]) == 88 else 30
        rows = [rows[0][start : start + width] for start in range(0, len(rows[0]), width)]
    return rows


def read(text: str, today: date | None = None) -> Zone:
    """The fields of the zone, or Unreadable with the fields whose check digit is wrong."""
    rows = lines_of(text)
    if bad := sorted({c for row in rows for c in row if not re.match(r"[A-Z0-9<]", c)}):
        raise Unreadable([_("Not part of these lines: %(letters)s.") % {"letters": " ".join(bad)}])
    lengths = [len(row) for row in rows]
    if lengths == [44, 44]:
        return passport(*rows, today or date.today())
    if lengths == [30, 30, 30]:
        return card(*rows, today or date.today())
    told = {"lengths": ", ".join(map(str, lengths)) or "0"}
    raise Unreadable(
        [
            _("A passport has two lines of 44 characters, a card three of 30; here: %(lengths)s.") % told,
        ]
    )


def passport(first: str, second: str, today: date) -> Zone:
    checks = [
        (_("document number"), second[0:9], second[9]),
        (_("date of birth"), second[13:19], second[19]),
        (_("date of expiry"), second[21:27], second[27]),
        (_("last line as a whole"), second[0:10] + second[13:20] + second[21:43], second[43]),
    ]
    if second[28:42].strip("<") or second[42] not in "<0":
        checks.insert(3, (_("personal number"), second[28:42], second[42]))
    return zone(first[0:2], first[2:5], second[0:9], second[10:13], first[5:], checks, today, second[13:27])


def card(first: str, second: str, third: str, today: date) -> Zone:
    whole = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    number, digit = first[5:14], first[14]
    if digit == "<" and first[15:].strip("<"):  # a long number goes on behind, its digit last
        rest = first[15:].split("<")[0]
        number, digit = number + rest[:-1], rest[-1]
    checks = [
        (_("document number"), number, digit),
        (_("date of birth"), second[0:6], second[6]),
        (_("date of expiry"), second[8:14], second[14]),
        (_("card as a whole"), whole, second[29]),
    ]
    return zone(first[0:2], first[2:5], number, second[15:18], third, checks, today, second[0:14])


def zone(
    kind: str, issuer: str, number: str, nationality: str, name: str, checks: list, today: date, dates: str
) -> Zone:
    """The zone when every check digit holds; `dates` begins with the birthday, expiry is eight further."""
    problems = [wrong_digit(label) for label, text, digit in checks if not holds(text, digit)]
    born_on, expires_on = day_of(dates[0:6]), day_of(dates[8:14])
    if born_on is None or expires_on is None:
        problems.append(_("A date in these lines is not a date."))
    if problems:
        raise Unreadable(dict.fromkeys(problems))
    family, _mark, given = name.partition("<<")
    return Zone(
        kind=kind.rstrip("<"),
        issuer=country(issuer) or issuer.strip("<"),
        number=number.rstrip("<"),
        nationality=country(nationality),
        family_name=words(family),
        given_names=words(given),
        born_on=born_on if born_on <= today else born_on.replace(year=born_on.year - 100),
        expires_on=expires_on,
    )


def holds(text: str, digit: str) -> bool:
    return check_digit(text) == (digit if digit != "<" else "0")


def wrong_digit(label: str) -> str:
    return _(
        "The check digit of the %(field)s does not fit: compare it letter by letter, 0 with O and 1 with I."
    ) % {"field": label}


def day_of(text: str) -> date | None:
    """The day of YYMMDD in this century; None when there is no such day."""
    try:
        return date(2000 + int(text[0:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def country(code: str) -> str:
    code = code.strip("<")
    return SPECIAL.get(code) or (countries.alpha2(code) if len(code) == 3 else "")


def words(text: str) -> str:
    return " ".join(text.replace("<", " ").split())
