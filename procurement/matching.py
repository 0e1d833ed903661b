"""Three-way match of an invoice with its order and receipts, in exact decimals; pure.

Price and quantity are judged apart. A line of an invoice is compared with the order lines it is matched with:
what it charges against what the order's prices give. An order line is judged over all its invoices: what was
invoiced against what was received. Too much is allowed up to the smaller of a percentage and an amount; less
than expected harms nobody. Credit notes carry negative quantities and need no rule of their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, localcontext

CENT = Decimal("0.01")
ZERO = Decimal(0)
EXACT = 60  # digits: no product of a quantity and a price is ever rounded


@dataclass(frozen=True)
class Ordered:
    """A line of the order with what was received of it and what other invoices asked for."""

    key: int
    quantity: Decimal
    unit_price: Decimal
    received: Decimal = ZERO
    invoiced_before: Decimal = ZERO
    words: str = ""

    @property
    def open(self) -> Decimal:
        """What was received and not yet invoiced."""
        return max(ZERO, self.received - self.invoiced_before)


@dataclass(frozen=True)
class Charged:
    """A line of the invoice; a lump is a sum without a quantity of its own."""

    key: int
    quantity: Decimal
    unit_price: Decimal
    net: Decimal
    lump: bool = False
    words: str = ""


@dataclass(frozen=True)
class Share:
    """So much of an order line stands behind an invoice line."""

    charged: int
    ordered: int
    quantity: Decimal


@dataclass(frozen=True)
class Tolerance:
    """The smaller of a percentage and an amount."""

    percent: Decimal
    amount: Decimal

    def on(self, base: Decimal) -> Decimal:
        return min(abs(base) * self.percent / 100, self.amount)


@dataclass(frozen=True)
class Price:
    """An invoice line against the order's prices; `left` is its quantity that is matched with nothing."""

    key: int
    charged: Decimal
    expected: Decimal
    allowed: Decimal
    left: Decimal

    @property
    def variance(self) -> Decimal:
        return self.charged - self.expected

    @property
    def ok(self) -> bool:
        return self.left == 0 and self.variance <= self.allowed


@dataclass(frozen=True)
class Quantity:
    """An order line over all its invoices against what was received."""

    key: int
    invoiced: Decimal
    received: Decimal
    unit_price: Decimal
    allowed: Decimal

    @property
    def variance(self) -> Decimal:
        return self.invoiced - self.received

    @property
    def money(self) -> Decimal:
        return self.variance * self.unit_price

    @property
    def ok(self) -> bool:
        return self.money <= self.allowed if self.unit_price else self.variance <= 0


@dataclass(frozen=True)
class Match:
    """What the match found, by invoice line and by order line."""

    prices: Mapping[int, Price]
    quantities: Mapping[int, Quantity]
    shares: tuple[Share, ...]

    def is_ok(self, charged: int) -> bool:
        """Whether this invoice line may be certified as it stands."""
        behind = [share.ordered for share in self.shares if share.charged == charged]
        return self.prices[charged].ok and all(self.quantities[key].ok for key in behind)

    @property
    def ok(self) -> bool:
        return bool(self.prices) and all(self.is_ok(key) for key in self.prices)


def match(
    ordered: Iterable[Ordered], charged: Iterable[Charged], shares: Iterable[Share], tolerance: Tolerance
) -> Match:
    """The verdicts on every invoice line and every order line behind it."""
    lines, shares = {line.key: line for line in ordered}, tuple(shares)
    with localcontext(prec=EXACT):
        prices = {
            line.key: price(line, [s for s in shares if s.charged == line.key], lines, tolerance)
            for line in charged
        }
        behind = {share.ordered for share in shares}
        quantities = {
            key: quantity(lines[key], [s for s in shares if s.ordered == key], tolerance) for key in behind
        }
    return Match(prices, quantities, shares)


def price(
    line: Charged, shares: Sequence[Share], lines: Mapping[int, Ordered], tolerance: Tolerance
) -> Price:
    expected = sum((share.quantity * lines[share.ordered].unit_price for share in shares), ZERO)
    if line.lump:
        left = ZERO if shares else Decimal(1)
        charged = line.net if shares else ZERO
    else:
        left = line.quantity - sum((share.quantity for share in shares), ZERO)
        charged = line.net - left * line.unit_price
    return Price(line.key, charged, expected, tolerance.on(expected), left)


def quantity(line: Ordered, shares: Sequence[Share], tolerance: Tolerance) -> Quantity:
    invoiced = line.invoiced_before + sum((share.quantity for share in shares), ZERO)
    allowed = tolerance.on(line.received * line.unit_price)
    return Quantity(line.key, invoiced, line.received, line.unit_price, allowed)


def propose(ordered: Sequence[Ordered], charged: Sequence[Charged]) -> list[Share]:
    """A first match for a person to correct: by price, words and place; a sum takes what is open."""
    if len(charged) == 1 and charged[0].lump:
        sign = -1 if charged[0].net < 0 else 1
        whole = [(line, line.open or line.quantity) for line in ordered]
        return [Share(charged[0].key, line.key, sign * amount) for line, amount in whole]
    found = []
    for place, line in enumerate(charged):
        likely = [(likeness(line, other, place == n), -n, other) for n, other in enumerate(ordered)]
        best = max(likely, key=lambda one: one[:2], default=None)
        if best and best[0] > 1:
            found.append(Share(line.key, best[2].key, ZERO if line.lump else line.quantity))
    return found


def likeness(line: Charged, other: Ordered, same_place: bool) -> float:
    """From 0 to 6: the same price weighs most, then common words, then the place in the list."""
    mine, theirs = (
        {word for word in text.casefold().split() if len(word) > 2} for text in (line.words, other.words)
    )
    common = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return 3 * (line.unit_price == other.unit_price) + 2 * common + same_place


def payable(
    line: Price, shares: Sequence[Share], match: Match, ordered: Mapping[int, Ordered]
) -> list[tuple[Share, Decimal]]:
    """What may be certified of an invoice line, to the cent, by share.

    As charged where everything fits; else only what was received, at the order's prices, and never more than
    is charged.
    """
    with localcontext(prec=EXACT):
        full = [share.quantity * ordered[share.ordered].unit_price for share in shares]
        if match.is_ok(line.key):
            return list(zip(shares, distribute(cents(line.charged), full), strict=True))
        backed = [backed_quantity(share, match) * ordered[share.ordered].unit_price for share in shares]
        total = min(cents(line.charged), cents(sum(backed, ZERO)))
        return list(zip(shares, distribute(total, backed), strict=True))


def backed_quantity(share: Share, match: Match) -> Decimal:
    """The part of a share that a receipt stands behind."""
    over = max(ZERO, match.quantities[share.ordered].variance)
    return share.quantity if share.quantity < 0 else max(ZERO, share.quantity - over)


def cents(amount: Decimal) -> Decimal:
    with localcontext(prec=EXACT):
        return amount.quantize(CENT)


def distribute(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """An amount in cents over weights, nothing lost: the largest remainders get the last cents."""
    if not weights:
        return []
    total = sum(weights, ZERO)
    if total == 0:
        return [amount, *[ZERO] * (len(weights) - 1)]
    with localcontext(prec=EXACT):
        exact = [amount * weight / total for weight in weights]
        parts = [one.quantize(CENT, ROUND_DOWN) for one in exact]
        missing = int((amount - sum(parts, ZERO)) / CENT)
        step = CENT if missing > 0 else -CENT
        order = sorted(range(len(parts)), key=lambda n: abs(exact[n] - parts[n]), reverse=True)
        for n in order[: abs(missing)]:
            parts[n] += step
    return parts
