"""A minister's visit under way today, a head of State's to come, and the people and cars they need."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from council_office.calendar.queries import calendar_around
from council_office.desk.demo.people import rows
from council_office.directory.models import Person, User
from council_office.directory.states import Role
from visits import actions
from visits.models import Place, Programme, ProgrammeProfile, Resource, Terminal, Visit, Zone
from visits.queries.programmes import Sheet
from visits.states import ResourceKind, VisitKind, VisitorRole

CLOSED = "Agreed with the Director-General for a day on which the office is closed"
DAYS_TO_COME = 14
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(32)  # stands for a scan
WELCOME = {
    "purpose_en": "Progress of assembly; deliveries of the Member; training of young engineers.",
    "messages_en": "Thanks for the deliveries on time of this year.\n"
    "Assembly advances: two sectors are in the pit.\nAn invitation to send more young engineers.",
    "messages_fr": "Remercier des livraisons effectuées à temps cette année.\n"
    "L’assemblage avance : deux secteurs sont dans le puits.\n"
    "Inviter à envoyer davantage de jeunes ingénieurs.",
    "purpose_fr": "Avancement de l’assemblage ; livraisons du Membre ; formation de jeunes ingénieurs.",
}


def programmes(people: dict[str, Person], users: dict[Role, User]) -> Visit:
    """The visit of today with its programme, bookings and journeys; returns it."""
    officer = users[Role.PROTOCOL_OFFICER]
    resources(people, by=officer)
    today = minister_today(people, by=officer)
    passes(today, users)
    travel(state_visit(people, by=officer), by=officer)
    return today


def resources(people: dict[str, Person], *, by: User) -> None:
    """Guides with their training, hosts, interpreters, drivers and cars."""
    for row in rows("resources"):
        made = actions.create_resource(
            by=by,
            kind=row["kind"],
            name=row["name"],
            person=people.get(row["person"]),
            languages=row["languages"],
            capacity=row["capacity"] or None,
            luggage=row["luggage"] or None,
            plate=row["plate"],
            hourly_cost=row["hourly_cost"] or None,
            buffer_minutes=row["buffer"] or 0,
        )
        if row["zone"]:
            since = timezone.localdate() - timedelta(days=200)
            actions.authorise(
                made,
                by=by,
                zone=Zone.objects.get(code=row["zone"]),
                training="Worksite escort",
                valid_from=since,
                valid_to=since + timedelta(days=int(row["training_days"])),
            )


def minister_today(people: dict[str, Person], *, by: User) -> Visit:
    """Three people from Japan, now in the middle of their programme."""
    visit = actions.create_visit(
        by=by,
        kind=VisitKind.VIP,
        title_en="Visit of the Deputy Minister of Japan",
        title_fr="Visite du vice-ministre japonais",
        starts_on=timezone.localdate(),
        host=people["io1"],
        organisation=people["jp1"].organisation,
        member=people["jp1"].member,
        **WELCOME,
    )
    for key, role in (("jp1", "head"), ("jp2", "member"), ("jp4", "member"), ("jp8", "interpreter")):
        actions.add_visitor(visit, by=by, person=people[key], role=VisitorRole(role))
    actions.plan_visit(visit, by=by)
    programme = actions.make_programme(
        visit, by=by, profile=ProgrammeProfile.objects.get(code="minister"), opens_at=an_hour_ago()
    )
    on_a_closed_day(programme, by=by)
    needs(visit, by=by)
    return actions.begin_visit(visit, by=by)


def passes(visit: Visit, users: dict[Role, User]) -> None:
    """Everybody has a pass; the first two are inside."""
    assistant, security = users[Role.ASSISTANT], users[Role.SECURITY_OFFICER]
    zones = Zone.objects.filter(code__in=("SITE", "SITE-ASSEMBLY", "SITE-TOKAMAK"))
    for number, visitor in enumerate(visit.visitors.order_by("pk")):
        actions.revise_visitor(visitor, by=assistant, zones=list(zones))
        actions.save_answers(visitor, by=assistant, values=answers(visitor.person, number))
        for item in ("identity_scan", "photo", "export_declaration"):
            actions.upload_scan(visitor, by=assistant, item=item, data=PICTURE, name="page.png")
        request = actions.request_pass(visitor, by=assistant)
        request = actions.submit_pass(request, by=assistant)
        request = actions.approve_pass(request, by=security)
        request = actions.issue_pass(request, by=security)
        if number < 2:
            actions.admit(request.number, by=security, gate=Place.objects.get(code="access-control"))


def answers(person: Person, number: int) -> dict:
    """What an invented diplomat carries."""
    return {
        "nationality": str(person.nationality),
        "document_kind": "passport",
        "document_country": str(person.nationality),
        "document_number": f"TZ000000{number}",
        "holder_name": f"{person.family_name} {person.given_names}".upper(),
        "issued_on": date(2023, 3, 1),
        "expires_on": date(2033, 2, 28),
        "born_on": date(1970 + number, 4, 12),
        "birth_place": "Sendai",
        "home_address": "1-1 Demo, Tokyo",
        "employer": str(person.organisation or ""),
        "function": "Delegate",
        "phone": "+81 3 0000 0000",
    }


def travel(visit: Visit, *, by: User) -> None:
    """Two flights and a train, grouped into cars; a block of rooms."""
    block = actions.add_room_block(
        visit,
        by=by,
        hotel="Hôtel de la Fontaine, Aix-en-Provence",
        rooms=6,
        rate=Decimal("145"),
        starts_on=visit.starts_on - timedelta(days=1),
        ends_on=visit.starts_on + timedelta(days=1),
        release_on=visit.starts_on - timedelta(days=5),
    )
    flights = (("AF 7662", "MRS", 18, 5), ("AF 7662", "MRS", 18, 5), ("LH 1088", "MRS", 18, 25))
    flights = (*flights, ("TGV 6121", "AIXTGV", 19, 12), ("LH 1088", "MRS", 21, 40))
    for visitor, (number, terminal, hour, minute) in zip(visit.visitors.order_by("pk"), flights, strict=True):
        lands = datetime.combine(visit.starts_on - timedelta(days=1), time(hour, minute))
        actions.add_journey(
            visitor,
            by=by,
            number=number,
            terminal=Terminal.objects.get(code=terminal),
            moment=timezone.make_aware(lands),
            first_schengen=number.startswith("LH"),
            luggage=2 if visitor.role == VisitorRole.HEAD else 1,
        )
        actions.give_room(visitor, by=by, block=block)
    actions.group_transfers(visit, by=by)


def an_hour_ago() -> time:
    """An hour ago at a round minute, so that the programme is under way and ends today."""
    now = timezone.localtime()
    latest = now.replace(hour=18, minute=30)
    start = min(now - timedelta(hours=1, minutes=10), latest)
    start = start if start.date() == now.date() else now
    return start.time().replace(minute=start.minute // 5 * 5, second=0, microsecond=0)


def on_a_closed_day(programme: Programme, *, by: User) -> None:
    """At weekends nobody is free without a word from above."""
    if calendar_around(timezone.localdate()).is_working(timezone.localdate()):
        return
    for row in Sheet(programme).rows:
        for kind in row.stop.needed:
            of_kind = Resource.objects.filter(kind=kind).order_by("pk")
            one = of_kind.filter(place=row.stop.place) if kind == ResourceKind.ROOM else of_kind
            book(one.first(), row.stop, by=by)


def book(resource: Resource | None, stop, *, by: User) -> None:
    if resource is not None:
        actions.book(resource, stop, by=by, override_reason=CLOSED)


def needs(visit: Visit, *, by: User) -> None:
    """Sizes, a diet, a step-free route."""
    told = (
        {"shoe_system": "JP", "shoe_size": "26.5", "clothes": "L"},
        {"shoe_system": "JP", "shoe_size": "24", "clothes": "M", "has_diet": True, "diet": "Vegetarian"},
        {"shoe_system": "EU", "shoe_size": "38", "clothes": "S", "step_free": True},
        {"shoe_system": "JP", "shoe_size": "23", "clothes": "S"},
    )
    for visitor, values in zip(visit.visitors.order_by("pk"), told, strict=True):
        actions.revise_needs(visitor, by=by, **values)


def state_visit(people: dict[str, Person], *, by: User) -> Visit:
    """A visit to come, its programme still a draft with something left to book."""
    around = timezone.localdate() + timedelta(days=DAYS_TO_COME)
    day = calendar_around(around).next_working(around)
    visit = actions.create_visit(
        by=by,
        kind=VisitKind.VIP,
        title_en="Visit of the Minister of Energy",
        title_fr="Visite de la ministre de l’Énergie",
        starts_on=day,
        host=people["io1"],
        organisation=people["in1"].organisation,
        member=people["in1"].member,
        **WELCOME,
    )
    roles = {"in1": "head", "in2": "member", "in3": "member", "in4": "expert", "in5": "expert"}
    for key, role in roles.items():
        actions.add_visitor(visit, by=by, person=people[key], role=VisitorRole(role))
    actions.plan_visit(visit, by=by)
    actions.make_programme(visit, by=by, profile=ProgrammeProfile.objects.get(code="head-of-state"))
    return visit
