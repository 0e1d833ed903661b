"""A declared list answered: filtered, sorted, paged, exported; with chips, columns and views around it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from council_office.web import spreadsheets
from council_office.web.access import may
from council_office.web.columns import Column
from council_office.web.forms import dress, limit
from council_office.web.models import SavedView
from council_office.web.pages import page, wants_part

COUNT_CAP = 10_000
CHOICE = (
    '<td class="fit"><input class="form-check-input" type="checkbox" name="pk" '
    'value="{}" aria-label="{}"></td>'
)


@dataclass(frozen=True)
class Header:
    column: Column
    url: str
    direction: str


@dataclass(frozen=True)
class Chip:
    label: Any
    value: str
    without: str


def listing(
    request: HttpRequest,
    table: type,
    queryset: QuerySet,
    *,
    template: str = "web/list.html",
    context: dict | None = None,
) -> HttpResponse:
    """The list as a page, as its part for htmx, or as the spreadsheet asked for."""
    shown = Listing(request, table, queryset)
    if (form := request.GET.get("export")) in spreadsheets.FORMS:
        return spreadsheets.download(form, str(table.title) or table.code(), shown.columns, shown.ordered)
    context = {"title": table.title, **(context or {}), "list": shown}
    return page(request, "web/list.html" if wants_part(request) else template, context, part="list")


class Listing:
    """What the template of a list reads."""

    def __init__(self, request: HttpRequest, table: type, queryset: QuerySet) -> None:
        self.request, self.table, self.queryset = request, table, queryset
        self.query = request.GET

    # which rows

    @cached_property
    def text(self) -> str:
        return self.query.get("q", "").strip()[:200]

    @cached_property
    def filters(self):
        """The bound filter form, its choices limited to what the user may see."""
        if self.table.filterset is None:
            return None
        filters = self.table.filterset(self.query, self.queryset, request=self.request)
        for field in filters.form.fields.values():
            limit(field, self.request.user)
            dress(field)
        return filters

    @cached_property
    def filtered(self) -> QuerySet:
        queryset = self.queryset
        if self.filters is not None:
            queryset = self.filters.qs if self.filters.is_valid() else queryset.none()
        return self.table.found(queryset, self.text) if self.text and self.table.search else queryset

    @cached_property
    def sort(self) -> tuple[str, bool]:
        """The column of the order and whether it runs backwards."""
        wanted = self.query.get("sort") or self.table.order
        column = self.table.column(wanted.removeprefix("-"))
        return (column.name, wanted.startswith("-")) if column and column.sort else ("", False)

    @cached_property
    def ordered(self) -> QuerySet:
        name, backwards = self.sort
        if not name:
            return self.filtered if self.filtered.ordered else self.filtered.order_by("pk")
        fields = self.table.column(name).sorts
        turned = [turn(field) for field in fields] if backwards else list(fields)
        return self.filtered.order_by(*turned, "-pk" if backwards else "pk")

    # what of them

    @cached_property
    def columns(self) -> list[Column]:
        return self.table.chosen(self.query.getlist("columns"))

    @cached_property
    def count(self) -> int:
        """How many rows, counted no further than the cap."""
        return self.filtered.order_by()[: COUNT_CAP + 1].count()

    @property
    def is_capped(self) -> bool:
        return self.count > COUNT_CAP

    @cached_property
    def pages(self) -> int:
        return max(1, -(-min(self.count, COUNT_CAP) // self.table.page_size))

    @cached_property
    def number(self) -> int:
        given = self.query.get("page", "1")
        return min(max(int(given), 1), self.pages) if given.isdecimal() and len(given) < 7 else 1

    @cached_property
    def rows(self) -> list:
        start = (self.number - 1) * self.table.page_size
        found = self.ordered[start : start + self.table.page_size]
        return list(found)

    def body(self) -> SafeString:
        """The rows as they stand in the table; written here because a template takes four times as long."""
        opening = [format_html('<td class="{}" data-label="{}">', c.css, c.label) for c in self.columns]
        choice = _("Choose this row") if self.bulk else ""
        return mark_safe("".join(self.written(row, opening, choice) for row in self.rows))  # noqa: S308 escaped cells

    def written(self, row: Any, opening: list[str], choice: str) -> str:
        cells = [conditional_escape(column.cell(row)) for column in self.columns]
        if url := self.table.url(row):
            cells[0] = f'<a class="row-link" href="{escape(url)}">{cells[0]}</a>'
        cells = [f"{start}{cell}</td>" for start, cell in zip(opening, cells, strict=True)]
        if choice:
            cells.insert(0, format_html(CHOICE, row.pk, choice))
        return f"<tr>{''.join(cells)}</tr>"

    # what stands around them

    @property
    def first(self) -> int:
        return (self.number - 1) * self.table.page_size + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    def url(self, **changes: Any) -> str:
        """This list with these parameters changed (None removes one)."""
        query = self.query.copy()
        for key, value in {"page": None, "export": None, **changes}.items():
            query.pop(key, None)
            if value is not None:
                query[key] = value
        return f"?{query.urlencode()}" if query else self.request.path

    @property
    def previous(self) -> str:
        return self.url(page=self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        return self.url(page=self.number + 1) if self.number < self.pages else ""

    @cached_property
    def headers(self) -> list[Header]:
        name, backwards = self.sort
        return [self.header(column, column.name == name, backwards) for column in self.columns]

    def header(self, column: Column, active: bool, backwards: bool) -> Header:
        if not column.sort:
            return Header(column, "", "")
        target = f"-{column.name}" if active and not backwards else column.name
        return Header(
            column, self.url(sort=target), ("descending" if backwards else "ascending") if active else "none"
        )

    @cached_property
    def chips(self) -> list[Chip]:
        """One chip per filter in force, with the address of the list without it."""
        if self.filters is None or not self.filters.form.is_valid():
            return []
        form = self.filters.form
        return [
            Chip(field.label or name, in_words(field, value), self.without(name))
            for name, field in form.fields.items()
            if (value := form.cleaned_data.get(name)) not in (None, "", []) and not is_empty(value)
        ]

    def without(self, name: str) -> str:
        query = self.query.copy()
        for key in [k for k in query if k == name or k.startswith((f"{name}_", "page"))]:
            del query[key]
        return f"?{query.urlencode()}" if query else self.request.path

    @property
    def is_filtered(self) -> bool:
        return bool(self.text or self.chips or (self.filters is not None and not self.filters.is_valid()))

    @property
    def without_text(self) -> str:
        return self.url(q=None)

    @property
    def here(self) -> str:
        return f"{self.request.path}?{self.current}" if self.current else self.request.path

    @property
    def is_searchable(self) -> bool:
        """Asked here, since a template would call a search that is a function."""
        return bool(self.table.search)

    @property
    def search_hint(self) -> str:
        return self.table.search_hint or _("Search in this list")

    @property
    def shown_count(self) -> int:
        return COUNT_CAP

    @property
    def exports(self) -> list[tuple[str, str]]:
        return [(form, self.url(export=form)) for form in spreadsheets.FORMS]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The parameters that a search keeps: order and columns."""
        return [(key, value) for key in ("sort", "columns") for value in self.query.getlist(key)]

    @property
    def kept_by_columns(self) -> list[tuple[str, str]]:
        return [
            (k, v)
            for k, values in self.query.lists()
            if k not in ("columns", "page", "export")
            for v in values
        ]

    @property
    def choices(self) -> list[tuple[Column, bool]]:
        shown = {column.name for column in self.columns}
        return [(column, column.name in shown) for column in self.table.columns]

    @cached_property
    def bulk(self) -> list[dict]:
        """The bulk actions this user may call, with their addresses."""
        allowed = [b for b in self.table.bulk if may(self.request.user, b.url_name)]
        return [{"label": b.label, "icon": b.icon, "url": reverse(b.url_name)} for b in allowed]

    # the person's own views of the list

    @cached_property
    def saved(self) -> list[SavedView]:
        return list(SavedView.objects.visible_to(self.request.user).filter(table=self.table.code()))

    @property
    def view(self) -> SavedView | None:
        """The saved view that is being looked at."""
        return next((view for view in self.saved if view.query and view.query == self.current), None)

    @cached_property
    def current(self) -> str:
        """The query that a saved view would keep."""
        query: QueryDict = self.query.copy()
        for key in ("page", "export"):
            query.pop(key, None)
        return query.urlencode()


def turn(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def is_empty(value: Any) -> bool:
    return (
        hasattr(value, "start") and hasattr(value, "stop") and value.start is None and value.stop is None
    ) or (isinstance(value, QuerySet) and not value)


def in_words(field, value: Any) -> str:
    """A filter's value as the person chose it."""
    choices = dict(getattr(field, "choices", ())) if not hasattr(field, "queryset") else {}
    if isinstance(value, slice):
        return " – ".join("…" if end is None else str(end) for end in (value.start, value.stop))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    values = value if isinstance(value, (list, tuple, QuerySet)) else [value]
    return ", ".join(str(choices.get(v, choices.get(str(v), v))) for v in values)
