"""The production files: whole, closed, made of commands that are proven here on PostgreSQL and Redis."""

import json
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
import yaml
from django.conf import settings
from django.db import connection

from council_office.environment import derived_key
from council_office.ledger.models import SweepRun

ROOT = settings.BASE_DIR
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("prepare", "web", "worker", "clock")
DOCKERFILE = (ROOT / "Dockerfile").read_text()
IMAGE = json.loads(re.search(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE).group(1))

KEYS = {
    *(
        "build",
        "image",
        "command",
        "env_file",
        "environment",
        "volumes",
        "ports",
        "depends_on",
        "healthcheck",
    ),
    *("restart", "read_only", "tmpfs", "cap_drop", "security_opt", "stop_grace_period"),
}


def test_the_services_are_whole():
    assert set(SERVICES) == {*OURS, "database", "redis"}
    for name, service in SERVICES.items():
        assert set(service) <= KEYS, name
        assert "image" in service, name
        assert "healthcheck" in service or name == "prepare", name
        assert service["restart"] == ("no" if name == "prepare" else "unless-stopped"), name
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in COMPOSE["volumes"], name
        for other in service.get("depends_on", {}):
            assert other in SERVICES, name


def test_the_office_runs_closed_and_never_as_root():
    for name in OURS:
        service = SERVICES[name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in SERVICES["database"] | SERVICES["redis"]
    stage = DOCKERFILE.rpartition("\nFROM ")[2]
    assert stage.index("\nUSER office\n") < stage.index("\nCMD ")


def test_every_variable_of_the_services_is_told_in_the_example():
    told = set(re.findall(r"^([A-Z_0-9]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    used = {name for service in OURS for name in SERVICES[service]["environment"]}
    used |= set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert used <= told


def test_what_the_image_copies_is_there():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert [name for line in copied for name in line.split() if not (ROOT / name).exists()] == []


def test_the_image_has_the_libraries_and_fonts_that_the_run_script_asks_for():
    wanted = re.findall(r"missing\+=\(([a-z0-9.-]+)\)", (ROOT / "run").read_text())
    assert len(wanted) == 6
    assert [name for name in wanted if name not in DOCKERFILE] == []


# Proven by hand, without an engine: the same commands, production settings, real servers.

real_servers = pytest.mark.skipif(
    connection.vendor != "postgresql" or not settings.REDIS_URL, reason="needs PostgreSQL and Redis"
)
HOST = "office.example.org"


@pytest.fixture
def production(processes) -> dict[str, str]:
    return {
        "ENVIRONMENT": "production",
        "SECRET_KEY": "only-for-this-test-" * 4,
        "IDENTITY_KEYS": derived_key("only for this test"),
        "BASE_URL": f"https://{HOST}",
        "MAIL_URL": "smtp://localhost:2525",
        "OFFICE_EMAIL": f"office@{HOST}",
        "PROXIES": "1",
    }


@real_servers
def test_the_commands_of_the_services_serve_work_and_tick(processes, production):
    by_hand = processes.environment | production
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"], cwd=ROOT, env=by_hand, check=True
    )
    prepared = SERVICES["prepare"]["command"][2].replace("python ", f"{shlex.quote(sys.executable)} ")
    subprocess.run(["sh", "-c", prepared], cwd=ROOT, env=by_hand, check=True, stdout=subprocess.DEVNULL)

    port = free_port()
    web = shlex.split(IMAGE[2].removeprefix("exec ").replace("0.0.0.0:8000", f"127.0.0.1:{port}"))
    processes.start(*[re.sub(r"\$\{\w+:-(\d+)\}", r"\1", word) for word in web], **production)
    processes.start(*SERVICES["worker"]["command"], **production)
    processes.start(*SERVICES["clock"]["command"], **production)

    assert patiently(lambda: answer(port, "/health/")) == 200
    assert answer(port, "/account/login/", forwarded="https") == 200
    assert answer(port, "/account/login/", forwarded="http") == 301
    assert answer(port, "/health/", host="elsewhere.example.org") == 400
    assert patiently(lambda: SweepRun.objects.filter(finished_at__isnull=False).exists())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Straight(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def answer(port: int, path: str, *, host: str = HOST, forwarded: str = "https") -> int | None:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        headers={"Host": host, "X-Forwarded-Proto": forwarded, "X-Forwarded-For": "192.0.2.1"},
    )
    try:
        return urllib.request.build_opener(Straight).open(asked, timeout=10).status
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return None


def patiently(question, seconds: float = 120):
    """The first answer that is not nothing, asked again and again."""
    limit = time.monotonic() + seconds
    while not (found := question()) and time.monotonic() < limit:
        time.sleep(0.5)
    return found
