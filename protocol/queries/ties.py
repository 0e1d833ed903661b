"""What hangs on a guest: everything to look at again when they no longer come."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from protocol.models import Cue, Gift, Guest, PrintedCard, Seat
from protocol.states import GiftState


@dataclass(frozen=True)
class Tie:
    """One thing that names the guest: what it is, where it is, whether it is on paper already."""

    words: str
    url: str = ""
    printed: bool = False


def ties_of(guest: Guest) -> list[Tie]:
    """Seats, printed cards, the letter, cues, gifts, and the people who come because of this guest."""
    return [*seats(guest), *papers(guest), *show(guest), *gifts(guest), *people(guest)]


def seats(guest: Guest) -> list[Tie]:
    return [
        Tie(
            _("Seat %(number)d, %(plan)s") % {"number": seat.number, "plan": seat.plan.title()},
            seat.plan.get_absolute_url(),
        )
        for seat in Seat.objects.filter(guest=guest).select_related("plan")
    ]


def papers(guest: Guest) -> list[Tie]:
    url = reverse("protocol:cards", args=[guest.ceremony_id])
    last = {one.kind: one for one in PrintedCard.objects.filter(guest=guest).order_by("issue")}
    found = [
        Tie(_("%(kind)s, print %(n)d") % {"kind": one.get_kind_display(), "n": one.issue}, url, printed=True)
        for one in last.values()
    ]
    letter = getattr(guest, "invitation", None)
    if letter and letter.sent_at:
        found.append(
            Tie(_("Letter %(number)s") % {"number": letter.number}, guest.get_absolute_url(), printed=True)
        )
    return found


def show(guest: Guest) -> list[Tie]:
    return [
        Tie(
            _("Cue at %(at)s: %(title)s") % {"at": f"{cue.at:%H:%M}", "title": cue.title()},
            cue.get_absolute_url(),
        )
        for cue in Cue.objects.filter(guest=guest)
    ]


def gifts(guest: Guest) -> list[Tie]:
    open_ones = Gift.objects.filter(
        ceremony=guest.ceremony_id, person=guest.person_id, state__in=(GiftState.PROPOSED, GiftState.APPROVED)
    )
    return [Tie(_("Gift %(gift)s") % {"gift": gift}, gift.get_absolute_url()) for gift in open_ones]


def people(guest: Guest) -> list[Tie]:
    partners = [(one, _("Partner: %(name)s")) for one in guest.accompanied_by.select_related("person")]
    helpers = [(one, _("Interpreter: %(name)s")) for one in guest.interpreters.select_related("person")]
    found = [*partners, *helpers]
    return [Tie(words % {"name": one}, one.get_absolute_url()) for one, words in found if one.comes]
