"""Records change by moves, revisions and removals, and two people never overwrite each other silently."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction

from council_office.directory.models import Organisation, Person
from council_office.ledger import audit, moves
from council_office.ledger.models import Event, Job
from council_office.ledger.moves import HIDDEN, Conflict, Refused
from council_office.ledger.states import JobState
from tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_a_move_of_the_table_changes_the_state_and_is_recorded(user):
    job = Job.objects.create(task="t", total=3)
    moved = moves.move(job, JobState.CANCELLED, by=user, reason="No longer wanted", by_label="Alix")
    assert moved is job
    job.refresh_from_db()
    assert (job.state, job.by_label) == (JobState.CANCELLED, "Alix")
    event = audit.history(job).get()
    assert (event.words(), event.reason, event.who) == (
        "moved from Waiting to Cancelled",
        "No longer wanted",
        "Alix MOREAU",
    )
    assert event.changes() == [("Ordered by", "—", "Alix")]


def test_a_move_outside_the_table_is_refused_in_words_and_changes_nothing(user):
    job = Job.objects.create(task="t", state=JobState.DONE, title="Letters")
    with pytest.raises(Refused) as refused:
        moves.move(job, JobState.CANCELLED, by=user)
    assert refused.value.message == "Letters: not possible from “Done” to “Cancelled”."
    with pytest.raises(Refused, match="already “Done”"):
        moves.move(job, JobState.DONE, by=user)
    assert (Job.objects.get().state, Event.objects.count()) == (JobState.DONE, 0)


def test_a_move_looks_at_the_row_and_not_at_an_old_copy(user):
    old = Job.objects.create(task="t")
    moves.move(Job.objects.get(), JobState.CANCELLED, by=user)
    with pytest.raises(Refused, match="already"):
        moves.move(old, JobState.CANCELLED, by=user)


def test_a_move_against_a_constraint_is_refused_before_the_database_does(user):
    job = Job.objects.create(task="t", total=1)
    with pytest.raises(Refused, match="job_rows_add_up"):
        moves.move(job, JobState.CANCELLED, by=user, done=2)


def test_a_new_record_is_checked_and_recorded(user):
    lab = moves.create(Organisation, by=user, name_en="CERN")
    assert (lab.version, audit.history(lab).get().words()) == (1, "created")
    with pytest.raises(ValidationError):
        moves.create(Organisation, by=user, name_en="CERN")
    assert Organisation.objects.filter(name_en="CERN").count() == 1


def test_a_revision_counts_up_and_records_only_what_changed(user):
    lab = OrganisationFactory(name_en="CERN", name_fr="")
    moves.revise(lab, by=user, seen=1, name_en="CERN", name_fr="Le CERN")
    lab.refresh_from_db()
    assert (lab.version, lab.name_fr) == (2, "Le CERN")
    assert audit.history(lab).get().details == {"changes": {"name_fr": ["", "Le CERN"]}}


def test_a_revision_that_changes_nothing_writes_nothing(user, django_assert_num_queries):
    lab = OrganisationFactory(name_en="CERN")
    with django_assert_num_queries(3):  # savepoint, the locked row, release
        moves.revise(lab, by=user, name_en="CERN", kind="other")
    assert (lab.version, Event.objects.count()) == (1, 0)


def test_a_wrong_revision_leaves_the_record_alone(user):
    lab = OrganisationFactory(name_en="CERN")
    with pytest.raises(ValidationError):
        moves.revise(lab, by=user, kind="nonsense")
    lab.refresh_from_db()
    assert (lab.version, lab.kind, Event.objects.count()) == (1, "other", 0)


def test_the_second_of_two_editors_sees_what_differs(user):
    person = PersonFactory(family_name="Tanaka", telephone="1")
    moves.revise(Person.objects.get(pk=person.pk), by=user, seen=1, telephone="2", email="tanaka@example.jp")
    with pytest.raises(Conflict) as conflict:
        moves.revise(person, by=user, seen=1, telephone="3", family_name="Tanaka")
    assert conflict.value.differences == [("Telephone", "2", "3")]
    assert Person.objects.get(pk=person.pk).telephone == "2"


def test_an_editor_who_wants_what_is_already_there_is_in_no_conflict(user):
    person = PersonFactory(telephone="1")
    moves.revise(Person.objects.get(pk=person.pk), by=user, seen=1, telephone="2")
    assert moves.revise(person, by=user, seen=1, telephone="2").version == 2


def test_relations_are_recorded_by_name(user):
    person, lab = PersonFactory(), OrganisationFactory(name_en="CERN")
    moves.revise(person, by=user, organisation=lab)
    moves.revise(user, by=user, groups=[Group.objects.get_or_create(name="guide")[0]])
    assert audit.history(person).get().changes() == [("Organisation", "—", "CERN")]
    assert audit.history(user).get().changes() == [("Groups", "—", "guide")]
    assert moves.revise(user, by=user, groups=list(user.groups.all())).groups.count() == 1
    assert audit.history(user).count() == 1


def test_identity_data_never_enters_the_history(user, monkeypatch):
    monkeypatch.setattr(Person, "HIDDEN_FROM_HISTORY", {"passport_name"}, raising=False)
    monkeypatch.setattr(Person._meta.get_field("telephone"), "data_class", "identity", raising=False)
    person = PersonFactory(passport_name="CANARY", telephone="CANARY")
    moves.revise(person, by=user, passport_name="CANARY2", telephone="CANARY2")
    with pytest.raises(Conflict) as conflict:
        moves.revise(person, by=user, seen=1, passport_name="CANARY3")
    assert conflict.value.differences == [("Passport name", HIDDEN, HIDDEN)]
    moves.remove(person, by=user)
    assert "CANARY" not in str(list(Event.objects.values_list("details", flat=True)))
    assert Event.objects.filter(verb="revise").get().changes() == [
        ("Passport name", HIDDEN, HIDDEN),
        ("Telephone", HIDDEN, HIDDEN),
    ]


def test_a_removed_record_leaves_its_trace(user):
    lab = OrganisationFactory(name_en="CERN")
    pk = lab.pk
    moves.remove(lab, by=user, reason="Entered twice")
    event = Event.objects.get()
    assert not Organisation.objects.filter(pk=pk).exists()
    assert (event.verb, event.subject_id, event.subject_label, event.reason) == (
        "remove",
        str(pk),
        "CERN",
        "Entered twice",
    )
    assert event.details["was"]["name_en"] == "CERN"


def test_a_record_that_others_need_is_not_removed(user):
    lab = OrganisationFactory(name_en="CERN")
    PersonFactory(organisation=lab)
    with pytest.raises(Refused, match="CERN cannot be removed: still needed by people"):
        moves.remove(lab, by=user)
    assert Organisation.objects.filter(pk=lab.pk).exists()


def test_what_is_gone_is_refused(user):
    lab = OrganisationFactory()
    Organisation.objects.filter(pk=lab.pk).delete()
    with pytest.raises(Refused, match="no longer exists"):
        moves.revise(lab, by=user, name_en="X")


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_move_at_once_one_wins_and_nine_are_refused(in_parallel):
    for _round in range(5):
        job = Job.objects.create(task="t")
        outcomes = in_parallel(
            10, lambda _, job=job: moves.move(Job.objects.get(pk=job.pk), JobState.CANCELLED, by=audit.CLOCK)
        )
        assert sorted(type(one).__name__ for one in outcomes) == ["Job"] + ["Refused"] * 9
        assert audit.history(job).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_ten_editors_at_once_one_wins_and_nine_are_told(in_parallel):
    lab = OrganisationFactory()
    outcomes = in_parallel(
        10,
        lambda n: moves.revise(
            Organisation.objects.get(pk=lab.pk), by=audit.CLOCK, seen=1, name_fr=f"Nom {n}"
        ),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Conflict"] * 9 + ["Organisation"]
    lab.refresh_from_db()
    assert lab.version == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_more_than_one_would_win(in_parallel, monkeypatch):
    """What the two tests above prove is the work of the lock."""
    monkeypatch.setattr(moves, "lock", lambda subject: subject.refresh_from_db())
    winners = 0
    for _round in range(10):
        job = Job.objects.create(task="t")
        outcomes = in_parallel(
            10, lambda _, job=job: moves.move(Job.objects.get(pk=job.pk), JobState.CANCELLED, by=audit.CLOCK)
        )
        winners = max(winners, sum(isinstance(one, Job) for one in outcomes))
    assert winners > 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_lock_holds_until_the_transaction_ends(in_parallel):
    lab = OrganisationFactory(name_fr="0")

    def add_one(_index):
        with transaction.atomic():
            row = moves.lock(Organisation.objects.get(pk=lab.pk))
            row.name_fr = str(int(row.name_fr) + 1)
            row.save()

    assert in_parallel(20, add_one) == [None] * 20
    lab.refresh_from_db()
    assert lab.name_fr == "20"
