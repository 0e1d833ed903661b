"""Terms that end, who may follow, and the session that elects: a fixed number of queries for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from council_office.calendar.working_days import DAY
from council_office.directory.models import Person
from meetings.models import AgendaItem, Body, Membership, Participant, Session
from meetings.queries.bodies import ELECTION_DAYS
from meetings.queries.planning import MOVABLE
from meetings.rules import terms as rules
from meetings.states import REPRESENTING, MembershipRole, SessionState


@dataclass(frozen=True)
class Candidate:
    """Somebody who might follow, or the reason why not."""

    person: Person
    refusal: str = ""


@dataclass(frozen=True)
class Election:
    """A term that ends, the session that elects, and who is eligible."""

    term: Membership
    days: int
    session: Session | None
    item: AgendaItem | None
    candidates: tuple[Candidate, ...]

    @property
    def words(self) -> str:
        if self.days < 0:
            return ngettext("ended %(n)d day ago", "ended %(n)d days ago", -self.days) % {"n": -self.days}
        return ngettext("ends in %(n)d day", "ends in %(n)d days", self.days) % {"n": self.days}

    @property
    def tone(self) -> str:
        return "good" if self.item else "bad" if self.is_too_late or self.session is None else "waiting"

    @property
    def is_too_late(self) -> bool:
        """The next session of the body that elects opens only after the term has ended."""
        return self.session is not None and self.session.starts_on > self.term.ends_on

    @property
    def eligible(self) -> list[Candidate]:
        return [each for each in self.candidates if not each.refusal]

    @property
    def ineligible(self) -> list[Candidate]:
        return [each for each in self.candidates if each.refusal]


class Elections:
    """All elections that are due in the bodies given."""

    def __init__(self, bodies: Iterable[Body], today: date | None = None) -> None:
        self.bodies, self.today = bodies, today or timezone.localdate()

    @cached_property
    def terms(self) -> list[Membership]:
        """Every term in these bodies, with what is asked of it."""
        found = Membership.objects.filter(body__in=self.bodies).select_related("person", "member", "body")
        return list(found.prefetch_related("body__rules").order_by("ends_on", "body__position", "role"))

    @cached_property
    def due(self) -> list[Membership]:
        """Those that end soon or ended lately, and that nobody follows yet."""
        first, last = self.today - ELECTION_DAYS * DAY, self.today + ELECTION_DAYS * DAY
        ending = [term for term in self.terms if term.ends_on and first <= term.ends_on <= last]
        return [
            term
            for term in ending
            if rules.ends_soon(term, term.body.rules_on(self.today)) and not self.is_followed(term)
        ]

    def is_followed(self, term: Membership) -> bool:
        """Whether another term in the same seat goes on after this one."""
        return any(
            (other.body_id, other.role) == (term.body_id, term.role)
            and (term.role != MembershipRole.MEMBER or other.member_id == term.member_id)
            and other.starts_on > term.starts_on
            and (other.ends_on is None or other.ends_on > term.ends_on)
            for other in self.terms
        )

    @cached_property
    def sessions(self) -> dict[int, Session]:
        """The next session of each body that elects: of the Council for itself and its committees."""
        electing = {term.body.reports_to_id or term.body_id for term in self.due}
        coming = Session.objects.filter(
            body__in=electing, state__in=MOVABLE, starts_on__gt=self.today
        ).select_related("body")
        return {each.body_id: each for each in reversed(coming.order_by("starts_on"))}

    @cached_property
    def items(self) -> dict[int, AgendaItem]:
        found = AgendaItem.objects.filter(elects__in=self.due).exclude(session__state=SessionState.CANCELLED)
        return {each.elects_id: each for each in found.select_related("session").order_by("pk")}

    @cached_property
    def representatives(self) -> dict[int, list[Person]]:
        """Heads and Representatives at the last session that each of these bodies held."""
        held = Session.objects.filter(
            body__in={term.body_id for term in self.due}, starts_on__lte=self.today
        ).exclude(state=SessionState.CANCELLED)
        last = {body: pk for body, pk in held.order_by("starts_on").values_list("body", "pk")}
        places = Participant.objects.known().filter(session__in=last.values(), role__in=REPRESENTING)
        found: dict[int, list[Person]] = {}
        for place in places.select_related("person", "session").order_by("person__family_name"):
            found.setdefault(place.session.body_id, []).append(place.person)
        return found

    @cached_property
    def rows(self) -> list[Election]:
        return [
            Election(
                term,
                (term.ends_on - self.today).days,
                self.sessions.get(term.body.reports_to_id or term.body_id),
                self.items.get(term.pk),
                self.candidates(term),
            )
            for term in self.due
        ]

    def candidates(self, term: Membership) -> tuple[Candidate, ...]:
        """Who serves in the body or spoke for a Member there; of a Member’s own seat its own people."""
        own = [each for each in self.terms if each.body_id == term.body_id]
        serving = [each.person for each in own if each.ends_on is None or each.ends_on >= self.today]
        people = dict.fromkeys([term.person, *serving, *self.representatives.get(term.body_id, ())])
        if term.role == MembershipRole.MEMBER:
            people = {person: None for person in people if person.member_id == term.member_id}
        limits = term.body.rules_on(self.today)
        return tuple(
            Candidate(person, rules.cannot_serve_again(person.pk, term.role, own, limits, term.ends_on))
            for person in people
        )


def titles(term: Membership) -> dict[str, str]:
    """What the election is called on the agenda, in both languages."""
    return {f"title_{language}": title(term, language) for language in ("en", "fr")}


def title(term: Membership, language: str) -> str:
    with override(language):
        member = term.member.name(language) if term.member else term.person.letter_name
        told = {"body": term.body.name(language), "member": member}
        return {
            MembershipRole.CHAIR: _("Election of the Chair: %(body)s"),
            MembershipRole.VICE_CHAIR: _("Election of the Vice-Chair: %(body)s"),
            MembershipRole.MEMBER: _("Appointment of a member: %(body)s (%(member)s)"),
        }[MembershipRole(term.role)] % told
