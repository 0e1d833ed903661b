"""The one access table: every app's rows together (see council_office.web.access)."""

from importlib import import_module

from council_office.web import access as web


def built(name: str) -> dict:
    """TEMPORARY while the parts are being built: a part that does not import yet opens nothing."""
    try:
        return import_module(name).ACCESS
    except ImportError:
        return {}


TABLE = web.merged(
    web.ACCESS,
    built("council_office.desk.access"),
    built("council_office.desk.calendar.access"),
    built("council_office.desk.people.access"),
    built("meetings.access"),
    built("visits.access"),
    built("protocol.access"),
    built("procurement.access"),
    built("documents.access"),
    built("council_office.reports.access"),
)
