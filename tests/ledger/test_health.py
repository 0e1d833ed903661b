"""The health report tells what fails and why, even when half of it cannot be asked."""

from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from council_office.ledger import audit, health, outbox, sweeping
from council_office.ledger.health import Finding, Level
from council_office.ledger.models import Job, SweepRun
from council_office.ledger.states import JobState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _well(tasks, bell, monkeypatch):
    """An office in which everything is well."""
    monkeypatch.setattr(health, "PROBES", dict(health.PROBES))
    monkeypatch.setattr(outbox, "broker_answers", lambda: True)
    disk = SimpleNamespace(free=50_000_000_000, total=100_000_000_000)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: disk)
    outbox.task("letters")(lambda: None)
    sweeping.sweep()
    audit.record("backup", None, by=audit.CLOCK)


def found(name):
    """(level, words) of one finding of the report."""
    return next((one["level"], one["words"]) for one in health.report()["findings"] if one["name"] == name)


def test_a_well_office_is_good_in_everything():
    report = health.report()
    assert {one["level"] for one in report["findings"] if one["name"].find(".") < 0} == {"good"}
    assert {one["name"] for one in report["findings"]} >= {
        "database", "broker", "sweep", "minutely", "queue", "lost", "failed", "audit", "disk", "backup",
    }  # fmt: skip


def test_the_worst_finding_is_the_level_of_the_report(monkeypatch):
    monkeypatch.setattr(health, "PROBES", {})
    assert health.report()["level"] == "good"
    health.probe("a", "A")(lambda: Finding(Level.WARNING, "hm"))
    assert health.report()["level"] == "warning"
    health.probe("b", "B")(lambda: Finding(Level.FAILING, "oh"))
    assert health.report()["level"] == "failing"


def test_a_probe_that_breaks_is_a_finding_and_stops_no_other(monkeypatch):
    @health.probe("broken", "Broken")
    def broken():
        raise ValueError("odd")

    assert found("broken") == ("failing", "ValueError: odd")
    assert found("database")[0] == "good"


def test_a_broker_that_does_not_answer_fails(monkeypatch):
    monkeypatch.setattr(outbox, "broker_answers", lambda: False)
    assert found("broker")[0] == "failing"


def test_a_clock_that_stands_still_fails():
    SweepRun.objects.update(finished_at=timezone.now() - timedelta(minutes=6))
    assert found("sweep") == ("failing", "6 minutes ago")
    SweepRun.objects.all().delete()
    assert found("sweep")[0] == "warning"


def test_work_of_every_minute_that_fails_is_named():
    SweepRun.objects.update(error="ValueError: odd")
    assert found("minutely") == ("failing", "ledger.sweep: ValueError: odd")


def test_waiting_lost_and_failed_jobs_are_warnings():
    now = timezone.now()
    outbox.post("letters", by=audit.CLOCK)
    assert found("queue") == ("good", "0 minutes ago")
    Job.objects.update(created_at=now - timedelta(hours=3))
    assert found("queue") == ("warning", "3 hours ago")
    Job.objects.update(state=JobState.RUNNING, token="t", lease_until=now - timedelta(seconds=1))
    assert (found("lost"), found("queue")) == (("warning", "1 job"), ("good", "None is waiting."))
    Job.objects.update(state=JobState.FAILED, finished_at=now)
    assert found("failed") == ("warning", "1 job")


def test_a_full_disk_fails(monkeypatch):
    usage = SimpleNamespace(free=2_000_000_000, total=100_000_000_000)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: usage)
    assert found("disk") == ("failing", "2 % free (2.0 GB)")


def test_an_audit_trail_that_does_not_hold_fails():
    audit.record("verify", None, by=audit.CLOCK, breaks=["7: The event was changed."])
    assert found("audit") == ("failing", "7: The event was changed.")
    audit.record("verify", None, by=audit.CLOCK, breaks=[])
    assert found("audit") == ("good", "Verified: 0 minutes ago")


def test_a_monitor_learns_it_from_the_end_of_the_command(monkeypatch):
    out = StringIO()
    call_command("health", stdout=out)
    assert "good     Broker: It answers." in out.getvalue()
    monkeypatch.setattr(outbox, "broker_answers", lambda: False)
    with pytest.raises(SystemExit) as ended:
        call_command("health", stdout=StringIO())
    assert ended.value.code == 1
