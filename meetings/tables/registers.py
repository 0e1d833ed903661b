"""Lists of decisions and of actions."""

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from council_office.web import words
from council_office.web.columns import shown
from council_office.web.tables import Column, Empty, Table
from meetings.models import Action, Addressee, Body, Decision, Subject
from meetings.queries import registers as queries
from meetings.states import ActionKind, ActionState, DecisionStatus

SHOWN = (
    ("open", _("Open")),
    ("overdue", _("Overdue")),
    ("mine", _("Mine")),
    ("charges", _("Charges")),
    ("closed", _("Closed")),
    ("all", _("All")),
)


def day_field() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


class DecisionFilters(filters.FilterSet):
    body = filters.ModelChoiceFilter(label=_("Body"), field_name="session__body", queryset=Body.objects.all())
    year = filters.NumberFilter(label=_("Year"), field_name="decided_on", lookup_expr="year")
    subject = filters.ModelChoiceFilter(label=_("Subject"), queryset=Subject.objects.all())
    state = filters.MultipleChoiceFilter(label=_("Status"), choices=DecisionStatus)
    addressee = filters.ModelChoiceFilter(label=_("Addressee"), queryset=Addressee.objects.all())
    on = filters.DateFilter(label=_("In force on"), method="binding_on", widget=day_field())

    class Meta:
        model = Decision
        fields = ()

    def binding_on(self, rows: QuerySet, name: str, day) -> QuerySet:
        return rows.filter(pk__in=queries.in_force(None, day).values("pk"))


class Decisions(Table):
    name = "meetings.decisions"
    title = _("Decisions")
    columns = [
        Column("number", _("Number"), sort=("decided_on", "session__label", "serial"), css="nowrap"),
        Column("text", _("Decision"), css="wrap"),
        Column("subject", _("Subject"), sort="subject__name_en"),
        Column("addressee", _("Addressee"), sort="addressee__name_en"),
        Column("due", _("Due"), sort="due_on", value=lambda row: due_of(row), export=lambda row: row.due_on),
        Column("state", _("Status"), sort="state", state=True),
        Column("decided_on", _("Decided"), sort="decided_on", css="nowrap"),
        Column("effective_on", _("In force from"), sort="effective_on", css="nowrap", shown=False),
        Column("ended_on", _("In force until"), sort="ended_on", css="nowrap", shown=False),
        Column("text_en", _("Text (EN)"), shown=False, css="wrap"),
        Column("text_fr", _("Text (FR)"), shown=False, css="wrap"),
        Column("outcome_note", _("What became of it"), shown=False, css="wrap"),
        Column("basis", _("Basis"), shown=False, css="wrap"),
    ]
    filterset = DecisionFilters
    search = (
        "number",
        "text_en",
        "text_fr",
        "subject__name_en",
        "subject__name_fr",
        "outcome_note_en",
        "outcome_note_fr",
    )
    search_hint = _("Number, words or subject")
    order = "-number"
    empty = Empty(
        _("No decisions yet"),
        _("They come from the records of sessions when these are issued."),
        icon="gavel",
    )


class ActionFilters(filters.FilterSet):
    show = filters.ChoiceFilter(label=_("Show"), choices=SHOWN, method="among", empty_label=None)
    body = filters.ModelChoiceFilter(label=_("Body"), field_name="session__body", queryset=Body.objects.all())
    to_body = filters.ModelChoiceFilter(label=_("Charged body"), queryset=Body.objects.all())
    kind = filters.MultipleChoiceFilter(label=_("Kind"), choices=ActionKind)
    addressee = filters.ModelChoiceFilter(label=_("Addressee"), queryset=Addressee.objects.all())
    due_before = filters.DateFilter(
        label=_("Due until"), field_name="due_on", lookup_expr="lte", widget=day_field()
    )

    class Meta:
        model = Action
        fields = ()

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Open matters unless something else is asked for."""
        chosen = self.form.cleaned_data.get("show")
        return super().filter_queryset(queryset if chosen else self.among(queryset, "show", "open"))

    def among(self, rows: QuerySet, name: str, shown: str) -> QuerySet:
        match shown:
            case "open":
                return rows.open()
            case "overdue":
                return rows.overdue(timezone.localdate())
            case "mine":
                person = self.request.user.person_id
                return rows.open().filter(owner=person) if person else rows.none()
            case "charges":
                return rows.open().filter(kind=ActionKind.CHARGE)
            case "closed":
                return rows.exclude(state=ActionState.OPEN)
        return rows


class Actions(Table):
    name = "meetings.actions"
    title = _("Actions")
    columns = [
        Column("number", _("Number"), sort=("session__starts_on", "session__label", "serial"), css="nowrap"),
        Column("title", _("What"), css="wrap"),
        Column("kind", _("Kind"), sort="kind"),
        Column("owner", _("Owner"), sort="owner__family_name"),
        Column("addressee", _("Addressee"), sort="addressee__name_en", shown=False),
        Column(
            "due",
            _("Due"),
            sort=("due_key", "session__starts_on", "serial"),
            value=lambda row: due_of(row),
            html=lambda row: due_html(row),
            export=lambda row: row.due_on,
            css="nowrap",
        ),
        Column("status", _("Last status"), value=lambda row: status_of(row), css="wrap"),
        Column("status_on", _("Reported"), sort="status_on", shown=False, css="nowrap"),
        Column("state", _("State"), sort="state", state=True),
        Column("to_body", _("Charged body"), sort="to_body__code", shown=False),
    ]
    filterset = ActionFilters
    search = ("number", "title_en", "title_fr", "owner__search_name")
    search_hint = _("Number, words or owner")
    order = "due"
    empty = Empty(_("No actions here"), _("Records of sessions start them."), icon="checklist")


def due_of(row: Decision | Action) -> str:
    """The due date, or the session or the words that stand for it."""
    if row.due_on:
        return words.day(row.due_on)
    return str(row.due_session or (row.due_text() if isinstance(row, Decision) else ""))


def due_html(row: Action):
    if not is_late(row):
        return shown(due_of(row))
    return format_html('{} <span class="state state-bad">{}</span>', due_of(row), now("late"))


def is_late(row: Action) -> bool:
    due = row.due_on or (row.due_session.ends_on if row.due_session else None)
    return row.state == ActionState.OPEN and due is not None and due < timezone.localdate()


def status_of(row: Action) -> str:
    """The last report in the reader's language, else in the other one."""
    first, second = (
        ("status_fr", "status_en") if (get_language() or "").startswith("fr") else ("status_en", "status_fr")
    )
    return getattr(row, first) or getattr(row, second) or ""
