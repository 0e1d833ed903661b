"""The lists of sessions and of bodies."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.web.tables import Column, Empty, Table
from meetings.models import Body, Session
from meetings.states import SessionKind, SessionMode, SessionState

WHEN = [("coming", _("Coming")), ("past", pgettext_lazy("sessions", "Past"))]


class SessionFilter(django_filters.FilterSet):
    when = django_filters.ChoiceFilter(label=_("When"), choices=WHEN, method="by_time")
    body = django_filters.ModelChoiceFilter(label=_("Body"), queryset=Body.objects.all())
    state = django_filters.ChoiceFilter(label=_("State"), choices=SessionState)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=SessionKind)
    mode = django_filters.ChoiceFilter(label=_("How"), choices=SessionMode)
    year = django_filters.NumberFilter(
        label=_("Year"),
        field_name="starts_on__year",
        widget=forms.NumberInput(attrs={"min": 2006, "max": 2099}),
    )

    class Meta:
        model = Session
        fields = ["when", "body", "state", "kind", "mode", "year"]

    def by_time(self, sessions: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == "coming":
            return sessions.filter(ends_on__gte=today).exclude(state=SessionState.CANCELLED)
        return sessions.filter(ends_on__lt=today)


class Sessions(Table):
    title = _("Meetings")
    columns = [
        Column(
            "label",
            _("Session"),
            sort=("body__position", "number", "starts_on"),
            value="label",
            css="nowrap",
        ),
        Column("body", _("Body"), sort="body__position", value=lambda session: session.body.name()),
        Column("days", _("Dates"), sort="starts_on", value=lambda session: session.days(), css="nowrap"),
        Column("place", _("Place"), value=lambda session: session.place()),
        Column("mode", _("How"), sort="mode", shown=False),
        Column("kind", _("Kind"), sort="kind", shown=False),
        Column("chair", _("Chair"), sort="chair__family_name"),
        Column("people", _("People"), sort="people", value=lambda session: session.people or None, css="num"),
        Column("state", _("State"), sort="state", state=True),
        Column("starts_on", _("First day"), sort="starts_on", shown=False),
        Column("ends_on", _("Last day"), sort="ends_on", shown=False),
        Column("basis", _("Basis of the dates"), value=lambda session: session.basis(), shown=False),
        Column("source", _("Source"), value="source", shown=False),
    ]
    filterset = SessionFilter
    search = (
        "label",
        "place_en",
        "place_fr",
        "facts_en",
        "facts_fr",
        "body__name_en",
        "body__name_fr",
        "chair__search_name",
    )
    search_hint = _("label, place, Chair, what happened")
    order = "-days"
    empty = Empty(
        _("No session found"),
        _("Create the coming session of a body; its deadlines, delegations and agenda follow by themselves."),
        (_("New session"), "meetings:new_session"),
        icon="users-group",
    )


class Bodies(Table):
    title = _("Bodies")
    columns = [
        Column("code", _("Code"), sort="position"),
        Column("name", _("Name"), value=lambda body: body.name()),
        Column("reports_to", _("Reports to"), value="reports_to.code"),
        Column("serving", _("Serving now"), sort="serving", css="num"),
        Column("held", _("Sessions"), sort="held", css="num"),
        Column("next_on", _("Next session"), sort="next_on"),
    ]
    search = ("code", "name_en", "name_fr")
    search_hint = _("name or code")
    empty = Empty(_("No body found"), _("Bodies are entered in the administration."))
