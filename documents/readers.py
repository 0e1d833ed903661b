"""Somebody as the gate sees them."""

from dataclasses import dataclass

from django.db.models import Q

NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Reader:
    """Somebody as the gate sees them: a user, a person without an account, or the holder of a signed link."""

    user_id: int | None
    person_id: int | None
    roles: frozenset[str]
    signed_in: bool = True

    @property
    def known(self) -> bool:
        return self.user_id is not None or self.person_id is not None

    def holds(self) -> Q:
        """Rows held by this reader, under the user or under the person."""
        mine = Q(user_id=self.user_id) if self.user_id else NOTHING
        return mine | Q(person_id=self.person_id) if self.person_id else mine


def reader_of(somebody: object) -> Reader:
    """A user, a SignedLink (`recipient`) or a Person as a reader; an inactive or unknown one is nobody."""
    if getattr(somebody, "is_authenticated", False):
        if not somebody.is_active:
            return Reader(None, None, frozenset())
        return Reader(somebody.pk, somebody.person_id, somebody.roles)
    if hasattr(somebody, "recipient_id"):
        return Reader(
            None, somebody.recipient_id if somebody.is_alive else None, frozenset(), signed_in=False
        )
    if hasattr(somebody, "family_name"):
        return Reader(None, somebody.pk, frozenset(), signed_in=False)
    return Reader(None, None, frozenset())
