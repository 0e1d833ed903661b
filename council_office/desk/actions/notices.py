"""Verbs on notices: told once, read, mailed as each person wishes."""

from collections.abc import Iterable
from datetime import datetime, time

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from council_office.calendar.models import Task
from council_office.calendar.queries import calendar_around
from council_office.desk import letters
from council_office.desk.models import Notice, NoticePreference
from council_office.desk.queries import matters, notices
from council_office.desk.states import Mailing, NoticeKind
from council_office.directory.models import User
from council_office.ledger import audit, outbox
from documents import actions as documents
from documents.models import TemplateText
from documents.queries import template_text

MORNING = time(7, 30)

GIVEN = gettext_noop("A task is yours: %(task)s")
REMINDED = gettext_noop("Due %(day)s: %(task)s")
PASSED_ON = gettext_noop("Late and passed on to you: %(task)s")
WAITS = gettext_noop("Waits for your decision: %(matter)s")


@transaction.atomic
def notify(
    user: User,
    *,
    kind: str,
    words: str,
    about: models.Model | None,
    key: str,
    facts: dict[str, str] | None = None,
    details: str = "",
) -> Notice:
    """Tell one person one thing, once per key: in the office at once, by mail as they wish."""
    notice, new = Notice.objects.get_or_create(
        user=user,
        key=key[:120],
        defaults={"kind": kind, "words": words, "facts": facts or {}, "details": details, "about": about},
    )
    if new and notices.mailing_of(user) == Mailing.AT_ONCE:
        outbox.post(
            "desk.mail_notice",
            by=audit.CLOCK,
            title=(gettext_noop("Notice to %(who)s"), {"who": str(user)}),
            key=f"desk.notice:{notice.pk}",
            notice_id=notice.pk,
        )
    return notice


def read_notice(notice: Notice) -> Notice:
    """Seen; the first time counts."""
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


def settle_notices(key: str) -> int:
    """What was told under this key is done with: nobody has to read it any more."""
    return Notice.objects.unread().filter(key=key).update(read_at=timezone.now())


def read_all_notices(*, by: User) -> int:
    return Notice.objects.visible_to(by).unread().update(read_at=timezone.now())


def choose_mailing(*, by: User, mailing: str) -> NoticePreference:
    chosen, _new = NoticePreference.objects.update_or_create(user=by, defaults={"mailing": Mailing(mailing)})
    return chosen


def mail_notice(notice: Notice) -> None:
    """One notice by mail; not when it was read meanwhile."""
    if notice.mailed_at or notice.read_at or not notice.user.is_active:
        return
    subject, body = _written(notice)
    _mail(notice.user, subject, body, about=notice.about or notice.user, key=f"notice:{notice.pk}")
    _mailed([notice])


def mail_digests(now: datetime | None = None) -> int:
    """On working mornings one mail to each who wishes so, with what is still unread; how many mails."""
    now = timezone.localtime(now)
    if now.time() < MORNING or not calendar_around(now.date()).is_working(now.date()):
        return 0
    readers = list(notices.readers_of_mornings())
    return sum(_mail_digest(user, now) for user in readers)


@transaction.atomic
def _mail_digest(user: User, now: datetime) -> bool:
    """The notices from before this morning; what comes later waits for the next."""
    morning = datetime.combine(now.date(), MORNING, tzinfo=now.tzinfo)
    untold = list(notices.for_the_morning(user).filter(at__lt=morning))
    if not untold:
        return False
    subject, body = digest(user, untold)
    _mail(user, subject, body, about=user, key=f"digest:{user.pk}:{now:%Y-%m-%d}")
    _mailed(untold)
    return True


def digest(user: User, untold: Iterable[Notice]) -> tuple[str, str]:
    """The morning mail as it reads; the page of preferences shows the same before it leaves."""
    with translation.override(user.language):
        return letters.digest(user, untold, _text(letters.DIGEST, user), address=address, home=home())


def preview(user: User, *, words: str, facts: dict, details: str, about: models.Model) -> tuple[str, str]:
    """The mail of a notice that nobody was told yet."""
    return _written(Notice(user=user, words=words, facts=facts, details=details, about=about))


def tell_what_is_new() -> int:
    """Look at tasks and at what waits for decisions; tell everybody whom it concerns what is new to them."""
    before = Notice.objects.count()
    for task in notices.given_tasks():
        _about_task(task.owner, task, NoticeKind.TASK, GIVEN, f"task:{task.pk}:{task.owner_id}")
    for task in notices.tasks_to_remind_of():
        for user in notices.doers(task):
            _about_task(user, task, NoticeKind.REMINDER, REMINDED, f"due:{task.pk}:{task.due_on}")
    for task in notices.escalated_tasks():
        for user in User.objects.holding(task.escalated_to):
            _about_task(user, task, NoticeKind.ESCALATION, PASSED_ON, f"late:{task.pk}:{task.due_on}")
    _tell_decisions()
    return Notice.objects.count() - before


def _about_task(user: User, task: Task, kind: str, words: str, key: str) -> None:
    if Notice.objects.filter(user=user, key=key).exists():
        return
    with translation.override(user.language):
        named = f"{task.about} · {task}" if task.about else str(task)
    facts = {"task": named, "day": f"{task.due_on:%d/%m/%Y}"}
    notify(user, kind=kind, words=words, facts=facts, about=task, key=key)


def _tell_decisions() -> None:
    """What waits for somebody's own decision; once it no longer does, its notice is done with."""
    waiting: dict[int, set[str]] = {}
    for user, row in matters.decisions():
        key = f"decision:{row._meta.label_lower}:{row.pk}"
        waiting.setdefault(user.pk, set()).add(key)
        if not Notice.objects.filter(user=user, key=key).exists():
            facts = {"matter": str(row)}
            notify(user, kind=NoticeKind.DECISION, words=WAITS, facts=facts, about=row, key=key)
    for notice in notices.settled(waiting):
        # A later round of the same matter is told again.
        notice.key, notice.read_at = f"{notice.key}#{notice.pk}"[:120], notice.read_at or timezone.now()
        notice.save(update_fields=["key", "read_at"])


def _written(notice: Notice) -> tuple[str, str]:
    user = notice.user
    with translation.override(user.language):
        return letters.notice(notice, _text(letters.NOTICE, user), address=address, home=home())


def _mail(user: User, subject: str, body: str, *, about: models.Model, key: str) -> None:
    documents.send(
        to=user.email,
        person=user.person,
        subject=subject,
        body=body,
        about=about,
        by=audit.CLOCK,
        key=key,
        language=user.language,
    )


def _mailed(told: list[Notice]) -> None:
    Notice.objects.filter(pk__in=[each.pk for each in told]).update(mailed_at=timezone.now())


def _text(kind: str, user: User) -> TemplateText:
    return template_text(kind, user.language) or template_text(kind, "en")


def address(path: str) -> str:
    return settings.BASE_URL + path


def home() -> str:
    return address(reverse("desk:notices"))
