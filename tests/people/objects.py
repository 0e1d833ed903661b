"""Objects for the access matrix (see tests/web/objects.py)."""

from datetime import date

from council_office.directory import actions
from council_office.directory.models import Member, Organisation
from council_office.directory.states import Role
from tests.factories import PersonFactory, UserFactory

START = date(2025, 1, 1)


def people(world):
    """A delegate's own record, and somebody else's."""
    return [{"pk": world[Role.DELEGATE].person_id}, {"pk": world.once(somebody).pk}]


def somebody(world):
    return PersonFactory()


def posts(world):
    return [{"pk": post(world, world[Role.DELEGATE].person).pk}, {"pk": post(world, world.once(somebody)).pk}]


def post(world, person):
    return actions.take_up_post(person, by=world[Role.ASSISTANT], title_en="Director", starts_on=START)


def contact_points(world):
    member = Member.objects.get(code="EU")
    point = actions.add_contact_point(
        world.once(somebody), by=world[Role.ASSISTANT], purpose_en="Visits", starts_on=START, member=member
    )
    return {"pk": point.pk}


def merges(world):
    merge = actions.merge_people(PersonFactory(), PersonFactory(), by=world[Role.ASSISTANT])
    return {"pk": merge.pk}


def organisation(world):
    return {"pk": Organisation.objects.get(acronym="F4E").pk}


def member(world):
    return {"pk": Member.objects.get(code="EU").pk}


def users(world):
    return [{"pk": world[Role.AUDITOR].pk}, {"pk": world.once(invited).pk}]


def invited(world):
    return UserFactory()


def with_role(world):
    return [{**arguments, "role": "guide"} for arguments in users(world)]


OBJECTS = {
    "people:person": people,
    "people:person_history": people,
    "people:revise_person": people,
    "people:merge_people": people,
    "people:unmerge": merges,
    "people:take_up_post": people,
    "people:revise_post": posts,
    "people:leave_post": posts,
    "people:remove_post": posts,
    "people:add_contact_point": people,
    "people:revise_contact_point": contact_points,
    "people:remove_contact_point": contact_points,
    "people:organisation": organisation,
    "people:revise_organisation": organisation,
    "people:revise_member": member,
    "people:user": users,
    "people:revise_user": users,
    "people:send_invitation": users,
    "people:grant_role": with_role,
    "people:withdraw_role": with_role,
}
