"""Closed lists of protocol and the tables of moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CeremonyKind(TextChoices):
    INAUGURATION = "inauguration", _("Inauguration")
    SIGNING = "signing", _("Signing")
    VISIT = "visit", _("Official visit")
    DINNER = "dinner", _("Dinner")
    ANNIVERSARY = "anniversary", _("Anniversary")
    RECEPTION = "reception", _("Reception")
    OTHER = "other", pgettext_lazy("ceremony", "Other")


class CeremonyState(TextChoices):
    DRAFT = "draft", pgettext_lazy("ceremony", "Draft")
    CONFIRMED = "confirmed", pgettext_lazy("ceremony", "Confirmed")
    HELD = "held", pgettext_lazy("ceremony", "Held")
    CANCELLED = "cancelled", pgettext_lazy("ceremony", "Cancelled")


CEREMONY_MOVES = {
    CeremonyState.DRAFT: {CeremonyState.CONFIRMED, CeremonyState.CANCELLED},
    CeremonyState.CONFIRMED: {CeremonyState.HELD, CeremonyState.CANCELLED},
}


class Scheme(TextChoices):
    """Which tables rank the guests, and what decides between equals."""

    DEPARTMENT = "department", _("French decree, in the department (art. 3)")
    MEMBERS = "members", _("Members as equals, in their order")
    VIENNA = "vienna", _("Vienna Convention, by date of taking up functions")
    EUROPEAN = "european", _("European order of States")


class Presiding(TextChoices):
    """Who presides, when the decree is followed (art. 8)."""

    NOBODY = "nobody", _("Neither the President nor the Prime Minister of France")
    PRESIDENT = "president", _("The President of the French Republic")
    PRIME_MINISTER = "prime_minister", _("The Prime Minister of France")


class EqualOrder(TextChoices):
    """What orders Members who are equals."""

    ENGLISH = "order_english", _("English alphabet")
    FRENCH_SHORT = "order_french_short", _("French alphabet, short names")
    FRENCH_FORMAL = "order_french_formal", _("French alphabet, formal names")
    PROTOCOL = "order_protocol", _("Protocol order of the office")
    LOT = "lot", _("Drawn by lot")


class Standing(TextChoices):
    """In which quality somebody comes (art. 13: rank is not delegated)."""

    HOLDER = "holder", _("In their own office")
    FORMER = "former", _("Former holder of the office")
    REPRESENTATIVE = "representative", _("Represents somebody else: takes their own rank")
    ACTING = "acting", _("Acting or statutory deputy: takes the rank of the office")
    FOR_HEAD_OF_STATE = "for_head_of_state", _("Represents the Head of State: takes that rank")


class GuestAnswer(TextChoices):
    NONE = "none", pgettext_lazy("answer", "No answer")
    ACCEPTED = "accepted", pgettext_lazy("answer", "Accepted")
    REGRETS = "regrets", pgettext_lazy("answer", "Regrets")
    SUBSTITUTE = "substitute", pgettext_lazy("answer", "Sends a substitute")


class CardState(TextChoices):
    """The letter of one guest."""

    DRAFT = "draft", pgettext_lazy("invitation", "Draft")
    QUEUED = "queued", pgettext_lazy("invitation", "Queued")
    SENT = "sent", pgettext_lazy("invitation", "Sent")
    REVOKED = "revoked", pgettext_lazy("invitation", "Revoked")


CARD_MOVES = {
    CardState.DRAFT: {CardState.QUEUED, CardState.REVOKED},
    CardState.QUEUED: {CardState.SENT, CardState.DRAFT, CardState.REVOKED},
    CardState.SENT: {CardState.REVOKED},
    CardState.REVOKED: {CardState.DRAFT},
}


class Shape(TextChoices):
    FRENCH = "french", _("Rectangular table, hosts at the centre (French style)")
    ENGLISH = "english", _("Rectangular table, hosts at the ends (English style)")
    ROUND = "round", _("Round tables")
    HORSESHOE = "horseshoe", _("Table in the shape of a U")
    THEATRE = "theatre", _("Rows")
    AISLE = "aisle", _("Rows with a central aisle")


class FlagScheme(TextChoices):
    """The two schools, and the orders of organisations; a choice for each event."""

    ALPHABET = "alphabet", _("Alphabetical from the observer’s left")
    HOST_FIRST = "host_first", _("Host first, the others alphabetical")
    HOST_CENTRE = "host_centre", _("Host at the centre, the others alternately left and right")
    ORGANISATION_FIRST = "organisation_first", _("Organisation, host, then the others")


class PrintKind(TextChoices):
    PLACE = "place_cards", _("Place cards")
    BADGE = "badges", _("Badges")
    ESCORT = "escort_cards", _("Escort cards")


class CueKind(TextChoices):
    ARRIVAL = "arrival", _("Arrival")
    ENTRY = "entry", _("Entry")
    SPEECH = "speech", _("Speech")
    ACT = "act", _("Act")
    MUSIC = "music", _("Music")
    PHOTO = "photo", _("Photograph")
    MEAL = "meal", _("Meal")
    EXIT = "exit", _("Exit")
    OTHER = "other", pgettext_lazy("cue", "Other")


class Direction(TextChoices):
    GIVEN = "given", pgettext_lazy("gift", "Given")
    RECEIVED = "received", pgettext_lazy("gift", "Received")


class GiftState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("gift", "To approve")
    APPROVED = "approved", pgettext_lazy("gift", "Approved")
    REFUSED = "refused", pgettext_lazy("gift", "Refused")
    HANDED = "handed", pgettext_lazy("gift", "Handed over")
    WITHDRAWN = "withdrawn", pgettext_lazy("gift", "Withdrawn")


GIFT_MOVES = {
    GiftState.PROPOSED: {GiftState.APPROVED, GiftState.REFUSED, GiftState.WITHDRAWN},
    GiftState.APPROVED: {GiftState.HANDED, GiftState.WITHDRAWN},
    GiftState.REFUSED: {GiftState.PROPOSED},
    GiftState.WITHDRAWN: {GiftState.PROPOSED},
}
