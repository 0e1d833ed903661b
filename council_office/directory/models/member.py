"""The seven Members of the ITER Organization."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from council_office.directory.models.record import OpenQuerySet, Versioned, in_language
from council_office.directory.states import MemberOrder


class MemberQuerySet(OpenQuerySet):
    def in_order(self, order: str = MemberOrder.ENGLISH) -> "MemberQuerySet":
        return self.order_by(MemberOrder(order))


class Member(Versioned):
    """One of the seven Members of the ITER Organization."""

    code = models.CharField(_("code"), max_length=2, unique=True)
    name_en = models.CharField(_("name (EN)"), max_length=80)
    name_fr = models.CharField(_("name (FR)"), max_length=80)
    formal_en = models.CharField(_("formal name (EN)"), max_length=120)
    formal_fr = models.CharField(_("formal name (FR)"), max_length=120)
    capital_time_zone = models.CharField(_("time zone of the capital"), max_length=40)
    order_english = models.PositiveSmallIntegerField(_("place in the English order"))
    order_french_short = models.PositiveSmallIntegerField(_("place in the French order, short names"))
    order_french_formal = models.PositiveSmallIntegerField(_("place in the French order, formal names"))
    order_protocol = models.PositiveSmallIntegerField(_("place in the protocol order"))

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("Member")
        verbose_name_plural = _("Members")
        ordering = ["order_english"]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)

    def in_text(self, language: str | None = None) -> str:
        """The name inside an English sentence: “the United States”; French sentences use the bare name."""
        name = self.name(language)
        return f"the {name}" if name.startswith(("European ", "United ")) else name

    def formal(self, language: str | None = None) -> str:
        return in_language(self, "formal", language)
