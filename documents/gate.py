"""The one gate: who may read a document, and why not. Every path to bytes or metadata asks here.

A document opens for a reader when both hold on the day:
1. briefing — its level asks for none, or the reader was briefed for this level or a higher one;
2. need — the reader holds a grant for the document or its group; or it has no group, and its level is open to
   everyone who signs in or to a role of the reader.
Whatever is unknown does not open.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.models.access import Briefing, Grant, Level
from documents.readers import NOTHING, Reader, reader_of


@dataclass(frozen=True)
class Decision:
    """Whether a document opens, with the rule that decided, in the words of the reader's language."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


def opens_for(somebody: object) -> Q:
    """The condition on documents that the gate opens for `somebody` today."""
    return opened(reader_of(somebody), Q(document=OuterRef("pk")) | Q(group=OuterRef("group")))


def opens_matter_for(somebody: object) -> Q:
    """The same condition on anything else that carries a level and a group: a letter, for example."""
    return opened(reader_of(somebody), Q(group=OuterRef("group")))


def opened(reader: Reader, granting: Q) -> Q:
    if not reader.known:
        return NOTHING
    today = timezone.localdate()
    briefed = Briefing.objects.on(today).filter(reader.holds(), level__rank__gte=OuterRef("level__rank"))
    granted = Grant.objects.on(today).filter(reader.holds(), granting)
    return (Q(level__needs_briefing=False) | Exists(briefed)) & (
        Exists(granted) | Q(group__isnull=True, level__in=open_levels(reader))
    )


def open_levels(reader: Reader):
    """The levels that the reader's roles open without a grant."""
    for_roles = Q(roles__in=Group.objects.filter(name__in=reader.roles))
    for_all = Q(open_to_all=True) if reader.signed_in else NOTHING
    return Level.objects.filter(for_roles | for_all).values("pk")


def may_read(somebody: object, document) -> Decision:
    """The gate's answer for one document, with its reason; equal to `visible_to` by test."""
    reader = reader_of(somebody)
    if not reader.known:
        return Decision(False, _("Only for people the office knows: sign in."))
    today = timezone.localdate()
    if not is_briefed(reader, document.level, today):
        return Decision(
            False,
            _("Marked “%(level)s”: only for people briefed for it, and there is no briefing in force today.")
            % {"level": document.level},
        )
    if grant := grant_of(reader, document, today):
        return Decision(True, grant_in_words(grant))
    if document.group_id:
        return Decision(
            False,
            _("Only for the need-to-know group “%(group)s”, without a grant in force today.")
            % {"group": document.group},
        )
    return by_level(reader, document.level)


def is_briefed(reader: Reader, level: Level, day: date) -> bool:
    if not level.needs_briefing:
        return True
    return Briefing.objects.on(day).filter(reader.holds(), level__rank__gte=level.rank).exists()


def grant_of(reader: Reader, document, day: date) -> Grant | None:
    wanted = Q(document=document.pk) | (Q(group=document.group_id) if document.group_id else NOTHING)
    return Grant.objects.on(day).filter(reader.holds(), wanted).select_related("group").first()


def grant_in_words(grant: Grant) -> str:
    what = (
        _("by the group “%(group)s”") % {"group": grant.group} if grant.group_id else _("for this document")
    )
    if grant.ends_on is None:
        return _("Granted %(what)s since %(start)s.") % {"what": what, "start": date_format(grant.starts_on)}
    return _("Granted %(what)s until %(end)s.") % {"what": what, "end": date_format(grant.ends_on)}


def by_level(reader: Reader, level: Level) -> Decision:
    if level.pk in set(open_levels(reader).values_list("pk", flat=True)):
        return Decision(True, _("Documents marked “%(level)s” are open to you.") % {"level": level})
    names = ", ".join(level.role_names()) or "—"
    return Decision(
        False,
        _("Marked “%(level)s”: open to %(roles)s; anyone else needs a grant from the document custodian.")
        % {"level": level, "roles": names},
    )
