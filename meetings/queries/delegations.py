"""Reads of delegations: people by Member in the body's order, mandates that end too early, issued lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from council_office.calendar.deadlines import day as shown
from council_office.directory.models import Member, Post
from documents.models import Document
from documents.papers import Paper, from_json
from meetings.letters.delegations import Group, ListFacts
from meetings.models import Body, Credentials, Delegation, Membership, Participant, Session
from meetings.states import (
    OF_A_DELEGATION,
    REPRESENTING,
    Answer,
    CredentialsState,
    InvitationState,
    ParticipantRole,
)

ORDER = {role: place for place, role in enumerate(ParticipantRole.values)}
OTHERS = (ParticipantRole.IO, ParticipantRole.OBSERVER, ParticipantRole.INVITED)


@dataclass(frozen=True)
class Row:
    """A Member's delegation as pages show it; `people` without those withdrawn, head first."""

    delegation: Delegation
    member: Member
    people: tuple[Participant, ...]
    withdrawn: tuple[Participant, ...]

    @property
    def head(self) -> Participant | None:
        return next((one for one in self.people if one.role == ParticipantRole.HEAD), None)

    @property
    def representatives(self) -> int:
        """Heads count among the Representatives."""
        return sum(one.role in REPRESENTING for one in self.people)

    @property
    def others(self) -> int:
        return len(self.people) - self.representatives

    @property
    def credentials(self) -> list[Credentials]:
        return [found for one in self.people if (found := credentials_of(one))]

    @property
    def in_order(self) -> int:
        return sum(one.state == CredentialsState.IN_ORDER for one in self.credentials)

    @property
    def nominated(self) -> list[Credentials]:
        """Whose letter has not come."""
        return [one for one in self.credentials if one.state == CredentialsState.NOMINATED]

    @property
    def invited(self) -> int:
        return sum(is_sent(one) for one in self.people)

    @property
    def answered(self) -> int:
        return sum(is_sent(one) and one.invitation.answer != Answer.NONE for one in self.people)


def credentials_of(participant: Participant) -> Credentials | None:
    return getattr(participant, "credentials", None)


def is_sent(participant: Participant) -> bool:
    invitation = getattr(participant, "invitation", None)
    return invitation is not None and invitation.state == InvitationState.SENT


def people_of(session: Session) -> list[Participant]:
    """Everybody with a place at the session, those withdrawn too, in the order of lists."""
    found = session.participants.select_related(
        "person__organisation", "delegation", "credentials", "invitation", "replaces__person"
    )
    people = [named(one, session) for one in found]
    return sorted(people, key=lambda one: (ORDER[one.role], one.person.family_name, one.person.given_names))


def named(participant: Participant, session: Session) -> Participant:
    participant.session = session
    return participant


def delegations_of(session: Session, people: list[Participant] | None = None) -> list[Row]:
    """Every delegation of the session in the body's order of the Members (three queries)."""
    people = people_of(session) if people is None else people
    delegations = session.delegations.select_related("member", "focal_point")
    rows = [row_of(delegation, people) for delegation in delegations]
    return sorted(rows, key=lambda row: getattr(row.member, session.body.member_order))


def row_of(delegation: Delegation, people: list[Participant]) -> Row:
    own = [one for one in people if one.delegation_id == delegation.pk]
    return Row(
        delegation,
        delegation.member,
        tuple(one for one in own if not one.withdrawn),
        tuple(one for one in own if one.withdrawn),
    )


def others_of(people: Iterable[Participant]) -> list[tuple[str, list[Participant]]]:
    """Those who belong to no Member, by role."""
    coming = [one for one in people if one.role not in OF_A_DELEGATION and not one.withdrawn]
    groups = [(ParticipantRole(role).label, [one for one in coming if one.role == role]) for role in OTHERS]
    return [(label, found) for label, found in groups if found]


def mandate_flags(session: Session, people: Iterable[Participant]) -> dict[int, str]:
    """Whose mandate in the body, or whose last post on record, ends before the session opens; in words."""
    coming = {one.person_id: one for one in people if not one.withdrawn}
    flags = {
        coming[person].pk: _("the post on record ends on %(day)s") % {"day": shown(ended)}
        for person, ended in ended_posts(coming, session.starts_on).items()
    }
    return flags | {
        coming[person].pk: _("mandate in %(body)s ends on %(day)s")
        % {"body": session.body, "day": shown(ended)}
        for person, ended in ended_terms(session.body, coming, session.starts_on).items()
    }


def ended_terms(body: Body, people: Iterable[int], day: date) -> dict[int, date]:
    terms = Membership.objects.filter(body=body, person__in=people, starts_on__lte=day)
    return last_ends(terms.values_list("person", "ends_on"), day)


def ended_posts(people: Iterable[int], day: date) -> dict[int, date]:
    posts = Post.objects.filter(person__in=people, starts_on__lte=day)
    return last_ends(posts.values_list("person", "ends_on"), day)


def last_ends(spans: Iterable[tuple[int, date | None]], day: date) -> dict[int, date]:
    """The last end of each person whose spans are all over on the day."""
    ends: dict[int, date] = {}
    for person, ended in spans:
        ends[person] = max(ends.get(person, date.min), ended or date.max)
    return {person: ended for person, ended in ends.items() if ended < day}


def list_facts(session: Session) -> ListFacts:
    """What the participants' list says now."""
    people = people_of(session)
    groups = [
        Group(row.member.formal("en"), row.member.formal("fr"), row.people)
        for row in delegations_of(session, people)
        if row.people
    ]
    coming = [one for one in people if not one.withdrawn]
    groups += [
        Group("", "", found, role=role)
        for role in OTHERS
        if (found := tuple(one for one in coming if one.role == role))
    ]
    return ListFacts(session, tuple(groups))


def issued_papers(session: Session, kind: str) -> list[Document]:
    """The papers of a kind as they were filed for the session, the newest first."""
    found = Document.objects.about(session).filter(kind=kind)
    return list(found.order_by("-version_number", "language", "form"))


def issued_paper(session: Session, kind: str, version: int, language: str) -> Paper | None:
    """One of them as it was issued; None when it is not."""
    found = (
        document
        for document in issued_papers(session, kind)
        if (document.version_number, document.language) == (version, language) and document.paper
    )
    document = next(found, None)
    return from_json(document.paper) if document else None


def last_version_of(session: Session, kind: str) -> int:
    return max((document.version_number for document in issued_papers(session, kind)), default=0)
