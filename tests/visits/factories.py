"""Nouns of visits for tests, made by the verbs that make them in the office."""

from datetime import date

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from tests.factories import PersonFactory
from tests.meetings.factories import working_day
from visits import actions, mrz
from visits.models import PassRequest, Visit, Visitor, Zone


def zone(code: str = "SITE-ASSEMBLY") -> Zone:
    """One of the zones, as seeded."""
    return Zone.objects.get(code=code)


def draft_visit(*, by=CLOCK, in_days: int = 120, starts_on: date | None = None, **fields) -> Visit:
    """A visit with a host, still a draft."""
    fields = {"title_en": "Review of the cryoplant", "title_fr": "Revue de l’usine cryogénique", **fields}
    fields.setdefault("host", PersonFactory(family_name="Hamill"))
    return actions.create_visit(by=by, starts_on=starts_on or working_day(in_days), **fields)


def planned_visit(*, by=CLOCK, **fields) -> Visit:
    return actions.plan_visit(draft_visit(by=by, **fields), by=by)


def visitor_of(
    visit: Visit, *, by=CLOCK, zones: tuple[str, ...] = (), role: str = "expert", **person
) -> Visitor:
    """Somebody new in the visit."""
    chosen = [zone(code) for code in zones]
    return actions.add_visitor(visit, by=by, person=PersonFactory(**person), role=role, zones=chosen)


NUMBER = "CANARY12345"


def answers(nationality: str = "CN", **more) -> dict:
    """Everything that a visitor from this country is asked, except scans."""
    known = {
        "nationality": nationality,
        "document_kind": "passport",
        "document_country": nationality,
        "document_number": NUMBER,
        "holder_name": "ZHANG WEI",
        "issued_on": date(2022, 1, 10),
        "expires_on": date(2031, 1, 10),
        "born_on": date(1980, 5, 17),
        "birth_place": "Hefei",
        "home_address": "1 Example Road, Hefei",
        "employer": "Institute of Plasma Physics",
        "function": "Engineer",
        "phone": "+86 1",
    }
    return {**known, **more}


PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
SCANS = ("identity_scan", "photo", "export_declaration")


def complete(visitor: Visitor, *, by=CLOCK, nationality: str = "CN", scans: tuple[str, ...] = SCANS, **more):
    """The file of the visitor with everything that a pass request waits for."""
    visitor = actions.save_answers(visitor, by=by, values=answers(nationality, **more))
    for item in scans:
        actions.upload_scan(visitor, by=by, item=item, data=PNG, name="page.png")
    visitor.refresh_from_db()
    return visitor


def approved(visitor: Visitor, *, office, **given) -> PassRequest:
    """A complete file, its request submitted by the assistant and approved by security."""
    complete(visitor, **given)
    request = actions.request_pass(visitor, by=office[Role.ASSISTANT])
    request = actions.submit_pass(request, by=office[Role.ASSISTANT])
    return actions.approve_pass(request, by=office[Role.SECURITY_OFFICER])


def issued(visitor: Visitor, *, office, **given) -> PassRequest:
    return actions.issue_pass(approved(visitor, office=office, **given), by=office[Role.SECURITY_OFFICER])


def zone_lines(number="123456789", nationality="CHN", born="800101", expires="300101", issuer="CHN") -> str:
    """The machine-readable zone of a passport, its check digits right."""
    body = f"{number}{mrz.check_digit(number)}{nationality}{born}{mrz.check_digit(born)}M"
    body += f"{expires}{mrz.check_digit(expires)}{'<' * 14}<"
    whole = mrz.check_digit(body[0:10] + body[13:20] + body[21:43])
    return f"P<{issuer}ZHANG<<WEI{'<' * 29}\n{body}{whole}"
