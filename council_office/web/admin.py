"""The administration as a door: changes go through verbs into the history, issued things stay."""

from collections.abc import Callable, Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms import BaseModelFormSet, ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from import_export.admin import ImportExportModelAdmin
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.contrib.import_export.forms import ExportForm, ImportForm

from council_office.directory.resources import FORMATS
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from council_office.web import actions
from council_office.web.models import SavedView, SignedLink

ALWAYS_FROZEN = {"state", "version"}


class LookedAt:
    """Made by verbs of the office only: here neither added, nor changed, nor deleted."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OfficeAdmin(ModelAdmin):
    """The base of every admin above the ground: frozen fields, verbs as actions, history of the audit.

    `frozen_fields` are read-only always (a `state` is so by itself); once `is_issued(obj)`, everything but
    `open_fields` is, and nobody deletes it. `create_verb`, `revise_verb`, `remove_verb`: the app's own.
    """

    frozen_fields: Iterable[str] = ()
    open_fields: Iterable[str] = ()
    create_verb: Callable | None = None
    revise_verb: Callable | None = None
    remove_verb: Callable | None = None
    change_form_before_template = "web/admin/seen.html"
    warn_unsaved_form = True
    list_filter_submit = True
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False

    def is_issued(self, obj: models.Model) -> bool:
        """Whether the thing went out and may no longer change."""
        return False

    # what may be changed

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        known = {field.name for field in self.opts.get_fields()}
        frozen = [*super().get_readonly_fields(request, obj), *self.frozen_fields]
        frozen += sorted((ALWAYS_FROZEN & known) & set(self.flat_fields(request, obj)))
        if obj is not None and self.is_issued(obj):
            frozen += [name for name in self.flat_fields(request, obj) if name not in self.open_fields]
        return list(dict.fromkeys(frozen))

    def flat_fields(self, request: HttpRequest, obj: models.Model | None) -> list[str]:
        """The names of the fields that the page shows, without asking which of them are read-only."""
        if self.fieldsets:
            return [str(name) for _title, options in self.fieldsets for name in options["fields"]]
        if self.fields:
            return [name for name in self.fields if isinstance(name, str)]
        return [field.name for field in self.opts.fields if field.editable and not field.primary_key]

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj is not None and self.is_issued(obj))

    def get_view_on_site_url(self, obj: models.Model | None = None) -> str | None:
        """The way back to the thing's own page in the office."""
        try:
            return obj.get_absolute_url() if obj is not None and hasattr(obj, "get_absolute_url") else None
        except NoReverseMatch:
            return None

    # writing

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs):
        return told(super().get_form(request, obj, change=change, **kwargs), request)

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None):
        """A refusal of the verb is said on the form, with everything typed still in it."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (Refused, ValidationError) as refused:
            request.refused = refused
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool) -> None:
        """An unchanged form calls nothing; an app's own verb gets every field, not only the changed."""
        if change and not form.changed_data:
            return
        whole = not change or self.revise_verb is not None
        actions.keep(
            obj,
            {name: form.cleaned_data[name] for name in written(obj, form, whole)},
            by=request.user,
            create=type(self).create_verb,
            revise=type(self).revise_verb,
        )

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        remove = type(self).remove_verb or moves.remove
        remove(obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for obj in queryset:
            if not self.has_delete_permission(request, obj):
                raise PermissionDenied
            self.delete_model(request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as refused:
            messages.error(request, str(refused))
            return self.changeform_view(as_get(request), object_id)

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool
    ) -> None:
        """Rows below a record go the same way as the record."""
        formset.save(commit=False)
        for row in formset.deleted_objects:
            moves.remove(row, by=request.user)
        for row, _changed in formset.changed_objects:
            keep_row(formset, row, request.user)
        for row in formset.new_objects:
            keep_row(formset, row, request.user)

    # history from the audit trail alone

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def log_deletions(self, request, queryset):
        return None

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(name)s") % {"name": obj},
            "opts": self.opts,
            "object": obj,
            "events": audit.history(obj)[:200],
        }
        return TemplateResponse(request, "web/admin/history.html", context)


def told(form_class: type[ModelForm], request: HttpRequest) -> type[ModelForm]:
    """The form class, saying first what another person changed meanwhile and why a verb refused."""

    class Told(form_class):
        def clean(self):
            cleaned = super().clean()
            if refused := getattr(request, "refused", None):
                raise ValidationError(getattr(refused, "messages", None) or str(refused))
            if request.method == "POST" and (differences := others_changes(self, request)):
                raise ValidationError([_("Somebody else changed this meanwhile."), *differences])
            return cleaned

    return Told


def others_changes(form: ModelForm, request: HttpRequest) -> list[str]:
    """What stands in the record now and differs from the form, when the record changed since it was shown."""
    now = getattr(form.instance, "version", None)
    seen = request.POST.get("_seen", "")
    if form.instance.pk is None or not seen.isdecimal() or int(seen) == now:
        return []
    return [
        _("%(field)s is now “%(theirs)s”; you wrote “%(yours)s”. Saving again replaces it.")
        % {"field": form.fields[name].label, "theirs": form[name].initial, "yours": form[name].data}
        for name in form.changed_data
        if name in form.cleaned_data
    ]


def written(obj: models.Model, form: ModelForm, whole: bool) -> list[str]:
    """The fields of the model that the form changes, or all that it holds."""
    names = list(form.cleaned_data) if whole else form.changed_data
    own = {field.name for field in [*obj._meta.fields, *obj._meta.many_to_many]}
    return [name for name in names if name in own and name in form.cleaned_data]


def keep_row(formset: BaseModelFormSet, row: models.Model, user) -> None:
    form = next(form for form in formset.forms if form.instance is row)
    change = not row._state.adding
    values = {name: form.cleaned_data[name] for name in written(row, form, not change)}
    if not change and getattr(formset, "fk", None):
        values[formset.fk.name] = formset.instance
    actions.keep(row, values, by=user)


def as_get(request: HttpRequest) -> HttpRequest:
    request.method = "GET"
    return request


def verb_action(
    verb: Callable, permission: Callable | None = None, *, label: Any, done: Any = "", **options: Any
) -> Callable:
    """An admin action that calls `verb(obj, by=user)` on every chosen row and tells what was refused and why.

    `permission(user, obj)` is a rule of the app; a row it refuses is told like any other refusal.
    """

    @admin.action(description=label)
    def call(modeladmin: ModelAdmin, request: HttpRequest, queryset: models.QuerySet) -> None:
        count = 0
        for obj in queryset:
            try:
                if permission is not None and not permission(request.user, obj):
                    raise Refused(_("%(thing)s: this is not open to you.") % {"thing": obj})
                verb(obj, by=request.user, **options)
                count += 1
            except Refused as refused:
                messages.error(request, str(refused))
        if count:
            messages.success(request, done or ngettext("%d row done.", "%d rows done.", count) % count)

    call.__name__ = verb.__name__
    return call


class OfficeTabular(TabularInline):
    """Rows below a record, in a table."""

    extra = 0
    tab = False


class OfficeStacked(StackedInline):
    extra = 0


class ImportingAdmin(ImportExportModelAdmin, OfficeAdmin):
    """With Excel and CSV in (preview first) and out, for those who may add and see."""

    import_form_class = ImportForm
    export_form_class = ExportForm
    formats = FORMATS

    def add_data_read_fail_error_to_form(self, form, e) -> None:
        """Why the file cannot be read, in words where it was said in words."""
        if isinstance(e, ValidationError):
            return form.add_error("import_file", e)
        return super().add_data_read_fail_error_to_form(form, e)

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


@admin.register(SignedLink)
class SignedLinkAdmin(OfficeAdmin):
    list_display = ["purpose", "recipient", "email", "issued_at", "expires_at", "revoked_at", "uses"]
    list_filter = ["purpose", "issued_at"]
    search_fields = ["email", "recipient__search_name", "purpose"]
    list_select_related = ["recipient"]
    date_hierarchy = "issued_at"
    actions = [verb_action(actions.revoke_link, label=gettext_lazy("Revoke the chosen links"))]
    fields = [
        *("purpose", "recipient", "email", "issued_at", "issued_by", "expires_at"),
        *("revoked_at", "revoked_reason", "uses", "last_used_at"),
    ]
    frozen_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SavedView)
class SavedViewAdmin(OfficeAdmin):
    list_display = ["name", "table", "user"]
    list_filter = ["table"]
    search_fields = ["name", "user__email"]
    fields = ["user", "table", "name", "query"]
    frozen_fields = ["user", "table"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


# Accounts of django-allauth: administrators see them and may end them; nothing is made or edited by hand.


class AccountAdmin(OfficeAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SessionAdmin(AccountAdmin):
    list_display = ["user", "created_at", "ip", "user_agent"]
    search_fields = ["user__email", "ip"]
    list_select_related = ["user__person"]
    fields = ["user", "created_at", "ip", "user_agent"]


class AuthenticatorAdmin(AccountAdmin):
    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    search_fields = ["user__email"]
    list_select_related = ["user__person"]
    fields = ["user", "type", "created_at", "last_used_at"]


class SignOnAdmin(AccountAdmin):
    list_display = ["user", "provider", "uid", "last_login"]
    search_fields = ["user__email", "uid"]
    list_select_related = ["user__person"]
    fields = ["user", "provider", "uid", "last_login", "date_joined"]


admin.site.unregister([EmailAddress, SocialAccount, SocialApp, SocialToken, Authenticator, UserSession])
admin.site.register(UserSession, SessionAdmin)
admin.site.register(Authenticator, AuthenticatorAdmin)
admin.site.register(SocialAccount, SignOnAdmin)
