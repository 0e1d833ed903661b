"""Closures and deadline rules through the door."""

from datetime import date

import pytest
from django.urls import reverse

from council_office.calendar import actions
from council_office.calendar.models import Closure, DeadlineRule
from council_office.directory.states import Role

COUNCIL = date(2026, 11, 24)


@pytest.fixture
def closure(own_rules, secretary) -> Closure:
    days = {"starts_on": date(2026, 8, 3), "ends_on": date(2026, 8, 4)}
    return actions.create_closure(name_en="Site closed", name_fr="Site fermé", **days, by=secretary)[0]


def rule_fields(rule: DeadlineRule, **changes) -> dict:
    fields = ("name_en", "name_fr", "offset", "unit", "owner_role")
    return {
        **{name: getattr(rule, name) for name in fields},
        "applies": "on",
        "valid_from": "2026-07-01",
        **changes,
    }


def test_a_closure_that_is_entered_tells_what_moved(rule, plan, signed_in):
    rule("passes", -10)
    plan(COUNCIL)
    fields = {
        "name_en": "Site closed",
        "name_fr": "Site fermé",
        "starts_on": "2026-11-16",
        "ends_on": "2026-11-17",
    }

    page = signed_in(Role.COUNCIL_SECRETARY).post(reverse("calendar:create_closure"), fields, follow=True)

    html = page.content.decode()
    assert "Saved. 1 deadline moved." in html
    assert "Thu 5 Nov 2026" in html


def test_a_closure_that_ends_before_it_starts_is_refused_on_the_form(own_rules, signed_in):
    fields = {"name_en": "X", "name_fr": "X", "starts_on": "2026-11-16", "ends_on": "2026-11-10"}

    page = signed_in(Role.COUNCIL_SECRETARY).post(reverse("calendar:create_closure"), fields)

    assert page.status_code == 422
    assert "The last day is before the first." in page.content.decode()
    assert Closure.objects.count() == 0


def test_a_closure_changed_by_two_people_is_not_overwritten(closure, signed_in):
    client = signed_in(Role.COUNCIL_SECRETARY)
    here = reverse("calendar:revise_closure", args=[closure.pk])
    fields = {"name_en": "A", "name_fr": "A", "starts_on": "2026-08-03", "ends_on": "2026-08-05", "seen": 1}
    assert client.post(here, fields).status_code == 302

    assert client.post(here, {**fields, "ends_on": "2026-08-06"}).status_code == 409
    assert Closure.objects.get().ends_on == date(2026, 8, 5)


def test_a_closure_is_removed_with_a_reason(closure, signed_in):
    answer = signed_in(Role.COUNCIL_SECRETARY).post(
        reverse("calendar:remove_closure", args=[closure.pk]), {"reason": "Work goes on"}
    )

    assert answer.status_code == 302
    assert Closure.objects.count() == 0


def test_a_change_of_a_rule_makes_a_version_and_moves_deadlines(rule, plan, signed_in):
    old = rule("passes", -10)
    plan(COUNCIL)
    client = signed_in(Role.COUNCIL_SECRETARY)

    page = client.post(
        reverse("calendar:revise_rule", args=[old.pk]), rule_fields(old, offset=-14), follow=True
    )

    new = DeadlineRule.objects.current().get()
    assert (new.version, new.offset, new.valid_from) == (2, -14, date(2026, 7, 1))
    html = page.content.decode()
    assert "Saved. 1 deadline moved." in html
    assert "14 working days before Tue 24 Nov 2026" in html


def test_a_replaced_version_is_not_changed_again(rule, signed_in, secretary):
    old = rule("passes", -10)
    actions.revise_rule(old, valid_from=date(2026, 6, 1), offset=-12, by=secretary)

    page = signed_in(Role.COUNCIL_SECRETARY).post(
        reverse("calendar:revise_rule", args=[old.pk]), rule_fields(old, offset=-14)
    )

    assert page.status_code == 409
    assert DeadlineRule.objects.count() == 2


def test_a_rule_is_made_once(own_rules, signed_in):
    client, here = signed_in(Role.ADMINISTRATOR), reverse("calendar:create_rule")
    fields = {
        "occasion": "visits.visit",
        "code": "lunch",
        "name_en": "Lunch ordered",
        "name_fr": "Déjeuner commandé",
        "offset": "-2",
        "unit": "working",
        "owner_role": Role.ASSISTANT,
        "applies": "on",
        "valid_from": "2026-01-01",
    }

    assert client.post(here, fields).status_code == 302
    assert client.post(here, fields).status_code == 422
    assert DeadlineRule.objects.count() == 1


def test_a_rule_is_ended(rule, signed_in):
    old = rule("passes", -10)

    signed_in(Role.COUNCIL_SECRETARY).post(
        reverse("calendar:end_rule", args=[old.pk]), {"valid_to": "2026-12-31"}
    )

    old.refresh_from_db()
    assert old.valid_to == date(2026, 12, 31)


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.AUDITOR])
def test_the_office_reads_rules_and_closures_without_changing_them(role, rule, closure, signed_in):
    client, one = signed_in(role), rule("passes", -10)

    for name, args in (("rules", []), ("closures", []), ("rule", [one.pk]), ("closure", [closure.pk])):
        assert client.get(reverse(f"calendar:{name}", args=args)).status_code == 200
    for name, args in (("revise_rule", [one.pk]), ("remove_closure", [closure.pk]), ("create_rule", [])):
        assert client.post(reverse(f"calendar:{name}", args=args)).status_code == 403


def test_others_see_neither_rules_nor_the_list_of_closures(rule, closure, signed_in):
    client, one = signed_in(Role.STAFF), rule("passes", -10)

    assert client.get(reverse("calendar:rule", args=[one.pk])).status_code == 403
    assert client.get(reverse("calendar:closures")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_rules_and_closures_take_a_constant_number_of_queries(
    count, rule, secretary, signed_in, own_queries
):
    for number in range(count):
        rule(f"rule-{number}", -number)
        days = {"starts_on": date(2026, 8, 3 + number), "ends_on": date(2026, 8, 3 + number)}
        actions.create_closure(name_en=f"Closed {number}", name_fr="Fermé", **days, by=secretary)
    client = signed_in(Role.COUNCIL_SECRETARY)

    for name in ("rules", "closures"):
        assert own_queries(client, reverse(f"calendar:{name}")) == 3  # rows, their number, saved views
        page = client.get(reverse(f"calendar:{name}"))
        assert page.content.decode().count('class="row-link"') == count
