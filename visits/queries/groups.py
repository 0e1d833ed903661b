"""The people of a session or a ceremony as visitors: who has a file, who has none, how ready they are."""

from collections import Counter
from dataclasses import dataclass

from council_office.directory.models import Person
from council_office.directory.states import OrganisationKind
from meetings.letters.words import session_in_words
from meetings.models import Session
from meetings.states import ParticipantRole
from protocol.models import Ceremony, Guest
from visits.models import Visit, Zone
from visits.queries import letters, people
from visits.queries.people import File
from visits.states import PassState, VisitKind, VisitorRole

ROLES = {
    ParticipantRole.HEAD: VisitorRole.HEAD,
    ParticipantRole.EXPERT: VisitorRole.EXPERT,
    ParticipantRole.INTERPRETER: VisitorRole.INTERPRETER,
}
COUNCIL_ZONE = "HQ-COUNCIL"


def coming_in_person(occasion: Session | Ceremony) -> list[tuple[Person, str]]:
    """Who comes to the seat and does not work there, with the role in the visit."""
    return guests(occasion) if isinstance(occasion, Ceremony) else participants(occasion)


def participants(session: Session) -> list[tuple[Person, str]]:
    found = session.participants.coming().filter(remote=False).exclude(role=ParticipantRole.IO)
    return [
        (one.person, ROLES.get(one.role, VisitorRole.MEMBER))
        for one in found.select_related("person").order_by("pk")
    ]


def guests(ceremony: Ceremony) -> list[tuple[Person, str]]:
    """Those who accepted; who invites, signs or works at the ITER Organization is at home."""
    found = Guest.objects.filter(ceremony=ceremony).coming()
    found = found.exclude(person__organisation__kind=OrganisationKind.ITER)
    at_home = {ceremony.host_id, ceremony.signatory_id, ceremony.contact_id}
    return [
        (one.person, role_of(one))
        for one in found.select_related("person").order_by("pk")
        if one.person_id not in at_home
    ]


def role_of(guest: Guest) -> str:
    if guest.interprets_for_id:
        return VisitorRole.INTERPRETER
    return VisitorRole.COMPANION if guest.partner_id else VisitorRole.MEMBER


def without_file(occasion: Session | Ceremony, visit: Visit | None) -> list[tuple[Person, str]]:
    have = set(visit.visitors.values_list("person_id", flat=True)) if visit else set()
    return [(person, role) for person, role in coming_in_person(occasion) if person.pk not in have]


def occasion_zones(occasion: Session | Ceremony) -> list[Zone]:
    """Where whoever comes is let in: to a session the Council Chamber; a ceremony may be anywhere."""
    return list(Zone.objects.filter(code=COUNCIL_ZONE)) if isinstance(occasion, Session) else []


def occasion_facts(occasion: Session | Ceremony) -> dict:
    """What the visit to a session or a ceremony takes over from it."""
    if isinstance(occasion, Ceremony):
        return {
            "kind": VisitKind.CEREMONY,
            "title_en": occasion.title("en"),
            "title_fr": occasion.title("fr"),
            "purpose_en": ceremony_in_words(occasion, "en"),
            "purpose_fr": ceremony_in_words(occasion, "fr"),
            "starts_on": occasion.held_on,
            "ends_on": occasion.held_on,
            "host": occasion.host or occasion.signatory,
        }
    return {
        "kind": VisitKind.SESSION,
        "title_en": occasion.label,
        "title_fr": occasion.label,
        "purpose_en": session_in_words(occasion, "en"),
        "purpose_fr": session_in_words(occasion, "fr"),
        "starts_on": occasion.starts_on,
        "ends_on": occasion.ends_on,
        "host": occasion.signatory,
    }


def ceremony_in_words(ceremony: Ceremony, language: str) -> str:
    """Inauguration of the hall, Assembly hall."""
    return ", ".join(filter(None, (ceremony.title(language), ceremony.place(language))))


@dataclass(frozen=True)
class GroupReadiness:
    """How far the files of a visit are."""

    files: tuple[File, ...]

    @property
    def total(self) -> int:
        return len(self.files)

    @property
    def complete(self) -> int:
        return sum(file.is_ready_for_pass for file in self.files)

    @property
    def with_pass(self) -> int:
        return sum(
            file.latest_pass is not None and file.latest_pass.state in (PassState.ISSUED, PassState.ACTIVE)
            for file in self.files
        )

    @property
    def with_security(self) -> int:
        states = (PassState.SUBMITTED, PassState.APPROVED, PassState.INFORMATION)
        return sum(file.latest_pass is not None and file.latest_pass.state in states for file in self.files)

    @property
    def visa_needed(self) -> int:
        return sum(file.check.needs_visa for file in self.files)


def readiness(visit: Visit) -> GroupReadiness:
    return GroupReadiness(tuple(people.files(visit.visitors.coming())))


def turns(visit: Visit, readiness: GroupReadiness) -> dict:
    """Whose turn it is: whom to ask or remind, whose request to open, submit or issue."""
    several = letters.asked_in(visit, readiness.files)
    asked = [each for each in several if each.missing]
    return {
        "unasked": sum(not each.was_asked and not each.problem for each in asked),
        "silent": sum(each.was_asked for each in asked),
        "without_request": sum(
            file.latest_pass is None and not file.visitor.permanent_pass for file in readiness.files
        ),
        "passes": Counter(file.latest_pass.state for file in readiness.files if file.latest_pass),
    }
