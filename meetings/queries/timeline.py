"""The chain of a session on its timeline: what is due for which session, and what a move would change."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council_office.calendar.queries import calendar_around
from council_office.calendar.states import TaskState
from meetings import timeline
from meetings.models import Session
from meetings.queries import planning
from meetings.queries.planning import Rescheduled
from meetings.queries.sessions import Deadline, chain, deadlines
from meetings.rhythm import Days
from meetings.timeline import Mark, Picture, Row, Scale


@dataclass(frozen=True)
class Line:
    """One line of the table behind the picture."""

    days: Days
    of: str
    what: str
    url: str = ""
    note: str = ""
    words: str = ""
    tone: str = "neutral"


class Timeline:
    """A chain, its deadlines, the days without work; `to`: another first day that is only tried."""

    def __init__(self, session: Session, to: date | None = None) -> None:
        self.session, self.to = session, to

    @cached_property
    def sessions(self) -> list[Session]:
        return [each for each in chain(self.session).sessions if each.days_are_known] or [self.session]

    @cached_property
    def council(self) -> Session:
        return self.session.prepares or self.session

    @cached_property
    def deadlines(self) -> dict[int, list[Deadline]]:
        return {each.pk: deadlines(each) for each in self.sessions}

    @cached_property
    def days_instead(self) -> Days:
        return Days(self.to, self.to + (self.session.ends_on - self.session.starts_on))

    @cached_property
    def moves(self) -> Rescheduled:
        """What moves with the session when it opens on the other day."""
        return planning.would_move(self.session, *self.days_instead.ends) if self.to else Rescheduled()

    @cached_property
    def rows(self) -> list[Row]:
        instead = {each.session.pk: each.after for each in self.moves.sessions}
        if self.to:
            instead[self.session.pk] = self.days_instead
        return [
            Row(
                each.label,
                " · ".join(filter(None, (each.short_days(), self.distance(each)))),
                Days(each.starts_on, each.ends_on),
                [marked(deadline) for deadline in self.deadlines[each.pk]],
                instead.get(each.pk),
                each == self.session,
            )
            for each in self.sessions
        ]

    def distance(self, session: Session) -> str:
        """How long before the Council a committee ends."""
        days = (self.council.starts_on - session.ends_on).days
        if session == self.council or days <= 0:
            return ""
        return ngettext("%(n)d day before", "%(n)d days before", days) % {"n": days}

    @cached_property
    def closed(self) -> dict[date, str]:
        scale = Scale(*timeline.span(self.rows))
        return {
            day: name
            for day, name in calendar_around(scale.first, scale.last).holidays.items()
            if day in scale
        }

    @cached_property
    def picture(self) -> Picture:
        return timeline.picture(self.rows, self.closed, timezone.localdate())

    @cached_property
    def lines(self) -> list[Line]:
        """Everything in the picture by day."""
        found = [
            Line(days, "", name, note=_("the office is closed"))
            for days, name in timeline.stretches(self.closed)
        ]
        for each, row in zip(self.sessions, self.rows, strict=True):
            address = each.get_absolute_url()
            found.append(Line(row.days, each.label, each.body.name(), address, self.distance(each)))
            found += [due_line(each, deadline) for deadline in self.deadlines[each.pk]]
        return sorted(found, key=lambda line: (line.days.starts_on, line.of))


def due_line(session: Session, found: Deadline) -> Line:
    task = found.task
    days = Days(task.due_on, task.due_on)
    return Line(days, session.label, str(task), task.get_absolute_url(), found.brief, found.words, found.tone)


def marked(found: Deadline) -> Mark:
    tone = "good" if found.task.state == TaskState.DONE else found.tone
    return Mark(found.task.due_on, f"{found.on}: {found.task}", tone)
