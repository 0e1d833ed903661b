"""The one access table: every app's rows together (see council_office.web.access)."""

from council_office.desk import access as desk
from council_office.desk.calendar import access as calendar
from council_office.desk.people import access as people
from council_office.reports import access as reports
from council_office.web import access as web
from documents import access as documents
from meetings import access as meetings
from procurement import access as procurement
from protocol import access as protocol
from visits import access as visits

TABLE = web.merged(
    web.ACCESS,
    desk.ACCESS,
    calendar.ACCESS,
    people.ACCESS,
    meetings.ACCESS,
    visits.ACCESS,
    protocol.ACCESS,
    procurement.ACCESS,
    documents.ACCESS,
    reports.ACCESS,
)
