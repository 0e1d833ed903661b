"""The day itself: which programmes run, what is now and next, who comes."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from council_office.directory.models import OFFICE, User
from council_office.directory.states import Role
from visits.models import Commitment, Programme, Stop, Visit, Visitor
from visits.queries.programmes import Sheet
from visits.states import VisitorState, VisitState

UNSEEN = (VisitState.DRAFT, VisitState.CANCELLED)


def programmes_on(day: date, user: User) -> QuerySet[Programme]:
    """The programmes with a stop on a day; a guide sees those they are booked for."""
    found = Programme.objects.visible_to(user).filter(stops__starts_at__date=day)
    found = found.exclude(visit__state__in=UNSEEN)
    if not user.has_role(*OFFICE, Role.SECURITY_OFFICER):
        found = found.filter(booked(user) | Q(visit__host=user.person_id))
    return found.select_related("visit__host").distinct().order_by("visit__starts_on", "pk")


def booked(user: User) -> Q:
    """The programmes for which somebody's own resource is booked."""
    own = Commitment.objects.filter(resource__person=user.person_id, stop__isnull=False)
    return Q(pk__in=own.values("stop__programme"))


def may_see_day(user: User, programme: Programme) -> bool:
    """The office and security every day; a guide and a host their own."""
    if user.has_role(*OFFICE, Role.SECURITY_OFFICER) or programme.visit.host_id == user.person_id:
        return True
    return Programme.objects.filter(booked(user), pk=programme.pk).exists()


class DaySheet(Sheet):
    """A programme as a guide reads it on a phone."""

    def __init__(self, programme: Programme, now: datetime | None = None) -> None:
        super().__init__(programme)
        self.clock_now = timezone.localtime(now)

    @property
    def now(self) -> Stop | None:
        return next((stop for stop in self.stops if stop.starts_at <= self.clock_now < stop.ends_at), None)

    @property
    def next(self) -> Stop | None:
        return next((stop for stop in self.stops if stop.starts_at > self.clock_now), None)

    @property
    def is_over(self) -> bool:
        return bool(self.stops) and self.stops[-1].ends_at <= self.clock_now

    def people(self) -> list[Visitor]:
        """Who comes, those with a step-free route said so."""
        return list(coming(self.visit))


def coming(visit: Visit) -> QuerySet[Visitor]:
    found = visit.visitors.exclude(state=VisitorState.WITHDRAWN)
    return found.select_related("person__organisation", "person__member", "needs").order_by("pk")


def with_visit(programme: Programme) -> Programme:
    """The programme with its visit and host, in one query."""
    return Programme.objects.select_related("visit__host", "profile").get(pk=programme.pk)
