"""The writes of the shell: signed links, saved views, a person's language and appearance."""

import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.directory.models import Person, User
from council_office.directory.states import Language, Theme
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from council_office.web.models import SavedView, SignedLink


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_link(
    *,
    purpose: str,
    about: models.Model,
    recipient: Person | None = None,
    email: str = "",
    expires_at: datetime,
    by,
) -> tuple[SignedLink, str]:
    """A new link and the token of its address, shown once: only its hash is kept."""
    token = secrets.token_urlsafe(32)
    link = SignedLink(
        purpose=purpose,
        digest=digest_of(token),
        about=about,
        recipient=recipient,
        email=email or (recipient.email if recipient else ""),
        expires_at=expires_at,
        issued_by_id=by.actor_id,
    )
    link.save()
    audit.record("issue_link", link, by=by, purpose=purpose, expires_at=expires_at.isoformat())
    return link, token


@transaction.atomic
def revoke_link(link: SignedLink, *, by, reason: str = "") -> SignedLink:
    """From now on the link opens nothing."""
    link = SignedLink.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at, link.revoked_reason = timezone.now(), reason
        link.save(update_fields=["revoked_at", "revoked_reason"])
        audit.record("revoke_link", link, by=by, reason=reason)
    return link


def count_use(link: SignedLink) -> None:
    """Remember that an answer came by this link."""
    SignedLink.objects.filter(pk=link.pk).update(uses=F("uses") + 1, last_used_at=timezone.now())


@transaction.atomic
def save_view(*, table: str, name: str, query: str, by: User) -> SavedView:
    """Keep a list as it stands under a name; the same name again replaces it."""
    if not name.strip():
        raise Refused(_("Give the view a name."))
    view, _created = SavedView.objects.update_or_create(
        user=by, table=table, name=name.strip()[:60], defaults={"query": query[:2000]}
    )
    return view


@transaction.atomic
def remove_view(view: SavedView, *, by: User) -> None:
    view.delete()


@transaction.atomic
def keep(
    obj: models.Model,
    values: dict[str, Any],
    *,
    by: User,
    create: Callable | None = None,
    revise: Callable | None = None,
) -> models.Model:
    """What a form of the administration holds, kept by the app's own verbs or the ledger's."""
    if obj._state.adding:
        kept = create(by=by, **values) if create else moves.create(type(obj), by=by, **values)
    else:
        kept = type(obj)._base_manager.get(pk=obj.pk)
        kept = (revise or moves.revise)(kept, by=by, **values) or kept
    obj.pk, obj._state.adding = kept.pk, False
    obj.refresh_from_db()
    return obj


def choose_language(user: User, language: str) -> None:
    User.objects.filter(pk=user.pk).update(language=Language(language))


def choose_theme(user: User, theme: str) -> None:
    User.objects.filter(pk=user.pk).update(theme=Theme(theme))
