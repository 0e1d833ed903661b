"""Reads on decisions being taken: the rule of an item, the table in force, the positions, the count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from council_office.directory.models import Member
from meetings import voting
from meetings.models import Act, AgendaItem, Body, Position, Session, VotingTable
from meetings.queries.attendance import Attendance
from meetings.queries.registers import BINDING
from meetings.sentences import join
from meetings.states import DecisionRule, Purpose
from meetings.voting import Lack, Result, Terms


@dataclass(frozen=True)
class Line:
    """One Member on the page of votes."""

    member: Member
    position: Position | None
    is_present: bool
    weight: Decimal | None
    share: float | None

    @property
    def stance(self) -> str:
        return self.position.stance if self.position else ""


def has_own_rule(item: AgendaItem) -> bool:
    return item.decision_rule != DecisionRule.NONE or item.purpose != Purpose.DECISION


def usual_rule(session: Session) -> str:
    """How the body decides where an item for decision says nothing of its own."""
    rules = session.body.rules_on(session.starts_on)
    return rules.decision_rule if rules else DecisionRule.CONSENSUS


def table_of(body: Body, day: date) -> VotingTable | None:
    return (
        VotingTable.objects.on(day)
        .filter(body=body)
        .prefetch_related("weights__member")
        .select_related("host")
        .order_by("-starts_on")
        .first()
    )


def terms_of(table: VotingTable | None, *, quorum: bool = True) -> Terms[Member]:
    """The table as the count reads it; without a table nothing is asked for."""
    if table is None:
        return Terms()
    return Terms(
        weights={each.member: each.weight for each in table.weights.all()},
        majority=table.majority,
        quorum=table.quorum if quorum else 0,
        host=table.host,
    )


class Ballot:
    """Where the Members stand on an item and what that makes under its rule."""

    def __init__(self, item: AgendaItem, attendance: Attendance | None = None) -> None:
        self.item = item
        self.attendance = attendance or Attendance(item.session)

    @cached_property
    def rule(self) -> str:
        return self.item.decision_rule if has_own_rule(self.item) else usual_rule(self.item.session)

    @property
    def rule_words(self) -> str:
        return str(DecisionRule(self.rule).label)

    @cached_property
    def table(self) -> VotingTable | None:
        return table_of(self.item.session.body, self.item.session.starts_on)

    @cached_property
    def terms(self) -> Terms[Member]:
        """A rule that nobody set on the item asks for no quorum."""
        return terms_of(self.table, quorum=self.item.decision_rule != DecisionRule.NONE)

    @cached_property
    def positions(self) -> dict[Member, Position]:
        return {each.member: each for each in self.item.positions.select_related("member")}

    @cached_property
    def present(self) -> list[Member]:
        return self.attendance.members(self.item)

    @cached_property
    def result(self) -> Result[Member]:
        stances = {member: each.stance for member, each in self.positions.items()}
        return voting.count(self.rule, stances, self.present, self.terms)

    @cached_property
    def lines(self) -> list[Line]:
        present = set(self.present)
        weights = self.terms.weights
        return [
            Line(
                member,
                self.positions.get(member),
                member in present,
                weights.get(member),
                float(self.terms.share([member]) * 100) if weights else None,
            )
            for member in Member.objects.all()
        ]

    @property
    def share_words(self) -> str:
        return percent(self.result.share)

    def why_not(self) -> list[str]:
        """Why the rule is not met, in words; nothing when it is."""
        return [words_of(lack, who, self) for lack, who in self.result.lacks]

    def speaks(self) -> bool:
        """Whether the guard has anything to say: a rule of the item or of its body, or a position noted."""
        return self.rule != DecisionRule.NONE or bool(self.positions)


def words_of(lack: Lack, who: Iterable[Member], ballot: Ballot) -> str:
    told = {
        "members": names(who),
        "present": len(ballot.present),
        "quorum": ballot.terms.quorum,
        "share": ballot.share_words,
        "majority": number_format(ballot.terms.majority.normalize()),
    }
    return {
        Lack.QUORUM: _("There is no quorum: %(present)s of %(quorum)s Members are present."),
        Lack.AGAINST: _("Speaks against it: %(members)s."),
        Lack.NOT_AGREED: _("Has not said that it agrees: %(members)s."),
        Lack.SHARE: _("Those who agree hold %(share)s of the weights; more than %(majority)s %% is needed."),
        Lack.HOST: _("The host has not said that it agrees: %(members)s."),
        Lack.HOST_UNKNOWN: _("No host is named in the voting table of this body."),
        Lack.NO_WEIGHTS: _("This body has no weights in force on the day of the session."),
    }[lack] % told


def names(members: Iterable[Member]) -> str:
    found = [str(member) for member in members]
    return join(found, (get_language() or "en")[:2]) if found else ""


def percent(share) -> str:
    return f"{number_format(round(float(share) * 100, 1))}\N{NO-BREAK SPACE}%"


def decides(act: Act) -> bool:
    return act.formula.follow_up in BINDING


def ballots_of(session: Session, items: Iterable[int]) -> list[Ballot]:
    """The ballots of some items of a session by their keys; as many queries for one as for all."""
    found = session.items.filter(pk__in=items).prefetch_related("positions__member")
    attendance = Attendance(session)
    ballots = [Ballot(item, attendance) for item in found]
    table, usual = table_of(session.body, session.starts_on), usual_rule(session)
    for ballot in ballots:
        ballot.table = table
        ballot.rule = ballot.item.decision_rule if has_own_rule(ballot.item) else usual
        ballot.positions = {each.member: each for each in ballot.item.positions.all()}
    return ballots
