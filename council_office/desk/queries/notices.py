"""Reads of notices: whom to tell what, which mails are due."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from council_office.calendar.models import Task
from council_office.calendar.queries import calendar_around, rules_in_force
from council_office.desk.models import Notice, NoticePreference
from council_office.desk.states import Mailing, NoticeKind
from council_office.directory.models import User

REMINDER = "calendar.task"  # the occasion of the rule that says how long before a day its task is reminded of


def unread(user: User) -> int:
    """The number on the bell."""
    return Notice.objects.visible_to(user).unread().count()


def mailing_of(user: User) -> str:
    """When this person's notices go by mail."""
    chosen = NoticePreference.objects.filter(user=user).values_list("mailing", flat=True).first()
    return chosen or Mailing.AT_ONCE


def given_tasks() -> QuerySet[Task]:
    """Open tasks with an owner by name who was not told yet."""
    kind = ContentType.objects.get_for_model(Task)
    told = Notice.objects.filter(
        kind=NoticeKind.TASK, user=OuterRef("owner"), about_type=kind, about_id=OuterRef("pk")
    )
    tasks = Task.objects.open().filter(~Exists(told), owner__is_active=True)
    return tasks.select_related("owner").prefetch_related("about")


def tasks_to_remind_of(today: date | None = None) -> QuerySet[Task]:
    """Open tasks that come due within the days of the rule."""
    today = today or timezone.localdate()
    last = reminded_until(today)
    tasks = Task.objects.open().filter(due_on__range=(today, last))
    return tasks.select_related("owner").prefetch_related("about")


def reminded_until(today: date) -> date:
    """The last day of which tasks are reminded of on this day; today itself without a rule."""
    days = max((abs(rule.offset) for rule in rules_in_force(REMINDER, today)), default=0)
    return calendar_around(today).forward(today, days).on if days else today


def escalated_tasks() -> QuerySet[Task]:
    return Task.objects.open().exclude(escalated_to="").prefetch_related("about")


def doers(task: Task) -> list[User]:
    """Whoever has the task by name, else everybody in its role."""
    return [task.owner] if task.owner else list(User.objects.holding(task.owner_role))


def for_the_morning(user: User) -> QuerySet[Notice]:
    """What the next morning's mail would tell this person."""
    return Notice.objects.visible_to(user).unread().filter(mailed_at__isnull=True).prefetch_related("about")


def readers_of_mornings() -> QuerySet[User]:
    """People with a morning mail and something unread to put into it."""
    untold = Notice.objects.unread().filter(user=OuterRef("pk"), mailed_at__isnull=True)
    wants = NoticePreference.objects.filter(user=OuterRef("pk"), mailing=Mailing.MORNING)
    return User.objects.filter(Exists(untold), Exists(wants), is_active=True).select_related("person")


def shown(user: User, only_unread: bool) -> QuerySet[Notice]:
    found = Notice.objects.visible_to(user)
    return (found.unread() if only_unread else found).prefetch_related("about")


def settled(waiting: dict[int, set[str]]) -> QuerySet[Notice]:
    """Notices of decisions whose matter waits no longer for this person."""
    over = Q(pk__in=[])
    notices = Notice.objects.filter(kind=NoticeKind.DECISION).exclude(key__contains="#")
    for pk, user, key in notices.values_list("pk", "user", "key"):
        if key not in waiting.get(user, ()):
            over |= Q(pk=pk)
    return Notice.objects.filter(over)
