"""Forms: one column, an error summary that links, type-ahead pickers limited to what the user may see."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ImproperlyConfigured, ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from council_office.directory.models import Person, Versioned
from council_office.ledger.moves import Conflict


@dataclass(frozen=True)
class Source:
    """What a picker offers: the visible objects that match a text, each with a label and a note."""

    name: str
    model: type[models.Model]
    search: Callable[[QuerySet, str], QuerySet]
    label: Callable[[models.Model], str] = str
    note: Callable[[models.Model], str] = lambda thing: ""

    def find(self, user, text: str) -> QuerySet:
        return self.search(self.model.objects.visible_to(user), text)


SOURCES: dict[str, Source] = {}


def source(name: str, model: type[models.Model], search, **options) -> Source:
    """Register a source under `app.noun`; `search` is a function or the names of fields to look in."""
    if not callable(search):
        search = in_fields(*search)
    SOURCES[name] = Source(name, model, search, **options)
    return SOURCES[name]


def in_fields(*names: str) -> Callable[[QuerySet, str], QuerySet]:
    """Every word of the text stands in one of these fields."""

    def search(queryset: QuerySet, text: str) -> QuerySet:
        for word in text.split():
            queryset = queryset.filter(
                Q.create([(f"{name}__icontains", word) for name in names], connector=Q.OR)
            )
        return queryset

    return search


def person_note(person: Person) -> str:
    return " · ".join(filter(None, (str(person.organisation or ""), person.email)))


PEOPLE = source(
    "directory.person",
    Person,
    lambda people, text: people.current().named(text).select_related("organisation"),
    note=person_note,
)


class PickerInput(forms.Widget):
    """A text field with type-ahead; without JavaScript the typed text is looked up when the form is sent."""

    template_name = "web/widgets/picker.html"

    def __init__(self, source: Source, multiple: bool = False, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.source, self.multiple = source, multiple
        self.chosen: Callable[[list], list] = lambda pks: []

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        values = value if isinstance(value, (list, tuple)) else [value]
        chosen = self.chosen([v for v in values if str(v).isdigit()])
        typed = next((v for v in values if v and not str(v).isdigit()), "")
        context["widget"] |= {
            "url": reverse("web:pick", args=[self.source.name]),
            "multiple": self.multiple,
            "chosen": chosen,
            "text": typed or ("" if self.multiple or not chosen else chosen[0][1]),
        }
        return context

    def value_from_datadict(self, data, files, name):
        keys = [key for key in data.getlist(name) if key] if hasattr(data, "getlist") else data.get(name)
        text = (data.get(f"{name}__text") or "").strip()
        if self.multiple:
            return [*keys, text] if text else keys
        key = keys[-1] if isinstance(keys, list) and keys else keys or ""
        return key or text

    def value_omitted_from_data(self, data, files, name) -> bool:
        return name not in data and f"{name}__text" not in data


class PickerMixin:
    """What single and multiple pickers share: the user's view of the source, and looking up a typed text."""

    def bind_user(self, user) -> None:
        self.user = user
        self.queryset = self.source.model.objects.visible_to(user)

    def chosen(self, keys: list) -> list[tuple[str, str]]:
        found = self.queryset.in_bulk([int(key) for key in keys])
        return [(str(pk), self.source.label(thing)) for pk, thing in found.items()]

    def key_of(self, typed: str) -> str:
        """The key of the one object that a typed text names; several or none are said in words."""
        found = list(self.source.find(self.user, typed)[:6])
        if len(found) == 1:
            return str(found[0].pk)
        if not found:
            raise ValidationError(_("Nothing matches “%(text)s”."), params={"text": typed}, code="unknown")
        names = "; ".join(self.source.label(thing) for thing in found[:5]) + ("…" if len(found) > 5 else "")
        raise ValidationError(
            _("“%(text)s” matches several: %(names)s. Type more of the name."),
            params={"text": typed, "names": names},
            code="ambiguous",
        )


class Picker(PickerMixin, forms.ModelChoiceField):
    """One object of a source, found by typing."""

    def __init__(self, source: Source, **options) -> None:
        self.source = source
        super().__init__(source.model._default_manager.none(), widget=PickerInput(source), **options)
        self.widget.chosen = self.chosen

    def __deepcopy__(self, memo):
        result = super().__deepcopy__(memo)
        result.widget.chosen = result.chosen
        return result

    def to_python(self, value):
        if value and not str(value).isdigit():
            value = self.key_of(str(value))
        return super().to_python(value)


class MultiPicker(PickerMixin, forms.ModelMultipleChoiceField):
    """Several objects of a source, found by typing."""

    def __init__(self, source: Source, **options) -> None:
        self.source = source
        widget = PickerInput(source, multiple=True)
        super().__init__(source.model._default_manager.none(), widget=widget, **options)
        self.widget.chosen = self.chosen

    def __deepcopy__(self, memo):
        result = super().__deepcopy__(memo)
        result.widget.chosen = result.chosen
        return result

    def clean(self, value):
        keys = [v if str(v).isdigit() else self.key_of(str(v)) for v in value or []]
        return super().clean(keys)


class PersonPicker(Picker):
    """A person, whatever the order of the names and the accents."""

    def __init__(self, **options) -> None:
        super().__init__(PEOPLE, **options)


class PeoplePicker(MultiPicker):
    def __init__(self, **options) -> None:
        super().__init__(PEOPLE, **options)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


NATIVE = {forms.DateField: DateInput, forms.TimeField: TimeInput, forms.DateTimeField: DateTimeInput}
CLASSES = {
    forms.CheckboxInput: "form-check-input",
    forms.RadioSelect: "choice",
    forms.CheckboxSelectMultiple: "choice",
    forms.Select: "form-select",
    forms.HiddenInput: "",
}


class OfficeFormMixin:
    """Native date fields, classes of the look, visible choices only, conflicts with their differences."""

    def __init__(self, *args, user=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.differences: list[tuple[str, str, str]] = []
        for field in self.fields.values():
            dress(field)
            limit(field, user)

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        """The errors of the form: (id of the field, its label, the message)."""
        rows = []
        for name, errors in self.errors.items():
            bound = None if name == NON_FIELD_ERRORS else self[name]
            rows += [(bound.id_for_label if bound else "", bound.label if bound else "", e) for e in errors]
        return rows

    def tell_conflict(self, conflict: Conflict) -> None:
        """Say who changed what; sending the form again then overwrites knowingly."""
        self.differences = list(conflict.differences)
        self.add_error(None, str(conflict))
        if "seen" in self.fields:
            now = type(self.instance)._base_manager.values_list("version", flat=True).get(pk=self.instance.pk)
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = str(now)

    def tell_invalid(self, error: ValidationError) -> None:
        """What the model refused, beside the fields it names when the form has them."""
        if not hasattr(error, "error_dict"):
            return self.add_error(None, error)
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


def dress(field: forms.Field) -> None:
    """The native widget and the classes of the look."""
    widget = field.widget
    for kind, native in NATIVE.items():
        if type(field) is kind and not isinstance(widget, (native, forms.HiddenInput)):
            field.widget = native(widget.attrs)
    if isinstance(field.widget, forms.Textarea) and field.widget.attrs.get("rows") == "10":
        field.widget.attrs["rows"] = 4
    css = next((css for kind, css in CLASSES.items() if isinstance(field.widget, kind)), "form-control")
    if css:
        field.widget.attrs["class"] = f"{field.widget.attrs.get('class', '')} {css}".strip()


def limit(field: forms.Field, user) -> None:
    """A choice of objects offers and accepts only what the user may see."""
    if isinstance(field, PickerMixin):
        if user is None:
            raise ImproperlyConfigured("a form with pickers needs its user")
        field.bind_user(user)
    elif user is not None and hasattr(getattr(field, "queryset", None), "visible_to"):
        field.queryset = field.queryset.visible_to(user)


class OfficeForm(OfficeFormMixin, forms.Form):
    """A form over plain values."""


class OfficeModelForm(OfficeFormMixin, forms.ModelForm):
    """A form over a record: it validates and never saves; a versioned record is sent with `seen`."""

    def __init__(self, *args, instance=None, **kwargs) -> None:
        super().__init__(*args, instance=copy.copy(instance), **kwargs)
        if isinstance(self.instance, Versioned) and self.instance.pk:
            self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.instance.version)

    def save(self, commit: bool = True):
        raise ImproperlyConfigured("forms never save: give the values to a verb")
