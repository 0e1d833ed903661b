"""Who may be elected or appointed, and who has served as long as the rules allow."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import BodyRules, Membership
from meetings.rules.sessions import ELECTED
from meetings.states import MembershipRole


def ends_soon(term: Membership, rules: BodyRules | None) -> bool:
    """Whether the end of such a term asks for an election: Chairs and Vice-Chairs, members with terms."""
    if term.role in ELECTED:
        return True
    return term.role == MembershipRole.MEMBER and bool(rules and rules.member_term_years)


def cannot_serve_again(
    person: int, role: str, terms: Iterable[Membership], rules: BodyRules | None, until: date
) -> str:
    """Why a person may not take another term in this role of the body; empty when they may."""
    own = [term for term in terms if term.person_id == person and term.role == role]
    if rules is None or not own:
        return ""
    if role in ELECTED:
        return too_many_years(own, rules, until)
    if rules.member_most_terms and len(own) >= rules.member_most_terms:
        words = ngettext(
            "has served %(n)d term, the most that the rules allow (%(source)s)",
            "has served %(n)d terms, the most that the rules allow (%(source)s)",
            len(own),
        )
        return words % {"n": len(own), "source": source_of(rules)}
    return ""


def too_many_years(own: list[Membership], rules: BodyRules, until: date) -> str:
    """One more term would go beyond the years that an elected officer may serve."""
    days = sum(((term.ends_on or until) - term.starts_on).days + 1 for term in own)
    if days + rules.chair_term_years * 365 <= rules.chair_most_years * 366:
        return ""
    words = ngettext(
        "another term would go beyond %(most)d year, the most that the rules allow (%(source)s)",
        "another term would go beyond %(most)d years, the most that the rules allow (%(source)s)",
        rules.chair_most_years,
    )
    return words % {"most": rules.chair_most_years, "source": source_of(rules)}


def source_of(rules: BodyRules) -> str:
    return rules.source() or _("illustrative")
