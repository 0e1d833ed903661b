"""The office's own words for letters and mails, editable by a secretary."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Versioned
from council_office.directory.states import Language
from documents import placeholders


class TemplateTextQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "TemplateTextQuerySet":
        """The office's people see its words."""
        return self if user.has_role(*OFFICE) else self.none()


class TemplateText(Versioned):
    """Subject and text of one kind of letter, for one body or for all, in one language."""

    kind = models.CharField(_("kind of letter"), max_length=60)
    body_code = models.CharField(
        _("body"), max_length=20, blank=True, help_text=_("Empty: for every body without its own text.")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"), help_text=_("Facts stand in braces: {salutation}."))

    objects = TemplateTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("template text")
        verbose_name_plural = _("template texts")
        ordering = ["kind", "body_code", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "body_code", "language"], name="one_text_a_kind_body_language"
            )
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.kind, self.body_code, self.language)))

    def get_absolute_url(self) -> str:
        return reverse("documents:text", args=[self.pk])

    @property
    def kind_name(self) -> str:
        return placeholders.kind_name(self.kind)

    def clean(self) -> None:
        """Only placeholders of the allow-list of this kind may stand in braces."""
        allowed = placeholders.of(self.kind)
        for name in ("subject", "text"):
            unknown = [word for word in placeholders.named_in(getattr(self, name)) if word not in allowed]
            if unknown:
                message = gettext("Not known here: %(names)s.") % {
                    "names": ", ".join(f"{{{word}}}" for word in unknown)
                }
                raise ValidationError({name: message})
