"""The directory in the administration: every noun, lists in and out, changes through the verbs."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.desk.people import actions as people
from council_office.desk.people.tables import present_post, roles_of
from council_office.directory import actions, queries
from council_office.directory.models import (
    ContactPoint,
    FormOfAddress,
    Member,
    Merge,
    Office,
    Organisation,
    Person,
    Post,
    User,
)
from council_office.directory.resources import OrganisationResource, PersonResource
from council_office.web import actions as web
from council_office.web.admin import ImportingAdmin, OfficeAdmin, OfficeTabular, verb_action, written

# Roles are the groups of the product itself: they are granted on the account's page, never made by hand.
admin.site.unregister(Group)


class Named:
    """Found by name in any order and spelling, also by the pickers of other pages."""

    search_fields = ("search_name",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return (queryset.named(search_term) if search_term else queryset), False


class PersonForm(forms.ModelForm):
    confirmed = forms.BooleanField(
        label=_("Another person of this name"),
        required=False,
        help_text=_("Tick it when people of a like name are on record and this is none of them."),
    )


class PostInline(OfficeTabular):
    model = Post
    fields = ("title_en", "title_fr", "office", "organisation", "country", "starts_on", "ends_on")
    autocomplete_fields = ("office", "organisation")


class ContactPointInline(OfficeTabular):
    model = ContactPoint
    fields = ("purpose_en", "purpose_fr", "member", "organisation", "starts_on", "ends_on")
    autocomplete_fields = ("organisation",)


@admin.register(Person)
class PersonAdmin(Named, ImportingAdmin):
    resource_classes = (PersonResource,)
    form = PersonForm
    list_display = ("display_name", "post", "organisation", "member", "email", "language", "merged_into")
    list_filter = ("member", "organisation__kind", "language", "nationality")
    list_select_related = ("organisation", "member", "merged_into")
    autocomplete_fields = ("organisation",)
    inlines = (PostInline, ContactPointInline)
    fieldsets = (
        (_("Name"), {"fields": ("family_name", "given_names", "name_order", "native_name", "passport_name")}),
        (_("Belongs to"), {"fields": ("organisation", "member", "nationality")}),
        (_("Reached at"), {"fields": ("email", "telephone", "address")}),
        (
            _("In letters and in person"),
            {
                "fields": (
                    *("language", "address_style", "honorific", "salutation_en", "salutation_fr"),
                    *("short_name", "pronunciation"),
                )
            },
        ),
    )
    add_fieldsets = (*fieldsets, (_("Namesakes"), {"fields": ("confirmed",)}))
    revise_verb = actions.revise_person

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return queries.for_letters(super().get_queryset(request))

    def get_fieldsets(self, request: HttpRequest, obj: Person | None = None) -> tuple:
        return self.add_fieldsets if obj is None else self.fieldsets

    def is_issued(self, obj: Person) -> bool:
        """A merged record only remembers."""
        return obj.merged_into_id is not None

    def save_model(self, request: HttpRequest, obj: Person, form: forms.ModelForm, change: bool) -> None:
        if change:
            return super().save_model(request, obj, form, change)
        values = {name: form.cleaned_data[name] for name in written(obj, form, change)}
        create = partial(actions.create_person, confirmed=form.cleaned_data["confirmed"])
        web.keep(obj, values, by=request.user, create=create)

    @admin.display(description=_("name"), ordering=("family_name"))
    def display_name(self, person: Person) -> str:
        return person.display_name

    @admin.display(description=_("post"))
    def post(self, person: Person) -> str:
        return present_post(person)


@admin.register(Organisation)
class OrganisationAdmin(Named, ImportingAdmin):
    resource_classes = (OrganisationResource,)
    list_display = ("name_en", "acronym", "kind", "member", "country")
    list_filter = ("kind", "member")
    list_select_related = ("member",)
    fields = (
        *("name_en", "name_fr", "acronym", "kind", "member", "country"),
        *("address", "email", "telephone", "website"),
    )
    create_verb = actions.create_organisation
    revise_verb = actions.revise_organisation


@admin.register(Member)
class MemberAdmin(OfficeAdmin):
    list_display = (
        *("code", "name_en", "name_fr", "order_english", "order_french_short", "order_french_formal"),
        *("order_protocol", "capital_time_zone"),
    )
    search_fields = ("code", "name_en", "name_fr")
    fields = (
        *("code", "name_en", "name_fr", "formal_en", "formal_fr", "capital_time_zone"),
        *("order_english", "order_french_short", "order_french_formal", "order_protocol"),
    )
    frozen_fields = ("code",)
    revise_verb = actions.revise_member

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return False


@admin.register(Office)
class OfficeOfStateAdmin(OfficeAdmin):
    list_display = ("code", "name_en", "name_fr")
    search_fields = ("code", "name_en", "name_fr")
    fields = ("code", "name_en", "name_fr")


class InForceFilter(admin.SimpleListFilter):
    title = _("in force today")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", _("yes")), ("no", _("no"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = queryset.on(timezone.localdate())
        return {"yes": today, "no": queryset.exclude(pk__in=today)}.get(self.value(), queryset)


@admin.register(FormOfAddress)
class FormOfAddressAdmin(OfficeAdmin):
    list_display = (
        "language",
        "office",
        "country",
        "style",
        "salutation",
        "envelope",
        "starts_on",
        "ends_on",
    )
    list_filter = ("language", "style", InForceFilter, "office")
    list_select_related = ("office",)
    search_fields = ("salutation", "envelope", "closing", "office__name_en", "office__name_fr")
    autocomplete_fields = ("office",)
    fields = (
        *("language", "office", "country", "style", "salutation", "envelope", "closing", "source"),
        *("starts_on", "ends_on"),
    )


@admin.register(Post)
class PostAdmin(OfficeAdmin):
    list_display = ("person", "title_en", "office", "organisation", "country", "starts_on", "ends_on")
    list_filter = (InForceFilter, "office")
    list_select_related = ("person", "office", "organisation")
    search_fields = ("title_en", "title_fr", "person__search_name", "organisation__search_name")
    autocomplete_fields = ("person", "office", "organisation")
    fields = ("person", "title_en", "title_fr", "office", "organisation", "country", "starts_on", "ends_on")
    revise_verb = actions.revise_post
    remove_verb = actions.remove_post
    date_hierarchy = "starts_on"


@admin.register(ContactPoint)
class ContactPointAdmin(OfficeAdmin):
    list_display = ("person", "purpose_en", "member", "organisation", "starts_on", "ends_on")
    list_filter = ("member", InForceFilter)
    list_select_related = ("person", "member", "organisation")
    search_fields = ("purpose_en", "purpose_fr", "person__search_name", "organisation__search_name")
    autocomplete_fields = ("person", "organisation")
    fields = ("person", "purpose_en", "purpose_fr", "member", "organisation", "starts_on", "ends_on")
    revise_verb = actions.revise_contact_point
    remove_verb = actions.remove_contact_point


@admin.register(Merge)
class MergeAdmin(OfficeAdmin):
    list_display = ("kept", "dropped", "merged_at", "merged_by", "undone_at")
    list_filter = ("merged_at", "undone_at")
    list_select_related = ("kept", "dropped", "merged_by__person")
    search_fields = ("kept__search_name", "dropped__search_name")
    fields = frozen_fields = ("kept", "dropped", "merged_at", "merged_by", "undone_at", "moved")
    date_hierarchy = "merged_at"
    actions = (verb_action(actions.unmerge, label=_("Two people after all: undo the chosen merges")),)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Merge | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(OfficeAdmin):
    list_display = ("email", "person", "roles", "language", "is_active", "last_login")
    list_filter = ("groups", "is_active", "language")
    list_select_related = ("person",)
    search_fields = ("email", "person__search_name")
    autocomplete_fields = ("person",)
    create_verb = people.invite_user
    revise_verb = actions.revise_user
    actions = (verb_action(people.send_invitation, label=_("Send the invitation again")),)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("email", "person", "language")
        return ("email", "person", "language", "theme", "is_active", "roles", "last_login", "joined_at")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "roles", "last_login", "joined_at"]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(roles_of(user))
