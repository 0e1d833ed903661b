"""What the visits put on Today: who arrives, what takes place."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from council_office.desk.queries.declaring import Line, Offer, Section
from council_office.directory.models import OFFICE, User
from council_office.directory.states import Role
from council_office.web.words import tone
from visits.models import Visit, Visitor
from visits.states import OPEN_VISITS, VisitorState

RECEIVING = (
    *(Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER, Role.DG_OFFICE),
    *(Role.GUIDE, Role.SECURITY_OFFICER),
)
SHOWN = 8
AHEAD = timedelta(days=7)


def arrivals(user: User, day: date) -> Iterator[Line]:
    """Who is expected today and tomorrow, as far as this person sees the visit."""
    expected = (
        Visitor.objects.visible_to(user)
        .coming()
        .filter(arrives_on__range=(day, day + timedelta(days=1)), visit__state__in=OPEN_VISITS)
    )
    for visitor in expected.select_related("person", "visit").order_by("arrives_on", "pk")[:SHOWN]:
        when = gettext("today") if visitor.arrives_on == day else gettext("tomorrow")
        state = "good" if visitor.state == VisitorState.ARRIVED else "waiting"
        yield Line(visitor, visitor.get_absolute_url(), visitor.visit, when, state)


def week(user: User, day: date) -> Iterator[Line]:
    """Visits under way or beginning within seven days."""
    coming = Visit.objects.visible_to(user).coming(day).filter(starts_on__lte=day + AHEAD)
    for visit in coming[:SHOWN]:
        label, note = visit.title(), f"{visit.number} · {visit.days()}"
        yield Line(label, visit.get_absolute_url(), note, visit.get_state_display(), tone(visit))


MATTERS = ()

SECTIONS = (
    Section(_("Arrivals"), RECEIVING, arrivals, "visits:visits", (("when", "coming"),)),
    Section(_("Visits of these seven days"), RECEIVING, week, "visits:visits", (("when", "coming"),)),
)

OFFERS = (
    Offer(
        _("Coming visits"),
        "id-badge-2",
        (*OFFICE, Role.GUIDE, Role.SECURITY_OFFICER),
        "visits:visits",
        (("when", "coming"),),
    ),
)
