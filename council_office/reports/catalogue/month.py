"""The month in figures for the Director-General: a few numbers from every room."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.reports.declared import Figure, Report, Section
from council_office.reports.states import Span

REGISTERS = ()
REPORTS = (
    Report(
        "month",
        _("The month in figures"),
        _("A few numbers from every room of the office, for the Director-General."),
        room=_("Planning"),
        span=Span.LAST_MONTH,
        sections=(
            Section(
                "sessions",
                _("Sessions"),
                figures=(
                    Figure("sessions", _("sessions")),
                    Figure("days", _("days of sessions"), how="sum", of="days"),
                ),
            ),
            Section("decisions", _("Decisions"), figures=(Figure("decisions", _("decisions")),)),
            Section(
                "participants",
                _("Participants"),
                where={"withdrawn": "no"},
                figures=(
                    Figure("people", pgettext_lazy("counted", "people")),
                    Figure("remote", _("remote"), {"remote": "yes"}),
                ),
            ),
            Section(
                "visits",
                _("Visits"),
                figures=(
                    Figure("visits", _("visits")),
                    Figure("vip", _("VIP visits"), {"kind": "vip"}),
                ),
            ),
            Section(
                "visitors", _("Visitors"), figures=(Figure("visitors", pgettext_lazy("counted", "people")),)
            ),
            Section(
                "passes",
                _("Pass requests"),
                figures=(
                    Figure("passes", _("requests")),
                    Figure("late", _("late"), {"late": "yes"}, urgent=True),
                ),
            ),
            Section(
                "letters",
                _("Correspondence"),
                figures=(
                    Figure("incoming", _("letters received"), {"direction": "in"}),
                    Figure("outgoing", _("letters sent or prepared"), {"direction": "out"}),
                    Figure("days", _("days until the answer (median)"), how="median", of="days"),
                ),
            ),
            Section(
                "invoices",
                _("Invoices"),
                figures=(
                    Figure("invoices", _("invoices")),
                    Figure("days", _("days until certified (median)"), how="median", of="days"),
                ),
            ),
            Section("gifts", _("Gifts"), figures=(Figure("gifts", pgettext_lazy("counted", "gifts")),)),
            Section(
                "tasks",
                _("Deadlines"),
                figures=(
                    Figure("deadlines", _("deadlines")),
                    Figure("done", _("done"), {"state": "done"}),
                    Figure("late", _("late"), {"late": "yes"}, urgent=True),
                ),
            ),
            Section(
                "actions",
                _("Actions"),
                span=Span.ALL,
                figures=(
                    Figure("open", _("open"), {"state": "open"}),
                    Figure("overdue", _("overdue"), {"overdue": "yes"}, urgent=True),
                ),
            ),
        ),
    ),
)
