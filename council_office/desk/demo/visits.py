"""A ministerial visit, an expert mission with passes in every state, visitors of the coming session."""

from datetime import date, timedelta

from django.utils import timezone

from council_office.calendar.queries import calendar_around
from council_office.desk.demo.meetings import work_jobs
from council_office.desk.demo.people import rows
from council_office.directory import actions as directory
from council_office.directory.models import Person, User
from council_office.directory.queries import same_person
from council_office.directory.states import Role
from meetings.models import Session
from visits import actions
from visits.models import PassRequest, Visit, Visitor, Zone

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
DAY = timedelta(days=1)


def visits(session: Session, people: dict[str, Person], users: dict[Role, User]) -> None:
    """The three visits of the demo; their mails and letters are made by the worker."""
    minister(people, users)
    mission(people, users)
    actions.open_files(session, by=users[Role.ASSISTANT])
    work_jobs()


def working_day(days: int) -> date:
    """The working day so many days from today, or the next one."""
    day = timezone.localdate() + days * DAY
    return calendar_around(day).next_working(day)


def minister(people: dict[str, Person], users: dict[Role, User]) -> Visit:
    """A vice-minister with her staff, for whom an assistant answers."""
    by, day = users[Role.PROTOCOL_OFFICER], working_day(24)
    visit = actions.create_visit(
        by=by,
        kind="vip",
        title_en="Visit of the Vice-Minister of Science and Technology of China",
        title_fr="Visite de la vice-ministre de la Science et de la Technologie de la Chine",
        purpose_en="Meeting with the Director-General and tour of the assembly hall",
        purpose_fr="Entretien avec le Directeur général et visite du hall d’assemblage",
        starts_on=day,
        host=people["dg_office"],
        signatory=people["council_secretary"],
        member=people["cn1"].member,
        organisation=people["cn1"].organisation,
    )
    actions.plan_visit(visit, by=by)
    zones = list(Zone.objects.filter(code__in=["HQ", "SITE-ASSEMBLY"]))
    for key, role in (("cn1", "head"), ("cn2", "member"), ("cn3", "member")):
        helper = None if key == "cn3" else people["cn3"]
        actions.add_visitor(visit, by=by, person=people[key], role=role, zones=zones, answered_by=helper)
    head = visit.visitors.get(role="head")
    tell(head, {"document_kind": "diplomatic", "issued_on": day - 700 * DAY}, by=by)
    actions.ask(visit, by=by)
    return visit


def mission(people: dict[str, Person], users: dict[Role, User]) -> Visit:
    """Fifteen experts for the review of the cryoplant, each file at another point of its way."""
    by, first = users[Role.ASSISTANT], working_day(20)
    visit = actions.create_visit(
        by=by,
        kind="mission",
        title_en="Review of the cryoplant by experts of the Domestic Agencies",
        title_fr="Revue de l’usine cryogénique par des experts des agences domestiques",
        purpose_en="Review of the commissioning of the cryoplant",
        purpose_fr="Revue de la mise en service de l’usine cryogénique",
        starts_on=first,
        ends_on=calendar_around(first).forward(first, 3).on,
        host=people["staff"],
        signatory=people["council_secretary"],
    )
    actions.plan_visit(visit, by=by)
    for row in rows("experts"):
        move_on(expert(visit, row, by=by), row, users)
    actions.ask(visit, by=by)
    actions.prepare_letters(visit, by=by, kind="visa_support")
    if any(not each.missing for each in actions.reviewed(visit, "visa_support")):
        actions.send_letters(visit, by=by, kind="visa_support")
    return visit


def expert(visit: Visit, row: dict[str, str], *, by: User) -> Visitor:
    known = same_person(row["family_name"], row["given_names"])
    person = known[0] if known else new_expert(row, by=by)
    zones = list(Zone.objects.filter(code__in=["HQ", row["zone"]]))
    return actions.add_visitor(visit, by=by, person=person, role="expert", zones=zones)


def new_expert(row: dict[str, str], *, by: User) -> Person:
    return directory.create_person(
        by=by,
        confirmed=True,
        family_name=row["family_name"],
        given_names=row["given_names"],
        native_name=row["native_name"],
        nationality=row["nationality"],
        language=row["language"],
        email=f"{row['given_names']}.{row['family_name']}@demo.example".lower().replace("è", "e"),
    )


def move_on(visitor: Visitor, row: dict[str, str], users: dict[Role, User]) -> None:
    """The file and its pass as far as the row says."""
    by, security = users[Role.ASSISTANT], users[Role.SECURITY_OFFICER]
    goal = row["pass"]
    request = actions.request_pass(visitor, by=by)
    issued = timezone.localdate() + int(row["issued_on"]) * DAY
    facts = {"nationality": row["nationality"], "employer": row["organisation"], "function": row["function"]}
    if goal == "collecting":
        return tell(visitor, facts | {"issued_on": issued}, by=by)
    tell(visitor, whole(visitor, row, issued) | facts, by=by)
    for item in ("identity_scan", "photo"):
        actions.upload_scan(visitor, by=by, item=item, data=PNG, name="page.png")
    request = PassRequest.objects.get(pk=request.pk)
    if goal != "complete":
        decide(actions.submit_pass(request, by=by), goal, security)
    if goal == "superseded":
        cryo = list(Zone.objects.filter(code__in=["HQ", "SITE-CRYO", "SITE-CONTROL"]))
        actions.revise_visitor(visitor, by=by, zones=cryo)
    if goal == "withdrawn":
        actions.withdraw_visitor(visitor, by=by, reason="Replaced by a colleague")


def whole(visitor: Visitor, row: dict[str, str], issued: date) -> dict:
    """Everything that a pass request waits for, invented."""
    return {
        "document_kind": "passport",
        "document_country": row["nationality"],
        "document_number": f"X{visitor.pk:07d}",
        "holder_name": f"{row['family_name']} {row['given_names']}".upper(),
        "issued_on": issued,
        "expires_on": issued.replace(year=issued.year + int(row["years"]), day=1),
        "born_on": date(1975 + visitor.pk % 20, 1 + visitor.pk % 12, 1 + visitor.pk % 28),
        "birth_place": "Invented Town",
        "home_address": "1 Example Street",
        "phone": "+33 4 00 00 00 00",
    }


def decide(request: PassRequest, goal: str, security: User) -> None:
    """What security does with it."""
    if goal in ("submitted", "withdrawn"):
        return
    if goal == "refused":
        actions.refuse_pass(request, by=security, reason="The photograph does not show the person.")
        return
    if goal == "information":
        actions.ask_about_pass(request, by=security, note="Which firm employs the visitor on the site?")
        return
    request = actions.approve_pass(request, by=security)
    if goal == "approved":
        return
    request = actions.issue_pass(request, by=security)
    if goal == "active":
        actions.activate_pass(request, by=security)
    if goal == "revoked":
        actions.revoke_pass(request, by=security, reason="The mission ended early for this visitor.")


def tell(visitor: Visitor, values: dict, *, by: User) -> None:
    actions.save_answers(visitor, by=by, values=values)
