"""Two records of one person become one, and two again if that was wrong.

A merge re-points what the directory itself keeps — posts, contact points, the account — and notes each row
on the Merge, so that it can be undone. What the record that stays did not know is filled in from the other.
Nothing above the directory is touched: a participant, visitor or letter keeps the record it was made with,
because a pass or a seat must not change its person behind the back of those who approved it. They read the
name and the address through `person.kept`, which follows `merged_into`.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory.models import ContactPoint, Merge, Person, Post, User
from council_office.ledger import audit, moves
from council_office.ledger.audit import Actor
from council_office.ledger.moves import Refused

audit.say("merge_people", gettext_lazy("took over the record of %(dropped)s"))
audit.say("be_merged", gettext_lazy("was merged into %(kept)s"))
audit.say("unmerge", gettext_lazy("was separated again from %(kept)s"))

FILLED = (
    "passport_name", "native_name", "short_name", "pronunciation", "honorific", "salutation_en",
    "salutation_fr", "nationality", "member", "organisation", "email", "telephone", "address", "birth_key",
)  # fmt: skip


@transaction.atomic
def merge_people(keep: Person, drop: Person, *, by: Actor) -> Merge:
    """One person: `keep` stays and takes over what `drop` held; the history of both remains."""
    lock_both(keep, drop)
    refuse_merge(keep, drop)
    moved = {
        "posts": repoint(Post, drop, keep),
        "contact_points": repoint(ContactPoint, drop, keep),
        "users": repoint(User, drop, keep),
        "filled": fill_in(keep, drop, by),
    }
    point_at(drop, keep)
    merge = Merge.objects.create(kept=keep, dropped=drop, moved=moved, merged_by_id=by.actor_id)
    rows = {name: moved[name] for name in ("posts", "contact_points", "users")}
    audit.record("merge_people", keep, by=by, dropped=str(drop), dropped_id=drop.pk, **rows)
    audit.record("be_merged", drop, by=by, kept=str(keep), kept_id=keep.pk)
    return merge


@transaction.atomic
def unmerge(merge: Merge, *, by: Actor, reason: str = "") -> Merge:
    """Two people after all: everything that the merge moved goes back."""
    moves.lock(merge)
    keep, drop = merge.kept, merge.dropped
    lock_both(keep, drop)
    if merge.undone_at:
        raise Refused(_("This merge was undone before."))
    if keep.merged_into_id:
        raise Refused(_("%(person)s was itself merged later: undo that merge first.") % {"person": keep})
    for model, key in ((Post, "posts"), (ContactPoint, "contact_points"), (User, "users")):
        model.objects.filter(pk__in=merge.moved[key], person=keep).update(person=drop)
    take_back(keep, merge.moved["filled"], by)
    point_at(drop, None)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    for person in (keep, drop):
        audit.record("unmerge", person, by=by, kept=str(keep if person is drop else drop), reason=reason)
    return merge


def lock_both(one: Person, other: Person) -> None:
    """Always in the same order, so that two merges never wait for each other."""
    for person in sorted((one, other), key=lambda person: person.pk):
        moves.lock(person)


def refuse_merge(keep: Person, drop: Person) -> None:
    """Say why these two cannot become one."""
    if keep.pk == drop.pk:
        raise Refused(_("Choose two different records."))
    for person in (keep, drop):
        if person.merged_into_id:
            raise Refused(
                _("%(person)s was already merged into %(kept)s.")
                % {"person": person, "kept": person.merged_into}
            )
    if User.objects.filter(person__in=(keep, drop)).count() > 1:
        raise Refused(_("Both records have an account: take the person off one of the accounts first."))


def repoint(model: type, drop: Person, keep: Person) -> list[int]:
    """The keys of the rows that went over."""
    keys = list(model.objects.filter(person=drop).order_by("pk").values_list("pk", flat=True))
    model.objects.filter(pk__in=keys).update(person=keep)
    return keys


def fill_in(keep: Person, drop: Person, by: Actor) -> dict[str, Any]:
    """What only the dropped record knew, by column; unchanged until then it is taken back by unmerge."""
    news = {name: getattr(drop, name) for name in FILLED if getattr(drop, name) and not getattr(keep, name)}
    moves.revise(keep, by=by, **news)
    columns = (Person._meta.get_field(name).attname for name in news)
    return {column: audit.plain(getattr(drop, column)) for column in columns}


def take_back(keep: Person, filled: dict[str, Any], by: Actor) -> None:
    unchanged = [column for column, value in filled.items() if audit.plain(getattr(keep, column)) == value]
    fields = (Person._meta.get_field(column.removesuffix("_id")) for column in unchanged)
    moves.revise(keep, by=by, **{field.name: None if field.null else "" for field in fields})


def point_at(drop: Person, keep: Person | None) -> None:
    drop.merged_into = keep
    drop.version += 1
    drop.save(update_fields=["merged_into", "version"])
    drop.__dict__.pop("kept", None)
