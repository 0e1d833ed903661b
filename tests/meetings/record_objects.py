"""Objects of the record and its registers for the access matrix (see tests/web/objects.py)."""

from council_office.directory.states import Role
from meetings.models import Action, Decision
from tests.meetings.records import act, held, issued, item, paragraph


def of_delegate(world):
    """A recorded session with the delegate in it, whose restricted part is closed to them."""
    session = held(number=40)
    user = world[Role.DELEGATE]
    delegation = session.delegations.get(member__code="CN")
    session.participants.create(person=user.person, delegation=delegation, role="expert")
    owned = act("requested", "report", to="the Members", owner=user.person)
    paragraph(session, owned, item=item(session, "Open"))
    paragraph(session, act("approved", "it"), item=item(session, "Salaries", access="restricted"))
    return issued(session, by=world[Role.COUNCIL_SECRETARY])


def of_others(world):
    """A held session that the delegate does not attend."""
    session = held(number=39, in_days=-240)
    paragraph(session, act())
    return session


def sessions(world):
    return [{"pk": world.once(of_delegate).pk}, {"pk": world.once(of_others).pk}]


def outcomes(world):
    return [{"pk": world.once(session).outcomes.first().pk} for session in (of_delegate, of_others)]


def decisions(world):
    world.once(of_delegate)
    rows = Decision.objects.filter(session__label="IC-40") | Decision.objects.filter(number="IC-13/D-01")
    return [{"pk": row.pk} for row in rows]


def own_action(world):
    world.once(of_delegate)
    return [{"pk": Action.objects.get(number="IC-40/A-01").pk}]


OBJECTS = {
    **{
        f"meetings:{name}": sessions
        for name in (
            *("record", "add_outcome", "order_outcomes", "preview_outcome", "preview_record"),
            *("issue_record", "reopen_record", "session_actions", "carry_actions"),
            *("read_record", "take_over_record"),
        )
    },
    **{f"meetings:{name}": outcomes for name in ("revise_outcome", "move_outcome", "remove_outcome")},
    **{
        f"meetings:{name}": decisions
        for name in (
            *("decision", "revise_decision", "implement_decision"),
            *("supersede_decision", "lapse_decision", "lift_decision"),
        )
    },
    **{
        f"meetings:{name}": own_action
        for name in ("action", "revise_action", "report_action", "close_action", "reopen_action")
    },
}
