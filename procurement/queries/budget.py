"""Where the money of budget lines stands, from their entries alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from procurement.models import BudgetEntry, BudgetLine
from procurement.states import EntryKind

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Balance:
    """One line's money by where it stands."""

    line: BudgetLine
    allotted: Decimal = NOTHING
    reserved: Decimal = NOTHING
    committed: Decimal = NOTHING
    certified: Decimal = NOTHING
    paid: Decimal = NOTHING

    @property
    def used(self) -> Decimal:
        return self.reserved + self.committed + self.certified + self.paid

    @property
    def left(self) -> Decimal:
        return self.allotted - self.used

    @property
    def parts(self) -> list[tuple[str, str, Decimal, float, float]]:
        """(code, label, amount, start, width) of a bar of 100 units, for those that hold money."""
        whole, start, found = max(self.allotted, self.used), 0.0, []
        for kind in (EntryKind.PAID, EntryKind.CERTIFIED, EntryKind.COMMITTED, EntryKind.RESERVED):
            amount = getattr(self, kind)
            if amount > 0 and whole > 0:
                width = round(float(amount / whole * 100), 2)
                found.append((kind.value, str(kind.label), amount, round(start, 2), width))
                start += width
        return found

    @property
    def over(self) -> bool:
        return self.left < 0


def balances(lines: Iterable[BudgetLine]) -> list[Balance]:
    """The balance of each line; one query for all of them."""
    lines = list(lines)
    sums: dict[int, dict[str, Decimal]] = defaultdict(dict)
    found = BudgetEntry.objects.filter(line__in=lines).order_by().values_list("line", "kind")
    for line, kind, total in found.annotate(total=Sum("amount")):
        sums[line][kind] = total.quantize(NOTHING)
    return [Balance(line, **sums[line.pk]) for line in lines]


def balance(line: BudgetLine) -> Balance:
    return balances([line])[0]


def totals(found: Iterable[Balance]) -> dict[str, Decimal]:
    """The sums over lines, by kind, with what is left."""
    found = list(found)
    return {name: sum((getattr(b, name) for b in found), NOTHING) for name in (*EntryKind.values, "left")}
