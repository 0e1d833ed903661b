"""Who may read identity data, decide on passes, and what applies to whom; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from council_office.directory.models import User
from council_office.directory.states import Role
from visits import entry
from visits.models import IDENTITY_READERS, PassRequest, Requirement, Visitor, Zone
from visits.states import EntryGroup, VisaClass, ZoneGroup


def may_read_identity(user: User, subject: object = None) -> bool:
    """The office's hands and security need passport data; guides, hosts and auditors never see them."""
    return user.has_role(*IDENTITY_READERS)


def may_read_identity_of(user: User, visitor: Visitor) -> bool:
    """Security reads the data of those whose pass it was asked for."""
    if user.has_role(Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER):
        return True
    submitted = visitor.passes.filter(submitted_at__isnull=False)
    return user.has_role(Role.SECURITY_OFFICER) and submitted.exists()


def may_decide(user: User, request: PassRequest) -> bool:
    """Security decides, and nobody on a request of their own."""
    return user.has_role(Role.SECURITY_OFFICER) and request.submitted_by_id != user.pk


@dataclass(frozen=True)
class Case:
    """What the conditions of requirements are compared with."""

    visit_kind: str
    visa_class: str
    needs_visa: bool
    document_kind: str
    zones: tuple[Zone, ...]


def case_of(visitor: Visitor, rule: entry.Rule | None, check: entry.Check, document_kind: str) -> Case:
    """A nationality that nobody knows yet is asked like one from outside the Union."""
    return Case(
        visit_kind=visitor.visit.kind,
        visa_class=rule.visa_class if rule else "",
        needs_visa=check.needs_visa,
        document_kind=document_kind,
        zones=tuple(visitor.zones.all()),
    )


def applies(requirement: Requirement, case: Case) -> bool:
    """All conditions of the requirement hold; an empty condition always does."""
    return (
        requirement.visit_kind in ("", case.visit_kind)
        and requirement.document_kind in ("", case.document_kind)
        and in_group(requirement.entry, case)
        and in_zone(requirement.zone, case.zones)
    )


def in_group(group: str, case: Case) -> bool:
    if not case.visa_class:
        return group == ""
    return {
        "": True,
        EntryGroup.FREE: case.visa_class == VisaClass.FREE,
        EntryGroup.THIRD: case.visa_class != VisaClass.FREE,
        EntryGroup.VISA: case.needs_visa,
        EntryGroup.EXEMPT: case.visa_class == VisaClass.EXEMPT and not case.needs_visa,
    }[group]


def in_zone(group: str, zones: Iterable[Zone]) -> bool:
    signs = {
        ZoneGroup.CONTROLLED: "controlled",
        ZoneGroup.BRIEFED: "needs_briefing",
        ZoneGroup.EXPORT: "export_controlled",
    }
    return not group or any(getattr(zone, signs[group]) for zone in zones)
