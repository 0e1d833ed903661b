"""A small room with every kind of door, for the tests of the doors themselves."""

from functools import partial

import django_filters
from django.http import HttpResponse
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from council_office.directory.models import Organisation, Person
from council_office.directory.states import OrganisationKind, Role
from council_office.ledger import moves
from council_office.ledger.moves import Refused
from council_office.web import access
from council_office.web.admin import OfficeAdmin, verb_action
from council_office.web.door import door, link_door
from council_office.web.forms import OfficeModelForm, PeoplePicker, PersonPicker
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import Bulk, Column, Empty, Table, listing

SEEDED: set[int] = set()
OFFICE = access.roles(Role.ASSISTANT, Role.ADMINISTRATOR)


class PersonForm(OfficeModelForm):
    class Meta:
        model = Person
        fields = ["family_name", "given_names", "organisation"]


class PicksForm(OfficeModelForm):
    chair = PersonPicker(label="Chair")
    others = PeoplePicker(label="Others", required=False)

    class Meta:
        model = Organisation
        fields = ["name_en"]


class Filters(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OrganisationKind)

    class Meta:
        model = Organisation
        fields = ["kind"]


class Organisations(Table):
    title = "Organisations"
    columns = [
        Column("name_en", _("Name"), sort="name_en"),
        Column("kind", _("Kind"), sort="kind"),
        Column("version", "Version", css="num"),
        Column("address", "Address", shown=False),
    ]
    filterset = Filters
    search = ("name_en", "name_fr")
    empty = Empty("No organisation yet", "Add the first one.", ("Add", "rooms:create"))
    bulk = (Bulk("rooms:close_many", "Close"),)
    order = "name_en"
    page_size = 10

    @classmethod
    def url(cls, row):
        return reverse("rooms:person", args=[row.pk])


def is_named_open(user, person):
    return person.given_names != "Closed"


@door(Person, is_named_open)
def person(request, person):
    return page(request, "web/home.html", {"title": person.display_name})


@door(Person)
def refuse(request, person):
    raise Refused("The chamber is being painted.")


@door(Person)
def revise(request, person):
    verb = partial(moves.revise, person, by=request.user)
    return form_page(request, PersonForm, verb=verb, instance=person, to="/done/", title="Revise")


@door()
def create(request):
    verb = partial(moves.create, Person, by=request.user)
    return form_page(request, PersonForm, verb=verb, to=lambda made: f"/made/{made.pk}/", title="New")


@door()
def picks(request):
    def verb(**values):
        picks.received = values

    return form_page(request, PicksForm, verb=verb, to="/done/", title="Picks")


@door()
def organisations(request):
    return listing(request, Organisations, Organisation.objects.exclude(pk__in=SEEDED))


@door()
def close_many(request):
    return answer(request, "/done/", ", ".join(request.POST.getlist("pk")))


@link_door("tests.answer")
def by_link(request, link):
    return HttpResponse(f"{link.about} for {link.actor_label}")


@door()
def undeclared(request):
    return HttpResponse("never")


class OrganisationAdmin(OfficeAdmin):
    list_display = ["name_en", "kind"]
    fields = ["name_en", "name_fr", "kind", "address"]
    frozen_fields = ["kind"]
    open_fields = ["address"]
    actions = [verb_action(moves.revise, label="Move", address="moved")]

    def is_issued(self, obj):
        return obj.name_fr == "Émise"


site = UnfoldAdminSite()
site.register(Organisation, OrganisationAdmin)

rooms = [
    path("<int:pk>/", person, name="person"),
    path("<int:pk>/refuse/", refuse, name="refuse"),
    path("<int:pk>/revise/", revise, name="revise"),
    path("create/", create, name="create"),
    path("picks/", picks, name="picks"),
    path("organisations/", organisations, name="organisations"),
    path("close/", close_many, name="close_many"),
    path("answer/<str:token>/", by_link, name="by_link"),
    path("undeclared/", undeclared, name="undeclared"),
]
urlpatterns = [
    path("account/", include("allauth.urls")),
    path("admin/", site.urls),
    path("", include("council_office.web.urls")),
    path("rooms/", include((rooms, "rooms"))),
]
BOTH = {"GET": OFFICE, "POST": OFFICE}
TABLE = access.merged(
    access.ACCESS,
    {
        "rooms:person": {"GET": access.signed_in},
        "rooms:refuse": {"POST": OFFICE},
        "rooms:revise": BOTH,
        "rooms:create": BOTH,
        "rooms:picks": BOTH,
        "rooms:organisations": {"GET": OFFICE},
        "rooms:close_many": {"POST": OFFICE},
        "rooms:by_link": {"GET": access.link, "POST": access.link},
    },
)
