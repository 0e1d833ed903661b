"""What may stand in a cell, in either language, and what the cell means."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_countries import countries
from import_export.widgets import Widget

from council_office.directory.models import Member, Organisation
from council_office.directory.names import search_key

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


def in_all_languages(text: Any) -> set[str]:
    """The text in every language of the office, as search keys."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.add(search_key(str(text)))
    return found


def written(value: Any) -> str:
    """A cell as text: whole numbers without a decimal point, the apostrophe before a sign taken off again."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text


class TextCell(Widget):
    """Text as it stands."""

    def clean(self, value, row=None, **kwargs):
        return written(value)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class NamedCell(TextCell):
    """One of several things, each known by a few names; read once for each import."""

    def keys(self) -> dict[str, Any]:
        """Each thing by the search keys of its names."""
        raise NotImplementedError

    @cached_property
    def known(self) -> dict[str, Any]:
        return self.keys()

    def clean(self, value, row=None, **kwargs):
        text = written(value)
        if text and search_key(text) not in self.known:
            raise ValueError(self.unknown(text))
        return self.known[search_key(text)] if text else None


class ChoiceCell(NamedCell):
    """A choice by its code or its label in either language."""

    def __init__(self, choices: type[TextChoices]) -> None:
        super().__init__()
        self.choices = choices

    def keys(self):
        names = {
            choice: {search_key(choice.value), *in_all_languages(choice.label)} for choice in self.choices
        }
        return {key: choice for choice, keys in names.items() for key in keys}

    def unknown(self, text: str) -> str:
        labels = ", ".join(str(label) for label in self.choices.labels)
        return _("“%(text)s” is not one of: %(labels)s.") % {"text": text, "labels": labels}

    def render(self, value, obj=None, **kwargs):
        return str(self.choices(value).label) if value else ""


class CountryCell(NamedCell):
    """A country by its ISO code or its name in either language."""

    def keys(self):
        found = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                found |= {search_key(str(name)): code for code, name in countries}
        return found | {search_key(code): code for code, _name in countries}

    def clean(self, value, row=None, **kwargs):
        return super().clean(value, row, **kwargs) or ""

    def unknown(self, text: str) -> str:
        return _("“%(text)s” is not the name or code of a country.") % {"text": text}

    def render(self, value, obj=None, **kwargs):
        return str(value.name) if value else ""


class MemberCell(NamedCell):
    """A Member by its code or one of its names."""

    def keys(self):
        return {search_key(name): member for member in Member.objects.all() for name in names_of(member)}

    def unknown(self, text: str) -> str:
        return _("“%(text)s” is not one of the seven Members.") % {"text": text}


def names_of(member: Member) -> tuple[str, ...]:
    return (member.code, member.name_en, member.name_fr, member.formal_en, member.formal_fr)


class OrganisationCell(TextCell):
    """An organisation on record, by one of its names or its acronym."""

    def clean(self, value, row=None, **kwargs):
        text = written(value)
        if not text:
            return None
        key = search_key(text)
        found = [one for one in Organisation.objects.named(text) if key in keys_of(one)]
        if len(found) != 1:
            raise ValueError(
                _("The organisation “%(text)s” is not on record: enter it first.") % {"text": text}
            )
        return found[0]


def keys_of(organisation: Organisation) -> set[str]:
    names = (organisation.name_en, organisation.name_fr, organisation.acronym)
    return {search_key(name) for name in names if name}


class DateCell(TextCell):
    """A date of the spreadsheet, or written 2026-11-18 or 18/11/2026."""

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = written(value).split(" ")[0]
        if not text:
            return None
        for form in DATE_FORMS:
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                continue
        raise ValueError(_("“%(text)s” is not a date; write it like 2026-11-18.") % {"text": text})

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""


class YesCell(TextCell):
    """Yes or nothing."""

    def clean(self, value, row=None, **kwargs):
        return search_key(written(value)) in ("yes", "y", "oui", "o", "x", "1", "true", "vrai")

    def render(self, value, obj=None, **kwargs):
        return _("yes") if value else ""
