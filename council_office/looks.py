"""The admin in the clothes of the office: the same name, colours, type and logo."""

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

NAVY = {
    "50": "#eff4fa",
    "100": "#dce7f4",
    "200": "#bdd1ea",
    "300": "#90b2da",
    "400": "#9dc0ec",
    "500": "#7aa7e2",
    "600": "#1f4e8c",
    "700": "#1b4379",
    "800": "#183864",
    "900": "#162f53",
    "950": "#0e1e37",
}
GREY = {
    "50": "#f6f7f9",
    "100": "#eef1f5",
    "200": "#e2e6ec",
    "300": "#c9d0da",
    "400": "#9aa5b5",
    "500": "#566275",
    "600": "#465267",
    "700": "#36415a",
    "800": "#2c3542",
    "900": "#191f28",
    "950": "#11151b",
}
UNFOLD = {
    "SITE_TITLE": _("Council Office"),
    "SITE_HEADER": _("Council Office"),
    "SITE_SUBHEADER": _("Administration"),
    "SITE_URL": "/",
    "SITE_ICON": lambda request: static("img/favicon.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/favicon.svg")}
    ],
    "STYLES": [lambda request: static("admin.css")],
    "SCRIPTS": [lambda request: static("admin.js")],
    "THEME": "council_office.web.navigation.admin_theme",
    "BORDER_RADIUS": "6px",
    "COLORS": {"primary": NAVY, "base": GREY},
    "SIDEBAR": {"show_search": True, "navigation": "council_office.web.navigation.admin_rooms"},
}
