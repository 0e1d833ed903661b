"""The base of every list that comes in or goes out: headers in either language, rows through verbs."""

from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

from council_office.directory.names import search_key
from council_office.directory.resources.cells import TextCell, in_all_languages, written
from council_office.ledger.audit import Actor
from council_office.ledger.moves import Refused


class Cell(Field):
    """One column: its label is its header in either language; `also` are further headers that people use.

    `required` columns must be in the file. Without an `attribute` the cell is for `match` and the verbs only.
    """

    def __init__(
        self, label: Any, attribute: str | None = None, widget=None, *, also=(), required=False, **options
    ) -> None:
        super().__init__(attribute, None, widget or TextCell(), **options)
        self.label, self.also, self.required = label, also, required

    @property
    def keys(self) -> set[str]:
        """The headers by which the column is known, as search keys."""
        return {search_key(self.column_name), *in_all_languages(self.label), *map(search_key, self.also)}

    def is_blank(self, row: dict) -> bool:
        return written(row.get(self.column_name)) == ""


class OfficeResource(Resource):
    """A list of records by declared `Cell`s.

    A row is matched by `match` (a natural key: importing twice changes nothing), then goes through `create`
    or `revise`. A blank cell leaves what is on record. What a verb refuses is the row's error, in words. The
    acting user comes as `user=` to import_data (the admin gives it). After an import `ignored` names the
    columns of the file that the list does not know.
    """

    class Meta:
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        import_id_fields = ()
        instance_loader_class = BaseInstanceLoader

    ignored: tuple[str, ...] = ()

    # what an app declares

    def get_queryset(self) -> QuerySet:
        """The records of an export, when none are chosen."""
        return self._meta.model.objects.all()

    def match(self, row: dict[str, Any]) -> Model | None:
        """The record that the row is about; ValidationError when that cannot be told."""
        raise NotImplementedError

    def create(self, values: dict[str, Any], row: dict[str, Any], by: Actor) -> Model:
        """Call the verb that makes a new record."""
        raise NotImplementedError

    def revise(self, instance: Model, values: dict[str, Any], row: dict[str, Any], by: Actor) -> Model:
        """Call the verb that changes the record."""
        raise NotImplementedError

    def import_data(self, dataset, *args, rollback_on_validation_errors: bool = True, **kwargs):
        """All rows or none: a list with a wrong row is corrected and imported again."""
        return super().import_data(
            dataset, *args, rollback_on_validation_errors=rollback_on_validation_errors, **kwargs
        )

    # columns

    @classmethod
    def get_display_name(cls) -> str:
        return str(cls._meta.model._meta.verbose_name_plural)

    def before_import(self, dataset: tablib.Dataset, **kwargs) -> None:
        """Name the columns as the resource does, from headers in either language."""
        known = {key: field.column_name for field in self.fields.values() for key in field.keys}
        given = [str(header or "") for header in dataset.headers or []]
        names = [known.get(search_key(header), "") for header in given]
        self.ignored = tuple(header for header, name in zip(given, names, strict=True) if header and not name)
        self.check_columns(names)
        # An unknown column keeps a name that no cell has.
        dataset.headers = [name or f"?{place}" for place, name in enumerate(names)]

    def check_columns(self, names: list[str]) -> None:
        fields = {field.column_name: field for field in self.fields.values()}
        if missing := [f for f in fields.values() if f.required and f.column_name not in names]:
            labels = ", ".join(f"“{field.label}”" for field in missing)
            raise ValueError(
                _("The first row must name the columns; missing: %(labels)s.") % {"labels": labels}
            )
        if double := {name for name in names if name and names.count(name) > 1}:
            labels = ", ".join(f"“{fields[name].label}”" for name in sorted(double))
            raise ValueError(_("These columns stand there twice: %(labels)s.") % {"labels": labels})

    def get_diff_headers(self) -> list[str]:
        return [str(field.label) for field in self.get_import_fields()]

    def get_export_headers(self, selected_fields=None) -> list[str]:
        return [str(field.label) for field in self.get_export_fields(selected_fields)]

    # rows

    def init_instance(self, row=None) -> Model:
        return self._meta.model()

    def cell(self, name: str, row: dict[str, Any]) -> Any:
        """The value of a column in this row; None when it is not there or blank."""
        field = self.fields[name]
        return None if field.is_blank(row) else field.clean(row)

    def get_instance(self, instance_loader, row) -> Model | None:
        try:
            return self.match(row)
        except ValueError as error:  # a cell that cannot be read
            raise ValidationError(str(error)) from error

    def import_field(self, field, instance, row, is_m2m=False, **kwargs) -> None:
        if not field.is_blank(row):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def values(self, instance: Model, row: dict[str, Any]) -> dict[str, Any]:
        """What the row says, by attribute."""
        told = (f for f in self.get_import_fields() if f.attribute and not f.readonly and not f.is_blank(row))
        return {field.attribute: getattr(instance, field.attribute) for field in told}

    def save_instance(self, instance, is_create, row, **kwargs) -> None:
        """Through the verb; what it refuses is said as the row's error."""
        values, by = self.values(instance, row), kwargs["user"]
        try:
            if is_create:
                instance.pk = self.create(values, row, by).pk
            else:
                self.revise(type(instance)._base_manager.get(pk=instance.pk), values, row, by)
        except Refused as refused:
            raise ValidationError(refused.message) from refused
