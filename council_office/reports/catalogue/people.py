"""Who takes part in sessions, who is invited and who answers."""

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
    local,
    year_of,
)
from council_office.reports.states import Span
from meetings.models import Invitation, Participant


def member(participant: Participant):
    delegation = participant.delegation
    return bilingual(delegation.member, code=delegation.member.code) if delegation else None


def body(session):
    return bilingual(session.body, code=session.body.code)


PARTICIPANTS = Register(
    "participants",
    _("Participants"),
    _("Delegations of the sessions"),
    rows=lambda user: Participant.objects.visible_to(user).select_related(
        "session__body", "delegation__member", "person"
    ),
    everything=lambda: Participant.objects.all(),
    day="session__starts_on",
    fields=(
        Field("person", _("Person"), lambda one: str(one.person)),
        Field("session", _("Session"), lambda one: one.session.label),
        Field("body", _("Body"), lambda one: body(one.session)),
        Field("year", _("Year"), lambda one: year_of(one.session.starts_on)),
        Field("member", _("Member"), member),
        Field("role", _("Role"), choice("role")),
        Field("title", _("Title"), lambda one: bilingual(one, "title", one.title_en)),
        Field("remote", _("Remote"), lambda one: one.remote, "yes"),
        Field("withdrawn", _("Withdrawn"), lambda one: one.withdrawn, "yes"),
    ),
)
INVITATIONS = Register(
    "invitations",
    _("Invitations"),
    _("Register of invitations"),
    rows=lambda user: Invitation.objects.visible_to(user).select_related(
        "participant__session__body", "participant__delegation__member", "participant__person"
    ),
    everything=lambda: Invitation.objects.all(),
    day="participant__session__starts_on",
    fields=(
        Field("number", _("Number"), lambda one: one.number),
        Field("person", _("Person"), lambda one: str(one.participant.person)),
        Field("session", _("Session"), lambda one: one.participant.session.label),
        Field("body", _("Body"), lambda one: body(one.participant.session)),
        Field("member", _("Member"), lambda one: member(one.participant)),
        Field("state", _("State"), choice("state")),
        Field("answer", _("Answer"), choice("answer")),
        Field("sent_on", _("Sent on"), lambda one: local(one.sent_at), "day"),
        Field(
            "days", _("Days until the answer"), lambda one: days_between(one.sent_at, one.answered_at),
            "number",
        ),
        Field("reminders", _("Reminders"), lambda one: one.reminders, "number"),
    ),
)  # fmt: skip
REGISTERS = (PARTICIPANTS, INVITATIONS)

REPORTS = (
    Report(
        "participation",
        _("Participation by Member"),
        _("How many people each Member sends to the sessions, in which roles, in the room or remotely."),
        room=_("Meetings"),
        span=Span.TWELVE_MONTHS,
        sections=(
            Section(
                "participants",
                _("Participation"),
                where={"withdrawn": "no"},
                figures=(
                    Figure("all", pgettext_lazy("counted", "people")),
                    Figure("heads", _("heads of delegation"), {"role": "head"}),
                    Figure("remote", _("remote"), {"remote": "yes"}),
                ),
                breakdowns=(
                    Breakdown(_("Participants by Member and role"), by="member", across="role"),
                    Breakdown(_("By session and Member"), by="session", across="member", chart=""),
                    Breakdown(_("In the room and remote"), by="member", across="remote"),
                ),
            ),
        ),
    ),
    Report(
        "invitations",
        _("Invitations and answers"),
        _("Invitations sent, answers received and how long they took, who is silent."),
        room=_("Meetings"),
        span=Span.TWELVE_MONTHS,
        sections=(
            Section(
                "invitations",
                _("Invitations"),
                where={"state": "sent"},
                figures=(
                    Figure("sent", _("invitations sent")),
                    Figure("accepted", _("accepted"), {"answer": "accepted"}),
                    Figure("silent", _("without an answer"), {"answer": "none"}, urgent=True),
                    Figure("days", _("days until the answer (median)"), how="median", of="days"),
                    Figure("reminders", _("reminders"), how="sum", of="reminders"),
                ),
                breakdowns=(
                    Breakdown(_("Answers by session"), by="session", across="answer"),
                    Breakdown(_("Answers by Member"), by="member", across="answer"),
                ),
                listings=(
                    Listing(
                        _("Without an answer"), ("person", "member", "session", "sent_on", "reminders"),
                        {"answer": "none"}, order="sent_on",
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
