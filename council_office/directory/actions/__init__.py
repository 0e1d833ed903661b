"""The verbs of the directory: the only code that writes it."""

from council_office.directory.actions.merging import merge_people, unmerge
from council_office.directory.actions.organisations import (
    create_organisation,
    order_members,
    revise_member,
    revise_organisation,
)
from council_office.directory.actions.people import LikelyDuplicate, create_person, revise_person
from council_office.directory.actions.posts import (
    add_contact_point,
    end_contact_point,
    leave_post,
    remove_contact_point,
    remove_post,
    revise_contact_point,
    revise_post,
    take_up_post,
)
from council_office.directory.actions.users import (
    create_user,
    grant_role,
    invite_user,
    revise_user,
    set_language,
    set_theme,
    withdraw_role,
)

__all__ = [
    "LikelyDuplicate",
    "add_contact_point",
    "create_organisation",
    "create_person",
    "create_user",
    "end_contact_point",
    "grant_role",
    "invite_user",
    "leave_post",
    "merge_people",
    "order_members",
    "remove_contact_point",
    "remove_post",
    "revise_contact_point",
    "revise_member",
    "revise_organisation",
    "revise_person",
    "revise_post",
    "revise_user",
    "set_language",
    "set_theme",
    "take_up_post",
    "unmerge",
    "withdraw_role",
]
