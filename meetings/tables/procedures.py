"""The list of procedures between meetings."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from council_office.web import words
from council_office.web.tables import Column, Empty, Table
from meetings.models import Body, Procedure
from meetings.states import ProcedureKind, ProcedureState


class ProcedureFilters(filters.FilterSet):
    body = filters.ModelChoiceFilter(label=_("Body"), queryset=Body.objects.all())
    kind = filters.ChoiceFilter(label=_("Kind"), choices=ProcedureKind)
    state = filters.MultipleChoiceFilter(label=_("State"), choices=ProcedureState)

    class Meta:
        model = Procedure
        fields = ()


class Procedures(Table):
    name = "meetings.procedures"
    title = _("Between meetings")
    columns = [
        Column("title", _("Text"), sort="title_en", css="wrap"),
        Column("body", _("Body"), sort="body__position"),
        Column("kind", _("Kind"), sort="kind"),
        Column(
            "expires_at",
            _("Deadline"),
            sort="expires_at",
            value=lambda row: words.moment(row.expires_at),
            css="nowrap",
        ),
        Column("state", _("State"), sort="state", state=True),
        Column("decision", _("Decision"), css="nowrap"),
        Column("why", _("How it ended"), shown=False, css="wrap"),
    ]
    filterset = ProcedureFilters
    search = ("title_en", "title_fr", "text_en", "text_fr", "decision__number")
    search_hint = _("Words or number")
    order = "-expires_at"
    empty = Empty(
        _("Nothing is put to the Members between meetings"),
        _("Propose a text: it is adopted by silence or by written answers, and takes its number then."),
        icon="mail-question",
        action=(_("Propose a text"), "meetings:propose_procedure"),
    )
