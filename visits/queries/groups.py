"""The people of a session as visitors: who has a file, who has none, how ready they are."""

from collections import Counter
from dataclasses import dataclass

from council_office.directory.models import Person
from meetings.letters.words import session_in_words
from meetings.models import Session
from meetings.states import ParticipantRole
from visits.models import Visit, Zone
from visits.queries import letters, people
from visits.queries.people import File
from visits.states import PassState, VisitorRole

ROLES = {
    ParticipantRole.HEAD: VisitorRole.HEAD,
    ParticipantRole.EXPERT: VisitorRole.EXPERT,
    ParticipantRole.INTERPRETER: VisitorRole.INTERPRETER,
}
COUNCIL_ZONE = "HQ-COUNCIL"


def coming_in_person(session: Session) -> list[tuple[Person, str]]:
    """Who comes to the seat and does not work there, with the role in the visit."""
    participants = session.participants.coming().filter(remote=False).exclude(role=ParticipantRole.IO)
    return [
        (one.person, ROLES.get(one.role, VisitorRole.MEMBER))
        for one in participants.select_related("person").order_by("pk")
    ]


def without_file(session: Session, visit: Visit | None) -> list[tuple[Person, str]]:
    have = set(visit.visitors.values_list("person_id", flat=True)) if visit else set()
    return [(person, role) for person, role in coming_in_person(session) if person.pk not in have]


def council_zones() -> list[Zone]:
    """Where whoever comes to a session is let in."""
    return list(Zone.objects.filter(code=COUNCIL_ZONE))


def purpose(session: Session, language: str) -> str:
    return session_in_words(session, language)


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
