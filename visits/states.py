"""Closed lists of visits and the tables of moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VisitKind(TextChoices):
    """Why somebody comes; deadline rules and requirements may differ by it."""

    VIP = "vip", _("VIP visit")
    MISSION = "mission", _("Expert mission")
    SESSION = "session", _("Coming to a session")
    CEREMONY = "ceremony", _("Coming to a ceremony")
    MEDIA = "media", _("Media visit")
    SCHOOL = "school", _("School or university visit")
    OTHER = "other", pgettext_lazy("kind of visit", "Other")


class VisitState(TextChoices):
    DRAFT = "draft", pgettext_lazy("visit", "Draft")
    PLANNED = "planned", pgettext_lazy("visit", "Planned")
    UNDER_WAY = "under_way", pgettext_lazy("visit", "Under way")
    CLOSED = "closed", pgettext_lazy("visit", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("visit", "Cancelled")


VISIT_MOVES = {
    VisitState.DRAFT: {VisitState.PLANNED, VisitState.CANCELLED},
    VisitState.PLANNED: {VisitState.DRAFT, VisitState.UNDER_WAY, VisitState.CANCELLED},
    VisitState.UNDER_WAY: {VisitState.PLANNED, VisitState.CLOSED},
    VisitState.CLOSED: {VisitState.UNDER_WAY},
    VisitState.CANCELLED: {VisitState.DRAFT},
}

# What may still change.
OPEN_VISITS = (VisitState.DRAFT, VisitState.PLANNED, VisitState.UNDER_WAY)


class Discretion(TextChoices):
    """Who hears of a visit besides the office."""

    USUAL = "usual", _("Hosts, guides and security")
    DISCREET = "discreet", _("Only the host and security")


class VisitorRole(TextChoices):
    HEAD = "head", _("Head of the delegation")
    MEMBER = "member", pgettext_lazy("role in a visit", "Member of the delegation")
    EXPERT = "expert", pgettext_lazy("role in a visit", "Expert")
    INTERPRETER = "interpreter", pgettext_lazy("role in a visit", "Interpreter")
    PROTECTION = "protection", _("Close protection")
    PRESS = "press", _("Press")
    COMPANION = "companion", _("Accompanying person")


class VisitorState(TextChoices):
    EXPECTED = "expected", pgettext_lazy("visitor", "Expected")
    ARRIVED = "arrived", pgettext_lazy("visitor", "Arrived")
    LEFT = "left", pgettext_lazy("visitor", "Left")
    WITHDRAWN = "withdrawn", pgettext_lazy("visitor", "Withdrawn")


VISITOR_MOVES = {
    VisitorState.EXPECTED: {VisitorState.ARRIVED, VisitorState.WITHDRAWN},
    VisitorState.ARRIVED: {VisitorState.LEFT},
    VisitorState.LEFT: {VisitorState.ARRIVED},
    VisitorState.WITHDRAWN: {VisitorState.EXPECTED},
}
