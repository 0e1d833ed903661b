"""Icons, drawn into the page: no request, no font, the colour of the text."""

import json
from functools import cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

HIDDEN = mark_safe('aria-hidden="true" focusable="false"')


@cache
def shapes() -> dict[str, str]:
    """The inside of every icon by name; nothing while the looks are not built."""
    file = settings.ASSETS / "icons.json"
    return json.loads(file.read_text()) if file.exists() else {}


@cache
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon in the size of the text; an unknown name is a mistake of the template."""
    if (known := shapes()) and name not in known:
        raise LookupError(f"no icon is called {name!r}")
    spoken = format_html('role="img" aria-label="{}"', label) if label else HIDDEN
    inside = mark_safe(known.get(name, ""))  # noqa: S308  our own file
    return format_html('<svg class="icon {}" viewBox="0 0 24 24" {}>{}</svg>', css, spoken, inside)
