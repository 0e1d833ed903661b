"""Work of the documents for the queue and the clock, and what the health page asks of them."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from council_office.ledger import health, outbox
from council_office.ledger.health import Finding, Level
from documents import actions
from documents.models import Checkup, Delivery
from documents.rendering import fonts
from documents.states import DeliveryState, FileState


@outbox.task("documents.deliver")
def deliver(delivery_id: int) -> None:
    actions.deliver(delivery_id)


@outbox.task("documents.produce_letter")
def produce_letter(letter_id: int) -> None:
    actions.produce_letter(letter_id)


@outbox.every_minute("documents.settle_deliveries")
def settle_deliveries() -> None:
    actions.settle_deliveries()


@outbox.every_minute("documents.watch_files")
def watch_files() -> None:
    actions.watch_files()


@health.probe("archive", _("Files of the archive"))
def _archive() -> Finding:
    """Damaged files wait for the administrator; restored ones are told for a month."""
    damaged = Checkup.objects.filter(state=FileState.DAMAGED).count()
    if damaged:
        words = ngettext("%(count)s damaged file", "%(count)s damaged files", damaged)
        return Finding(Level.FAILING, words % {"count": damaged})
    lately = timezone.now() - timedelta(days=30)
    restored = Checkup.objects.filter(state=FileState.RESTORED, changed_at__gte=lately).count()
    if restored:
        words = ngettext("%(count)s file restored lately", "%(count)s files restored lately", restored)
        return Finding(Level.WARNING, words % {"count": restored})
    if not settings.SECOND_COPY_DIR:
        return Finding(Level.GOOD, gettext("whole; no second copy is kept (SECOND_COPY_DIR)"))
    return Finding(Level.GOOD, gettext("whole"))


@health.probe("deliveries", _("Mails that wait for a person"))
def _deliveries() -> Finding:
    count = Delivery.objects.filter(state__in=(DeliveryState.UNCERTAIN, DeliveryState.FAILED)).count()
    words = ngettext("%(count)s mail", "%(count)s mails", count) % {"count": count}
    return Finding(Level.WARNING if count else Level.GOOD, words)


@health.probe("fonts", _("Fonts for papers"))
def _fonts() -> Finding:
    if not fonts.installed():
        return Finding(Level.FAILING, gettext("none: no PDF can be made"))
    if missing := fonts.missing_scripts():
        words = gettext("names in these scripts print as boxes: %(scripts)s") % {
            "scripts": ", ".join(missing)
        }
        return Finding(Level.WARNING, words)
    return Finding(Level.GOOD, gettext("complete"))
