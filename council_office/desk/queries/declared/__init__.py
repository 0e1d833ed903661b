"""Today of everybody, declared app by app; from what is pressing to what comes."""

from council_office.desk.queries.declared import desk, meetings, office, visits

APPS = (visits, meetings, desk, office)
MATTERS = tuple(matter for app in (desk, visits, meetings, office) for matter in app.MATTERS)
SECTIONS = tuple(section for app in APPS for section in app.SECTIONS)
OFFERS = tuple(offer for app in APPS for offer in app.OFFERS)
