"""The lists of ceremonies, guests and gifts."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Member
from council_office.directory.names import search_key
from council_office.web.tables import Column, Empty, Table
from protocol.models import Ceremony, Gift, Guest
from protocol.states import (
    CardState,
    CeremonyKind,
    CeremonyState,
    Direction,
    GiftState,
    GuestAnswer,
    Standing,
)


class CeremonyFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=CeremonyKind)
    state = django_filters.ChoiceFilter(label=_("State"), choices=CeremonyState)
    held_on = django_filters.DateFromToRangeFilter(label=_("Day"))

    class Meta:
        model = Ceremony
        fields = ["kind", "state", "held_on"]


class Ceremonies(Table):
    title = _("Ceremonies")
    columns = [
        Column("title", _("Ceremony"), sort="title_en"),
        Column("number", _("Number"), sort="number", css="number"),
        Column("kind", _("Kind"), sort="kind"),
        Column("held_on", _("Day"), sort="held_on"),
        Column("place", _("Place")),
        Column("guests_invited", _("Guests"), sort="guests_invited", css="num"),
        Column("guests_accepted", _("Accepted"), sort="guests_accepted", css="num"),
        Column("guests_silent", _("No answer"), sort="guests_silent", css="num"),
        Column("state", _("State"), sort="state", state=True),
    ]
    filterset = CeremonyFilter
    search = ("title_en", "title_fr", "place_en", "place_fr", "number")
    search_hint = _("title, place or number")
    order = "-held_on"
    empty = Empty(
        _("No ceremony yet"),
        _("Begin with what is celebrated, the day and the place; deadlines are counted back from it."),
        (_("New ceremony"), "protocol:new_ceremony"),
        icon="flag",
    )


class GuestFilter(django_filters.FilterSet):
    answer = django_filters.ChoiceFilter(label=_("Answer"), choices=GuestAnswer)
    letter = django_filters.ChoiceFilter(label=_("Letter"), field_name="invitation__state", choices=CardState)
    member = django_filters.ModelChoiceFilter(label=_("Member"), queryset=Member.objects.all())
    standing = django_filters.ChoiceFilter(label=_("Comes"), choices=Standing)
    special_meal = django_filters.BooleanFilter(label=_("Special meal"))
    needs_access = django_filters.BooleanFilter(label=_("Accessible seat"))

    class Meta:
        model = Guest
        fields = ["answer", "letter", "member", "standing", "special_meal", "needs_access"]


def named(guests: QuerySet, text: str) -> QuerySet:
    """Guests whose name holds every word, whatever the order and the accents."""
    for word in search_key(text).split():
        guests = guests.filter(person__search_name__contains=word)
    return guests


def letter_state(guest: Guest) -> str:
    letter = getattr(guest, "invitation", None)
    return letter.get_state_display() if letter else ""


class Guests(Table):
    title = _("Guests")
    columns = [
        Column("person", _("Guest"), sort="person__search_name"),
        Column("capacity", _("Capacity")),
        Column("member", _("Member"), sort="member__code", value="party.code"),
        Column("standing", _("Comes"), sort="standing", shown=False),
        Column("letter", _("Letter"), sort="invitation__state", value=letter_state),
        Column("number", _("Number"), sort="invitation__number", value="invitation_number", shown=False),
        Column("answer", _("Answer"), sort="answer", state=True),
        Column("answered_at", _("Answered"), sort="answered_at", shown=False),
        Column("special_meal", _("Special meal"), sort="special_meal"),
        Column("needs_access", _("Accessible seat"), sort="needs_access", shown=False),
        Column("speaks", _("Speech"), sort="speaks", shown=False),
    ]
    filterset = GuestFilter
    search = staticmethod(named)
    search_hint = _("name of a guest")
    order = "person"
    page_size = 100
    empty = Empty(
        _("Nobody is on the list"),
        _("Add guests one by one from the directory, or paste a whole list from a spreadsheet."),
        icon="users",
    )


class GiftFilter(django_filters.FilterSet):
    direction = django_filters.ChoiceFilter(label=_("Direction"), choices=Direction)
    state = django_filters.ChoiceFilter(label=_("State"), choices=GiftState)
    member = django_filters.ModelChoiceFilter(label=_("Member"), queryset=Member.objects.all())
    ceremony = django_filters.ModelChoiceFilter(label=_("Ceremony"), queryset=Ceremony.objects.all())

    class Meta:
        model = Gift
        fields = ["direction", "state", "member", "ceremony"]


def gifts_named(gifts: QuerySet, text: str) -> QuerySet:
    for word in search_key(text).split():
        gifts = gifts.filter(person__search_name__contains=word) | gifts.filter(what_en__icontains=word)
    return gifts


class Gifts(Table):
    title = _("Gifts")
    columns = [
        Column("number", _("Number"), sort="number", css="number"),
        Column("what", _("What"), sort="what_en"),
        Column("direction", _("Direction"), sort="direction"),
        Column("person", _("To or from whom"), sort="person__search_name"),
        Column("member", _("Member"), sort="member__code", value="member.code"),
        Column("value", _("Value (EUR)"), sort="value", css="num"),
        Column("day", _("Day"), sort="day"),
        Column("ceremony", _("Ceremony"), shown=False),
        Column("kept_at", _("Where it is kept"), shown=False),
        Column("state", _("State"), sort="state", state=True),
    ]
    filterset = GiftFilter
    search = staticmethod(gifts_named)
    search_hint = _("person or gift")
    order = "-day"
    empty = Empty(
        _("No gift is known"),
        _("Enter what was given and received; the register remembers who had what."),
        (_("New gift"), "protocol:new_gift"),
        icon="gift",
    )
