"""Verbs on what is asked of visitors: links, first mails, reminders to whoever owes, escalation."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, override

from council_office.calendar import actions as calendar
from council_office.calendar.queries import calendar_around
from council_office.directory.models import Person
from council_office.directory.states import Role
from council_office.ledger import audit, moves, outbox
from council_office.ledger.models import Job
from council_office.ledger.moves import Refused
from council_office.web import actions as links
from documents import actions as documents
from visits.actions import passes
from visits.letters import visitors as letters
from visits.models import Inquiry, Visit
from visits.queries import letters as queries
from visits.states import OPEN_VISITS

LINK = "visits.file"
ASK, REMIND = "visits.ask", "visits.remind"
TITLES = {
    ASK: gettext_noop("Questions for %(visit)s"),
    REMIND: gettext_noop("Reminders for %(visit)s"),
}
# Working days before the latest day on which what is missing is brought before the protocol officer.
ESCALATE_BEFORE = 5
LONGEST = timedelta(days=90)  # nobody's latest day lies further before the visit

audit.say("escalate_inquiry", gettext_lazy("was brought before the protocol officer"))


@transaction.atomic
def ask(visit: Visit, *, by) -> Job:
    """Order the first mail to everybody who owes something and was not asked yet."""
    return _order(ASK, visit, [each for each in queries.unasked(visit) if not each.problem], by=by)


@transaction.atomic
def remind(visit: Visit, *, by) -> Job:
    """Order a reminder to exactly those who still owe something."""
    return _order(REMIND, visit, queries.silent(visit), by=by)


def _order(task: str, visit: Visit, several: list[queries.Asked], *, by) -> Job:
    if not several:
        raise Refused(_("Nobody owes anything, or nobody has an e-mail address."))
    rows = []
    for each in several:
        inquiry = each.inquiry or moves.create(Inquiry, by=by, visit=visit, recipient=each.recipient)
        rows.append({"inquiry_id": inquiry.pk, "round": inquiry.reminders + 1, "by_id": by.actor_id})
    title = (TITLES[task], {"visit": visit.title_en})
    return outbox.post(task, rows=rows, by=by, title=title, about=visit)


@transaction.atomic
def send_question(inquiry: Inquiry, *, by) -> Inquiry:
    """The first mail, with the recipient's own link; its visitors' requests are being collected."""
    inquiry = moves.lock(inquiry)
    each = queries.asked_of(inquiry.visit, inquiry.recipient)
    if inquiry.asked_at or each is None or not each.missing:
        return inquiry
    _mail(each, letters.ASK, key=f"visit-ask:{inquiry.pk}", by=by)
    for file in each.files:
        passes.follow(file.visitor, by=by)
    inquiry.refresh_from_db()
    return moves.revise(inquiry, by=by, asked_at=timezone.now())


@transaction.atomic
def send_reminder(inquiry: Inquiry, round: int, *, by) -> Inquiry:
    """One reminder of this round, unless everything has come meanwhile."""
    inquiry = moves.lock(inquiry)
    each = queries.asked_of(inquiry.visit, inquiry.recipient)
    if each is None or not each.missing or inquiry.reminders >= round:
        return inquiry
    _mail(each, letters.REMINDER, key=f"visit-remind:{inquiry.pk}:{round}", by=by)
    inquiry.refresh_from_db()
    return moves.revise(inquiry, by=by, reminders=round, reminded_at=timezone.now())


def _mail(each: queries.Asked, kind: str, *, key: str, by) -> None:
    url = link_for(each.visit, each.recipient, by=by)
    subject, text = mail_words(each, kind, url)
    documents.send(
        to=each.recipient.email,
        person=each.recipient,
        subject=subject,
        body=text,
        about=each.visit,
        by=by,
        key=key,
        language=each.language,
    )


def mail_words(each: queries.Asked, kind: str, url: str, **more: str) -> tuple[str, str]:
    subject, text = each.mail(kind, queries.texts(), queries.forms_of_address(), url)
    for name, value in more.items():
        subject, text = (part.replace(f"{{{name}}}", value) for part in (subject, text))
    return subject, text


@transaction.atomic
def link_for(visit: Visit, recipient: Person, *, by) -> str:
    """A new address of the recipient's page; the one before stops working, so that none lies about."""
    inquiry = Inquiry.objects.filter(visit=visit, recipient=recipient).first() or moves.create(
        Inquiry, by=by, visit=visit, recipient=recipient
    )
    if inquiry.link:
        links.revoke_link(inquiry.link, by=by, reason=_("A newer one was sent."))
    link, token = links.issue_link(
        purpose=LINK, about=visit, recipient=recipient, expires_at=end_of(visit), by=by
    )
    moves.revise(inquiry, by=by, link=link)
    return settings.BASE_URL + reverse("visits:my_files", args=[token])


def end_of(visit: Visit) -> datetime:
    """Links live until the visit is over, and at least for a day."""
    last = max(visit.ends_on, timezone.localdate() + timedelta(days=1))
    return datetime.combine(last, time(23, 59), tzinfo=timezone.get_default_timezone())


def escalate_missing(*, by=audit.CLOCK) -> int:
    """What is still missing shortly before its latest day becomes a task of the protocol officer, once."""
    waiting = Inquiry.objects.filter(
        escalated_at__isnull=True, asked_at__isnull=False, visit__state__in=OPEN_VISITS
    )
    today = timezone.localdate()
    near = (today, today + LONGEST)
    coming = waiting.filter(visit__starts_on__range=near).select_related("visit", "recipient")
    return sum(_escalate(inquiry, by=by) for inquiry in coming)


@transaction.atomic
def _escalate(inquiry: Inquiry, *, by) -> bool:
    each = queries.asked_of(inquiry.visit, inquiry.recipient)
    today = timezone.localdate()
    if each is None or each.due is None or not each.missing:
        return False
    office = calendar_around(today, each.due.on)
    if office.between(today, each.due.on) > ESCALATE_BEFORE:
        return False
    told = {"person": each.recipient.display_name, "visit": inquiry.visit.title_en}
    words = gettext_noop("%(person)s still owes data for %(visit)s")
    with override("fr"):
        french = _(words) % {**told, "visit": inquiry.visit.title("fr")}
    with override("en"):
        missing = "\n".join(f"{file.visitor}: {file.missing_words}" for file, _needs in each.missing)
    calendar.create_task(
        title_en=(words % told)[:200],
        title_fr=french[:200],
        details=missing,
        due_on=office.next_working(max(today, each.due.on)),
        about=inquiry.visit,
        owner_role=Role.PROTOCOL_OFFICER,
        by=by,
    )
    moves.revise(inquiry, by=by, escalated_at=timezone.now())
    audit.record("escalate_inquiry", inquiry, by=by)
    return True
