"""Declared lists: what a list shows, sorts, searches and offers; the work is in `listing`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet

from council_office.web.columns import Column
from council_office.web.forms import in_fields
from council_office.web.listing import listing

__all__ = ["Bulk", "Column", "Empty", "Table", "listing"]


@dataclass(frozen=True)
class Empty:
    """What an empty list says, and what it offers to do first: (label, URL name, its arguments)."""

    title: Any
    text: Any = ""
    action: tuple | None = None
    icon: str = "inbox"


@dataclass(frozen=True)
class Bulk:
    """Something done to the chosen rows: their `pk`s are posted to the URL name."""

    url_name: str
    label: Any
    icon: str = ""


class Table:
    """A declared list. `search` is field names or a function (queryset, text); `url` is a row's address."""

    name: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    columns: ClassVar[list[Column]] = []
    filterset: ClassVar[type | None] = None
    search: ClassVar[tuple[str, ...] | Callable[[QuerySet, str], QuerySet]] = ()
    search_hint: ClassVar[Any] = ""
    empty: ClassVar[Empty | None] = None
    bulk: ClassVar[tuple[Bulk, ...]] = ()
    order: ClassVar[str] = ""
    page_size: ClassVar[int] = 50

    @classmethod
    def code(cls) -> str:
        """The name under which views of this list are saved."""
        return cls.name or f"{cls.__module__.removesuffix('.tables')}.{cls.__name__}".lower()

    @classmethod
    def found(cls, queryset: QuerySet, text: str) -> QuerySet:
        search = cls.__dict__.get("search", cls.search)
        search = search.__func__ if isinstance(search, staticmethod) else search
        return search(queryset, text) if callable(search) else in_fields(*search)(queryset, text)

    @classmethod
    def url(cls, row: Any) -> str:
        """Where a click on the row leads; nowhere when the row has no page."""
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""

    @classmethod
    def column(cls, name: str) -> Column | None:
        return next((column for column in cls.columns if column.name == name), None)

    @classmethod
    def chosen(cls, names: Iterable[str]) -> list[Column]:
        """The named columns in their declared order; without names the usual ones."""
        wanted = {column.name for column in cls.columns} & set(names)
        return [c for c in cls.columns if (c.name in wanted if wanted else c.shown)]
