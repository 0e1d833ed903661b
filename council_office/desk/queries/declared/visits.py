"""What the visits put on Today: who arrives, what takes place."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from council_office.desk.queries.declaring import Line, Matter, Offer, Section
from council_office.desk.states import HANDS
from council_office.directory.models import OFFICE, User
from council_office.directory.states import Role
from council_office.web.words import day as in_words
from council_office.web.words import tone
from visits.models import PassRequest, Visit, Visitor
from visits.states import OPEN_VISITS, PassState, VisitorState

RECEIVING = (
    *(Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER, Role.DG_OFFICE),
    *(Role.GUIDE, Role.SECURITY_OFFICER),
)
SHOWN = 8
AHEAD = timedelta(days=7)


def in_state(state: str) -> Callable[[User, date], QuerySet]:
    """Pass requests that stand there, as far as this person sees them."""
    return lambda user, day: PassRequest.objects.visible_to(user).filter(state=state)


def to_decide(user: User, day: date) -> Iterator[Line]:
    """What security decides, the next arrival first."""
    waiting = PassRequest.objects.visible_to(user).filter(state=PassState.SUBMITTED)
    for one in waiting.select_related("visitor__person", "visitor__visit").order_by("visitor__arrives_on")[
        :SHOWN
    ]:
        visitor = one.visitor
        yield Line(visitor, one.get_absolute_url(), visitor.visit, in_words(visitor.arrives_on), "waiting")


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


MATTERS = (
    Matter(
        ngettext_lazy("pass to decide", "passes to decide", "count"),
        (Role.SECURITY_OFFICER,),
        in_state(PassState.SUBMITTED),
        "visits:passes",
        (("state", PassState.SUBMITTED),),
        decision=True,
    ),
    Matter(
        ngettext_lazy("pass ready to submit", "passes ready to submit", "count"),
        HANDS,
        in_state(PassState.COMPLETE),
        "visits:passes",
        (("state", PassState.COMPLETE),),
    ),
    Matter(
        ngettext_lazy("question of security about a pass", "questions of security about passes", "count"),
        HANDS,
        in_state(PassState.INFORMATION),
        "visits:passes",
        (("state", PassState.INFORMATION),),
    ),
    Matter(
        ngettext_lazy("pass to issue", "passes to issue", "count"),
        HANDS,
        in_state(PassState.APPROVED),
        "visits:passes",
        (("state", PassState.APPROVED),),
    ),
)

SECTIONS = (
    Section(
        _("Passes to decide"),
        (Role.SECURITY_OFFICER,),
        to_decide,
        "visits:passes",
        (("state", PassState.SUBMITTED),),
    ),
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
