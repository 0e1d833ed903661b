"""Verbs on scopes of certification: signed by another person, revoked from a day on."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.ledger import moves
from council_office.ledger.moves import Refused
from procurement.models import Scope


@transaction.atomic
def sign_scope(*, by: User, user: User, **fields: Any) -> Scope:
    """What one certifier may certify; the person who enters it signs it, and it is never their own."""
    if by.pk == user.pk:
        raise Refused(_("Nobody signs a scope of their own."))
    if not user.has_role(Role.CERTIFIER):
        raise Refused(_("%(user)s is not an invoice certifier: give the role first.") % {"user": user})
    signed = {"signed_by": by, "signed_on": timezone.localdate()}
    return moves.create(Scope, user=user, by=by, **(signed | fields))


@transaction.atomic
def revoke_scope(scope: Scope, *, by) -> Scope:
    """From today on nothing is certified under it; what was certified stands."""
    moves.lock(scope)
    if scope.revoked_on:
        raise Refused(_("This scope is already revoked."))
    return moves.revise(scope, by=by, revoked_on=timezone.localdate())
