"""Who may call the pages of calendar and tasks; the rules then ask for the object."""

from council_office.desk.calendar.rules import KEEPERS
from council_office.directory.states import Role
from council_office.web.access import OFFICE_EYES, OFFICE_HANDS, Table, link, roles, signed_in

RULE_KEEPERS = roles(*KEEPERS)
PLANNERS = roles(Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER, Role.DG_OFFICE)

ACCESS: Table = {
    "calendar:month": {"GET": signed_in},
    "calendar:week": {"GET": signed_in},
    "calendar:days": {"GET": signed_in},
    "calendar:feed": {"GET": signed_in},
    "calendar:open_feed": {"POST": signed_in},
    "calendar:revoke_feed": {"POST": signed_in},
    "calendar:ics": {"GET": link},
    "calendar:tasks": {"GET": signed_in},
    "calendar:tasks_of_roles": {"GET": signed_in},
    "calendar:all_tasks": {"GET": OFFICE_EYES},
    "calendar:task": {"GET": signed_in},
    "calendar:create_task": {"GET": PLANNERS, "POST": PLANNERS},
    "calendar:revise_task": {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS},
    "calendar:fix_task": {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS},
    "calendar:unfix_task": {"POST": OFFICE_HANDS},
    "calendar:assign_task": {"GET": OFFICE_HANDS, "POST": OFFICE_HANDS},
    "calendar:finish_task": {"POST": signed_in},
    "calendar:finish_tasks": {"POST": signed_in},
    "calendar:reopen_task": {"GET": signed_in, "POST": signed_in},
    "calendar:cancel_task": {"GET": signed_in, "POST": signed_in},
    "calendar:tick_step": {"POST": signed_in},
    "calendar:closures": {"GET": OFFICE_EYES},
    "calendar:closure": {"GET": OFFICE_EYES},
    "calendar:create_closure": {"GET": RULE_KEEPERS, "POST": RULE_KEEPERS},
    "calendar:revise_closure": {"GET": RULE_KEEPERS, "POST": RULE_KEEPERS},
    "calendar:remove_closure": {"GET": RULE_KEEPERS, "POST": RULE_KEEPERS},
    "calendar:rules": {"GET": OFFICE_EYES},
    "calendar:rule": {"GET": OFFICE_EYES},
    "calendar:create_rule": {"GET": RULE_KEEPERS, "POST": RULE_KEEPERS},
    "calendar:revise_rule": {"GET": RULE_KEEPERS, "POST": RULE_KEEPERS},
    "calendar:end_rule": {"GET": RULE_KEEPERS, "POST": RULE_KEEPERS},
}
