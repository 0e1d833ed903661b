"""The ledger for secretaries: read everything, edit how numbers look."""

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline
from unfold.paginator import InfinitePaginator

from council_office.ledger import actions
from council_office.ledger.models import Counter, Event, Job, JobRow, NumberTaken, Series, SweepRun
from council_office.ledger.moves import Refused
from council_office.ledger.words import VERBS


class ReadOnly:
    """Nobody adds, changes or deletes here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VerbFilter(admin.SimpleListFilter):
    """The verbs that the history knows: asking a million rows for theirs would take too long."""

    title, parameter_name = _("what happened"), "verb"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [(verb, verb.replace("_", " ")) for verb in sorted(VERBS)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


class KindFilter(admin.SimpleListFilter):
    """The kinds of subjects, by name."""

    title, parameter_name = _("kind of subject"), "kind"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        named = [(model._meta.label_lower, str(model._meta.verbose_name)) for model in apps.get_models()]
        return sorted(named, key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        return queryset.filter(subject_type=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(ReadOnly, ModelAdmin):
    list_display = ["at", "who", "what", "subject_label", "subject_type"]
    list_filter = [VerbFilter, KindFilter, ("at", admin.DateFieldListFilter)]
    search_fields = ["subject_label", "actor_label", "verb"]
    paginator = InfinitePaginator  # nobody counts a million rows for a page
    fields = [
        "at",
        "who",
        "what",
        "subject_label",
        "subject_type",
        "subject_id",
        "details",
        "digest",
        "place",
    ]
    readonly_fields = ["who", "what", "place"]
    list_select_related = ["actor"]
    show_full_result_count = False

    @admin.display(description=pgettext_lazy("audit", "by"))
    def who(self, event: Event) -> str:
        return event.who

    @admin.display(description=_("what happened"))
    def what(self, event: Event) -> str:
        return event.words()

    @admin.display(description=_("place in the chain"))
    def place(self, event: Event) -> str:
        return str(event.link)


class CounterInline(ReadOnly, TabularInline):
    model = Counter
    fields = ["year", "last"]
    readonly_fields = ["year", "last"]
    extra = 0


@admin.register(Series)
class SeriesAdmin(ModelAdmin):
    list_display = ["code", "name_en", "name_fr", "pattern", "per_year", "illustrative"]
    list_filter = ["per_year", "illustrative"]
    search_fields = ["code", "name_en", "name_fr"]
    inlines = [CounterInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Series | None = None) -> list[str]:
        """The code and the yearly start hold for all numbers already given."""
        return ["code", "per_year"] if obj and obj.counters.exists() else []

    def has_delete_permission(self, request: HttpRequest, obj: Series | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Series, form: Any, change: bool) -> None:
        fields = {name: form.cleaned_data[name] for name in form.changed_data}
        if change:
            actions.revise_series(obj, by=request.user, **fields)
        else:
            obj.pk = actions.create_series(by=request.user, **form.cleaned_data).pk


@admin.register(NumberTaken)
class NumberTakenAdmin(ReadOnly, ModelAdmin):
    list_display = ["text", "about_label", "taken_at", "cancelled_at", "reason"]
    list_filter = ["series", "year", ("cancelled_at", admin.EmptyFieldListFilter)]
    search_fields = ["text", "about_label", "reason"]


class JobRowInline(ReadOnly, TabularInline):
    model = JobRow
    fields = ["position", "state", "attempts", "crashes", "error", "not_before", "finished_at"]
    readonly_fields = fields
    ordering = ["position"]
    extra = 0
    per_page = 50


@admin.register(Job)
class JobAdmin(ReadOnly, ModelAdmin):
    list_display = ["heading", "state", "total", "done", "failed", "by_label", "created_at", "finished_at"]
    list_filter = ["state", "task"]
    search_fields = ["title", "task", "by_label", "key"]
    date_hierarchy = "created_at"
    exclude = ["title", "title_params", "token", "by"]
    readonly_fields = ["heading"]
    inlines = [JobRowInline]
    actions = ["cancel_jobs", "resume_jobs", "retry_failed_rows"]

    @admin.display(description=_("title"), ordering="title")
    def heading(self, job: Job) -> str:
        return job.heading

    @admin.action(description=_("Cancel"), permissions=["operate"])
    def cancel_jobs(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        self._each(request, queryset, actions.cancel_job)

    @admin.action(description=_("Resume"), permissions=["operate"])
    def resume_jobs(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        self._each(request, queryset, actions.resume_job)

    @admin.action(description=_("Try the failed rows again"), permissions=["operate"])
    def retry_failed_rows(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        self._each(request, queryset, actions.retry_failed_rows)

    def has_operate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("ledger.change_job")

    def _each(self, request: HttpRequest, queryset: QuerySet[Job], verb: Any) -> None:
        changed = 0
        for job in queryset:
            try:
                verb(job, by=request.user)
                changed += 1
            except Refused as refused:
                self.message_user(request, f"{job}: {refused.message}", messages.WARNING)
        if changed:
            text = ngettext("%(count)s job changed.", "%(count)s jobs changed.", changed)
            self.message_user(request, text % {"count": changed}, messages.SUCCESS)


@admin.register(SweepRun)
class SweepRunAdmin(ReadOnly, ModelAdmin):
    list_display = ["name", "started_at", "finished_at", "outcome"]

    @admin.display(description=_("outcome"))
    def outcome(self, run: SweepRun) -> str:
        return run.error or gettext("No failure.")
