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


class DocumentKind(TextChoices):
    """What somebody travels with."""

    PASSPORT = "passport", _("Ordinary passport")
    SERVICE = "service", _("Service or official passport")
    DIPLOMATIC = "diplomatic", _("Diplomatic passport")
    ID_CARD = "id_card", _("National identity card")
    LAISSEZ_PASSER = "laissez_passer", _("United Nations laissez-passer")


class VisaClass(TextChoices):
    """What the Schengen rules ask of a nationality."""

    FREE = "free", _("Free movement")
    EXEMPT = "exempt", _("No visa for 90 days in 180")
    VISA = "visa", _("Visa needed")


class Item(TextChoices):
    """What may be asked of or for a visitor."""

    NATIONALITY = "nationality", _("Nationality")
    DOCUMENT_KIND = "document_kind", _("Kind of document")
    DOCUMENT_COUNTRY = "document_country", _("Issuing country")
    DOCUMENT_NUMBER = "document_number", _("Document number")
    ISSUED_ON = "issued_on", _("Date of issue")
    EXPIRES_ON = "expires_on", _("Date of expiry")
    HOLDER_NAME = "holder_name", _("Name as in the document")
    BORN_ON = "born_on", _("Date of birth")
    BIRTH_PLACE = "birth_place", _("Place of birth")
    HOME_ADDRESS = "home_address", _("Home address")
    IDENTITY_SCAN = "identity_scan", _("Copy of the identity page")
    PHOTO = "photo", _("Photograph")
    VISA_SCAN = "visa_scan", _("Copy of the visa")
    NOTE_VERBALE = "note_verbale", _("Note verbale")
    EXPORT_DECLARATION = "export_declaration", _("Signed export-control declaration")
    VISA_UNTIL = "visa_until", _("Visa valid until")
    EMPLOYER = "employer", _("Employer")
    FUNCTION = "function", _("Function")
    PHONE = "phone", _("Telephone during the visit")
    BRIEFING = "briefing", _("Day of the safety e-learning")
    EARLIER_STAYS = "earlier_stays", _("Days in the Schengen area in the last 180 days")
    LETTER = "letter", pgettext_lazy("what is asked", "Invitation letter")


# Where the answer stands: with the travel document, among the scans, among the answers, or with the office.
OF_DOCUMENT = (
    *(Item.NATIONALITY, Item.DOCUMENT_KIND, Item.DOCUMENT_COUNTRY, Item.DOCUMENT_NUMBER),
    *(Item.ISSUED_ON, Item.EXPIRES_ON, Item.HOLDER_NAME, Item.BORN_ON, Item.BIRTH_PLACE),
    Item.HOME_ADDRESS,
)
OF_SCANS = (Item.IDENTITY_SCAN, Item.PHOTO, Item.VISA_SCAN, Item.NOTE_VERBALE, Item.EXPORT_DECLARATION)
OF_ANSWERS = (
    *(Item.VISA_UNTIL, Item.EMPLOYER, Item.FUNCTION, Item.PHONE, Item.BRIEFING),
    Item.EARLIER_STAYS,
)
OF_OFFICE = (Item.LETTER,)


class Whose(TextChoices):
    """Who gives what is missing."""

    VISITOR = "visitor", _("the visitor")
    OFFICE = "office", _("the office")


class EntryGroup(TextChoices):
    """A condition of a requirement: which nationalities."""

    FREE = "free", _("EU, EEA and Switzerland")
    THIRD = "third", _("All others")
    VISA = "visa", _("Those who need a visa")
    EXEMPT = "exempt", _("Those who need none for 90 days in 180")


class Stage(TextChoices):
    """What waits for it."""

    PASS = "pass", _("pass request")
    LETTER = "letter", _("visa support letter")
    ARRIVAL = "arrival", _("arrival")


class PassState(TextChoices):
    DRAFT = "draft", pgettext_lazy("pass", "Draft")
    COLLECTING = "collecting", pgettext_lazy("pass", "Collecting")
    COMPLETE = "complete", pgettext_lazy("pass", "Complete")
    SUBMITTED = "submitted", pgettext_lazy("pass", "Submitted")
    INFORMATION = "information", pgettext_lazy("a pass request", "Needs information")
    APPROVED = "approved", pgettext_lazy("pass", "Approved")
    REFUSED = "refused", pgettext_lazy("pass", "Refused")
    ISSUED = "issued", pgettext_lazy("pass", "Issued")
    ACTIVE = "active", pgettext_lazy("pass", "Active")
    EXPIRED = "expired", pgettext_lazy("pass", "Expired")
    REVOKED = "revoked", pgettext_lazy("pass", "Revoked")
    SUPERSEDED = "superseded", pgettext_lazy("pass", "Superseded")
    WITHDRAWN = "withdrawn", pgettext_lazy("pass", "Withdrawn")


PASS_MOVES = {
    PassState.DRAFT: {PassState.COLLECTING, PassState.COMPLETE, PassState.WITHDRAWN},
    PassState.COLLECTING: {PassState.COMPLETE, PassState.WITHDRAWN},
    PassState.COMPLETE: {PassState.COLLECTING, PassState.SUBMITTED, PassState.WITHDRAWN},
    PassState.SUBMITTED: {
        *(PassState.APPROVED, PassState.REFUSED, PassState.INFORMATION, PassState.COLLECTING),
        PassState.WITHDRAWN,
    },
    PassState.INFORMATION: {
        *(PassState.SUBMITTED, PassState.REFUSED, PassState.COLLECTING, PassState.WITHDRAWN),
    },
    PassState.APPROVED: {PassState.ISSUED, PassState.SUBMITTED, PassState.COLLECTING, PassState.WITHDRAWN},
    PassState.REFUSED: {PassState.COLLECTING},
    PassState.ISSUED: {PassState.ACTIVE, PassState.EXPIRED, PassState.REVOKED, PassState.SUPERSEDED},
    PassState.ACTIVE: {PassState.EXPIRED, PassState.REVOKED, PassState.SUPERSEDED},
    PassState.EXPIRED: set(),
    PassState.REVOKED: set(),
    PassState.SUPERSEDED: set(),
    PassState.WITHDRAWN: {PassState.COLLECTING},
}

OPENING = (PassState.ISSUED, PassState.ACTIVE)  # these open a gate
BEFORE_SECURITY = (PassState.DRAFT, PassState.COLLECTING, PassState.COMPLETE)
WITH_SECURITY = (PassState.SUBMITTED, PassState.INFORMATION, PassState.APPROVED)
# A visitor has at most one request in these states.
CURRENT = (*BEFORE_SECURITY, *WITH_SECURITY, PassState.REFUSED, *OPENING, PassState.WITHDRAWN)


class Aspect(TextChoices):
    """What security approves, each by itself: a change re-opens only what it touches."""

    IDENTITY = "identity", _("Identity and document")
    STAY = "stay", pgettext_lazy("what is approved", "Days")
    ZONES = "zones", pgettext_lazy("what is approved", "Zones")
    HOST = "host", pgettext_lazy("what is approved", "Host")


class LetterKind(TextChoices):
    INVITATION = "invitation", pgettext_lazy("letter to a visitor", "Invitation letter")
    VISA_SUPPORT = "visa_support", _("Visa support letter")


class LetterState(TextChoices):
    DRAFT = "draft", pgettext_lazy("letter", "Draft")
    QUEUED = "queued", pgettext_lazy("letter", "Being made")
    SENT = "sent", pgettext_lazy("letter", "Sent")
    SUPERSEDED = "superseded", pgettext_lazy("letter", "Replaced")
    REVOKED = "revoked", pgettext_lazy("letter", "Revoked")


LETTER_MOVES = {
    LetterState.DRAFT: {LetterState.QUEUED, LetterState.REVOKED},
    LetterState.QUEUED: {LetterState.SENT, LetterState.DRAFT, LetterState.REVOKED},
    LetterState.SENT: {LetterState.SUPERSEDED, LetterState.REVOKED},
    LetterState.SUPERSEDED: set(),
    LetterState.REVOKED: set(),
}
STANDING = (LetterState.DRAFT, LetterState.QUEUED, LetterState.SENT)


class ZoneGroup(TextChoices):
    """A condition of a requirement: which zones."""

    CONTROLLED = "controlled", _("Controlled zones")
    BRIEFED = "briefed", _("Zones that need a safety briefing")
    EXPORT = "export", _("Zones with export-controlled technology")


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
