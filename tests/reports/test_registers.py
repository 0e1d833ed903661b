"""Registers of the rooms as reports see them: late or in time, days until an answer, money that adds up."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from council_office.directory.states import Role
from council_office.reports import queries
from council_office.reports.catalogue import REGISTERS, REPORTS, passes
from council_office.reports.declared import Asked
from council_office.reports.periods import Period, days
from council_office.reports.states import Span
from protocol import actions as protocol
from tests.factories import PersonFactory
from tests.visits import factories as visits_factories
from visits import actions as visits

TODAY = timezone.localdate()


@pytest.mark.parametrize("code", REGISTERS)
def test_every_register_can_be_read_and_reconciles(code, secretary, session):
    loaded = queries.load(REGISTERS[code], secretary, Period())
    assert len(loaded.sheet.rows) == loaded.control
    assert loaded.hidden == 0
    assert [column.code for column in loaded.sheet.columns] == [f.code for f in REGISTERS[code].fields]


@pytest.mark.parametrize("span", [span for span in Span if span not in (Span.ALL, Span.OWN)])
def test_a_span_is_a_first_and_a_last_day_with_today_where_it_belongs(span):
    for back in range(0, 800, 13):
        today = TODAY - timedelta(days=back)
        period = days(span, today)
        assert period.first <= period.last
        assert (period.first <= today <= period.last) == (not span.startswith("last_"))


def test_last_month_ends_on_the_day_before_this_one_begins():
    march = TODAY.replace(month=3, day=31)
    assert days(Span.LAST_MONTH, march).last.month == 2
    assert days(Span.MONTH, march) == Period(march.replace(day=1), march)
    assert days(Span.OWN, march, march, None) == Period(march, None)


def test_a_pass_request_is_late_after_the_latest_day_of_the_rules_in_force(secretary):
    request = pass_request(secretary, arrives_in=60)
    register = REGISTERS["passes"]
    sheet = queries.load(register, secretary, Period()).sheet
    latest = sheet.values("latest_on")[0]
    assert latest < request.visitor.arrives_on
    assert sheet.values("late") == [False]
    request.latest_on = TODAY - timedelta(days=1)
    assert passes.is_late(request)


def pass_request(by, arrives_in):
    visitor = visits_factories.visitor_of(
        visits_factories.draft_visit(by=by, in_days=arrives_in), by=by, family_name="Tanaka", nationality="JP"
    )
    return visits.request_pass(visitor, by=by)


def test_the_money_of_gifts_adds_up_to_the_cent(secretary):
    for value in ("0.10", "0.20", "19.99"):
        facts = {"direction": "given", "what_en": "Book", "value": Decimal(value), "day": TODAY}
        protocol.propose_gift(by=secretary, person=PersonFactory(), **facts)
    part = queries.compute(REPORTS["gifts"], secretary, Asked("all")).parts[0]
    assert {figure.code: figure.value for figure in part.figures}["value"] == Decimal("20.29")
    assert part.reconciles


def test_the_month_in_figures_has_numbers_of_every_room(office):
    director = office[Role.DG_OFFICE]
    found = queries.compute(REPORTS["month"], director)
    rooms = {part.register for part in found.parts}
    assert rooms >= {"sessions", "decisions", "visits", "passes", "letters", "invoices", "gifts", "tasks"}
    assert found.reconciles
