"""Who may call what: one table, enforced on every request and tested in every cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.module_loading import import_string
from django_htmx.http import HttpResponseClientRedirect

from council_office.directory.models import OFFICE
from council_office.directory.states import Role
from council_office.ledger import audit


@dataclass(frozen=True)
class Who:
    """The people whom one method of one URL lets in; the door still asks for the object."""

    roles: frozenset[str] = field(default_factory=frozenset)
    everyone: bool = False
    every_account: bool = False
    admin: bool = False
    by_link: bool = False

    @property
    def strangers(self) -> bool:
        """True when no sign-in is asked: everybody, or the holder of a signed link."""
        return self.everyone or self.by_link

    def allows(self, user) -> bool:
        if self.strangers:
            return True
        if not (user.is_authenticated and user.is_active):
            return False
        if self.admin and not user.is_staff:
            return False
        return self.every_account or user.has_role(*self.roles)


def roles(*names: str) -> Who:
    """Whoever holds one of these roles."""
    return Who(roles=frozenset(str(name) for name in names))


anyone = Who(everyone=True)
signed_in = Who(every_account=True)
link = Who(by_link=True)
nobody = roles()
OFFICE_HANDS = roles(Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER)
OFFICE_EYES = roles(*OFFICE)
ADMIN_SITE = Who(
    roles=frozenset({Role.ADMINISTRATOR, Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER}),
    admin=True,
)

Table = Mapping[str, Mapping[str, Who]]


def merged(*tables: Table) -> dict[str, Mapping[str, Who]]:
    """One table of all; the same name declared twice is a mistake."""
    whole: dict[str, Mapping[str, Who]] = {}
    for table in tables:
        if double := whole.keys() & table.keys():
            raise ValueError(f"declared twice in the access tables: {sorted(double)}")
        whole |= table
    return whole


@cache
def table() -> Table:
    return import_string(settings.ACCESS_TABLE)


def entry(url_name: str) -> Mapping[str, Who] | None:
    """The row of a URL name: its own, or that of its whole namespace (`admin:*`)."""
    rows = table()
    namespace = url_name.rpartition(":")[0]
    return rows.get(url_name) or (rows.get(f"{namespace}:*") if namespace else None)


def who(url_name: str, method: str) -> Who | None:
    """Who may call this method; None when the URL or the method is not declared."""
    row = entry(url_name)
    return row.get("GET" if method in ("HEAD", "OPTIONS") else method) if row else None


def may(user, url_name: str, method: str = "POST") -> bool:
    """Whether the table lets this user call this method of this URL."""
    allowed = who(url_name, method)
    return allowed is not None and allowed.allows(user)


# What only administrators keep, of all that the administration shows.
ADMINISTRATORS_OWN = {"auth", "mfa", "account", "socialaccount", "usersessions", "directory.user"}


class RolesBackend(BaseBackend):
    """In the administration a role is the permission; no rows of permissions are kept."""

    def has_perm(self, user, perm: str, obj=None) -> bool:
        app, _dot, codename = perm.partition(".")
        own = bool({app, f"{app}.{codename.partition('_')[2]}"} & ADMINISTRATORS_OWN)
        return user.is_staff and user.has_role(*({Role.ADMINISTRATOR} if own else ADMIN_SITE.roles))

    def has_module_perms(self, user, app_label: str) -> bool:
        return self.has_perm(user, f"{app_label}.view_")


class AccessMiddleware:
    """Nothing opens that the table does not open."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 403 and not hasattr(request, "refusal_recorded"):
            record_refusal(request, "view")
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        name = request.resolver_match.view_name
        row = entry(name)
        if row is None:
            return self.deny(request, "undeclared")
        allowed = who(name, request.method)
        if allowed is None:
            return HttpResponseNotAllowed(sorted(row))
        if allowed.allows(request.user):
            return None
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        return self.deny(request, "role")

    def deny(self, request: HttpRequest, reason: str) -> None:
        record_refusal(request, reason)
        raise PermissionDenied


def record_refusal(request: HttpRequest, reason: str) -> None:
    """One audit entry per denied call; addresses of signed links are named, never written."""
    match = request.resolver_match
    path = match.view_name if match and "token" in match.kwargs else request.path
    by = request.user if request.user.is_authenticated else Stranger()
    audit.record_refusal(path, by=by, method=request.method, reason=reason)
    request.refusal_recorded = True


class Stranger:
    """Somebody who has not signed in."""

    actor_id = None
    actor_label = "—"


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back to where the person was."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    if request.htmx:
        back = request.htmx.current_url_abs_path or back
    to_login = redirect_to_login(back) if back else redirect_to_login("/")
    return HttpResponseClientRedirect(to_login.url) if request.htmx else to_login


# Everybody's own account (django-allauth) and the pages of the shell.
FORM = {"GET": anyone, "POST": anyone}
OWN = {"GET": signed_in}
OWN_FORM = {"GET": signed_in, "POST": signed_in}
OWN_VERB = {"POST": signed_in}
DEVELOPERS = roles(Role.ADMINISTRATOR)

ACCESS: Table = {
    "web:home": OWN,
    "web:account": OWN,
    "web:set_language": {"POST": anyone},
    "web:set_theme": {"POST": anyone},
    "web:health": {"GET": anyone},
    "web:gallery": {"GET": DEVELOPERS},
    "web:gallery_form": {"GET": DEVELOPERS, "POST": DEVELOPERS},
    "web:pick": OWN,
    "web:jobs": OWN,
    "web:job": OWN,
    "web:cancel_job": OWN_VERB,
    "web:resume_job": OWN_VERB,
    "web:retry_job": OWN_VERB,
    "web:save_view": OWN_VERB,
    "web:remove_view": OWN_VERB,
    "admin:*": {"GET": ADMIN_SITE, "POST": ADMIN_SITE},
    "account_login": FORM,
    "account_logout": FORM,
    "account_signup": FORM,
    "account_inactive": {"GET": anyone},
    "account_email_verification_sent": {"GET": anyone},
    "account_confirm_email": FORM,
    "account_reset_password": FORM,
    "account_reset_password_done": {"GET": anyone},
    "account_reset_password_from_key": FORM,
    "account_reset_password_from_key_done": {"GET": anyone},
    "account_confirm_login_code": FORM,
    "account_reauthenticate": OWN_FORM,
    "account_change_password": OWN_FORM,
    "account_set_password": OWN_FORM,
    "account_email": {"GET": nobody, "POST": nobody},  # the office keeps the addresses of accounts
    "mfa_authenticate": FORM,
    "mfa_login_webauthn": FORM,
    "mfa_index": OWN,
    "mfa_reauthenticate": OWN_FORM,
    "mfa_reauthenticate_webauthn": OWN_FORM,
    "mfa_activate_totp": OWN_FORM,
    "mfa_deactivate_totp": OWN_FORM,
    "mfa_view_recovery_codes": OWN,
    "mfa_generate_recovery_codes": OWN_FORM,
    "mfa_download_recovery_codes": OWN,
    "mfa_list_webauthn": OWN,
    "mfa_add_webauthn": OWN_FORM,
    "mfa_edit_webauthn": OWN_FORM,
    "mfa_remove_webauthn": OWN_FORM,
    "usersessions_list": OWN_FORM,
    "socialaccount_login_cancelled": {"GET": anyone},
    "socialaccount_login_error": {"GET": anyone},
    "socialaccount_signup": FORM,
    "socialaccount_connections": OWN_FORM,
    "openid_connect_login": FORM,
    "openid_connect_callback": {"GET": anyone},
    # allauth's former addresses, unnamed: they only lead to the ones above
    "django.views.generic.base.RedirectView": {"GET": anyone},
}
