"""Objects of sessions, bodies and delegations for the access matrix (see tests/web/objects.py)."""

from datetime import timedelta

from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.web.actions import issue_link, revoke_link
from meetings import actions
from meetings.models import Delegation, Membership, Participant
from tests.factories import member
from tests.meetings.factories import body, convened, place


def of_delegate(world):
    """A convened session with the delegate in it."""
    session = convened(number=50)
    person = world[Role.DELEGATE].person
    actions.add_participant(session, by=CLOCK, person=person, role="head", member=member("CN"))
    return session


def of_others(world):
    """A convened session that the delegate does not attend."""
    session = convened(number=51, in_days=300)
    place(session, "head", "IN")
    return session


def both(world):
    return [world.once(of_delegate), world.once(of_others)]


def sessions(world):
    return [{"pk": session.pk} for session in both(world)]


def missing(world):
    return [{"pk": session.pk, "code": "credentials"} for session in both(world)]


def bodies(world):
    return [{"pk": body("IC").pk}, {"pk": body("FAB").pk}]


def terms(world):
    return [{"pk": Membership.objects.filter(body__code=code).first().pk} for code in ("IC", "FAB")]


def places(world):
    return [{"pk": Participant.objects.get(session=session, role="head").pk} for session in both(world)]


def delegations(world):
    found = Delegation.objects.filter(participants__role="head")
    return [{"pk": found.get(session=session).pk} for session in both(world)]


def own_pages(world):
    """A live page of a Member for its delegation, and one that was revoked."""
    by, place = world[Role.COUNCIL_SECRETARY], world.once(of_delegate).participants.get(role="head")
    about = {
        "purpose": actions.DELEGATION,
        "about": place.delegation,
        "recipient": place.person,
        "expires_at": timezone.now() + timedelta(days=9),
    }
    (_alive, token), (dead, gone) = (issue_link(by=by, **about) for _n in range(2))
    revoke_link(dead, by=by)
    return [{"token": token}, {"token": gone}]


def own_people(world):
    place = world.once(of_delegate).participants.get(role="head")
    return [{**each, "participant": place.pk} for each in world.once(own_pages)]


OBJECTS = {
    **{
        f"meetings:{name}": sessions
        for name in (
            *("session", "timeline", "revise_session", "chain_committees", "convene_session", "hold_session"),
            *("cancel_session", "session_history", "delegations", "add_participant", "carry_delegations"),
            *(
                "credentials_report",
                "freeze_titles",
                "import_participants",
                "participants_list",
                "issue_participants_list",
                "issue_credentials_report",
            ),
        )
    },
    "meetings:missing": missing,
    **{f"meetings:{name}": bodies for name in ("body", "add_membership")},
    **{f"meetings:{name}": terms for name in ("revise_membership", "end_membership", "put_election")},
    **{
        f"meetings:{name}": places
        for name in ("revise_participant", "withdraw_participant", "replace_participant")
    },
    **{
        f"meetings:{name}": delegations
        for name in (
            *("confirm_delegation", "unconfirm_delegation", "revise_delegation"),
            *("receive_credentials", "examine_credentials", "ask_delegation"),
        )
    },
    **{f"meetings:{name}": own_pages for name in ("own_delegation", "enter_own")},
    **{f"meetings:{name}": own_people for name in ("correct_own", "withdraw_own")},
}
