"""Objects of protocol for the access matrix (see tests/web/objects.py)."""

from datetime import timedelta

from django.utils import timezone

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.web.actions import issue_link
from protocol import actions
from protocol.models import Invitation
from tests.protocol.factories import confirmed, in_days, invited, table_of


def ceremony(world):
    return confirmed(by=world[Role.PROTOCOL_OFFICER])


def guest(world):
    return invited(world.once(ceremony), "Laurent", "prefect")


def plan(world):
    made = table_of(world.once(ceremony))
    actions.seat_guest(made, by=CLOCK, guest=world.once(guest), number=1)
    return made


def letter(world):
    world.once(guest)
    actions.prepare_invitations(world.once(ceremony), by=world[Role.PROTOCOL_OFFICER])
    return Invitation.objects.get(guest=world.once(guest))


def link(world):
    _link, token = issue_link(
        purpose=actions.ANSWER,
        about=world.once(letter),
        recipient=world.once(guest).person,
        expires_at=timezone.now() + timedelta(days=3),
        by=CLOCK,
    )
    return {"token": token}


def gift(world):
    return actions.propose_gift(
        by=world[Role.ASSISTANT],
        person=world.once(guest).person,
        ceremony=world.once(ceremony),
        what_en="Book",
        value=20,
        day=in_days(),
    )


def cue(world):
    return actions.draft_cues(world.once(ceremony), by=CLOCK)[0]


def budget_line(world):
    return actions.add_budget_line(world.once(ceremony), by=CLOCK, title="Catering", planned=900)


def apart(world):
    other = invited(world.once(ceremony), "Novak")
    return actions.keep_apart(world.once(guest), by=CLOCK, other=other)


def version(world):
    return actions.keep_plan(world.once(plan), by=CLOCK)


def of(build):
    return lambda world: {"pk": world.once(build).pk}


OF_CEREMONY = (
    *("ceremony", "revise_ceremony", "confirm_ceremony", "hold_ceremony", "cancel_ceremony", "guests"),
    *("add_budget_line", "add_guest", "paste_guests", "ladder", "ladder_paper", "draw_lot"),
    *("prepare_invitations", "review_invitations", "send_invitations", "remind", "invitation_letters"),
    *("seating", "draw_plan", "run_of_show", "cue_sheet", "draft_cues", "add_cue", "flags", "flag_paper"),
    *("cards", "print_cards", "seating_board", "communication", "revise_communication"),
    "communication_paper",
)
OF_GUEST = (
    *("guest", "revise_guest", "withdraw_guest", "keep_apart", "enter_answer", "place_by_hand", "unplace"),
)
OF_PLAN = (
    *("plan", "revise_plan", "remove_plan", "fill_plan", "seat_guest", "unseat_guest", "mark_seat"),
    *("repair_plan", "keep_plan", "plan_paper"),
)
OF_GIFT = (
    *("gift", "revise_gift", "approve_gift", "refuse_gift", "hand_over_gift", "withdraw_gift"),
    "propose_again",
)

OBJECTS = {
    **{f"protocol:{name}": of(ceremony) for name in OF_CEREMONY},
    **{f"protocol:{name}": of(guest) for name in OF_GUEST},
    **{f"protocol:{name}": of(plan) for name in OF_PLAN},
    **{f"protocol:{name}": of(gift) for name in OF_GIFT},
    **{
        f"protocol:{name}": of(letter)
        for name in ("preview_invitation", "revoke_invitation", "restore_invitation")
    },
    **{f"protocol:{name}": of(budget_line) for name in ("revise_budget_line", "remove_budget_line")},
    **{f"protocol:{name}": of(cue) for name in ("revise_cue", "remove_cue")},
    "protocol:let_together": of(apart),
    "protocol:restore_version": of(version),
    "protocol:preview_cards": lambda world: {"pk": world.once(ceremony).pk, "kind": "badges"},
    "protocol:answer": link,
}
