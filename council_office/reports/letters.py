"""The mails that reports send; pure."""

from collections.abc import Callable, Iterable
from typing import Any

from babel.dates import format_date, format_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council_office.reports.models import Run
from council_office.reports.queries import Outlook

Address = Callable[[Any], str]


def outlook(facts: Outlook, *, language: str, address: Address) -> tuple[str, str]:
    """Subject and text of the weekly outlook in the active language; `address` gives the URL of a thing."""
    first, last = (format_date(on, "d MMMM", locale=language) for on in (facts.day, facts.until))
    subject = _("Office outlook: %(first)s to %(last)s") % {"first": first, "last": last}
    parts = [
        _section(_("Sessions"), (_session(each, language, address) for each in facts.sessions)),
        _section(_("Late"), (_task(each, language, address) for each in facts.late)),
        _section(_("Deadlines"), (_task(each, language, address) for each in facts.deadlines)),
        _section(_("Answers missing"), (_silent(*each, address) for each in facts.unanswered)),
        _section(_("Actions overdue"), (_action(each, language, address) for each in facts.actions)),
    ]
    told = [part for part in parts if part] or [_("Nothing is due in these four weeks, and nothing is late.")]
    return subject, "\n\n".join([*told, _("You receive this because you subscribed to it in the office.")])


def trouble(run: Run, *, language: str, address: Address) -> tuple[str, str]:
    """Subject and text of the mail that tells the owner of a run that failed or was missed."""
    due = format_datetime(run.due_at, "EEE d MMM y, HH:mm", locale=language)
    facts = {"schedule": run.schedule.name, "due": due, "state": run.get_state_display().lower()}
    subject = _("%(schedule)s: %(state)s") % facts
    text = (
        _("The report “%(schedule)s”, due on %(due)s, has the state “%(state)s”. Open it to see why:") % facts
    )
    return subject, f"{text}\n\n{address(run.schedule)}"


def _section(title: str, lines: Iterable[str]) -> str:
    found = [f"– {line}" for line in lines]
    return "\n".join([title.upper(), *found]) if found else ""


def _day(on, language: str) -> str:
    return format_date(on, "EEE d MMM", locale=language)


def _session(session, language: str, address: Address) -> str:
    days = f"{_day(session.starts_on, language)} – {_day(session.ends_on, language)}"
    return f"{session.label} · {days} · {session.get_state_display()}\n  {address(session)}"


def _task(task, language: str, address: Address) -> str:
    about = f"{task.about} · " if task.about else ""
    return f"{_day(task.due_on, language)} · {about}{task}\n  {address(task)}"


def _silent(session, count: int, address: Address) -> str:
    words = ngettext(
        "%(session)s: %(count)s invitation without an answer",
        "%(session)s: %(count)s invitations without an answer",
        count,
    )
    return f"{words % {'session': session.label, 'count': count}}\n  {address(session)}"


def _action(action, language: str, address: Address) -> str:
    due = (
        _day(action.due_on, language)
        if action.due_on
        else (action.due_session.label if action.due_session else "")
    )
    who = action.owner or action.addressee or ""
    words = " · ".join(str(part) for part in (action.number, due, who) if part)
    return f"{words} · {action.title(language)}\n  {address(action)}"
