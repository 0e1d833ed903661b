from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils.translation import override

from council_office.directory.models import Person
from council_office.directory.states import NameOrder
from council_office.ledger.states import JobState
from council_office.web import drawings, words


def test_a_day_and_a_moment_are_written_as_the_office_writes_them():
    assert words.day(date(2026, 11, 18)) == "Wed 18 Nov 2026"
    assert words.moment(datetime(2026, 11, 18, 13, 30, tzinfo=UTC)) == "Wed 18 Nov 2026, 14:30 (Paris)"
    assert words.moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), place=False) == "Thu 2 Jul 2026, 00:30"
    assert words.clock(datetime(2026, 11, 18, 13, 30, tzinfo=UTC)) == "14:30"
    assert (words.day(None), words.moment(None), words.clock(None)) == ("", "", "")


def test_french_days_are_french():
    with override("fr"):
        assert words.day(date(2026, 11, 18)).lower() == "mer 18 nov 2026"


@pytest.mark.parametrize(
    ("order", "written"),
    [
        (NameOrder.FAMILY_FIRST, '<span class="family-name">WANG</span> Li'),
        (NameOrder.GIVEN_FIRST, 'Li <span class="family-name">WANG</span>'),
    ],
)
def test_a_name_stands_in_its_own_order_with_the_family_name_marked(order, written):
    assert words.name(Person(family_name="Wang", given_names="Li", name_order=order)) == written


def test_a_mononym_stands_alone_and_a_name_is_never_markup():
    assert words.name(Person(family_name="Suharto")) == '<span class="family-name">SUHARTO</span>'
    assert "<B>" not in words.name(Person(family_name="<b>", given_names="x"))


def test_money_stands_with_its_currency():
    assert words.money(Decimal("1234.5")) == "€1,234.50"
    with override("fr"):
        assert words.money(Decimal("1234.5")) == "1\u202f234,50\xa0€"
    assert words.money(None) == ""


def test_a_state_is_said_in_words_on_its_tone():
    job = SimpleNamespace(state=JobState.FAILED)
    assert words.badge(job) == '<span class="state state-bad">Failed</span>'
    told = SimpleNamespace(state="done", TONES={"done": "going"})
    assert words.tone(told) == "going"
    assert words.tone(SimpleNamespace(state="of_another_world")) == "neutral"


def test_an_icon_is_silent_unless_it_has_a_name(monkeypatch):
    monkeypatch.setattr(drawings, "shapes", lambda: {"sun": "<path/>"})
    drawings.icon.cache_clear()
    assert 'aria-hidden="true"' in drawings.icon("sun")
    assert 'role="img" aria-label="&lt;Day&gt;"' in drawings.icon("sun", "<Day>")
    with pytest.raises(LookupError):
        drawings.icon("moon")
    drawings.icon.cache_clear()


def test_text_in_a_badge_is_never_markup():
    html = Template("{% load office %}{% badge text 'good' %}").render(Context({"text": "<script>"}))
    assert html == '<span class="state state-good">&lt;script&gt;</span>'
