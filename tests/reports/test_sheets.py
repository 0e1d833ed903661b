"""Rows counted, crossed, kept and compared."""

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_office.reports import sheets
from council_office.reports.sheets import Column, Row, Sheet, Term, code_of

IC, MAC = Term("IC", "Council", "Conseil"), Term("MAC", "Committee", "Comité")
COLUMNS = tuple(
    Column(code, Term(code, code, code), kind)
    for code, kind in (("body", "words"), ("state", "words"), ("days", "number"))
)


def sheet(*rows) -> Sheet:
    return Sheet(COLUMNS, tuple(Row(str(n), row, f"/{n}/") for n, row in enumerate(rows)))


ROWS = st.lists(
    st.tuples(
        st.sampled_from([IC, MAC, None]),
        st.sampled_from(["open", "done", "", None]),
        st.one_of(st.none(), st.integers(0, 400)),
    ),
    max_size=30,
)
QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(ROWS)
@QUICK
def test_click_a_figure_see_its_rows_the_count_of_every_cell_is_the_length_of_its_list(rows):
    made = sheet(*rows)
    cross = sheets.cross(made, "body", "state")
    for body, cells, total in zip(cross.rows, cross.cells, cross.row_totals, strict=True):
        assert total == len(made.where({"body": code_of(body)}).rows)
        for state, count in zip(cross.columns, cells, strict=True):
            assert count == len(made.where({"body": code_of(body), "state": code_of(state)}).rows)
    assert cross.total == sum(cross.row_totals) == sum(cross.column_totals) == len(rows)


@given(ROWS)
@QUICK
def test_a_sheet_comes_back_from_json_as_it_was(rows):
    assert sheets.from_json(sheets.to_json(sheet(*rows))) == sheet(*rows)


@given(ROWS, ROWS)
@QUICK
def test_the_changes_between_two_sheets_lead_from_one_to_the_other(before, after):
    old, new = sheet(*before), sheet(*after)
    known = {row.key: row for row in old.rows}
    for change in sheets.changes(old, new):
        if change.kind == "gone":
            known.pop(change.row.key)
        else:
            known[change.row.key] = change.row
    codes = {key: [code_of(v) for v in row.values] for key, row in known.items()}
    assert codes == {row.key: [code_of(v) for v in row.values] for row in new.rows}


def test_conditions_of_both_are_met_by_what_meets_each():
    assert sheets.both({"state": ("open", "done")}, {"state": "open"}) == {"state": ("open",)}
    disjoint = sheets.both({"state": "open"}, {"state": "done"})
    assert sheet((IC, "open", 1), (IC, "done", 2)).where(disjoint).rows == ()


def test_values_of_every_kind_have_an_order_and_nothing_comes_last():
    made = sheet((MAC, "a", 2), (None, "b", None), (IC, "c", 1))
    assert made.sorted("body").values("body") == [MAC, IC, None]
    assert made.sorted("days").values("days") == [1, 2, None]


def test_measures_leave_out_rows_without_a_number():
    made = sheet((IC, "a", 1), (IC, "b", None), (IC, "c", 4))
    assert sheets.measure(made, "mean", "days") == Decimal("2.5")
    assert sheets.measure(made, "sum", "days") == 5
    assert sheets.measure(made, "count", "days") == 2
    assert sheets.measure(made) == 3
    assert sheets.measure(sheet(), "median", "days") is None


def test_dates_decimals_and_terms_are_written_alike_in_every_language():
    assert [code_of(v) for v in (date(2026, 11, 18), Decimal("1.50"), IC, True, None)] == [
        "2026-11-18",
        "1.50",
        "IC",
        "yes",
        "-",
    ]
