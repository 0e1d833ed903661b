"""Deadline rules: dated, and changed only by a new version."""

from datetime import date

import pytest

from council_office.calendar import actions, queries
from council_office.calendar.models import DeadlineRule
from council_office.ledger.moves import Refused

COUNCIL = date(2026, 11, 24)


def test_a_change_makes_a_new_version_and_ends_the_old_one(rule, secretary):
    old = rule("papers", -10)

    new, _moved = actions.revise_rule(old, valid_from=date(2026, 7, 1), offset=-14, by=secretary)

    old.refresh_from_db()
    assert (old.version, old.offset, old.valid_to) == (1, -10, date(2026, 6, 30))
    assert (new.version, new.offset, new.valid_from, new.valid_to) == (2, -14, date(2026, 7, 1), None)
    assert [one.version for one in queries.rules_in_force("test.occasion", date(2026, 6, 30))] == [1]
    assert [one.version for one in queries.rules_in_force("test.occasion", date(2026, 7, 1))] == [2]


def test_a_new_version_moves_the_deadlines_of_later_occasions_only(rule, plan, secretary, occasion):
    old = rule("papers", -10)
    made = plan(COUNCIL)

    _new, moved = actions.revise_rule(old, valid_from=date(2027, 1, 1), offset=-14, by=secretary)
    assert moved == []

    latest = DeadlineRule.objects.current().get()
    _newer, moved = actions.revise_rule(latest, valid_from=date(2027, 2, 1), offset=-15, by=secretary)
    assert moved == []
    assert made.tasks.get().rule == old


def test_a_new_version_in_time_moves_the_deadline_and_says_which_version(rule, plan, secretary):
    old = rule("papers", -10)
    made = plan(COUNCIL)

    new, moved = actions.revise_rule(old, valid_from=date(2026, 7, 1), offset=-14, by=secretary)

    assert [(one.before, one.after, one.reason) for one in moved] == [
        (
            date(2026, 11, 9),
            date(2026, 11, 3),
            "14 working days before Tue 24 Nov 2026; Wed 11 Nov (Armistice Day) skipped; "
            "version 2, in force from Wed 1 Jul 2026",
        )
    ]
    assert made.tasks.get().rule == new


def test_no_change_is_no_version(rule, secretary):
    old = rule("papers", -10)

    with pytest.raises(Refused, match="Nothing has changed"):
        actions.revise_rule(old, valid_from=date(2026, 7, 1), offset=-10, by=secretary)
    assert DeadlineRule.objects.count() == 1


def test_a_version_that_has_been_replaced_is_not_changed_again(rule, secretary):
    old = rule("papers", -10)
    actions.revise_rule(old, valid_from=date(2026, 7, 1), offset=-14, by=secretary)

    with pytest.raises(Refused, match="open the newest"):
        actions.revise_rule(old, valid_from=date(2026, 8, 1), offset=-15, by=secretary)
    assert DeadlineRule.objects.count() == 2


def test_a_version_does_not_start_before_the_one_it_replaces(rule, secretary):
    old = rule("papers", -10)

    with pytest.raises(Refused, match="choose a later day"):
        actions.revise_rule(old, valid_from=date(2019, 7, 1), offset=-14, by=secretary)


def test_an_ended_rule_is_not_planned_any_more(rule, plan, secretary):
    actions.end_rule(rule("papers", -10), valid_to=date(2026, 6, 30), by=secretary)

    assert plan(COUNCIL).tasks.count() == 0


def test_the_office_starts_with_illustrative_rules_in_both_languages(db):
    rules = DeadlineRule.objects.all()

    assert {rule.occasion for rule in rules} >= {"meetings.session", "visits.visit", "protocol.ceremony"}
    assert all(rule.illustrative and rule.name_en and rule.name_fr for rule in rules)
    assert all(rule.explanation_en and rule.explanation_fr for rule in rules)
    for rule in rules:
        lines = (rule.checklist_en.splitlines(), rule.checklist_fr.splitlines())
        assert len(lines[0]) == len(lines[1])
        assert not rule.after_code or rules.filter(occasion=rule.occasion, code=rule.after_code).exists()
