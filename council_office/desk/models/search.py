"""What the search reads: the words of everything in plain letters, kept beside the things themselves."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import User
from council_office.directory.names import search_key
from council_office.directory.states import Role


class SearchEntryQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "SearchEntryQuerySet":
        """The index is the administrator's; whether a thing may be seen is asked of the thing."""
        return self if user.has_role(Role.ADMINISTRATOR) else self.none()

    def holding(self, text: str) -> "SearchEntryQuerySet":
        """Entries with every word of `text`, in any order, whatever the accents."""
        found = Q()
        for word in search_key(text).split():
            found &= Q(text__contains=word)
        return self.filter(found)


class SearchEntry(models.Model):
    """The words by which one thing is found, small and without accents."""

    kind = models.CharField(_("kind"), max_length=100)
    object_id = models.PositiveBigIntegerField(_("key"))
    number = models.CharField(_("number"), max_length=120, blank=True, db_index=True)
    text = models.TextField(_("words"))

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchCursor(models.Model):
    """How far the audit trail was read for the index, and when all of it was last made anew."""

    event = models.PositiveBigIntegerField(_("last event"), default=0)
    rebuilt_on = models.DateField(_("made anew"), null=True)

    class Meta:
        verbose_name = _("cursor of the search")
        verbose_name_plural = _("cursors of the search")

    def __str__(self) -> str:
        return str(self.event)
