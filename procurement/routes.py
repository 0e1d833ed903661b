"""Who has to approve a purchase: dated thresholds against amount, cost centre and category; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Rule:
    """From this amount on this role approves; empty cost centre or category: any."""

    key: int
    place: int
    role: str
    from_amount: Decimal
    of_cost_centre: bool = False
    cost_centre: int | None = None
    category: int | None = None

    def fits(self, cost_centre: int, category: int) -> bool:
        return self.cost_centre in (None, cost_centre) and self.category in (None, category)

    @property
    def rank(self) -> int:
        """How special the rule is: both named, then the cost centre alone, then the category alone."""
        return 2 * (self.cost_centre is not None) + (self.category is not None)


@dataclass(frozen=True)
class Step:
    """One approval: a role, for a cost centre when its own holders decide; `rule` is why."""

    place: int
    role: str
    cost_centre: int | None
    rule: int


def route(amount: Decimal, bought: Iterable[tuple[int, int]], rules: Iterable[Rule]) -> list[Step]:
    """The approvals in order for an amount spent on these (cost centre, category)."""
    rules, steps = list(rules), {}
    for cost_centre, category in sorted(set(bought)):
        for rule in in_force(rules, cost_centre, category):
            if amount >= rule.from_amount:
                own = cost_centre if rule.of_cost_centre else None
                step = Step(rule.place, rule.role, own, rule.key)
                steps.setdefault((step.role, step.cost_centre), step)
    return sorted(steps.values(), key=lambda step: (step.place, step.role, step.cost_centre or 0))


def in_force(rules: list[Rule], cost_centre: int, category: int) -> list[Rule]:
    """For each role the most special rule that fits; of equals the lowest amount, which is the safe one."""
    fitting = [rule for rule in rules if rule.fits(cost_centre, category)]
    best: dict[str, Rule] = {}
    for rule in sorted(fitting, key=lambda rule: (-rule.rank, rule.from_amount, rule.key)):
        best.setdefault(rule.role, rule)
    return list(best.values())


def passed_together(
    amount: Decimal, others: Decimal, bought: Iterable[tuple[int, int]], rules: Iterable[Rule]
) -> list[Step]:
    """The approvals that this and the other purchases would need together and this one alone does not."""
    bought, rules = list(bought), list(rules)
    alone = {(step.role, step.cost_centre) for step in route(amount, bought, rules)}
    together = route(amount + others, bought, rules)
    return [step for step in together if (step.role, step.cost_centre) not in alone]
