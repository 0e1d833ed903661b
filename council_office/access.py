"""The one access table: every app's rows together (see council_office.web.access)."""

from council_office.web import access as web

TABLE = web.merged(
    web.ACCESS,
)
