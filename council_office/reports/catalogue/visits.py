"""Visits, the people who come, and the zones that they enter."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    days_between,
    month_of,
    named,
    year_of,
)
from council_office.reports.states import Span
from visits.models import Visit, Visitor
from visits.states import Discretion

ACCESSES = Visitor.zones.through


def country(person):
    return named(person.nationality.code, person.nationality.name) if person.nationality else None


def member(thing):
    return bilingual(thing.member, code=thing.member.code) if thing.member else None


def rank(visitor: Visitor):
    """The office held on the day of arrival."""
    post = visitor.person.post_on(visitor.arrives_on)
    return bilingual(post.office) if post and post.office else None


def marking_of(visit: Visit) -> str:
    """A discreet visit marks the whole report."""
    return "restricted" if visit.discretion == Discretion.DISCREET else "internal"


VISITS = Register(
    "visits",
    _("Visits"),
    _("Register of visits"),
    rows=lambda user: Visit.objects.visible_to(user).select_related("member", "organisation", "host"),
    everything=lambda: Visit.objects.all(),
    day="starts_on",
    level_of=marking_of,
    fields=(
        Field("number", _("Number"), lambda one: one.number),
        Field("title", _("Visit"), lambda one: bilingual(one, "title", one.number)),
        Field("kind", _("Kind"), choice("kind")),
        Field("state", _("State"), choice("state")),
        Field("starts_on", _("First day"), lambda one: one.starts_on, "day"),
        Field("ends_on", _("Last day"), lambda one: one.ends_on, "day"),
        Field("days", _("Days"), lambda one: days_between(one.starts_on, one.ends_on) + 1, "number"),
        Field("year", _("Year"), lambda one: year_of(one.starts_on)),
        Field("month", _("Month"), lambda one: month_of(one.starts_on)),
        Field("member", _("Member"), member),
        Field("organisation", _("Organisation"), lambda one: str(one.organisation or "")),
        Field("host", _("Host"), lambda one: str(one.host or "")),
    ),
)
VISITORS = Register(
    "visitors",
    _("Visitors"),
    _("Files of the visitors"),
    rows=lambda user: (
        Visitor.objects.visible_to(user)
        .select_related("visit", "person__organisation", "person__member")
        .prefetch_related("person__posts__office")
    ),
    everything=lambda: Visitor.objects.all(),
    day="arrives_on",
    level_of=lambda one: marking_of(one.visit),
    fields=(
        Field("person", _("Person"), lambda one: str(one.person)),
        Field("visit", _("Visit"), lambda one: one.visit.number),
        Field("kind", _("Kind"), lambda one: choice("kind")(one.visit)),
        Field("role", _("Role"), choice("role")),
        Field("rank", _("Rank"), rank),
        Field("country", _("Country"), lambda one: country(one.person)),
        Field("member", _("Member"), lambda one: member(one.person)),
        Field("organisation", _("Organisation"), lambda one: str(one.person.organisation or "")),
        Field("state", _("State"), choice("state")),
        Field("arrives_on", _("Arrives"), lambda one: one.arrives_on, "day"),
        Field("month", _("Month"), lambda one: month_of(one.arrives_on)),
        Field("year", _("Year"), lambda one: year_of(one.arrives_on)),
        Field("days", _("Days"), lambda one: days_between(one.arrives_on, one.leaves_on) + 1, "number"),
    ),
)
ZONES = Register(
    "zone_accesses",
    _("Accesses to zones"),
    _("Files of the visitors, a row for each zone"),
    rows=lambda user: ACCESSES.objects.filter(
        visitor__in=Visitor.objects.visible_to(user)
    ).select_related("zone", "visitor__visit", "visitor__person__member"),
    everything=lambda: ACCESSES.objects.all(),
    day="visitor__arrives_on",
    level_of=lambda one: marking_of(one.visitor.visit),
    address=lambda one: one.visitor.get_absolute_url(),
    fields=(
        Field("person", _("Person"), lambda one: str(one.visitor.person)),
        Field("zone", _("Zone"), lambda one: bilingual(one.zone, code=one.zone.code)),
        Field("controlled", _("Controlled"), lambda one: one.zone.controlled, "yes"),
        Field("visit", _("Visit"), lambda one: one.visitor.visit.number),
        Field("kind", _("Kind"), lambda one: choice("kind")(one.visitor.visit)),
        Field("member", _("Member"), lambda one: member(one.visitor.person)),
        Field("country", _("Country"), lambda one: country(one.visitor.person)),
        Field("month", _("Month"), lambda one: month_of(one.visitor.arrives_on)),
        Field("state", _("State"), lambda one: choice("state")(one.visitor)),
    ),
)  # fmt: skip
REGISTERS = (VISITS, VISITORS, ZONES)

CAME = {"state": ("expected", "arrived", "left")}
REPORTS = (
    Report(
        "visits",
        _("Visits"),
        _("Visits and visitors by kind, country, rank, month and zone."),
        room=_("Visits"),
        span=Span.TWELVE_MONTHS,
        sections=(
            Section(
                "visits",
                _("Visits"),
                figures=(
                    Figure("all", _("visits")),
                    Figure("vip", _("VIP visits"), {"kind": "vip"}),
                    Figure("closed", _("closed"), {"state": "closed"}),
                    Figure("cancelled", pgettext_lazy("visits", "cancelled"), {"state": "cancelled"}),
                ),
                breakdowns=(
                    Breakdown(_("Visits by month and kind"), by="month", across="kind"),
                    Breakdown(_("Visits by Member"), by="member", chart=""),
                ),
                listings=(
                    Listing(
                        _("All visits"), ("number", "title", "kind", "starts_on", "member", "state"),
                        order="-starts_on",
                    ),
                ),
            ),
            Section(
                "visitors",
                _("Visitors"),
                where=CAME,
                figures=(
                    Figure("people", pgettext_lazy("counted", "people")),
                    Figure("days", _("days of presence"), how="sum", of="days"),
                ),
                breakdowns=(
                    Breakdown(_("Visitors by country"), by="country"),
                    Breakdown(_("Visitors by rank"), by="rank", chart=""),
                    Breakdown(_("Visitors by month"), by="month", across="kind", chart="line"),
                ),
            ),
            Section(
                "zone_accesses",
                _("Zones"),
                where=CAME,
                figures=(
                    Figure("accesses", _("accesses")),
                    Figure("controlled", _("to controlled zones"), {"controlled": "yes"}),
                ),
                breakdowns=(Breakdown(_("Accesses by zone and kind of visit"), by="zone", across="kind"),),
            ),
        ),
    ),
)  # fmt: skip
