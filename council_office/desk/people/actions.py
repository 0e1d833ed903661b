"""Verbs that need a mail: an account and the invitation to it."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from council_office.directory import actions as directory
from council_office.directory.models import Person, User
from council_office.directory.states import Language
from council_office.ledger.audit import Actor
from council_office.ledger.moves import Refused
from documents import actions as documents
from documents.models import Delivery


@transaction.atomic
def invite_user(
    email: str,
    *,
    by: Actor,
    person: Person | None = None,
    language: str = Language.ENGLISH,
    roles: Iterable[str] = (),
) -> User:
    """An account with its roles, and the mail that says how to sign in."""
    user = directory.invite_user(email, by=by, person=person, language=language, roles=roles)
    send_invitation(user, by=by)
    return user


def send_invitation(user: User, *, by: Actor) -> Delivery:
    """The mail again, for somebody who has not signed in yet."""
    if not user.is_active:
        raise Refused(_("This account is closed: open it first."))
    if user.last_login:
        raise Refused(_("%(user)s has signed in already.") % {"user": user})
    sent = Delivery.objects.filter(key__startswith=f"invitation:{user.pk}:").count()
    with override(user.language):
        subject, body = _("Your account at the Council Office"), invitation(user)
    return documents.send(
        to=user.email,
        person=user.person,
        subject=subject,
        body=body,
        about=user,
        by=by,
        key=f"invitation:{user.pk}:{sent + 1}",
        language=user.language,
    )


def invitation(user: User) -> str:
    """How to choose a password; the mail holds no secret, so that it may be forwarded and kept."""
    address = settings.BASE_URL + reverse("account_reset_password")
    return _(
        "You have an account at the Council Office. Your sign-in is this address: %(email)s\n\n"
        "Choose your password here; a mail with a link then comes to this address:\n%(address)s"
    ) % {"email": user.email, "address": address}
