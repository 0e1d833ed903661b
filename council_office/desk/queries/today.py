"""Today for one person: what calls for action, what comes, and what to do when nothing waits."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.calendar import queries as calendar
from council_office.calendar.models import Task
from council_office.desk.queries import matters
from council_office.desk.queries.declaring import Line, Offer, Section
from council_office.desk.queries.matters import Figure
from council_office.directory.models import OFFICE, User
from council_office.reports.queries import unanswered
from meetings.models import Session

SOON = 7
SHOWN = 8


@dataclass(frozen=True)
class Today:
    """What one person's day holds."""

    day: date
    sessions: list[tuple[Session, int]]
    figures: list[Figure]
    late: list[tuple[Task, Any]]
    soon: list[tuple[Task, Any]]
    sections: list[tuple[Section, list[Line], str]]
    offers: list[tuple[Offer, str]]

    @property
    def is_quiet(self) -> bool:
        """Nothing waits and nothing comes."""
        return not (self.figures or self.late or self.soon or self.sections)


def today(user: User) -> Today:
    """The day of `user`: sessions with working days left, what calls for action, tasks late and near."""
    day = timezone.localdate()
    coming = list(Session.objects.visible_to(user).coming(day).select_related("body")[:4])
    days = calendar.calendar_around(day, *(each.starts_on for each in coming))
    return Today(
        day=day,
        sessions=[(each, days.between(day, each.starts_on)) for each in coming],
        figures=[figure for figure in figures(user, day) if figure.count],
        late=calendar.explain_tasks(calendar.overdue(user)[:SHOWN]),
        soon=calendar.explain_tasks(calendar.due_soon(user, SOON)[:SHOWN]),
        sections=matters.sections(user, day),
        offers=matters.offers(user),
    )


def figures(user: User, day: date) -> list[Figure]:
    """Counts for this person's roles; each opens its list."""
    return [*matters.figures(user, day), *(silent(user, day) if user.has_role(*OFFICE) else [])]


def silent(user: User, day: date) -> list[Figure]:
    """Answers missing, a figure for each coming session."""
    return [
        Figure(
            count,
            _("answers missing for %(session)s") % {"session": session.label},
            reverse("meetings:invitations", args=[session.pk]) + "?state=sent&answer=none",
        )
        for session, count in unanswered(user, day)
    ]
