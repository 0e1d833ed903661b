"""The algorithms alone: the match, the route, duplicates, the clock, bank details. Pure, so no database."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement import accounts, clock, duplicates, exchange, matching, routes
from procurement.matching import Charged, Ordered, Share, Tolerance

TODAY = date(2026, 11, 25)
few = settings(max_examples=50, deadline=None)
quantities = st.decimals("0.001", "9999", places=3)
prices = st.decimals("0", "99999", places=4)
money = st.decimals("-99999", "99999", places=2)
ZERO = Tolerance(Decimal(0), Decimal(0))


def one(quantity, price, received=None, charged=None, tolerance=ZERO, net=None):
    """One order line behind one invoice line."""
    ordered = Ordered(1, quantity, price, quantity if received is None else received)
    line = Charged(1, quantity, charged or price, quantity * (charged or price) if net is None else net)
    return matching.match([ordered], [line], [Share(1, 1, quantity)], tolerance)


# 3 The match


def test_3_a_hair_above_a_tolerance_of_nothing_fails():
    found = one(Decimal(1), Decimal(100), charged=Decimal("100.002"))
    assert (found.prices[1].variance, found.ok) == (Decimal("0.002"), False)


@pytest.mark.parametrize(("charged", "ok"), [("102.00", True), ("102.01", False), ("97.00", True)])
def test_3_the_tolerance_is_the_smaller_of_a_percentage_and_an_amount(charged, ok):
    for tolerance in (Tolerance(Decimal(2), Decimal(50)), Tolerance(Decimal(10), Decimal(2))):
        assert one(Decimal(1), Decimal(100), charged=Decimal(charged), tolerance=tolerance).ok is ok


@few
@given(quantities, prices)
def test_3_what_is_charged_as_ordered_and_received_always_fits(quantity, price):
    assert one(quantity, price).ok


@few
@given(quantities, st.decimals("0.0001", "99999", places=4), st.decimals("0.000001", "9", places=6))
def test_3_any_price_above_the_order_fails_without_tolerance(quantity, price, more):
    found = one(quantity, price, charged=price + more)
    assert (found.ok, found.prices[1].variance) == (False, quantity * more)


@few
@given(quantities, st.decimals("0.01", "99999", places=4), quantities)
def test_3_price_and_quantity_are_judged_apart(quantity, price, received):
    found = one(quantity, price, received=received)
    assert found.prices[1].ok
    assert found.quantities[1].ok is (quantity <= received)


@few
@given(st.lists(st.tuples(quantities, prices), min_size=1, max_size=5), st.integers(0, 4))
def test_3_many_to_many_needs_every_part_matched(lines, place):
    ordered = [Ordered(n, q, p, q) for n, (q, p) in enumerate(lines)]
    net = sum((q * p for q, p in lines), Decimal(0))
    whole = Charged(9, Decimal(1), net, net, lump=True)
    shares = [Share(9, n, q) for n, (q, _p) in enumerate(lines)]
    assert matching.match(ordered, [whole], shares, ZERO).ok
    left_out = [s for s in shares if s.ordered != place % len(lines)]
    missing = lines[place % len(lines)]
    found = matching.match(ordered, [whole], left_out, ZERO)
    assert found.ok is (bool(left_out) and missing[0] * missing[1] == 0)


@few
@given(money, st.lists(st.decimals("0", "9999", places=3), min_size=1, max_size=6))
def test_what_is_divided_adds_up_to_the_cent(amount, weights):
    parts = matching.distribute(amount, weights)
    assert sum(parts) == amount
    assert all(part == part.quantize(Decimal("0.01")) for part in parts)


@few
@given(quantities, st.decimals("0.01", "999", places=2), quantities, st.decimals("0.01", "999", places=2))
def test_in_part_nothing_is_paid_above_the_charge_or_what_was_received(quantity, price, received, charged):
    ordered = Ordered(1, quantity, price, received)
    line = Charged(1, quantity, charged, matching.cents(quantity * charged))
    share = Share(1, 1, quantity)
    found = matching.match([ordered], [line], [share], ZERO)
    [(_share, amount)] = matching.payable(found.prices[1], [share], found, {1: ordered})
    assert amount <= line.net + Decimal("0.01")
    if not found.ok:
        assert amount <= matching.cents(received * price) + Decimal("0.01")


@few
@given(st.lists(st.tuples(quantities, prices), min_size=1, max_size=5))
def test_a_proposal_never_asks_for_more_than_the_invoice(lines):
    ordered = [Ordered(n, q, p, q, words=f"thing {n}") for n, (q, p) in enumerate(lines)]
    charged = [Charged(n, q, p, q * p, words=f"thing {n}") for n, (q, p) in enumerate(lines)]
    for share in matching.propose(ordered, charged):
        assert share.quantity <= charged[share.charged].quantity


# 2 and 7 The route


amounts = st.decimals("0", "100000", places=2)
rules = st.lists(
    st.builds(
        routes.Rule,
        key=st.integers(1, 99),
        place=st.integers(1, 3),
        role=st.sampled_from(["holder", "secretary", "office"]),
        from_amount=amounts,
        of_cost_centre=st.booleans(),
        cost_centre=st.sampled_from([None, 1, 2]),
        category=st.sampled_from([None, 7, 8]),
    ),
    max_size=8,
)
bought = st.sets(st.tuples(st.sampled_from([1, 2]), st.sampled_from([7, 8])), min_size=1)


@few
@given(amounts, amounts, bought, rules)
def test_more_money_never_needs_fewer_approvals(one, other, kinds, table):
    low, high = sorted((one, other))
    found = [{(s.role, s.cost_centre) for s in routes.route(amount, kinds, table)} for amount in (low, high)]
    assert found[0] <= found[1]


@few
@given(amounts, bought, rules)
def test_a_route_is_in_order_and_asks_nobody_twice(amount, kinds, table):
    steps = routes.route(amount, kinds, table)
    assert all(before.place <= after.place for before, after in pairwise(steps))
    assert len({(s.role, s.cost_centre) for s in steps}) == len(steps)


def test_the_most_special_rule_stands_before_the_general_one():
    general = routes.Rule(1, 1, "office", Decimal(25000))
    gifts = routes.Rule(2, 1, "office", Decimal(1000), category=7)
    assert routes.route(Decimal(2000), {(1, 8)}, [general, gifts]) == []
    assert [step.rule for step in routes.route(Decimal(2000), {(1, 7)}, [general, gifts])] == [2]
    assert [s.role for s in routes.passed_together(Decimal(600), Decimal(600), {(1, 7)}, [gifts])] == [
        "office"
    ]


# 9 Duplicates


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("A-3411", "a3411", True),
        ("A-3411", "003411", True),
        ("a3411", "3411", True),
        ("A-3411", "B-3411", False),
        ("2026/17", "2026-017", True),
        ("17", "18", False),
        ("", "", False),
    ],
)
def test_9_numbers_written_otherwise_are_the_same_number(one, other, alike):
    assert duplicates.alike(one, other) is alike
    assert duplicates.alike(other, one) is alike


def seen(key=1, number="17", sha="a", supplier=1, gross="100", day=TODAY):
    return duplicates.Seen(key, number, sha, supplier, Decimal(gross), day)


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ({"sha": "a", "supplier": 2, "number": "99"}, duplicates.FILE),
        ({"number": "0017"}, duplicates.NUMBER),
        ({"number": "99", "day": TODAY - timedelta(days=5)}, duplicates.AMOUNT),
        ({"number": "99", "day": TODAY - timedelta(days=6)}, ""),
        ({"day": TODAY - timedelta(days=365), "gross": "90"}, duplicates.RESTART),
        ({"day": TODAY - timedelta(days=365)}, duplicates.NUMBER),
        ({"supplier": 2}, ""),
    ],
)
def test_9_each_sign_of_a_duplicate_and_a_restart_that_only_explains(other, kind):
    found = duplicates.signs(seen(), [seen(key=2, **{"sha": "b", **other})])
    assert [sign.kind for sign in found] == ([kind] if kind else [])
    assert all(sign.blocks is (kind != duplicates.RESTART) for sign in found)


# 10 Bank details


@pytest.mark.parametrize(
    ("iban", "bic", "count"),
    [
        ("FR76 3000 6000 0112 3456 7890 189", "", 0),
        ("FR7630006000011234567890189", "AGRIFRPP", 0),
        ("FR7630006000011234567890188", "", 1),
        ("FR7630006000011234567890189", "DEUTDEFF", 1),
        ("FR12", "NOBIC", 2),
    ],
)
def test_10_digits_and_countries_of_bank_details(iban, bic, count):
    assert len(accounts.warnings(iban, bic)) == count


# 11 The clock


TERMS = clock.Terms(15, 30, Decimal(8))


def test_11_the_days_run_from_the_receipt_and_lateness_has_a_price():
    found = clock.clock(TODAY - timedelta(days=40), Decimal(36500), [], TERMS, TODAY)
    assert (found.days_left, found.daily, found.interest) == (-10, Decimal("8.00"), Decimal("80.00"))


def test_11_a_suspension_stops_the_clock_and_days_under_two_count_once():
    received = TODAY - timedelta(days=40)
    stops = [(TODAY - timedelta(days=30), TODAY - timedelta(days=20)), (TODAY - timedelta(days=25), None)]
    found = clock.clock(received, Decimal(100), stops, TERMS, TODAY)
    assert (found.stopped, found.running, found.pay_by) == (30, False, received + timedelta(days=60))


@few
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 30)), max_size=5))
def test_11_no_suspension_ever_shortens_the_term(spans):
    stops = [
        (TODAY - timedelta(days=start), TODAY - timedelta(days=start - length)) for start, length in spans
    ]
    assert 0 <= clock.stopped_days(stops, TODAY) <= 90


# 13 The file for SAP


def test_13_the_file_closes_with_its_sum_and_says_which_columns_sap_would_refuse():
    places = ("PR-1", 1, 1, "V1", "G1", "Lunch", Decimal("2.000"), "", Decimal("9.9900"), Decimal("19.98"))
    line = exchange.Line(*places, "EUR", "CNL", "CNL-1", None)
    text = exchange.written([line, line]).decode()
    assert text.splitlines()[1].split(";")[6:10] == ["2", "", "9.99", "19.98"]
    assert text.splitlines()[-1].startswith("TOTAL;2;")
    assert "39.96" in text.splitlines()[-1]
    assert exchange.wrong(line) == []
