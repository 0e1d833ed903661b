"""Every setting of the office, read once from the environment (each variable is told in .env.example)."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from council_office.directory.states import Role
from council_office.environment import (
    NEEDED,
    address_with,
    choice,
    derived_key,
    env,
    flag,
    is_fernet_key,
    mailer,
    number,
    read,
    unknown_in,
)
from council_office.looks import UNFOLD as UNFOLD

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env(BASE_DIR / ".env")

# "development" forgives (files, SQLite, HTTP); "production" asks for what it needs.
PRODUCTION = choice("ENVIRONMENT", "development", "production") == "production"
is_address = address_with("https") if PRODUCTION else address_with("http", "https")

DEBUG = flag("DEBUG", default=False)
SECRET_KEY = read(
    "SECRET_KEY",
    default=NEEDED if PRODUCTION else "development-only-" * 4,
    ok=lambda value: len(value) >= 50,
    wanted="at least 50 random characters",
)
SECRET_KEY_FALLBACKS = read("SECRET_KEY_FALLBACKS", "list", default=[], wanted="older keys, commas between")
IDENTITY_KEYS = read(
    "IDENTITY_KEYS",
    "list",
    default=NEEDED if PRODUCTION else [derived_key(SECRET_KEY)],
    ok=lambda keys: all(map(is_fernet_key, keys)),
    wanted="Fernet keys with commas between, newest first",
)
BASE_URL = read(
    "BASE_URL",
    default=NEEDED if PRODUCTION else "http://127.0.0.1:8000",
    ok=is_address,
    wanted="the public address (https:// in production) without a slash at the end",
)
ALLOWED_HOSTS = read(
    "ALLOWED_HOSTS",
    "list",
    default=[urlsplit(BASE_URL).hostname] + ([] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]),
    ok=lambda hosts: not (PRODUCTION and "*" in hosts),
    wanted="host names with commas between, never * in production",
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
PROXIES = number("PROXIES", default=0, low=0, high=5)

VAR = Path(read("VAR_DIR", default=str(BASE_DIR / "var"), ok=os.path.isabs, wanted="an absolute path"))
ASSETS = BASE_DIR / "var" / "assets"
for folder in (VAR / "broker" / "control", BASE_DIR / "var" / "static"):
    folder.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.import_export",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_filters",
    "django_countries",
    "import_export",
    "council_office.directory",
    "council_office.ledger",
    "council_office.calendar",
    "council_office.web",
    "documents",
    "protocol",
    "meetings",
    "visits",
    "procurement",
    "council_office.reports",
    "council_office.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "council_office.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "council_office.web.pages.PagesMiddleware",
    "council_office.accounts.SecondFactorMiddleware",
    "council_office.web.access.AccessMiddleware",
]

ROOT_URLCONF = "council_office.urls"
WSGI_APPLICATION = "council_office.wsgi.application"
ACCESS_TABLE = "council_office.access.TABLE"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# SQLite holds web, worker and clock together with these options. PostgreSQL keeps its connections, because
# opening one costs more than a small page.
DATABASES = {
    "default": read(
        "DATABASE_URL",
        "db_url",
        default={"ENGINE": "django.db.backends.sqlite3", "NAME": str(VAR / "office.sqlite3")},
        ok=lambda found: found["ENGINE"] in ("django.db.backends.sqlite3", "django.db.backends.postgresql"),
        wanted="like postgres://user:password@host:5432/name or sqlite:////absolute/path",
    )
}
SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 5

# The bell: the outbox rows in the database are the truth, the broker only makes them heard sooner.
REDIS_URL = read(
    "REDIS_URL",
    default="",
    ok=lambda value: urlsplit(value).scheme in ("redis", "rediss") and bool(urlsplit(value).hostname),
    wanted="like redis://host:6379/0",
)
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"socket_connect_timeout": 2, "socket_timeout": 10, "visibility_timeout": 600}
    if REDIS_URL
    else {
        "data_folder_in": str(VAR / "broker"),
        "data_folder_out": str(VAR / "broker"),
        "control_folder": str(VAR / "broker" / "control"),
        "polling_interval": 0.1,
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_DEFAULT_QUEUE = "office"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = number("WORKER_THREADS", default=2, low=1, high=64)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TIMEZONE = "Europe/Paris"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat")
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "council_office.ledger.tasks.sweep",
        "schedule": 20.0,  # lost work is found soon; what is due once a minute knows itself
        "options": {"expires": 20},
    },
}

# Cache in the database: few and small entries (throttles), and no page may depend on Redis being there.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# Mail.
OFFICE_EMAIL = read(
    "OFFICE_EMAIL",
    default=NEEDED if PRODUCTION else "council-office@localhost",
    ok=lambda value: "@" in value,
    wanted="an e-mail address",
)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = OFFICE_EMAIL
MAIL_DIR = VAR / "mail"
MAILERS = {
    "default": mailer("MAIL_URL", needed=PRODUCTION)
    or {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(MAIL_DIR)},
    }
}

# Signing in: by e-mail address, no open sign-up, a second factor for the roles that decide or see the most.
AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "council_office.web.access.RolesBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 24 * 3600
ACCOUNT_ADAPTER = "council_office.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(BASE_URL).scheme
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
MFA_ADAPTER = "council_office.accounts.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Council Office"
REQUIRE_MFA = flag("REQUIRE_MFA", default=PRODUCTION)
MFA_ROLES = ["administrator", "council_secretary", "security_officer", "custodian"] if REQUIRE_MFA else []

SOCIALACCOUNT_ADAPTER = "council_office.accounts.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
OIDC_URL = read("OIDC_URL", default="", ok=is_address, wanted="an address without a slash at the end")
OIDC_NAME = read("OIDC_NAME", default="Single sign-on", wanted="the name on the sign-in page")
if OIDC_URL:
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "office",
                    "name": OIDC_NAME,
                    "client_id": read("OIDC_CLIENT_ID", default=NEEDED, wanted="the client id at the issuer"),
                    "secret": read("OIDC_SECRET", default=NEEDED, wanted="the client's secret"),
                    "settings": {"server_url": OIDC_URL},
                }
            ],
        }
    }

# What browsers are told. The admin's looks evaluate expressions and write styles; nothing else may.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF] + ([OIDC_URL] if OIDC_URL else []),
}
ADMIN_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/?$"]
    SECURE_HSTS_SECONDS = number("HSTS_SECONDS", default=365 * 24 * 3600, low=60, high=2 * 365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Demo sign-ins, one for each role, shown on the sign-in page; never in production.
DEMO = not PRODUCTION and flag("DEMO", default=True)
DEMO_SIGN_INS = [
    {"role": role, "email": f"{role}@demo.example", "password": "council-office-demo"}
    for role in Role
    if DEMO
]

# Languages and time.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "council_office.formats"
TIME_ZONE = "Europe/Paris"

# Files: the looks as static files, papers only through the gate of documents.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [("img", BASE_DIR / "static" / "img"), ASSETS]
WHITENOISE_USE_FINDERS = not PRODUCTION
MEDIA_ROOT = VAR / "media"
S3_BUCKET = read("S3_BUCKET", default="", wanted="the name of a bucket")
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": read("S3_ENDPOINT_URL", default=None, ok=is_address, wanted="its address"),
            "region_name": read("S3_REGION", default=None, wanted="the store's region"),
            "access_key": read("S3_ACCESS_KEY", default=NEEDED, wanted="the store's access key"),
            "secret_key": read("S3_SECRET_KEY", default=NEEDED, wanted="the store's secret key"),
            "default_acl": "private",
            "file_overwrite": False,
            "querystring_auth": True,
        },
    }
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Second copies of papers, daily anchors of the audit trail, backups: best on another disk than the database.
SECOND_COPY_DIR = read("SECOND_COPY_DIR", default="", ok=os.path.isabs, wanted="an absolute path")
AUDIT_ANCHOR_DIR = Path(
    read("AUDIT_ANCHOR_DIR", default=str(VAR / "anchors"), ok=os.path.isabs, wanted="an absolute path")
)
BACKUP_DIR = Path(
    read("BACKUP_DIR", default=str(VAR / "backups"), ok=os.path.isabs, wanted="an absolute path")
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o640

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "council_office.headers.HideSecrets"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
            "filters": ["secrets"],
        }
    },
    "root": {
        "handlers": ["stdout"],
        "level": choice("LOG_LEVEL", "INFO", "DEBUG", "WARNING", "ERROR"),
    },
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        **{name: {"level": "ERROR"} for name in ("fontTools", "gunicorn.http", "pikepdf", "weasyprint")},
    },
}

ELSEWHERE = ("PORT", "HOST", "WEB_THREADS", "POSTGRES_PASSWORD")
if UNKNOWN := unknown_in(BASE_DIR / ".env", ELSEWHERE):
    raise ImproperlyConfigured(f".env names {', '.join(UNKNOWN)}, which nothing reads (see .env.example)")
