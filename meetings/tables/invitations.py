"""The list of a session's invitations."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Member
from council_office.directory.names import search_key
from council_office.web.tables import Column, Empty, Table
from meetings.models import Invitation
from meetings.states import Answer, InvitationState, ParticipantRole


class InvitationFilter(django_filters.FilterSet):
    answer = django_filters.ChoiceFilter(label=_("Answer"), choices=Answer)
    state = django_filters.ChoiceFilter(label=_("State"), choices=InvitationState)
    member = django_filters.ModelChoiceFilter(
        label=_("Member"), field_name="participant__delegation__member", queryset=Member.objects.all()
    )
    role = django_filters.ChoiceFilter(
        label=_("Role"), field_name="participant__role", choices=ParticipantRole
    )

    class Meta:
        model = Invitation
        fields = ["answer", "state", "member", "role"]


def named(invitations: QuerySet, text: str) -> QuerySet:
    """Invitations of people whose name holds every word, whatever the order and the accents."""
    for word in search_key(text).split():
        invitations = invitations.filter(participant__person__search_name__contains=word)
    return invitations


class Invitations(Table):
    title = _("Invitations")
    columns = [
        Column("person", _("Addressee"), sort="participant__person__search_name", value="participant.person"),
        Column(
            "member",
            _("Member"),
            sort="participant__delegation__member__code",
            value="participant.delegation.member.code",
        ),
        Column("role", _("Role"), sort="participant__role", value="participant.role"),
        Column("language", _("Language"), sort="language"),
        Column("number", _("Number"), sort="number", css="number"),
        Column("state", _("State"), sort="state", state=True),
        Column("answer", _("Answer"), sort="answer", state=True),
        Column("answered_at", _("Answered"), sort="answered_at", shown=False),
        Column("substitute_name", _("Substitute"), shown=False),
        Column("reminders", _("Reminders"), sort="reminders", css="number"),
        Column("sent_at", _("Sent"), sort="sent_at", shown=False),
    ]
    filterset = InvitationFilter
    search = staticmethod(named)
    search_hint = _("name of an addressee")
    order = "member"
    empty = Empty(
        _("Nobody is invited yet"),
        _("Enter the delegations, then prepare a letter for each participant."),
        icon="mail",
    )
