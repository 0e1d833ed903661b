"""Who may become a user: nobody by themselves. The office invites; single sign-on finds whom it invited."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up."""

    def is_open_for_signup(self, request) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens the accounts that exist and makes none."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False
