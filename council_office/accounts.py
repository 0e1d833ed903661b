"""Who may become a user and what a sign-in needs: nobody invites themselves, deciders need two factors."""

from functools import cached_property

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up."""

    def is_open_for_signup(self, request) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens the accounts that exist and makes none."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted with the keys of identity data."""

    @cached_property
    def keys(self) -> MultiFernet:
        return MultiFernet([Fernet(key) for key in settings.IDENTITY_KEYS])

    def encrypt(self, text: str) -> str:
        return self.keys.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self.keys.decrypt(encrypted_text.encode()).decode()


class SecondFactorMiddleware:
    """Whoever holds one of MFA_ROLES sets up a second factor before anything else opens."""

    # What stays open meanwhile: setting it up, one's own account, the language, leaving.
    OPEN = ("mfa_", "account_", "web:set_")

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not settings.MFA_ROLES or request.resolver_match.view_name.startswith(self.OPEN):
            return None
        user = request.user
        if not user.is_authenticated or not user.has_role(*settings.MFA_ROLES) or has_second_factor(request):
            return None
        messages.warning(request, gettext("Your role asks for a second factor. Set one up to go on."))
        return redirect("mfa_index")


def has_second_factor(request: HttpRequest) -> bool:
    """A factor of one's own, or a sign-in by the issuer, who asks for one itself; kept in the session."""
    if not request.session.get("second_factor"):
        records = get_authentication_records(request, request.user)
        by_issuer = any(record["method"] == "socialaccount" for record in records)
        request.session["second_factor"] = by_issuer or is_mfa_enabled(request.user)
    return request.session["second_factor"]
