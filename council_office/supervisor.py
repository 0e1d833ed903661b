"""Keeps web, worker and clock alive on one machine: `python -m council_office.supervisor`.

Whatever dies is started again; when the supervisor itself is killed, the system ends its parts.
In production the parts are containers of their own (docker-compose.yml).
"""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from django.conf import settings

PR_SET_PDEATHSIG = 1
PATIENCE = 20  # seconds for the parts to finish what they are at
LONGEST_PAUSE = 30  # seconds before the next try with a part that keeps dying

HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"
WEB = ["gunicorn", "council_office.wsgi", "--bind", f"{HOST}:{PORT}", "--worker-class", "gthread"]
WEB += ["--threads", os.environ.get("WEB_THREADS") or "8", "--timeout", "120", "--no-control-socket"]
WEB += ["--log-level", "warning"]
CELERY = ["celery", "--quiet", "-A", "council_office"]
WORKER = [*CELERY, "worker", "--pool", "threads", "--loglevel", "WARNING"]
WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
CLOCK = [*CELERY, "beat", "--loglevel", "WARNING", "--pidfile="]


@dataclass
class Part:
    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    started_at: float = 0
    start_at: float = 0
    deaths: int = 0

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  (our own three commands)
            [sys.executable, "-m", *self.command],
            start_new_session=True,
            preexec_fn=die_with_parent(os.getpid()),
            # Celery's warning to root is for servers; there the office has a user of its own (Dockerfile).
            env=os.environ | {"PYTHONWARNINGS": "ignore:You're running the worker with superuser"},
        )

    def keep_alive(self) -> None:
        """Start the part when it is not there, later and later when it keeps dying at once."""
        if self.process is None:
            if time.monotonic() >= self.start_at:
                self.start()
        elif (code := self.process.poll()) is not None:
            lived = time.monotonic() - self.started_at
            self.deaths = self.deaths + 1 if lived < PATIENCE else 0
            pause = min(2**self.deaths - 1, LONGEST_PAUSE)
            say(f"{self.name} ended ({code}); starting it again in {pause} s")
            self.process, self.start_at = None, time.monotonic() + pause


def die_with_parent(parent: int) -> Callable[[], None]:
    """What a child calls before it becomes the part: its parent's death, however sudden, ends it too."""
    prctl = ctypes.CDLL(None).prctl

    def prepare() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


@dataclass
class Supervisor:
    parts: list[Part] = field(
        default_factory=lambda: [Part("web", WEB), Part("worker", WORKER), Part("clock", CLOCK)]
    )
    told: bool = False
    ending: bool = False

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.end)
        while not self.ending:
            for part in self.parts:
                part.keep_alive()
            if not self.told and answers():
                self.told = True
                say(welcome())
            time.sleep(0.3)
        self.stop_parts()

    def end(self, *_) -> None:
        self.ending = True

    def stop_parts(self) -> None:
        """Ask every part to finish; after a while, insist."""
        alive = [part.process for part in self.parts if part.process and part.process.poll() is None]
        for process in alive:
            process.terminate()
        limit = time.monotonic() + PATIENCE
        for process in alive:
            try:
                process.wait(max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()


def answers() -> bool:
    try:
        with socket.create_connection((HOST, int(PORT)), timeout=0.2):
            return True
    except OSError:
        return False


def welcome() -> str:
    lines = [f"Council Office: {settings.BASE_URL}"]
    if settings.DEMO:
        width = max(len(one["email"]) for one in settings.DEMO_SIGN_INS)
        lines += ["", "Sign in with demo data as:"]
        lines += [f"  {one['email']:<{width}}  {one['password']}" for one in settings.DEMO_SIGN_INS]
    return "\n".join([*lines, "", "Ctrl+C ends it."])


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  (this is a command)


def only_one() -> IO:
    """The lock of this office; two supervisors over one place would ring every bell twice."""
    lock = (settings.VAR / "supervisor.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(
            f"The office already runs from {settings.VAR}. End it first, or name another place in VAR_DIR."
        )
    return lock


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council_office.settings")
    lock = only_one()
    Supervisor().run()
