"""Today of everybody, declared app by app; from what is pressing to what comes."""

from council_office.desk.queries.declared import (
    desk,
    documents,
    meetings,
    office,
    procurement,
    protocol,
    visits,
)

APPS = (visits, procurement, meetings, protocol, documents, desk, office)
COUNTED = (desk, visits, procurement, documents, protocol, meetings, office)
MATTERS = tuple(matter for app in COUNTED for matter in app.MATTERS)
SECTIONS = tuple(section for app in APPS for section in app.SECTIONS)
OFFERS = tuple(offer for app in APPS for offer in app.OFFERS)
