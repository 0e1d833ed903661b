"""What the meetings put on Today."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from council_office.desk.queries.declaring import Line, Matter, Offer, Section
from council_office.directory.models import OFFICE, User
from council_office.directory.states import Role
from council_office.reports.queries import overdue_actions
from council_office.web.words import day as in_words
from meetings.models import Body, Invitation, SessionPaper
from meetings.queries.elections import Elections
from meetings.states import PaperState

SHOWN = 6

MATTERS = (
    Matter(
        ngettext_lazy("action overdue", "actions overdue", "count"),
        OFFICE,
        overdue_actions,
        "meetings:actions",
        (("show", "overdue"),),
        tone="bad",
    ),
)


def papers(user: User, day: date) -> Iterator[Line]:
    """The papers of the coming sessions of a delegate, the newest first."""
    found = SessionPaper.objects.visible_to(user).filter(
        state=PaperState.PUBLISHED, session__ends_on__gte=day
    )
    for paper in found.select_related("session").order_by("-pk")[:SHOWN]:
        yield Line(f"{paper.number} · {paper.title()}", paper.get_absolute_url(), paper.session.label)


def answers(user: User, day: date) -> Iterator[Line]:
    """Invitations to this person that wait for an answer; it is given by the link in the mail."""
    asked = Invitation.objects.visible_to(user).unanswered()
    own = asked.filter(participant__person=user.person_id, participant__session__ends_on__gte=day)
    for invitation in own.select_related("participant__session") if user.person_id else ():
        session = invitation.participant.session
        yield Line(
            session.label,
            session.get_absolute_url(),
            in_words(session.starts_on),
            _("answer missing"),
            "waiting",
        )


def elections(user: User, day: date) -> Iterator[Line]:
    """Terms that end while no election for them stands on an agenda."""
    bodies = Body.objects.visible_to(user)
    for due in [each for each in Elections(bodies, day).rows if each.item is None][:SHOWN]:
        where = due.session.get_absolute_url() if due.session else reverse("meetings:elections")
        label = f"{due.term.body.code} · {due.term.get_role_display()}: {due.term.person}"
        yield Line(label, where, due.session.label if due.session else _("no session"), due.words, due.tone)


SECTIONS = (
    Section(_("Terms that end"), OFFICE, elections, "meetings:elections"),
    Section(_("Papers of your sessions"), (Role.DELEGATE,), papers, "calendar:month"),
    Section(_("Invitations to answer"), (Role.DELEGATE,), answers, "calendar:month"),
)

OFFERS = (
    Offer(
        _("Plan a session"), "users-group", (Role.COUNCIL_SECRETARY, Role.ASSISTANT), "meetings:new_session"
    ),
    Offer(_("Sessions"), "users-group", OFFICE, "meetings:sessions"),
)
