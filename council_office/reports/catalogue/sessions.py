"""Sessions of the bodies, their agendas and papers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.reports.declared import (
    Breakdown,
    Field,
    Figure,
    Listing,
    Register,
    Report,
    Section,
    bilingual,
    choice,
    days_between,
    month_of,
    year_of,
)
from council_office.reports.states import Span
from meetings.models import AgendaItem, Session, SessionPaper
from meetings.states import AccessClass

BODY = Field("body", _("Body"), lambda session: bilingual(session.body, code=session.body.code))


def marking_of(thing) -> str:
    """What is closed to some participants marks the whole report."""
    return "internal" if thing.access == AccessClass.OPEN else "restricted"


SESSIONS = Register(
    "sessions",
    _("Sessions"),
    _("Register of sessions"),
    rows=lambda user: Session.objects.visible_to(user).select_related("body"),
    everything=lambda: Session.objects.all(),
    day="starts_on",
    fields=(
        Field("session", _("Session"), lambda one: one.label),
        BODY,
        Field("state", _("State"), choice("state")),
        Field("kind", _("Kind"), choice("kind")),
        Field("mode", _("Mode"), choice("mode")),
        Field("starts_on", _("First day"), lambda one: one.starts_on, "day"),
        Field("ends_on", _("Last day"), lambda one: one.ends_on, "day"),
        Field("days", _("Days"), lambda one: days_between(one.starts_on, one.ends_on) + 1, "number"),
        Field("year", _("Year"), lambda one: year_of(one.starts_on)),
        Field("month", _("Month"), lambda one: month_of(one.starts_on)),
        Field("place", _("Place"), lambda one: bilingual(one, "place", one.place_en)),
        Field("record", _("Record"), lambda one: one.record_number),
    ),
)
ITEMS = Register(
    "agenda_items",
    _("Agenda items"),
    _("Agendas of the sessions"),
    rows=lambda user: AgendaItem.objects.visible_to(user).select_related("session__body", "presenter"),
    everything=lambda: AgendaItem.objects.all(),
    day="session__starts_on",
    level_of=marking_of,
    fields=(
        Field("session", _("Session"), lambda one: one.session.label),
        Field("body", _("Body"), lambda one: BODY.read(one.session)),
        Field("place", _("Place on the agenda"), lambda one: one.position, "number"),
        Field("title", _("Item"), lambda one: bilingual(one, "title")),
        Field("purpose", _("Purpose"), choice("purpose")),
        Field("minutes", _("Length (minutes)"), lambda one: one.minutes, "number"),
        Field("presenter", _("Presenter"), lambda one: str(one.presenter or "")),
    ),
)
PAPERS = Register(
    "papers",
    _("Papers of sessions"),
    _("Register of papers"),
    rows=lambda user: SessionPaper.objects.visible_to(user).select_related("session__body"),
    everything=lambda: SessionPaper.objects.all(),
    day="session__starts_on",
    level_of=marking_of,
    fields=(
        Field("session", _("Session"), lambda one: one.session.label),
        Field("body", _("Body"), lambda one: BODY.read(one.session)),
        Field("number", _("Number"), str),
        Field("state", _("State"), choice("state")),
    ),
)
REGISTERS = (SESSIONS, ITEMS, PAPERS)

REPORTS = (
    Report(
        "sessions",
        _("Sessions"),
        _("How many sessions, of which bodies, year by year."),
        room=_("Meetings"),
        span=Span.ALL,
        sections=(
            Section(
                "sessions",
                _("Sessions"),
                figures=(
                    Figure("all", _("sessions")),
                    Figure("recorded", _("recorded"), {"state": "recorded"}),
                    Figure("to_come", _("convened, to come"), {"state": "convened"}),
                    Figure("cancelled", _("cancelled"), {"state": "cancelled"}),
                    Figure("days", _("days on average"), how="mean", of="days"),
                ),
                breakdowns=(
                    Breakdown(_("Sessions by year and body"), by="year", across="body"),
                    Breakdown(_("Sessions by state"), by="state", chart=""),
                    Breakdown(_("Sessions by mode"), by="mode", chart=""),
                ),
                listings=(
                    Listing(
                        _("All sessions"), ("session", "body", "starts_on", "ends_on", "mode", "state"),
                        order="-starts_on",
                    ),
                ),
            ),
        ),
    ),
    Report(
        "session_brief",
        _("Brief of a session"),
        _("One session on a few slides: its agenda, its papers, who comes, what was decided, what is due."),
        room=_("Meetings"),
        span=Span.ALL,
        asks=("session",),
        sections=(
            Section(
                "sessions",
                _("The session"),
                listings=(
                    Listing(_("The session"), ("session", "body", "starts_on", "ends_on", "place", "state")),
                ),
            ),
            Section(
                "agenda_items",
                _("Agenda"),
                figures=(
                    Figure("items", _("items")),
                    Figure("for_decision", _("for decision"), {"purpose": "decision"}),
                    Figure("minutes", _("minutes planned"), how="sum", of="minutes"),
                ),
                breakdowns=(
                    Breakdown(
                        _("Minutes by purpose"), by="purpose", how="sum", of="minutes"
                    ),
                ),
                listings=(
                    Listing(_("Items"), ("place", "title", "purpose", "minutes", "presenter"), order="place"),
                ),
            ),
            Section(
                "papers",
                _("Papers"),
                figures=(
                    Figure("papers", _("papers")),
                    Figure("missing", _("still expected"), {"state": "expected"}, urgent=True),
                ),
                listings=(
                    Listing(_("Papers still expected"), ("number", "state"), where={"state": "expected"}),
                ),
            ),
            Section(
                "participants",
                _("Who comes"),
                where={"withdrawn": "no"},
                figures=(
                    Figure("people", pgettext_lazy("counted", "people")),
                    Figure("remote", _("remote"), {"remote": "yes"}),
                ),
                breakdowns=(Breakdown(_("Participants by Member and role"), by="member", across="role"),),
            ),
            Section(
                "invitations",
                _("Answers"),
                where={"state": "sent"},
                figures=(
                    Figure("sent", _("invitations sent")),
                    Figure("silent", _("without an answer"), {"answer": "none"}, urgent=True),
                ),
                breakdowns=(Breakdown(_("Answers"), by="answer"),),
            ),
            Section(
                "decisions",
                _("Decisions"),
                figures=(Figure("decisions", _("decisions")),),
                listings=(Listing(_("Decisions"), ("number", "text", "addressee", "state"), order="number"),),
            ),
            Section(
                "actions",
                _("Actions"),
                figures=(
                    Figure("open", _("open"), {"state": "open"}),
                    Figure("overdue", _("overdue"), {"overdue": "yes"}, urgent=True),
                ),
                listings=(
                    Listing(
                        _("Open actions"), ("number", "title", "addressee", "due"), where={"state": "open"},
                        order="due",
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
