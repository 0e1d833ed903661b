"""Lists of requests, knowledge pages and ideas."""

import django_filters
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.desk.models import Idea, KnowledgePage, Request
from council_office.desk.states import IdeaState, PageState, RequestState, Topic
from council_office.web import words
from council_office.web.columns import NOTHING
from council_office.web.tables import Column, Empty, Table


class RequestFilter(django_filters.FilterSet):
    show = django_filters.ChoiceFilter(
        label=_("Show"),
        empty_label=_("Everything"),
        choices=[
            ("mine", _("To be answered by me")),
            ("late", pgettext_lazy("requests", "Late")),
            ("asked", _("The office asks me")),
            ("answered", _("Answers to me")),
            ("open", _("Not answered yet")),
        ],
        method="shown",
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=RequestState)
    topic = django_filters.ChoiceFilter(label=_("About"), choices=Topic)
    asked_at = django_filters.DateFromToRangeFilter(
        label=_("Asked between"), widget=django_filters.widgets.RangeWidget(attrs={"type": "date"})
    )

    class Meta:
        model = Request
        fields = ["show", "state", "topic", "asked_at"]

    def shown(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        user = self.request.user
        return {
            "mine": lambda: queryset.to_answer(user),
            "late": queryset.overdue,
            "asked": lambda: queryset.filter(asked_by=user, state=RequestState.WAITING),
            "answered": lambda: queryset.filter(asked_by=user, state=RequestState.ANSWERED),
            "open": queryset.unanswered,
        }[value]()


def due_badge(request: Request):
    """The day, red when it has passed and the office still owes the answer."""
    text = words.day(request.due_on)
    return format_html('<span class="state state-bad">{}</span>', text) if request.is_overdue else text


class Requests(Table):
    title = _("Requests")
    columns = [
        Column("number", _("Number"), sort="number", css="nowrap"),
        Column("title", _("Question"), value="title", css="wrap"),
        Column("topic", _("About"), sort="topic"),
        Column("asked_by", _("Asked by"), sort="asked_by__person__family_name", value="asked_by.actor_label"),
        Column("unit", _("Unit"), value="asked_by.person.organisation", shown=False),
        Column("asked_at", _("Asked"), sort="asked_at", css="nowrap", shown=False),
        Column("owner", _("Who answers"), value=lambda row: str(row.owner or "")),
        Column("due_on", _("Due"), sort="due_on", html=due_badge, css="nowrap"),
        Column("state", _("State"), sort="state", state=True),
        Column("answered_at", _("Answered"), sort="answered_at", css="nowrap", shown=False),
        Column("satisfaction", _("Satisfaction"), sort="satisfaction", shown=False),
    ]
    filterset = RequestFilter
    search = ("number", "question", "asked_by__person__search_name")
    search_hint = _("number, words, name")
    order = "-asked_at"
    empty = Empty(
        _("Nothing was asked yet"),
        _("Ask the office for information, help with a letter, materials, a room, a trip."),
        action=(_("Ask the office"), "desk:ask"),
        icon="help-hexagon",
    )


class PageFilter(django_filters.FilterSet):
    topic = django_filters.ChoiceFilter(label=_("About"), choices=Topic)
    state = django_filters.ChoiceFilter(label=_("State"), choices=PageState)

    class Meta:
        model = KnowledgePage
        fields = ["topic", "state"]


class Pages(Table):
    title = _("Knowledge")
    columns = [
        Column("title", _("Title"), sort="title_en", value=str, css="wrap"),
        Column("topic", _("About"), sort="topic"),
        Column("helped", _("Helped"), sort="helped", css="num"),
        Column("not_helped", _("Did not help"), sort="not_helped", css="num"),
        Column("published_at", _("Published"), sort="published_at", css="nowrap", shown=False),
        Column("state", _("State"), sort="state", state=True, shown=False),
    ]
    filterset = PageFilter
    search = staticmethod(lambda pages, text: pages.holding(text))
    search_hint = _("words of a page")
    order = "title"
    empty = Empty(
        _("No page yet"),
        _("Pages come from answers: whatever was asked once is answered here for everybody."),
        action=(_("Write a page"), "desk:create_page"),
        icon="bulb",
    )


class IdeaFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=IdeaState)

    class Meta:
        model = Idea
        fields = ["state"]


class Ideas(Table):
    title = _("Ideas")
    columns = [
        Column("number", _("Number"), sort="number", css="nowrap"),
        Column("title", _("Idea"), sort="title", css="wrap"),
        Column("proposed_by", _("Proposed by"), value="proposed_by.actor_label"),
        Column("hours", _("Hours a year"), sort="hours", css="num"),
        Column(
            "euros",
            _("Euros a year"),
            sort="euros",
            html=lambda row: words.money(row.euros) or NOTHING,
            css="num",
        ),
        Column("proposed_at", _("Proposed"), sort="proposed_at", css="nowrap", shown=False),
        Column("state", _("State"), sort="state", state=True),
        Column("outcome", _("Outcome"), css="wrap", shown=False),
    ]
    filterset = IdeaFilter
    search = ("number", "title", "text", "outcome")
    search_hint = _("number or words of an idea")
    order = "-proposed_at"
    empty = Empty(
        _("No idea yet"),
        _("What costs you time every week? Say what would change and what it would save."),
        action=(_("Propose an idea"), "desk:propose_idea"),
        icon="bulb",
    )
