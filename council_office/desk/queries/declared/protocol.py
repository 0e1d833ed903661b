"""What Protocol puts on Today: gifts to decide, ceremonies that come."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from council_office.desk.queries.declaring import Line, Matter, Offer, Section
from council_office.directory.models import OFFICE, User
from council_office.directory.states import Role
from council_office.web.words import day as in_words
from council_office.web.words import tone
from protocol.models import Ceremony, Gift
from protocol.states import CeremonyState, GiftState

AHEAD = timedelta(days=60)
SHOWN = 5
HOSTS = (Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER, Role.DG_OFFICE)

MATTERS = (
    Matter(
        ngettext_lazy("gift to decide", "gifts to decide", "count"),
        (Role.COUNCIL_SECRETARY, Role.DG_OFFICE),
        lambda user, day: Gift.objects.visible_to(user).filter(state=GiftState.PROPOSED),
        "protocol:gifts",
        (("state", GiftState.PROPOSED),),
        decision=True,
    ),
)


def ceremonies(user: User, day: date) -> Iterator[Line]:
    """Ceremonies of the next two months."""
    coming = Ceremony.objects.visible_to(user).standing().exclude(state=CeremonyState.HELD)
    for ceremony in coming.filter(held_on__range=(day, day + AHEAD)).order_by("held_on")[:SHOWN]:
        note, state = in_words(ceremony.held_on), ceremony.get_state_display()
        yield Line(ceremony.title(), ceremony.get_absolute_url(), note, state, tone(ceremony))


SECTIONS = (Section(_("Coming ceremonies"), HOSTS, ceremonies, "protocol:ceremonies"),)

OFFERS = (Offer(_("Ceremonies"), "flag", OFFICE, "protocol:ceremonies"),)
