"""Reads of bodies: figures for the list, and the portrait of one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Body, Membership
from meetings.rules.sessions import ELECTED
from meetings.states import SessionState

# How long before a term ends an election should stand on an agenda.
ELECTION_DAYS = 240
LATEST = 12


@dataclass(frozen=True)
class Term:
    """A term that runs on the day, with a warning in words when it ends soon."""

    membership: Membership
    words: str
    tone: str


def with_figures(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """Bodies with how many people serve today, how many sessions there were, and the next one's day."""
    today = timezone.localdate()
    serving = Q(memberships__starts_on__lte=today) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)
    )
    coming = Q(sessions__starts_on__gte=today) & ~Q(sessions__state=SessionState.CANCELLED)
    return bodies.select_related("reports_to").annotate(
        serving=Count("memberships__person", filter=serving, distinct=True),
        held=Count("sessions", filter=Q(sessions__ends_on__lt=today), distinct=True),
        next_on=Min("sessions__starts_on", filter=coming),
    )


def portrait(body: Body, today: date) -> dict:
    """Terms that run and that ended, rules with those in force first, the coming and the latest sessions."""
    terms = list(body.memberships.select_related("person", "member").order_by("role", "-starts_on"))
    running = [term for term in terms if runs(term, today)]
    return {
        "terms": [Term(term, *ending(term, today)) for term in running],
        "former": [term for term in terms if not runs(term, today)],
        "rules": list(body.rules.all()),
        "in_force": body.rules_on(today),
        "sessions": list(body.sessions.order_by("-starts_on")[:LATEST]),
        "subsidiaries": list(body.subsidiaries.all()),
    }


def runs(term: Membership, day: date) -> bool:
    """Running on the day, or still to begin."""
    return term.ends_on is None or term.ends_on >= day


def ending(term: Membership, today: date) -> tuple[str, str]:
    """How long a term still lasts, loud in time for an election."""
    if term.starts_on > today:
        return _("to come"), "neutral"
    if term.ends_on is None:
        return "", "neutral"
    days = (term.ends_on - today).days
    words = ngettext("ends in %(n)d day", "ends in %(n)d days", days) % {"n": days}
    if term.role in ELECTED and days <= ELECTION_DAYS:
        return _("%(words)s: election due") % {"words": words}, "waiting"
    return words, "neutral"
