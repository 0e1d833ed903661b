"""Whether an invoice was seen before: numbers written otherwise, the same file, the same sum; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

FILE, NUMBER, AMOUNT, RESTART = "file", "number", "amount", "restart"
DAYS = 5
RESTART_DAYS = 60  # the same number in another year and farther apart: numbers that begin again


@dataclass(frozen=True)
class Seen:
    """What is compared of an invoice."""

    key: int
    number: str
    sha256: str
    supplier: int | None
    gross: Decimal | None
    dated_on: date | None


@dataclass(frozen=True)
class Sign:
    """Why two invoices may be one; a restart is an explanation and blocks nothing."""

    kind: str
    other: int

    @property
    def blocks(self) -> bool:
        return self.kind != RESTART


def written(number: str) -> str:
    """A-03411 and a3411 alike: small letters and digits, no group of digits with leading zeros."""
    short = re.sub(r"(?<!\d)0+(?=\d)", "", number.casefold())
    return re.sub(r"[^0-9a-z]", "", short)


def digits(number: str) -> str:
    """003411 and A-3411 alike: the digits alone, no leading zeros."""
    return re.sub(r"\D", "", number).lstrip("0")


def alike(one: str, other: str) -> bool:
    """Whether two invoice numbers are the same number written otherwise."""
    if not one.strip() or not other.strip():
        return False
    if written(one) == written(other):
        return True
    bare = [number for number in (one, other) if not re.search(r"[^\W\d_]", number)]
    return bool(bare) and digits(one) == digits(other) != ""


def signs(invoice: Seen, others: Iterable[Seen]) -> list[Sign]:
    """Every other invoice that may be this one, with the strongest reason."""
    found = [(sign(invoice, other), other) for other in others if other.key != invoice.key]
    return [Sign(kind, other.key) for kind, other in found if kind]


def sign(one: Seen, other: Seen) -> str:
    if one.sha256 == other.sha256:
        return FILE
    if one.supplier is None or one.supplier != other.supplier:
        return ""
    same_number = alike(one.number, other.number)
    if same_number and begins_again(one, other):
        return RESTART
    if same_number:
        return NUMBER
    near = one.dated_on and other.dated_on and abs((one.dated_on - other.dated_on).days) <= DAYS
    return AMOUNT if near and one.gross is not None and one.gross == other.gross else ""


def begins_again(one: Seen, other: Seen) -> bool:
    """The same number in another year, long apart and with another sum."""
    if not (one.dated_on and other.dated_on) or one.gross == other.gross:
        return False
    apart = abs((one.dated_on - other.dated_on).days)
    return one.dated_on.year != other.dated_on.year and apart > RESTART_DAYS
