"""Work is ordered with the change that needs it, and is never lost, whoever fails."""

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy, override

from council_office.directory.states import Role
from council_office.ledger import audit, outbox
from council_office.ledger.models import Job, JobRow
from council_office.ledger.states import JobState
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters(tasks):
    @outbox.task("letters")
    def write(**kwargs): ...


def test_a_job_without_rows_has_one_and_knows_who_ordered_it_about_what(user):
    lab = OrganisationFactory()
    job = outbox.post("letters", by=user, about=lab, title="Letters", session_id=7)
    job.refresh_from_db()
    assert (job.total, job.state, job.by, job.by_label, job.about) == (1, "queued", user, "Alix MOREAU", lab)
    assert job.rows.get().kwargs == {"session_id": 7}


def test_every_row_gets_the_common_arguments_and_its_own():
    job = outbox.post("letters", rows=[{"person_id": 1}, {"person_id": 2}], by=audit.CLOCK, session_id=7)
    assert list(job.rows.values_list("position", "kwargs")) == [
        (1, {"session_id": 7, "person_id": 1}),
        (2, {"session_id": 7, "person_id": 2}),
    ]


def test_an_unknown_task_is_noticed_when_it_is_ordered():
    with pytest.raises(outbox.UnknownTask, match="'leters'"):
        outbox.post("leters", by=audit.CLOCK)


@pytest.mark.parametrize("value", [object(), {1, 2}, float("nan")], ids=["object", "set", "nan"])
def test_only_json_is_ordered(value):
    with pytest.raises((TypeError, ValueError)):
        outbox.post("letters", by=audit.CLOCK, value=value)
    assert not Job.objects.exists()


def test_the_same_key_gives_the_same_job():
    first = outbox.post("letters", by=audit.CLOCK, key="session-7")
    assert outbox.post("letters", by=audit.CLOCK, key="session-7") == first
    assert outbox.post("letters", by=audit.CLOCK, key="session-8") != first
    assert outbox.post("letters", by=audit.CLOCK) != outbox.post("letters", by=audit.CLOCK)
    assert JobRow.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_order_the_same_at_once_all_get_one_job(in_parallel, bell):
    jobs = in_parallel(20, lambda n: outbox.post("letters", rows=[{"n": n}], by=audit.CLOCK, key="session-7"))
    assert set(jobs) == {Job.objects.get()}
    assert JobRow.objects.count() == 1


def test_the_bell_rings_after_the_commit_and_not_before(bell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = outbox.post("letters", by=audit.CLOCK)
        assert bell == []
    assert bell == [job.pk]
    job.refresh_from_db()
    assert job.offered_at is not None


def test_what_is_rolled_back_rings_no_bell(bell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        outbox.post("letters", by=audit.CLOCK)
        transaction.set_rollback(True)
    assert (bell, Job.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_breaks_nothing_and_is_asked_once(bell, monkeypatch):
    asked = []

    def refuse(*args, **options):
        asked.append(args)
        raise ConnectionError

    monkeypatch.setattr(outbox.current_app, "send_task", refuse)
    jobs = [outbox.post("letters", by=audit.CLOCK) for _ in range(3)]
    assert [job.state for job in jobs] == [JobState.QUEUED] * 3
    assert len(asked) == 1


def test_jobs_that_the_broker_never_heard_of_are_offered_when_it_is_back(bell, monkeypatch):
    job = outbox.post("letters", by=audit.CLOCK)
    monkeypatch.setattr(outbox._bell, "silent_until", float("inf"))
    assert outbox.offer_stale(limit=10) == 0
    monkeypatch.setattr(outbox._bell, "silent_until", 0.0)
    assert outbox.offer_stale(limit=10) == 1
    assert outbox.offer_stale(limit=10) == 0
    assert bell == [job.pk]


def test_a_name_is_registered_once():
    with pytest.raises(ValueError, match="registered twice"):

        @outbox.task("letters")
        def other(): ...


def test_titles_are_read_in_the_readers_language():
    plain = outbox.post("letters", by=audit.CLOCK, title="Letters for IC-40")
    params = outbox.post("letters", by=audit.CLOCK, title=("%(name)s: English", {"name": "IC-40"}))
    with override("fr"):
        lazy = outbox.post("letters", by=audit.CLOCK, title=gettext_lazy("English"))
        assert lazy.title == "English"
        assert lazy.heading == "Anglais"
    assert [job.heading for job in (plain, params, lazy)] == [
        "Letters for IC-40",
        "IC-40: English",
        "English",
    ]
    assert outbox.post("letters", by=audit.CLOCK).heading == "letters"


def test_the_office_sees_every_job_and_others_their_own(user):
    own, other = outbox.post("letters", by=user), outbox.post("letters", by=audit.CLOCK)
    assert set(Job.objects.visible_to(user)) == {own}
    assert set(Job.objects.visible_to(UserFactory(roles=[Role.ASSISTANT]))) == {own, other}
