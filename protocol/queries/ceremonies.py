"""Reads of ceremonies: what is ready, what is still missing, deadlines, money, calendar entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from council_office.calendar.models import Task
from council_office.calendar.queries import calendar_around, explanation, tasks_of
from council_office.calendar.sources import Entry, kind, source
from council_office.calendar.states import Occasion, TaskState
from council_office.directory.models import User
from council_office.web.words import day
from protocol.models import Ceremony, Guest, Invitation, SeatPlan
from protocol.states import CardState, CeremonyState, GuestAnswer

OCCASION = Occasion.CEREMONY.value
SOON = 7

kind("ceremony", gettext_lazy("Ceremonies"), "flag")


@dataclass(frozen=True)
class Tally:
    """The guests of a ceremony by what they said."""

    invited: int
    accepted: int
    regrets: int
    substitute: int
    silent: int
    special_meals: int
    needs_access: int

    @property
    def expected(self) -> int:
        return self.accepted + self.silent


def tally(ceremony: Ceremony) -> Tally:
    guests = Guest.objects.filter(ceremony=ceremony, withdrawn=False)
    comes = Q(answer__in=(GuestAnswer.ACCEPTED, GuestAnswer.NONE))
    return Tally(
        **guests.aggregate(
            invited=Count("pk"),
            accepted=Count("pk", Q(answer=GuestAnswer.ACCEPTED)),
            regrets=Count("pk", Q(answer=GuestAnswer.REGRETS)),
            substitute=Count("pk", Q(answer=GuestAnswer.SUBSTITUTE)),
            silent=Count("pk", Q(answer=GuestAnswer.NONE)),
            special_meals=Count("pk", comes & Q(special_meal=True)),
            needs_access=Count("pk", comes & Q(needs_access=True)),
        )
    )


def with_counts(ceremonies: QuerySet[Ceremony]) -> QuerySet[Ceremony]:
    """Ceremonies with their guests counted, for the list."""
    there = Q(guests__withdrawn=False)
    return ceremonies.annotate(
        guests_invited=Count("guests", there),
        guests_accepted=Count("guests", there & Q(guests__answer=GuestAnswer.ACCEPTED)),
        guests_silent=Count("guests", there & Q(guests__answer=GuestAnswer.NONE)),
    )


@dataclass(frozen=True)
class Ready:
    """One thing counted: done of total, what is missing in words, where its rows are."""

    label: str
    done: int
    total: int
    url_name: str
    query: str = ""
    missing_words: str = ""
    due_on: date | None = None

    @property
    def missing(self) -> int:
        return self.total - self.done

    @property
    def badge(self) -> tuple[str, str]:
        if self.total and not self.missing:
            return _("ready"), "good"
        if not self.total or self.due_on is None:
            return "", "neutral"
        days = (self.due_on - timezone.localdate()).days
        if days < 0:
            return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}, "bad"
        return _("due %(day)s") % {"day": day(self.due_on)}, "waiting" if days <= SOON else "neutral"

    @property
    def bar(self) -> str:
        return {"good": "good", "bad": "bad"}.get(self.badge[1], "going")


def readiness(ceremony: Ceremony, tasks: Iterable[Task]) -> list[Ready]:
    """What a ceremony must have, counted; each number opens its rows."""
    due = {task.rule.code: task.due_on for task in tasks if task.rule and task.state == TaskState.OPEN}
    guests = Guest.objects.filter(ceremony=ceremony, withdrawn=False)
    sent = Invitation.objects.filter(guest__in=guests, state=CardState.SENT).count()
    total = guests.count()
    answered = guests.exclude(answer=GuestAnswer.NONE).count()
    ranked = guests.filter(
        Q(authority__isnull=False) | Q(person__posts__office__isnull=False) | Q(partner__isnull=False)
    )
    found = [
        Ready(
            _("Ranks known"),
            ranked.distinct().count(),
            total,
            "protocol:ladder",
            due_on=due.get("guest-list"),
        ),
        Ready(_("Invitations sent"), sent, total, "protocol:guests", "", due_on=due.get("invitations")),
        Ready(_("Answers"), answered, total, "protocol:guests", "answer=none", due_on=due.get("answers")),
    ]
    return [*found, *(seats_ready(plan, due.get("seating")) for plan in plans_with_seats(ceremony))]


def plans_with_seats(ceremony: Ceremony) -> list[SeatPlan]:
    comes = Guest.objects.filter(pk=OuterRef("seats__guest")).expected()
    counted = SeatPlan.objects.filter(ceremony=ceremony).annotate(
        taken=Count("seats", Q(Exists(comes)), distinct=True)
    )
    return list(counted)


def seats_ready(plan: SeatPlan, due_on: date | None) -> Ready:
    expected = min(Guest.objects.filter(ceremony=plan.ceremony_id).expected().count(), plan.seats_count)
    label = _("Seated: %(plan)s") % {"plan": plan.title()}
    return Ready(label, min(plan.taken, expected), expected, "protocol:seating", due_on=due_on)


@dataclass(frozen=True)
class Deadline:
    """A task of the ceremony with the reason of its day and how urgent it is."""

    task: Task
    why: str
    words: str
    tone: str


def deadlines(ceremony: Ceremony) -> list[Deadline]:
    """What is open first, by day; then what is done."""
    days, today = calendar_around(ceremony.held_on), timezone.localdate()
    tasks = tasks_of(ceremony).exclude(state=TaskState.CANCELLED)
    found = [Deadline(task, str(explanation(task, days)), *urgency(task, today)) for task in tasks]
    return sorted(found, key=lambda each: (each.task.state != TaskState.OPEN, each.task.due_on))


def urgency(task: Task, today: date) -> tuple[str, str]:
    if task.state == TaskState.DONE:
        return _("done"), "good"
    days = (task.due_on - today).days
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}, "bad"
    if days <= SOON:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}, "waiting"
    return "", "neutral"


@dataclass(frozen=True)
class Money:
    planned: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        return self.planned - self.spent

    @property
    def is_over(self) -> bool:
        return self.spent > self.planned


def money(ceremony: Ceremony) -> Money:
    found = ceremony.budget.aggregate(planned=Sum("planned"), spent=Sum("spent"))
    return Money(found["planned"] or Decimal(0), found["spent"] or Decimal(0))


@dataclass(frozen=True)
class Next:
    """The one thing to press now."""

    label: str
    url_name: str
    method: str = "GET"
    icon: str = ""


def next_step(ceremony: Ceremony, ready: list[Ready]) -> Next | None:
    if ceremony.state == CeremonyState.DRAFT:
        if not ready[0].total:
            return Next(_("Add guests"), "protocol:add_guest", icon="user-plus")
        return Next(_("Confirm"), "protocol:confirm_ceremony", "POST", "check")
    if ceremony.state != CeremonyState.CONFIRMED:
        return None
    if ceremony.held_on <= timezone.localdate():
        return Next(_("Mark as held"), "protocol:hold_ceremony", "POST", "check")
    if ready[1].missing:
        return Next(_("Invite"), "protocol:guests", icon="mail")
    if ready[2].missing:
        return Next(_("Remind"), "protocol:remind", icon="bell")
    return Next(_("Seat the guests"), "protocol:seating", icon="armchair")


def silent_after_the_day(user: User) -> int:
    """Ceremonies to come whose answers are overdue: what calls for action in the navigation."""
    late = Task.objects.overdue().filter(
        about_id=OuterRef("pk"), plan__occasion=OCCASION, rule__code="answers"
    )
    silent = Guest.objects.filter(ceremony=OuterRef("pk"), withdrawn=False, answer=GuestAnswer.NONE)
    open_ones = Ceremony.objects.visible_to(user).filter(state=CeremonyState.CONFIRMED)
    return open_ones.filter(Exists(late), Exists(silent)).count()


@source("protocol.ceremonies")
def ceremony_entries(user: User, start: date, end: date) -> list[Entry]:
    """Ceremonies that are not cancelled, with their hours."""
    found = Ceremony.objects.visible_to(user).standing().filter(held_on__range=(start, end))
    language = (get_language() or "en")[:2]
    return [
        Entry(
            uid=f"ceremony-{ceremony.pk}",
            starts_at=ceremony.starts_at,
            ends_at=ceremony.ends_at,
            title=ceremony.title(language),
            url=ceremony.get_absolute_url(),
            kind="ceremony",
            all_day=False,
            place=ceremony.place(language),
            done=ceremony.state == CeremonyState.HELD,
        )
        for ceremony in found
    ]
