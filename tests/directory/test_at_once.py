"""Two people at once: one merge stands, one administrator stays."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from council_office.directory import actions
from council_office.directory.models import Merge, User
from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.moves import Refused
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(verbs) -> list[bool]:
    """Whether each verb went through, all called at the same time."""

    def call(verb) -> bool:
        try:
            verb()
            return True
        except Refused:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(call, verbs))


def test_one_record_is_merged_into_one_other_only():
    drop, keeps = PersonFactory(), [PersonFactory() for _ in range(4)]
    done = at_once([lambda keep=keep: actions.merge_people(keep, drop, by=CLOCK) for keep in keeps])
    assert sum(done) == 1
    assert Merge.objects.standing().filter(dropped=drop).count() == 1


def test_two_records_merged_into_each_other_do_not_both_vanish():
    one, other = PersonFactory(), PersonFactory()
    done = at_once(
        [
            lambda: actions.merge_people(one, other, by=CLOCK),
            lambda: actions.merge_people(other, one, by=CLOCK),
        ]
    )
    assert sum(done) == 1


def test_administrators_who_withdraw_each_other_do_not_both_succeed():
    users = [UserFactory(roles=[Role.ADMINISTRATOR]) for _ in range(2)]
    pks = [user.pk for user in users]
    done = at_once(
        [
            lambda pk=pk: actions.withdraw_role(User.objects.get(pk=pk), Role.ADMINISTRATOR, by=CLOCK)
            for pk in pks
        ]
    )
    assert sum(done) == 1
    assert User.objects.holding(Role.ADMINISTRATOR).count() == 1
