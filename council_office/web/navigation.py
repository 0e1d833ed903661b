"""The left navigation: what a role may use, and counts where they call for action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from council_office.web.access import may


@dataclass(frozen=True)
class Entry:
    """One room of the office; `within` are the URL namespaces and names that belong to it."""

    label: Any
    icon: str
    url_name: str
    within: tuple[str, ...]


NAV = [
    Entry(_("Today"), "sun", "desk:today", ("desk:today",)),
    Entry(_("Calendar"), "calendar", "calendar:month", ("calendar:",)),
    Entry(_("Meetings"), "users-group", "meetings:sessions", ("meetings:",)),
    Entry(_("Visits"), "id-badge-2", "visits:visits", ("visits:",)),
    Entry(_("Protocol"), "flag", "protocol:ceremonies", ("protocol:",)),
    Entry(_("Procurement"), "receipt-euro", "procurement:requests", ("procurement:",)),
    Entry(_("Documents"), "shield-lock", "documents:library", ("documents:",)),
    Entry(_("Reports"), "chart-bar", "reports:reports", ("reports:",)),
    Entry(
        pgettext_lazy("the room where staff ask the office", "Desk"),
        "help-hexagon",
        "desk:requests",
        ("desk:",),
    ),
    Entry(_("People"), "address-book", "people:people", ("people:",)),
    Entry(_("Audit trail"), "history", "desk:trail", ("desk:trail", "desk:history")),
]

Counter = Callable[[Any], int]
COUNTERS: dict[str, Counter] = {}


def counter(url_name: str) -> Callable[[Counter], Counter]:
    """Register how many things call for action behind an entry: a function of the user, one query."""

    def register(function: Counter) -> Counter:
        COUNTERS[url_name] = function
        return function

    return register


@dataclass(frozen=True)
class Shown:
    label: Any
    icon: str
    url: str
    current: bool
    count: int


def entries(request: HttpRequest) -> list[Shown]:
    """The entries this user may open, the one that the page belongs to marked."""
    user = request.user
    here = request.resolver_match.view_name if request.resolver_match else ""
    open_to = [
        (entry, url) for entry in NAV if may(user, entry.url_name, "GET") and (url := address(entry.url_name))
    ]
    current = belongs(here, [entry for entry, _url in open_to])
    return [Shown(e.label, e.icon, url, e is current, count(e.url_name, user)) for e, url in open_to]


def address(url_name: str) -> str:
    """The URL of a room; empty while the room is not built."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def belongs(here: str, open_to: list[Entry]) -> Entry | None:
    """The entry with the longest name that the page's name starts with."""
    fits = [
        (len(p), e)
        for e in open_to
        for p in e.within
        if here == p or (p.endswith(":") and here.startswith(p))
    ]
    fits += [(len(p), e) for e in open_to for p in e.within if not p.endswith(":") and here.startswith(p)]
    return max(fits, key=lambda pair: pair[0], default=(0, None))[1]


def count(url_name: str, user) -> int:
    return COUNTERS[url_name](user) if url_name in COUNTERS else 0


# The administration

ROOMS = (
    *(
        "directory",
        "calendar",
        "meetings",
        "visits",
        "protocol",
        "procurement",
        "documents",
        "reports",
        "desk",
    ),
    *("web", "ledger"),
)


def admin_rooms(request: HttpRequest) -> list[dict]:
    """The side of the administration: back to the office, then the rooms in the office's order."""
    apps = admin.site.get_app_list(request)
    apps.sort(key=lambda app: ROOMS.index(app["app_label"]) if app["app_label"] in ROOMS else len(ROOMS))
    back = {"title": gettext("Back to the office"), "icon": "arrow_back", "link": "/", "active": False}
    return [{"items": [back]}] + [
        {
            "title": app["name"],
            "collapsible": True,
            "items": [{"title": model["name"], "link": model["admin_url"]} for model in app["models"]],
        }
        for app in apps
    ]


def admin_theme(request: HttpRequest) -> str | None:
    """The appearance that the person chose in the office; the device's own when none."""
    theme = getattr(request.user, "theme", "")
    return theme if theme in ("light", "dark") else None
