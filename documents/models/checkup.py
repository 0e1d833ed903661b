"""When a file of the archive was last found to be what was filed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models.document import Document
from documents.states import FileState


class CheckupQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "CheckupQuerySet":
        """Whoever may know of the document may know that its file is whole."""
        return self.filter(document__in=Document.objects.visible_to(user))


class Checkup(models.Model):
    """The last look of the integrity watch at one file, and what it found."""

    document = models.OneToOneField(
        Document, models.PROTECT, related_name="checkup", verbose_name=_("document"), editable=False
    )
    state = models.CharField(_("state"), max_length=10, choices=FileState, db_index=True)
    checked_at = models.DateTimeField(_("checked"), default=timezone.now, db_index=True)
    changed_at = models.DateTimeField(_("in this state since"), default=timezone.now)
    quarantined_as = models.CharField(_("damaged file kept as"), max_length=200, blank=True)

    objects = CheckupQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a file")
        verbose_name_plural = _("checks of files")
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return f"{self.document} · {self.get_state_display()}"
