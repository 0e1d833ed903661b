"""What happened is recorded once, for good, and every later change of it is found."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_office.directory.models import Organisation
from council_office.ledger import audit, moves
from council_office.ledger.models import ChainHead, Event, Link
from council_office.ledger.models.audit import WrittenOnce
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def three_events():
    thing = OrganisationFactory()
    return [audit.record("note", thing, by=audit.CLOCK, n=n) for n in (1, 2, 3)]


def rewrite(event, **fields):
    """As somebody with the database's password would."""
    models.QuerySet(Event).filter(pk=event.pk).update(**fields)


def places(breaks):
    return {one.sequence for one in breaks}


def linked():
    """The links of this transaction (PostgreSQL adds them when it commits)."""
    connection.check_constraints()
    return list(Link.objects.order_by("sequence"))


def test_an_event_tells_who_did_what_to_whom(user):
    lab = OrganisationFactory(name_en="CERN")
    event = audit.record("note", lab, by=user, page=3)
    event.refresh_from_db()
    assert (event.actor, event.actor_label) == (user, "Alix MOREAU")
    assert (event.subject_type, event.subject_id, event.subject_label) == (
        "directory.organisation",
        str(lab.pk),
        "CERN",
    )
    assert event.details == {"page": 3}


def test_the_history_of_a_subject_is_its_own_and_newest_first(user, django_assert_num_queries):
    lab, other = OrganisationFactory(), OrganisationFactory()
    for verb, subject in [("first", lab), ("elsewhere", other), ("second", lab)]:
        audit.record(verb, subject, by=user)
    with django_assert_num_queries(1):
        assert [(event.verb, event.who) for event in audit.history(lab)] == [
            ("second", "Alix MOREAU"),
            ("first", "Alix MOREAU"),
        ]


def test_a_denied_call_is_recorded_with_its_address():
    audit.record_refusal("/visits/7/", by=audit.Doer("somebody"), method="POST")
    event = Event.objects.get()
    assert (event.verb, event.subject_label, event.details) == ("refuse", "/visits/7/", {"method": "POST"})


def test_an_untouched_trail_holds():
    assert audit.verify() == []
    three_events()
    assert audit.verify() == []
    assert [link.sequence for link in linked()] == [1, 2, 3]


def test_what_is_rolled_back_did_not_happen():
    three_events()
    with transaction.atomic():
        audit.record("note", None, by=audit.CLOCK)
        transaction.set_rollback(True)
    assert (len(linked()), audit.verify()) == (3, [])


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "praise"},
        {"details": {"n": 4}},
        {"subject_label": "another"},
        {"actor_label": "somebody else"},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_event_is_found(change):
    _one, two, _three = three_events()
    linked()
    rewrite(two, **change)
    assert places(audit.verify()) == {2}


def test_a_changed_event_with_a_new_fingerprint_is_found():
    _one, two, _three = three_events()
    linked()
    two.verb = "praise"
    rewrite(two, verb="praise", digest=audit.digest(two))
    assert places(audit.verify()) == {2}


def test_a_removed_event_is_found():
    linked_events = three_events()
    linked()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_link WHERE sequence = 2")
        cursor.execute("DELETE FROM ledger_event WHERE id = %s", [linked_events[1].pk])
    assert 2 in places(audit.verify())


def test_an_event_put_in_beside_the_chain_is_found():
    three_events()
    linked()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_link WHERE sequence = 3")
    ChainHead.objects.update(sequence=2, hash=Link.objects.get(sequence=2).hash)
    assert places(audit.verify()) == {0}


def test_a_cut_tail_is_found_by_the_head():
    events = three_events()
    linked()
    cut(events[2:])
    assert places(audit.verify()) == {3}


def test_a_cut_tail_with_a_forged_head_is_found_by_the_anchor():
    events = three_events()
    linked()
    audit.anchor()
    cut(events[1:])
    ChainHead.objects.update(sequence=1, hash=Link.objects.get(sequence=1).hash)
    assert [str(one) for one in audit.verify()] == [
        "3: The tail was cut: an anchor knows more events than the chain."
    ]


def test_a_chain_written_anew_disagrees_with_its_anchor():
    events = three_events()
    linked()
    audit.anchor()
    events[0].verb = "praise"
    rewrite(events[0], verb="praise", digest=audit.digest(events[0]))
    forge_chain()
    assert [str(one) for one in audit.verify()] == [
        "3: The chain was written anew: it disagrees with an anchor."
    ]


def test_the_anchors_of_another_chain_are_noticed(anchor_folder):
    anchor_folder.mkdir()
    (anchor_folder / "another.jsonl").write_text("{}\n")
    assert places(audit.verify()) == {0}
    three_events()
    assert places(audit.verify()) == {0}


def test_unreadable_anchors_are_noticed(anchor_folder):
    three_events()
    linked()
    audit.anchor()
    with (anchor_folder / f"{ChainHead.objects.get().chain}.jsonl").open("a") as file:
        file.write("nonsense\n")
    assert places(audit.verify()) == {0}


def test_a_trail_without_its_head_is_noticed():
    three_events()
    linked()
    ChainHead.objects.all().delete()
    assert places(audit.verify()) == {0}


def test_the_chain_is_anchored_once_a_day():
    assert audit.anchored_on() is None
    three_events()
    linked()
    audit.anchor()
    assert audit.anchored_on() == date.today()


def test_an_event_is_never_written_twice():
    event = three_events()[0]
    event.verb = "praise"
    for change in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(verb="praise"),
        lambda: Event.objects.bulk_update([event], ["verb"]),
    ):
        with pytest.raises(WrittenOnce):
            change()


def test_the_command_tells_whether_the_trail_holds():
    events = three_events()
    linked()
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert out.getvalue() == "The audit trail holds: 3 events.\n"
    rewrite(events[0], verb="praise")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit", stderr=(errors := StringIO()))
    assert (ended.value.code, errors.getvalue()) == (1, "1: The event was changed.\n")


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.dates()
    | st.datetimes()
    | st.decimals(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner) | st.tuples(inner),
    max_leaves=8,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(label=st.text(st.characters()), value=anything)
def test_whatever_is_recorded_the_fingerprint_still_fits_after_reading(label, value):
    event = audit.record("note", Organisation(name_en=label), by=audit.Doer(label), value=value)
    assert audit.digest(Event.objects.get(pk=event.pk)) == event.digest


def test_details_become_plain_json():
    lab = OrganisationFactory(name_en="CERN")
    told = audit.plain(
        {
            "on": date(2026, 11, 18),
            "price": Decimal("10.50"),
            "by": lab,
            "kinds": {"b", "a"},
            "word": gettext_lazy("Draft"),
            7: 0.5,
        }
    )
    assert told == {
        "on": "2026-11-18",
        "price": "10.50",
        "by": "CERN",
        "kinds": ["a", "b"],
        "word": "Draft",
        "7": "0.5",
    }


def test_the_history_speaks_in_the_readers_words(user):
    lab = moves.create(Organisation, by=user, name_en="CERN", kind="laboratory")
    moves.revise(lab, by=user, kind="authority", name_fr="Le CERN")
    revised, created = audit.history(lab)
    assert created.words() == "created"
    assert revised.words() == "changed Name (FR), Kind"
    assert revised.changes() == [
        ("Name (FR)", "—", "Le CERN"),
        ("Kind", "Laboratory or university", "Public authority"),
    ]


def test_an_app_teaches_the_history_its_verbs(monkeypatch):
    monkeypatch.setattr("council_office.ledger.words.VERBS", {})
    audit.say("dispatch", gettext_lazy("sent on %(on)s to %(to)s"))
    lab = OrganisationFactory()
    audit.record("dispatch", lab, by=audit.CLOCK, on=date(2026, 11, 18))
    audit.record("never_taught", lab, by=audit.CLOCK)
    assert [event.words() for event in audit.history(lab)] == ["never taught", "sent on Wed 18 Nov 2026 to —"]
    with override("fr"):
        assert "18" in audit.history(lab)[1].words()


def test_scheduled_work_and_strangers_have_a_name():
    thing = OrganisationFactory()
    by_clock = audit.record("note", thing, by=audit.CLOCK)
    by_nobody = audit.record("note", thing, by=audit.Doer(""))
    assert (by_clock.who, by_nobody.who) == ("Scheduled work", "Nobody signed in")


@pytest.mark.django_db(transaction=True)
def test_fifty_parallel_writers_do_not_fork_the_chain(in_parallel):
    def write(index):
        with transaction.atomic():
            thing = OrganisationFactory(name_en=f"Laboratory of {index}")
            audit.record("note", thing, by=audit.CLOCK, n=index)
            if index % 5 == 0:
                raise ZeroDivisionError

    outcomes = in_parallel(50, write)
    assert [type(one) for one in outcomes if one] == [ZeroDivisionError] * 10
    assert (Link.objects.count(), Event.objects.count(), audit.verify()) == (40, 40, [])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_verbs_that_lock_in_opposite_order_of_the_trail_do_not_wait_for_each_other(in_parallel):
    lab = OrganisationFactory()
    locked, recorded = threading.Event(), threading.Event()

    def late_lock():
        audit.record("note", None, by=audit.CLOCK)
        recorded.set()
        assert locked.wait(5)
        moves.lock(Organisation.objects.get(pk=lab.pk))

    def early_lock():
        assert recorded.wait(5)
        moves.lock(Organisation.objects.get(pk=lab.pk))
        locked.set()
        audit.record("note", lab, by=audit.CLOCK)

    def verb(index):
        with transaction.atomic():
            (late_lock if index else early_lock)()

    assert in_parallel(2, verb) == [None, None]
    assert (Link.objects.count(), audit.verify()) == (2, [])


def cut(events):
    with connection.cursor() as cursor:
        for event in events:
            cursor.execute("DELETE FROM ledger_link WHERE event_id = %s", [event.pk])
            cursor.execute("DELETE FROM ledger_event WHERE id = %s", [event.pk])


def forge_chain():
    """Compute every link again, as somebody who knows the program would."""
    head = ChainHead.objects.get()
    head.hash = audit.genesis(head.chain)
    for link in Link.objects.select_related("event").order_by("sequence"):
        head.hash = audit.linked(head.hash, link.sequence, link.event.digest)
        models.QuerySet(Link).filter(pk=link.pk).update(hash=head.hash)
    head.save()
