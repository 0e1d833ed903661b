"""The office's own Word templates (.docx with {{ placeholders }}), filled in a sandbox with plain data."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

from council_office.ledger.moves import Refused
from documents.rendering import zips

ITEMS = 10_000


class Plain(ImmutableSandboxedEnvironment):
    """No attribute is ever read and nothing is ever called: values are looked up by key alone."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Mapping):
            return obj.get(attribute, self.undefined(obj=obj, name=attribute))
        raise SecurityError(f"“{attribute}” is not a placeholder")

    def is_safe_callable(self, obj: object) -> bool:
        return False

    def call_binop(self, context, operator: str, left: object, right: object) -> object:
        raise SecurityError("a template does not calculate")


def fill(template: bytes, context: Mapping[str, object]) -> bytes:
    """The document with its placeholders replaced; `<`, `&` and every script come out as they went in.

    Refused for an unknown variable, an unsafe expression, a damaged file or a context that is not plain data.
    """
    require_plain(context)
    document = opened(template)
    try:
        if unknown := unknown_variables(template, context):
            raise Refused(_("Not known here: %(names)s.") % {"names": ", ".join(unknown)})
        document.render(dict(context), environment(), autoescape=True)
    except SecurityError as error:
        raise Refused(_("The template holds an unsafe expression: %(error)s") % {"error": error}) from error
    except (TemplateError, TypeError, ValueError) as error:
        raise Refused(_("The template cannot be read: %(error)s") % {"error": error}) from error
    out = BytesIO()
    document.save(out)
    return zips.steady(out.getvalue())


def unknown_variables(template: bytes, known: Mapping[str, object]) -> list[str]:
    """The placeholders of a template that the context does not know, in alphabetical order."""
    return sorted(variables(template) - known.keys())


def variables(template: bytes) -> set[str]:
    """Every placeholder that a template asks for."""
    try:
        return opened(template).get_undeclared_template_variables(environment())
    except TemplateError as error:
        raise Refused(_("The template cannot be read: %(error)s") % {"error": error}) from error


def environment() -> Plain:
    made = Plain(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters = {
        name: made.filters[name] for name in ("upper", "lower", "title", "default", "join", "length")
    }
    return made


def opened(template: bytes) -> DocxTemplate:
    try:
        document = DocxTemplate(BytesIO(template))
        document.init_docx()
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise Refused(_("This is not a Word template (.docx).")) from error
    return document


def require_plain(value: object) -> None:
    """Texts, numbers, days, lists and dicts of them; never an object with methods worth calling."""
    match value:
        case Mapping():
            for item in value.values():
                require_plain(item)
        case list() | tuple() if len(value) <= ITEMS:
            for item in value:
                require_plain(item)
        case str() | int() | float() | Decimal() | date() | bool() | None:
            return
        case _:
            raise Refused(_("Only plain texts, numbers and days go into a template."))
