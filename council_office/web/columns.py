"""One column of a declared list: how a cell is read, shown and exported."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from council_office.directory.models import Person
from council_office.web import words

NOTHING = mark_safe('<span class="nothing">–</span>')


@dataclass(frozen=True)
class Column:
    """One column; `value` reads it from a row: an attribute path or a function, by default `name`."""

    name: str
    label: Any
    sort: str | tuple[str, ...] = ()
    value: str | Callable[[Any], Any] | None = None
    html: Callable[[Any], Any] | None = None
    export: Callable[[Any], Any] | None = None
    css: str = ""
    shown: bool = True
    state: bool = False

    @property
    def sorts(self) -> tuple[str, ...]:
        return (self.sort,) if isinstance(self.sort, str) else tuple(self.sort)

    def read(self, row: Any) -> Any:
        if callable(self.value):
            return self.value(row)
        return follow(row, self.value or self.name)

    def cell(self, row: Any) -> Any:
        """The cell as it stands on the page."""
        if self.html:
            return self.html(row)
        if self.state:
            return words.badge(row, self.name)
        return shown(self.read(row))

    def plain(self, row: Any) -> Any:
        """The cell as it stands in an export: text, number, date or nothing."""
        if self.export:
            return self.export(row)
        if self.state:
            return words.state_label(row, self.name)
        value = self.read(row)
        return value if isinstance(value, (int, float, Decimal, date, datetime, type(None))) else str(value)


def follow(row: Any, path: str) -> Any:
    """The value at `a.b.c` or `a__b__c`: methods called, choices in words, None where the way ends."""
    for name in path.replace("__", ".").split("."):
        if row is None:
            return None
        display = getattr(row, f"get_{name}_display", None)
        row = display() if display else getattr(row, name)
        row = row() if callable(row) and not isinstance(row, models.Manager) else row
    return row


def shown(value: Any) -> Any:
    """A value in the words of the page."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return words.moment(value, place=False)
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, Person):
        return words.name(value)
    return conditional_escape(value)
