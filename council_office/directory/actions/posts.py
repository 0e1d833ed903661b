"""Posts taken up and left; who answers for a Member or an organisation."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.directory.models import ContactPoint, Person, Post
from council_office.ledger import moves
from council_office.ledger.audit import Actor
from council_office.ledger.moves import Refused


@transaction.atomic
def take_up_post(person: Person, *, by: Actor, title_en: str, starts_on: date, **fields: Any) -> Post:
    """The person holds this post from `starts_on`; held today, its organisation becomes the person's."""
    post = moves.create(Post, by=by, person=person.kept, title_en=title_en, starts_on=starts_on, **fields)
    if post.organisation_id and post.held_on(timezone.localdate()):
        moves.revise(person.kept, by=by, organisation=post.organisation)
    return post


def revise_post(post: Post, *, by: Actor, seen: int | None = None, **changes: Any) -> Post:
    return moves.revise(post, by=by, seen=seen, **changes)


def leave_post(post: Post, *, by: Actor, ends_on: date) -> Post:
    """The last day in the post."""
    if post.ends_on is not None and post.ends_on <= ends_on:
        raise Refused(_("This post already ended before that day."))
    return moves.revise(post, by=by, ends_on=ends_on)


def remove_post(post: Post, *, by: Actor, reason: str = "") -> None:
    """Take out a post that was entered by mistake."""
    moves.remove(post, by=by, reason=reason)


def add_contact_point(
    person: Person, *, by: Actor, purpose_en: str, starts_on: date, **fields: Any
) -> ContactPoint:
    """The person answers in this matter for the Member or organisation given."""
    return moves.create(
        ContactPoint, by=by, person=person.kept, purpose_en=purpose_en, starts_on=starts_on, **fields
    )


def revise_contact_point(
    point: ContactPoint, *, by: Actor, seen: int | None = None, **changes: Any
) -> ContactPoint:
    return moves.revise(point, by=by, seen=seen, **changes)


def end_contact_point(point: ContactPoint, *, by: Actor, ends_on: date) -> ContactPoint:
    """The last day on which the person answers in this matter."""
    if point.ends_on is not None and point.ends_on <= ends_on:
        raise Refused(_("This already ended before that day."))
    return moves.revise(point, by=by, ends_on=ends_on)


def remove_contact_point(point: ContactPoint, *, by: Actor, reason: str = "") -> None:
    """Take out a contact point that was entered by mistake."""
    moves.remove(point, by=by, reason=reason)
