"""What the console sends, read: entries from a script, or one entry from a plain form."""

import json
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from council_office.ledger.moves import Refused
from meetings.actions.console import Entry

MOST = 500


def entries(request: HttpRequest) -> list[Entry]:
    """The entries of a request; Refused when it holds none that can be read."""
    if request.content_type != "application/json":
        return [from_form(request)]
    try:
        rows = json.loads(request.body)["entries"]
        return [entry_from(row) for row in rows[:MOST]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(_("The entry is not understood.")) from None


def entry_from(row: dict[str, Any]) -> Entry:
    at = parse_datetime(str(row.get("at") or "")) or timezone.now()
    data = row.get("data") if isinstance(row.get("data"), dict) else {}
    return Entry(
        UUID(str(row["uid"])),
        str(row.get("kind") or ""),
        at if timezone.is_aware(at) else timezone.make_aware(at),
        int(row["item"]) if row.get("item") else None,
        data,
    )


def from_form(request: HttpRequest) -> Entry:
    """One entry from a form that was sent without the script."""
    fields = request.POST.dict()
    item, uid = fields.pop("item", ""), uuid4()
    data = {"turn": str(uid), **{name: text for name, text in fields.items() if name not in HANDLED}}
    return Entry(uid, fields.get("kind", ""), timezone.now(), int(item) if item.isdecimal() else None, data)


HANDLED = {"kind", "csrfmiddlewaretoken"}
