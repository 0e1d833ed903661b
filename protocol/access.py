"""Who may open which address of protocol."""

from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, Table, link, roles
from protocol.rules import DECIDERS

READ = {"GET": OFFICE_EYES}
FORM = {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS}
PRESS = {"POST": OFFICE_HANDS}
DECIDE = roles(*DECIDERS)

PAGES = (
    *("ceremonies", "ceremony", "guests", "guest", "ladder", "ladder_paper", "review_invitations"),
    *(
        "invitation_letters",
        "preview_invitation",
        "seating",
        "plan",
        "plan_paper",
        "run_of_show",
        "cue_sheet",
    ),
    *("flags", "flag_paper", "cards", "seating_board", "preview_cards", "communication"),
    *("communication_paper", "gifts", "gift"),
)
FORMS = (
    *("new_ceremony", "revise_ceremony", "cancel_ceremony", "add_budget_line", "revise_budget_line"),
    *("add_guest", "paste_guests", "revise_guest", "withdraw_guest", "keep_apart", "enter_answer"),
    *("place_by_hand", "remind", "revoke_invitation", "draw_plan", "revise_plan", "seat_guest"),
    *("repair_plan", "keep_plan", "add_cue", "revise_cue", "print_cards", "revise_communication"),
    *("new_gift", "revise_gift"),
)
VERBS = (
    *("confirm_ceremony", "hold_ceremony", "remove_budget_line", "let_together", "draw_lot", "unplace"),
    *("prepare_invitations", "send_invitations", "restore_invitation", "remove_plan", "fill_plan"),
    *("unseat_guest", "mark_seat", "restore_version", "draft_cues", "remove_cue"),
    *("hand_over_gift", "withdraw_gift", "propose_again"),
)

ACCESS: Table = {
    **{f"protocol:{name}": READ for name in PAGES},
    **{f"protocol:{name}": FORM for name in FORMS},
    **{f"protocol:{name}": PRESS for name in VERBS},
    "protocol:approve_gift": {"POST": DECIDE},
    "protocol:refuse_gift": {"GET": DECIDE, "POST": DECIDE},
    "protocol:answer": {"GET": link, "POST": link},
}
