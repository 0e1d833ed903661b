"""The one access table: every app's rows together (see council_office.web.access)."""

from council_office.desk import access as desk
from council_office.reports import access as reports
from council_office.web import access as web
from meetings import access as meetings

TABLE = web.merged(
    web.ACCESS,
    desk.ACCESS,
    meetings.ACCESS,
    reports.ACCESS,
)
