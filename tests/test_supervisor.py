"""Web, worker and clock under one roof: what dies comes back, and nothing outlives the roof."""

import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from council_office.supervisor import Part


def patiently(question, seconds: float = 40):
    limit = time.monotonic() + seconds
    while not (found := question()) and time.monotonic() < limit:
        time.sleep(0.2)
    return found


def children(parent: int) -> dict[str, int]:
    """The living parts of a supervisor by their name."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, ppid = stat.read_text().rpartition(")")[2].split()[:2]
            words = (stat.parent / "cmdline").read_text().split("\0")
        except OSError:
            continue
        if int(ppid) == parent and state != "Z":
            found |= {name: int(stat.parent.name) for name in ("gunicorn", "worker", "beat") if name in words}
    return found


def all_three(parent: int) -> dict[str, int]:
    found = children(parent)
    return found if len(found) == 3 else {}


def others(before: dict[str, int], now: dict[str, int]) -> dict[str, int]:
    """The parts of now, when none of them is one of before."""
    return {} if set(before.values()) & set(now.values()) else now


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the death signal is Linux's")
def test_what_is_killed_comes_back_and_nothing_outlives_the_supervisor(processes):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    supervisor = processes.start("council_office.supervisor", PORT=str(port))
    first = patiently(lambda: all_three(supervisor.pid))
    assert set(first) == {"gunicorn", "worker", "beat"}
    assert patiently(lambda: answers(port))

    for pid in first.values():
        os.kill(pid, signal.SIGKILL)
    # On a busy machine what was killed may be seen a moment longer.
    second = patiently(lambda: others(first, all_three(supervisor.pid)))
    assert set(second) == set(first)
    assert patiently(lambda: answers(port))

    os.kill(supervisor.pid, signal.SIGKILL)
    assert patiently(lambda: not any(Path(f"/proc/{pid}").exists() for pid in second.values()))
    assert patiently(lambda: not answers(port))


def test_a_part_that_keeps_dying_is_started_later_and_later():
    part = Part("nothing", ["platform", "--nonsense-that-ends-at-once"])
    pauses = []
    for _ in range(3):
        part.start()
        part.process.wait()
        part.keep_alive()
        pauses.append(round(part.start_at - time.monotonic()))
    assert pauses == [1, 3, 7]


def test_a_second_supervisor_over_one_place_is_refused(processes):
    first = processes.start("council_office.supervisor", PORT="0")
    assert patiently(lambda: all_three(first.pid))
    second = processes.start("council_office.supervisor", PORT="0")
    assert second.wait(timeout=30) == 1
    assert first.poll() is None
