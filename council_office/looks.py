"""The admin in the clothes of the office: the same name, colours, type and logo."""

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

NAVY = {
    "50": "#eff4fa",
    "100": "#dce7f4",
    "200": "#bdd1ea",
    "300": "#90b2da",
    "400": "#5e8cc5",
    "500": "#3c6fae",
    "600": "#1f4e8c",
    "700": "#1b4379",
    "800": "#183864",
    "900": "#162f53",
    "950": "#0e1e37",
}
UNFOLD = {
    "SITE_TITLE": _("Council Office"),
    "SITE_HEADER": _("Council Office"),
    "SITE_URL": "/",
    "SITE_LOGO": lambda request: static("img/logo.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/favicon.svg")}
    ],
    "STYLES": [lambda request: static("admin.css")],
    "BORDER_RADIUS": "4px",
    "COLORS": {"primary": NAVY},
    "SIDEBAR": {"show_search": True, "show_all_applications": True},
}
