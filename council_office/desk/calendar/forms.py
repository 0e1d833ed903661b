"""Forms of tasks, closures and deadline rules: they check, the verbs write."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from council_office.calendar.models import Checklist, Closure, DeadlineRule, Task
from council_office.calendar.states import Occasion
from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.web.forms import OfficeForm, OfficeModelForm, Picker, in_fields, source
from council_office.web.words import day

OWNERS = [role for role in Role if role not in (Role.DELEGATE, Role.AUDITOR)]


def owner_choices() -> list[tuple[str, str]]:
    """Everybody in the house who may be given a task, in the order of their names."""
    found = User.objects.holding(*OWNERS).select_related("person").order_by("person__family_name", "email")
    return [
        ("", gettext("Nobody by name: whoever of the role comes first")),
        *((u.pk, str(u)) for u in found),
    ]


def owner_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Owner"),
        choices=owner_choices,
        coerce=lambda pk: User.objects.get(pk=pk),
        empty_value=None,
        required=False,
    )


TASKS = source(
    "calendar.task",
    Task,
    lambda tasks, text: in_fields("title_en", "title_fr")(tasks.open(), text).prefetch_related("about"),
    label=lambda task: f"{task.about} · {task}" if task.about else str(task),
    note=lambda task: day(task.due_on),
)


def after_field() -> Picker:
    return Picker(
        TASKS,
        label=_("Waits for"),
        required=False,
        help_text=_("The task that must be done first; type some of its words."),
    )


class TaskForm(OfficeModelForm):
    owner = owner_field()
    after = after_field()

    class Meta:
        model = Task
        fields = ["title_en", "title_fr", "details", "due_on", "owner_role", "owner", "after"]


class NewTaskForm(TaskForm):
    checklist = forms.ModelChoiceField(
        label=_("Steps of"),
        queryset=Checklist.objects.all(),
        required=False,
        empty_label=_("No checklist"),
        help_text=_("Steps that come back are kept as checklists in the administration."),
    )
    steps = forms.CharField(
        label=_("More steps"),
        help_text=_("One step per line."),
        widget=forms.Textarea,
        required=False,
    )

    class Meta(TaskForm.Meta):
        pass

    def clean_steps(self) -> list[str]:
        return [line.strip()[:300] for line in self.cleaned_data["steps"].splitlines() if line.strip()]


class PlannedTaskForm(TaskForm):
    """A task counted by a rule: its day is not changed here but fixed by hand."""

    class Meta(TaskForm.Meta):
        fields = ["title_en", "title_fr", "details", "owner_role", "owner", "after"]


class FixForm(OfficeForm):
    due_on = forms.DateField(label=_("Due"), help_text=_("A working day of the office."))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Shown beside the date; the date then stays.")
    )


class AssignForm(OfficeForm):
    owner_role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in OWNERS])
    owner = owner_field()


class ReasonForm(OfficeForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ClosureForm(OfficeModelForm):
    class Meta:
        model = Closure
        fields = ["name_en", "name_fr", "starts_on", "ends_on", "illustrative"]


RULE_FIELDS = [
    "name_en",
    "name_fr",
    "offset",
    "unit",
    "owner_role",
    "applies",
    "after_code",
    "explanation_en",
    "explanation_fr",
    "checklist_en",
    "checklist_fr",
    "illustrative",
]


class NewRuleForm(OfficeModelForm):
    occasion = forms.ChoiceField(label=_("Occasion"), choices=Occasion)
    code = forms.SlugField(
        label=_("Code"), max_length=60, help_text=_("Short and lasting: “papers”, “credentials”.")
    )

    class Meta:
        model = DeadlineRule
        fields = ["occasion", "variant", "code", *RULE_FIELDS, "valid_from"]


class RuleForm(OfficeModelForm):
    """The next version of a rule."""

    valid_from = forms.DateField(
        label=_("In force from"),
        help_text=_(
            "For occasions that take place from this day on; their open deadlines are counted again."
        ),
        initial=timezone.localdate,
    )

    class Meta:
        model = DeadlineRule
        fields = [*RULE_FIELDS, "valid_from"]

    def __init__(self, *args, **options) -> None:
        """The new version starts today unless told otherwise, not when the old one did."""
        options["initial"] = {"valid_from": timezone.localdate()} | (options.get("initial") or {})
        super().__init__(*args, **options)


class EndForm(OfficeForm):
    valid_to = forms.DateField(label=_("Last day in force"), initial=timezone.localdate)
