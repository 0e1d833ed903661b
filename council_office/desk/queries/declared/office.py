"""What keeps the office itself going: mails, jobs, accounts, the audit trail."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from council_office.desk.queries.declaring import Line, Matter, Offer, Section
from council_office.directory.models import OFFICE, User
from council_office.directory.states import Role
from council_office.ledger.models import Event, Job
from council_office.ledger.states import JobState
from council_office.web.words import moment
from documents.models import Delivery, Document, Grant
from documents.states import KEEPERS, DeliveryState

CARETAKERS = (Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER, Role.ADMINISTRATOR)
CHECKERS = (Role.AUDITOR, Role.ADMINISTRATOR)
SOON = timedelta(days=30)
SHOWN = 6


def mails(state: str) -> Callable[[User, date], QuerySet]:
    return lambda user, day: Delivery.objects.visible_to(user).filter(state=state)


MATTERS = (
    Matter(
        ngettext_lazy("mail uncertain", "mails uncertain", "count"),
        OFFICE,
        mails(DeliveryState.UNCERTAIN),
        "documents:deliveries",
        (("state", DeliveryState.UNCERTAIN),),
        tone="bad",
    ),
    Matter(
        ngettext_lazy("mail failed", "mails failed", "count"),
        OFFICE,
        mails(DeliveryState.FAILED),
        "documents:deliveries",
        (("state", DeliveryState.FAILED),),
        tone="bad",
    ),
    Matter(
        ngettext_lazy("job failed", "jobs failed", "count"),
        OFFICE,
        lambda user, day: Job.objects.visible_to(user).filter(state=JobState.FAILED),
        "web:jobs",
        (("state", JobState.FAILED),),
        tone="bad",
    ),
)


def checks(user: User, day: date) -> Iterator[Line]:
    """What an auditor looks at first: how much happened, what was refused, whether the chain holds."""
    events = Event.objects.filter(at__date=day)
    count, refused = events.count(), events.filter(verb="refuse").count()
    trail = reverse("desk:trail")
    today = f"{trail}?at_min={day}&at_max={day}"
    words = ngettext("%(count)d event today", "%(count)d events today", count) % {"count": count}
    yield Line(words, today)
    if refused:
        words = ngettext("%(count)d call refused today", "%(count)d calls refused today", refused)
        yield Line(words % {"count": refused}, f"{today}&verb=refuse", tone="waiting")
    verified = Event.objects.filter(verb="verify").first()
    if verified is None:
        yield Line(
            gettext("The chain was not verified yet"), reverse("web:health"), badge="!", tone="waiting"
        )
        return
    holds = not verified.details.get("breaks")
    badge = gettext("holds") if holds else gettext("broken")
    label = gettext("The chain of events, verified")
    yield Line(label, reverse("web:health"), moment(verified.at), badge, "good" if holds else "bad")


def accounts(user: User, day: date) -> Iterator[Line]:
    """People with an account who have never signed in."""
    invited = User.objects.visible_to(user).filter(is_active=True, last_login__isnull=True)
    for one in invited.select_related("person").order_by("-joined_at")[:SHOWN]:
        yield Line(one, one.get_absolute_url(), one.email)


def grants(user: User, day: date) -> Iterator[Line]:
    """Grants that end within thirty days."""
    ending = Grant.objects.filter(ends_on__range=(day, day + SOON)).order_by("ends_on")
    for grant in ending.select_related("person", "user__person", "document", "group")[:SHOWN]:
        about = grant.document or grant.group
        yield Line(grant.holder, about.get_absolute_url(), about, grant.ends_on, "waiting")


def held(user: User, day: date) -> Iterator[Line]:
    """Documents on hold: nothing of them is disposed of."""
    for document in Document.objects.visible_to(user).filter(on_hold=True)[:SHOWN]:
        yield Line(document, document.get_absolute_url(), document.hold_reason)


SECTIONS = (
    Section(_("To check"), CHECKERS, checks, "desk:trail"),
    Section(_("Invited, not signed in yet"), (Role.ADMINISTRATOR,), accounts, "people:users"),
    Section(_("Grants that end soon"), KEEPERS, grants, "documents:groups"),
    Section(_("On hold"), KEEPERS, held, "documents:library"),
)

OFFERS = (
    Offer(_("Health of the office"), "heartbeat", CHECKERS, "web:health"),
    Offer(_("Open the library"), "shield-lock", (*KEEPERS, Role.AUDITOR), "documents:library"),
    Offer(_("Read the audit trail"), "history", CHECKERS, "desk:trail"),
)
