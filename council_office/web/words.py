"""How the office writes dates, moments, names, money and states on a page."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.numbers import format_currency
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from council_office.directory.models import Person
from council_office.directory.states import NameOrder


def day(value: date | None) -> str:
    """Wed 18 Nov 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return date_format(value, pgettext("format of a day", "D j M Y"))


def moment(value: datetime | None, place: bool = True) -> str:
    """Wed 18 Nov 2026, 14:30 (Paris); in lists, where it stands in every row, without the place."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    if not place:
        return f"{day(local)}, {local:%H:%M}"
    return _("%(day)s, %(time)s (Paris)") % {"day": day(local), "time": local.strftime("%H:%M")}


def clock(value: datetime | None) -> str:
    """14:30."""
    return timezone.localtime(value).strftime("%H:%M") if value else ""


def name(person: Person | None) -> SafeString | str:
    """The name in the person's own order, the family name marked."""
    if person is None:
        return ""
    family = format_html('<span class="family-name">{}</span>', person.family_name.upper())
    parts = (family, person.given_names)
    if person.name_order != NameOrder.FAMILY_FIRST:
        parts = (person.given_names, family)
    first, second = parts
    return format_html("{} {}", first, second) if first and second else format_html("{}", first or second)


def money(amount: Decimal | None, currency: str = "EUR") -> str:
    """€1,234.50 or 1 234,50 €."""
    if amount is None:
        return ""
    return format_currency(
        amount, currency, locale="fr_FR" if (get_language() or "").startswith("fr") else "en_GB"
    )


# The tone of a state that its model does not name itself (`TONES` on the model wins).
TONES = {
    "neutral": "draft planned idea cancelled withdrawn expired closed archived superseded not_needed none "
    "open new unsent void skipped revoked",
    "waiting": "queued waiting collecting submitted review in_review to_sign pending invited asked requested "
    "sending proposed uncertain conditional partly to_examine partial returned",
    "going": "running active convened published confirmed under_way in_progress ordered scheduled assigned "
    "inside provisional",
    "good": "done ready sent held recorded approved accepted granted certified paid signed issued answered "
    "complete in_order delivered matched received resolved dispatched adopted reported live passed",
    "bad": "failed late refused rejected declined missing blocked overdue disputed bounced regretted denied",
}
TONE_OF = {word: tone for tone, group in TONES.items() for word in group.split()}


def tone(thing: Any, field: str = "state") -> str:
    """neutral, waiting, going, good or bad."""
    value = str(getattr(thing, field, thing))
    own = getattr(thing, "TONES", {})
    return str(own.get(value) or TONE_OF.get(value, "neutral"))


def state_label(thing: Any, field: str = "state") -> str:
    display = getattr(thing, f"get_{field}_display", None)
    if display:
        return str(display())
    value = getattr(thing, field, thing)
    return str(getattr(value, "label", value))


def badge(thing: models.Model | Any, field: str = "state") -> SafeString:
    """The state in words on its tone."""
    return format_html(
        '<span class="state state-{}">{}</span>', tone(thing, field), state_label(thing, field)
    )
