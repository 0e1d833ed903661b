"""Lists of people, organisations and accounts."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Member, Organisation, Person, User
from council_office.directory.states import Language, OrganisationKind, Role
from council_office.web.tables import Column, Empty, Table


def present_post(person: Person) -> str:
    post = person.post_on(timezone.localdate())
    return post.title() if post else ""


def organisation_of(person: Person) -> str:
    return person.organisation.known_as if person.organisation else ""


def called(queryset: QuerySet, text: str) -> QuerySet:
    return queryset.named(text)


class PeopleFilter(filters.FilterSet):
    member = filters.ModelChoiceFilter(label=_("Member"), queryset=Member.objects.all())
    kind = filters.ChoiceFilter(
        label=_("Kind of organisation"), field_name="organisation__kind", choices=OrganisationKind
    )
    language = filters.ChoiceFilter(label=_("Language of letters"), choices=Language)
    email_missing = filters.BooleanFilter(
        label=_("E-mail missing"), field_name="email", lookup_expr="exact", method="without_email"
    )

    class Meta:
        model = Person
        fields = ()

    def without_email(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.filter(email="") if value else queryset.exclude(email="")


class People(Table):
    title = _("People")
    columns = [
        Column("name", _("Name"), sort=("family_name", "given_names"), value=lambda person: person),
        Column("native_name", _("In its own script"), shown=False),
        Column("post", _("Post"), value=present_post, css="wrap"),
        Column("organisation", _("Organisation"), sort="organisation__name_en", value=organisation_of),
        Column("member", _("Member"), sort="member__order_english", value="member.code"),
        Column("nationality", _("Nationality"), sort="nationality", value="nationality", shown=False),
        Column("email", _("E-mail"), sort="email"),
        Column("telephone", _("Telephone")),
        Column("language", _("Language of letters"), sort="language", shown=False),
    ]
    filterset = PeopleFilter
    search = staticmethod(called)
    search_hint = _("Name, in any order or spelling")
    order = "name"
    empty = Empty(
        _("Nobody is on record yet"),
        _("Enter the first person, or import your list from Excel in the administration."),
        (_("New person"), "people:create_person"),
        "address-book",
    )


class OrganisationFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=OrganisationKind)
    member = filters.ModelChoiceFilter(label=_("Member"), queryset=Member.objects.all())

    class Meta:
        model = Organisation
        fields = ()


class Organisations(Table):
    title = _("Organisations")
    columns = [
        Column("name", _("Name"), sort="name_en", css="wrap"),
        Column("acronym", _("Acronym"), sort="acronym"),
        Column("kind", _("Kind"), sort="kind"),
        Column("member", _("Member"), sort="member__order_english", value="member.code"),
        Column("country", _("Country"), sort="country", value="country"),
        Column("people", _("People"), sort="people_count", value="people_count", css="num"),
    ]
    filterset = OrganisationFilter
    search = staticmethod(called)
    search_hint = _("Name or acronym")
    order = "name"
    empty = Empty(
        _("No organisation is on record yet"),
        action=(_("New organisation"), "people:create_organisation"),
        icon="building",
    )


def roles_of(user: User) -> list[str]:
    """The labels of the roles in their own order; the groups are prefetched."""
    held = {group.name for group in user.groups.all()}
    return [str(role.label) for role in Role if role in held]


class UserFilter(filters.FilterSet):
    role = filters.ChoiceFilter(label=_("Role"), field_name="groups__name", choices=Role)
    is_active = filters.BooleanFilter(label=_("May sign in"))

    class Meta:
        model = User
        fields = ()


class Users(Table):
    title = _("Accounts and roles")
    columns = [
        Column("email", _("E-mail"), sort="email"),
        Column("person", _("Person"), sort=("person__family_name", "person__given_names")),
        Column(
            "roles",
            _("Roles"),
            value=lambda user: ", ".join(roles_of(user)),
            html=lambda user: format_html_join(", ", "{}", ((role,) for role in roles_of(user))),
            css="wrap",
        ),
        Column("language", _("Language"), sort="language"),
        Column("is_active", _("May sign in"), sort="is_active"),
        Column("last_login", _("Last sign-in"), sort="last_login"),
    ]
    filterset = UserFilter
    search = ("email", "person__search_name")
    search_hint = _("E-mail or name")
    order = "email"
    empty = Empty(_("No account yet"), action=(_("Invite somebody"), "people:invite_user"), icon="users")
