"""The list of resources."""

import django_filters
from django.utils.translation import gettext_lazy as _

from council_office.web.tables import Column, Empty, Table
from visits.models import Resource
from visits.states import ResourceKind


class ResourceFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ResourceKind)
    retired = django_filters.BooleanFilter(label=_("No longer in use"))

    class Meta:
        model = Resource
        fields = ["kind", "retired"]


class Resources(Table):
    title = _("Resources")
    columns = [
        Column("name", _("Name"), sort="name", value=lambda resource: resource.label),
        Column("kind", _("Kind"), sort="kind"),
        Column("languages", _("Languages"), value=lambda resource: resource.languages_in_words or None),
        Column("capacity", _("Capacity"), sort="capacity", css="num"),
        Column("place", _("Place"), sort="place__name_en", shown=False),
        Column("plate", _("Number plate"), shown=False),
        Column("buffer_minutes", _("Kept free, minutes"), css="num", shown=False),
        Column("retired", _("No longer in use"), shown=False),
    ]
    filterset = ResourceFilter
    search = ("name", "languages", "plate", "person__search_name")
    search_hint = _("name, language, plate")
    order = "kind"
    empty = Empty(
        _("No resource yet"),
        _("Enter the guides, interpreters, drivers and cars that programmes need."),
        (_("New resource"), "visits:new_resource"),
        icon="users",
    )
