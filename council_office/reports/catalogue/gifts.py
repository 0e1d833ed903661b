"""Gifts given and received."""

from django.utils.translation import gettext_lazy as _

from council_office.reports.declared import (
    Breakdown,
    Field,
    Figure,
    Listing,
    Register,
    Report,
    Section,
    bilingual,
    choice,
    month_of,
    year_of,
)
from council_office.reports.states import Span
from protocol.models import Gift


def member(gift: Gift):
    return bilingual(gift.member, code=gift.member.code) if gift.member else None


GIFTS = Register(
    "gifts",
    _("Gifts"),
    _("Register of gifts"),
    rows=lambda user: Gift.objects.visible_to(user).select_related("person", "member", "ceremony"),
    everything=lambda: Gift.objects.all(),
    day="day",
    sums={"value": "value"},
    fields=(
        Field("number", _("Number"), lambda one: one.number),
        Field("what", _("What"), lambda one: bilingual(one, "what")),
        Field("direction", _("Direction"), choice("direction")),
        Field("person", _("To or from whom"), lambda one: str(one.person)),
        Field("member", _("Member"), member),
        Field("state", _("State"), choice("state")),
        Field("value", _("Value"), lambda one: one.value, "money"),
        Field("day", _("Day"), lambda one: one.day, "day"),
        Field("year", _("Year"), lambda one: year_of(one.day)),
        Field("month", _("Month"), lambda one: month_of(one.day)),
        Field("kept_at", _("Kept at"), lambda one: one.kept_at),
    ),
)  # fmt: skip
REGISTERS = (GIFTS,)

REPORTS = (
    Report(
        "gifts",
        _("Gifts"),
        _("Gifts given and received, to and from which Members, and what they are worth."),
        room=_("Protocol"),
        span=Span.TWELVE_MONTHS,
        sections=(
            Section(
                "gifts",
                _("Gifts"),
                figures=(
                    Figure("given", _("given"), {"direction": "given"}),
                    Figure("received", _("received"), {"direction": "received"}),
                    Figure("to_approve", _("to approve"), {"state": "proposed"}, urgent=True),
                    Figure("value", _("value of all"), how="sum", of="value"),
                ),
                breakdowns=(
                    Breakdown(_("Gifts by Member and direction"), by="member", across="direction"),
                    Breakdown(_("Value by direction"), by="direction", how="sum", of="value"),
                ),
                listings=(
                    Listing(
                        _("All gifts"), ("number", "day", "what", "direction", "person", "value", "state"),
                        order="-day",
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
