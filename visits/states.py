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


# The programme and its day


class ProgrammeState(TextChoices):
    DRAFT = "draft", pgettext_lazy("programme", "Draft")
    ISSUED = "issued", pgettext_lazy("programme", "Issued")


# A change after the issue makes it a draft of the next issue.
PROGRAMME_MOVES = {
    ProgrammeState.DRAFT: {ProgrammeState.ISSUED},
    ProgrammeState.ISSUED: {ProgrammeState.DRAFT},
}


class StopKind(TextChoices):
    WELCOME = "welcome", _("Welcome")
    TALK = "talk", _("Talk or presentation")
    VISIT = "visit", pgettext_lazy("kind of stop", "Tour")
    CEREMONY = "ceremony", pgettext_lazy("kind of stop", "Ceremony")
    MEAL = "meal", _("Meal")
    PRESS = "press", _("Press point")
    SAFETY = "safety", _("Safety briefing and equipment")
    FAREWELL = "farewell", _("Farewell")


class ResourceKind(TextChoices):
    GUIDE = "guide", _("Guide")
    HOST = "host", _("Host")
    INTERPRETER = "interpreter", pgettext_lazy("resource", "Interpreter")
    DRIVER = "driver", _("Driver")
    VEHICLE = "vehicle", _("Vehicle")
    ROOM = "room", _("Room")


class Audience(TextChoices):
    """Who hears of a change on the day."""

    DRIVER = "driver", _("Driver")
    KITCHEN = "kitchen", _("Kitchen")
    GATE = "gate", pgettext_lazy("audience", "Gate")
    HOST = "host", _("Host")


class ToldState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("message", "To look at")
    SAID = "said", pgettext_lazy("message", "Told")
    DROPPED = "dropped", pgettext_lazy("message", "Not needed")


TOLD_MOVES = {
    ToldState.PROPOSED: {ToldState.SAID, ToldState.DROPPED},
    ToldState.SAID: set(),
    ToldState.DROPPED: {ToldState.PROPOSED},
}


class Way(TextChoices):
    """Through the gate."""

    IN = "in", pgettext_lazy("through the gate", "In")
    OUT = "out", pgettext_lazy("through the gate", "Out")


class JourneyWay(TextChoices):
    ARRIVAL = "arrival", _("Arrival")
    DEPARTURE = "departure", _("Departure")


class PpeKind(TextChoices):
    """The codes that zones ask for."""

    HELMET = "helmet", _("Helmet")
    SHOES = "shoes", _("Safety shoes")
    VEST = "vest", _("High-visibility vest")
    GLASSES = "glasses", _("Safety glasses")
    GLOVES = "gloves", _("Gloves")


# The people


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
