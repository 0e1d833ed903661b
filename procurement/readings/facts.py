"""What an invoice says, wherever it was read from."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation

CREDIT_NOTES = {"381", "396", "261"}


@dataclass(frozen=True)
class Line:
    description: str
    quantity: Decimal
    unit_price: Decimal
    net: Decimal
    lump: bool = False


@dataclass(frozen=True)
class Facts:
    """The facts of one invoice; what is unknown is empty or None."""

    number: str = ""
    is_credit: bool = False
    dated_on: date | None = None
    due_on: date | None = None
    order_number: str = ""
    seller_name: str = ""
    seller_vat: str = ""
    buyer_vat: str = ""
    exemption_wording: bool = False
    currency: str = "EUR"
    net: Decimal | None = None
    tax: Decimal | None = None
    gross: Decimal | None = None
    payable: Decimal | None = None
    iban: str = ""
    bic: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What was read from a file, from which part of it, and everything odd on the way.

    `problems` are (code, detail); `differences` are (field, in the data, on the page).
    """

    facts: Facts
    source: str
    profile: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    differences: tuple[tuple[str, str, str], ...] = field(default=())


def number(text: str | None) -> Decimal | None:
    """A decimal of an XML file; None when it is not one."""
    try:
        found = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal("1e11") else None


def signed(facts: Facts, type_code: str) -> Facts:
    """A credit note counts less than nothing, whether its writer put a minus or not."""
    is_credit = type_code in CREDIT_NOTES or (facts.gross is not None and facts.gross < 0)
    if not is_credit or facts.gross is None or facts.gross < 0:
        return replace(facts, is_credit=is_credit)
    turned = {
        name: None if (value := getattr(facts, name)) is None else -value
        for name in ("net", "tax", "gross", "payable")
    }
    lines = tuple(replace(line, quantity=-line.quantity, net=-line.net) for line in facts.lines)
    return replace(facts, is_credit=True, lines=lines, **turned)


def completed(facts: Facts, whole: str, adjustments: str) -> Facts:
    """Lines that add up to the net sum: one for the whole where there are none, one for what they lack."""
    if facts.net is None:
        return facts
    if not facts.lines:
        return replace(facts, lines=(Line(whole, Decimal(1), facts.net, facts.net, lump=True),))
    rest = facts.net - sum((line.net for line in facts.lines), Decimal(0))
    if not rest:
        return facts
    return replace(facts, lines=(*facts.lines, Line(adjustments, Decimal(1), rest, rest, lump=True)))
