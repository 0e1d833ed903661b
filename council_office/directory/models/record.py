"""What every record of the directory shares."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from council_office.directory.names import match_words, search_key


def in_language(thing: object, field: str, language: str | None = None) -> str:
    """The EN or FR text of `field`, falling back on the other language when one is empty."""
    language = (language or get_language() or "en")[:2]
    order = ("fr", "en") if language == "fr" else ("en", "fr")
    return next((text for code in order if (text := getattr(thing, f"{field}_{code}"))), "")


class Versioned(models.Model):
    """A record that two people may edit: the second is told (see ledger.moves.revise)."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True


class OpenQuerySet(models.QuerySet):
    """Records without secrets: whoever signs in may read them."""

    def visible_to(self, user) -> "OpenQuerySet":
        return self if user.is_active else self.none()


class DatedQuerySet(models.QuerySet):
    """Rows that hold from one day to another."""

    def on(self, day: date) -> "DatedQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


def name_holds(text: str) -> Q:
    """Every word of `text` stands in the names, whatever the order, case, accents and spelling of umlauts."""
    found = Q()
    for word in search_key(text).split():
        spelt = Q(search_name__contains=word)
        loosely = match_words(word)
        # Short beginnings lose too much of themselves in the loose spelling.
        found &= spelt | Q(match_name__contains=loosely[0]) if loosely and len(loosely[0]) > 2 else spelt
    return found
