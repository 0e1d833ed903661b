"""A minister's visit under way today, a head of State's to come, and the people and cars they need."""

from datetime import time, timedelta

from django.utils import timezone

from council_office.calendar.queries import calendar_around
from council_office.desk.demo.people import rows
from council_office.directory.models import Person, User
from council_office.directory.states import Role
from visits import actions
from visits.models import Programme, ProgrammeProfile, Resource, Visit, Zone
from visits.queries.programmes import Sheet
from visits.states import ResourceKind, VisitKind, VisitorRole

CLOSED = "Agreed with the Director-General for a day on which the office is closed"
DAYS_TO_COME = 14
WELCOME = {
    "purpose_en": "Progress of assembly; deliveries of the Member; training of young engineers.",
    "purpose_fr": "Avancement de l’assemblage ; livraisons du Membre ; formation de jeunes ingénieurs.",
}


def programmes(people: dict[str, Person], users: dict[Role, User]) -> Visit:
    """The visit of today with its programme, bookings and journeys; returns it."""
    officer = users[Role.PROTOCOL_OFFICER]
    resources(people, by=officer)
    today = minister_today(people, by=officer)
    state_visit(people, by=officer)
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
