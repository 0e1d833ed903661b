"""The settings: every variable is told, a wrong one says its name, production is closed."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from council_office import environment
from council_office.headers import SECRET

PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "k" * 20 + "a-long-random-secret-of-the-office-" + "0123456789",
    "IDENTITY_KEYS": environment.derived_key("identity"),
    "BASE_URL": "https://office.example.org",
    "DATABASE_URL": "postgres://office:secret@db.example.org:5432/office",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "MAIL_URL": "smtp+tls://office:secret@mail.example.org:587",
    "OFFICE_EMAIL": "office@example.org",
    "PROXIES": "1",
}
SHOW = "from django.conf import settings; print(settings.{})"


def python(*arguments: str, **environ: str) -> subprocess.CompletedProcess:
    """What a fresh Python says when it starts the office with only these variables."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=kept
        | {"DJANGO_SETTINGS_MODULE": "council_office.settings", "VAR_DIR": str(settings.VAR)}
        | environ,
        capture_output=True,
        text=True,
        check=False,
    )


def shown(name: str, **environ: str) -> str:
    result = python("-c", SHOW.format(name), **environ)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("ENVIRONMENT", "staging", "development or production"),
        ("DEBUG", "maybe", "true or false"),
        ("SECRET_KEY", "short", "at least 50 random characters"),
        ("IDENTITY_KEYS", "not-a-key", "Fernet keys"),
        ("BASE_URL", "https://office.example.org/", "without a slash at the end"),
        ("BASE_URL", "office.example.org", "the public address"),
        ("PROXIES", "nine", "a whole number from 0 to 5"),
        ("PROXIES", "9", "a whole number from 0 to 5"),
        ("VAR_DIR", "here", "an absolute path"),
        ("DATABASE_URL", "mysql://root@localhost/office", "like postgres://"),
        ("DATABASE_URL", "office", "like postgres://"),
        ("REDIS_URL", "http://localhost", "like redis://"),
        ("MAIL_URL", "localhost:25", "like smtp://"),
        ("OFFICE_EMAIL", "office", "an e-mail address"),
        ("LOG_LEVEL", "LOUD", "INFO or DEBUG"),
        ("WORKER_THREADS", "0", "a whole number from 1 to 64"),
    ],
)
def test_a_wrong_value_stops_the_start_and_says_its_name_and_what_is_wanted(name, value, wanted):
    result = python("manage.py", "check", **{name: value})
    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert f"{name} has a wrong value: it must be" in last
    assert wanted in last
    assert "(see .env.example)" in last


@pytest.mark.parametrize("name", ["SECRET_KEY", "IDENTITY_KEYS", "BASE_URL", "MAIL_URL", "OFFICE_EMAIL"])
def test_production_does_not_start_without_what_it_needs(name):
    result = python("manage.py", "check", **{key: value for key, value in PRODUCTION.items() if key != name})
    assert result.returncode != 0
    assert f"{name} is not set" in result.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"), [("BASE_URL", "http://office.example.org"), ("ALLOWED_HOSTS", "office.example.org,*")]
)
def test_production_refuses_what_would_open_it(name, value):
    result = python("manage.py", "check", **PRODUCTION | {name: value})
    assert result.returncode != 0
    assert f"{name} has a wrong value" in result.stderr


def test_the_deployment_check_finds_nothing_to_say_about_production():
    result = python(
        "-W", "error::DeprecationWarning:council_office", "manage.py", "check", "--deploy", **PRODUCTION
    )
    assert (result.returncode, result.stdout.strip()) == (
        0,
        "System check identified no issues (0 silenced).",
    ), result.stderr


def test_production_talks_to_its_servers():
    assert shown("DATABASES['default']['ENGINE']", **PRODUCTION) == "django.db.backends.postgresql"
    assert shown("DATABASES['default']['CONN_MAX_AGE']", **PRODUCTION) == "300"
    assert shown("CELERY_BROKER_URL", **PRODUCTION) == "redis://redis.example.org:6379/0"
    assert shown("SESSION_COOKIE_NAME", **PRODUCTION) == "__Host-session"
    assert shown("DEMO_SIGN_INS", **PRODUCTION | {"DEMO": "true"}) == "[]"
    assert shown("MFA_ROLES", **PRODUCTION) != "[]"
    mail = shown("MAILERS['default']['OPTIONS']", **PRODUCTION)
    assert "'host': 'mail.example.org', 'port': 587" in mail
    assert "'use_tls': True" in mail


def test_papers_go_to_a_bucket_when_there_is_one():
    store = {"S3_BUCKET": "papers", "S3_ACCESS_KEY": "a", "S3_SECRET_KEY": "b"}
    assert shown("STORAGES['default']['BACKEND']", **PRODUCTION, **store) == "storages.backends.s3.S3Storage"
    result = python("manage.py", "check", S3_BUCKET="papers", S3_ACCESS_KEY="a")
    assert "S3_SECRET_KEY is not set" in result.stderr


def test_single_sign_on_is_offered_when_it_is_set():
    issuer = {"OIDC_URL": "https://login.example.org", "OIDC_CLIENT_ID": "office", "OIDC_SECRET": "secret"}
    assert "https://login.example.org" in shown("SOCIALACCOUNT_PROVIDERS", **PRODUCTION, **issuer)
    assert "https://login.example.org" in shown("SECURE_CSP['form-action']", **PRODUCTION, **issuer)
    result = python("manage.py", "check", OIDC_URL="https://login.example.org", OIDC_CLIENT_ID="office")
    assert "OIDC_SECRET is not set" in result.stderr


def test_an_empty_value_counts_as_unset():
    assert shown("CELERY_BROKER_URL", REDIS_URL="", DATABASE_URL="", DEBUG="") == "filesystem://localhost"


def test_every_variable_is_told_in_the_example_and_nothing_else():
    told = set(re.findall(r"^([A-Z_0-9]+)=", (settings.BASE_DIR / ".env.example").read_text(), re.MULTILINE))
    # Read only where single sign-on, a bucket or production is chosen.
    chosen = {
        "OIDC_CLIENT_ID",
        "OIDC_SECRET",
        "S3_ACCESS_KEY",
        "S3_SECRET_KEY",
        "S3_ENDPOINT_URL",
        "S3_REGION",
    }
    assert told == environment.READ | set(settings.ELSEWHERE) | chosen | {"HSTS_SECONDS"}


def test_a_misspelt_name_in_the_file_is_found(tmp_path):
    file = tmp_path / ".env"
    file.write_text("# DATABSE_URL=x\nDATABSE_URL=sqlite:///x\nexport BASE_URL=http://x\nPORT=1\n")
    assert environment.unknown_in(file, settings.ELSEWHERE) == ["DATABSE_URL"]


@pytest.mark.parametrize(
    ("line", "logged"),
    [
        ("Not Found: /answer/pQ3kZx0aJd82_bQ-yT5mKw9LrVh1sEuC/", "Not Found: /answer/•••/"),
        ("GET /meetings/35/record/ 200", "GET /meetings/35/record/ 200"),
        (
            "GET /documents/people-and-organisations-register/ 200",
            "GET /documents/people-and-organisations-register/ 200",
        ),
    ],
)
def test_the_log_holds_no_signed_link(line, logged):
    assert SECRET.sub("•••", line) == logged
