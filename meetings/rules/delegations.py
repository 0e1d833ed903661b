"""How many people a Member may send, and in which part."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import BodyRules, Delegation
from meetings.states import REPRESENTING, ParticipantRole

# ITER Agreement, Article 6.1; a body without rules of its own follows the Council.
USUAL = BodyRules(
    max_representatives=4,
    limit_source_en="ITER Agreement, Article 6.1",
    limit_source_fr="Accord ITER, article 6.1",
)

NO_ROLE = gettext_lazy("The role is missing.")
NO_MEMBER = gettext_lazy("Say for which Member this person comes.")


@dataclass(frozen=True)
class Place:
    """Somebody in a delegation: the name and the part they take."""

    name: str
    role: str


def limits_of(delegation: Delegation) -> BodyRules:
    """The rules of the session's body on its first day."""
    session = delegation.session
    return session.body.rules_on(session.starts_on) or USUAL


def broken_limit(member: str, place: Place, others: Iterable[Place], rules: BodyRules) -> str:
    """Why `place` does not fit beside `others`, with the rule and its source; empty when it fits."""
    if place.role not in REPRESENTING:
        return ""
    speaking = [other for other in others if other.role in REPRESENTING]
    heads = [other.name for other in speaking if other.role == ParticipantRole.HEAD]
    if place.role == ParticipantRole.HEAD and heads:
        return second_head(member, heads[0])
    if len(speaking) >= rules.max_representatives:
        return too_many(member, speaking, rules)
    return ""


def second_head(member: str, head: str) -> str:
    return _(
        "%(member)s already has a head of delegation, %(head)s, and a delegation has one head. "
        "Give %(head)s another role first, or choose another role for this person."
    ) % {"member": member, "head": head}


def too_many(member: str, speaking: list[Place], rules: BodyRules) -> str:
    words = ngettext(
        "%(member)s may send %(most)d Representative, its head included, and already sends %(names)s. "
        "Rule: %(source)s. Add this person as an alternate or expert, or withdraw somebody first.",
        "%(member)s may send %(most)d Representatives, its head included, and already sends %(names)s. "
        "Rule: %(source)s. Add this person as an alternate or expert, or withdraw somebody first.",
        rules.max_representatives,
    )
    return words % {
        "member": member,
        "most": rules.max_representatives,
        "names": ", ".join(place.name for place in speaking),
        "source": rules.limit_source() or _("illustrative rules of the body"),
    }
