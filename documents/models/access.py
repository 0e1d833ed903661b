"""Levels, briefings, need-to-know groups and grants: the facts that the gate decides on."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import Person, in_language
from council_office.directory.states import Role
from documents.readers import reader_of
from documents.states import KEEPERS


class Level(models.Model):
    """A marking; its row says who may read what carries it."""

    code = models.SlugField(_("code"), unique=True)
    rank = models.PositiveSmallIntegerField(_("rank"), unique=True, help_text=_("Higher is more secret."))
    name_en = models.CharField(_("name (EN)"), max_length=60)
    name_fr = models.CharField(_("name (FR)"), max_length=60)
    open_to_all = models.BooleanField(_("open to everyone who signs in"), default=False)
    roles = models.ManyToManyField(
        Group, blank=True, related_name="+", verbose_name=_("roles that read it without a grant")
    )
    needs_briefing = models.BooleanField(_("only for people briefed for it"), default=False)
    by_mail = models.BooleanField(
        _("may be mailed without a grant"),
        default=True,
        help_text=_("Otherwise only to a person who holds a grant."),
    )
    watched = models.BooleanField(
        _("watched"),
        default=False,
        help_text=_("Every look is logged, and it leaves the office only as a marked and numbered copy."),
    )

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self, "name", language)

    def role_names(self) -> list[str]:
        """The roles that read this level, in words."""
        held = set(self.roles.values_list("name", flat=True))
        return [str(label) for code, label in Role.choices if code in held]


class NeedToKnowQuerySet(models.QuerySet):
    def visible_to(self, user: object) -> "NeedToKnowQuerySet":
        """Those who keep the groups see all; others see the groups that they belong to."""
        if user.has_role(*KEEPERS, Role.AUDITOR):
            return self
        mine = Grant.objects.on(timezone.localdate()).filter(reader_of(user).holds(), group__isnull=False)
        return self.filter(pk__in=mine.values("group"))


class NeedToKnow(models.Model):
    """A circle of people around one matter; its documents are for them only."""

    name_en = models.CharField(_("name (EN)"), max_length=120, unique=True)
    name_fr = models.CharField(_("name (FR)"), max_length=120, blank=True)
    reason = models.TextField(_("why it exists"), blank=True)

    objects = NeedToKnowQuerySet.as_manager()

    class Meta:
        verbose_name = _("need-to-know group")
        verbose_name_plural = _("need-to-know groups")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return in_language(self, "name")

    def get_absolute_url(self) -> str:
        return reverse("documents:group", args=[self.pk])


class Dated(models.QuerySet):
    def visible_to(self, user: object) -> "Dated":
        """Grants and briefings are for those who keep them and for the auditor."""
        return self if user.has_role(*KEEPERS, Role.AUDITOR) else self.none()

    def on(self, day: date) -> "Dated":
        """The rows in force on `day`."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Held(models.Model):
    """Something that one user or one person holds from one day to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("user"),
    )
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = Dated.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True, person__isnull=False)
                | Q(user__isnull=False, person__isnull=True),
                name="%(class)s_of_a_user_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(class)s_ends_after_it_starts",
            ),
        ]

    @property
    def holder(self) -> object:
        return self.person or self.user


class Briefing(Held):
    """Somebody was briefed for a level, and so for every lower one."""

    level = models.ForeignKey(Level, models.PROTECT, related_name="briefings", verbose_name=_("level"))

    class Meta(Held.Meta):
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        return f"{self.holder} · {self.level}"


class Grant(Held):
    """Somebody may read one document, or everything of one need-to-know group."""

    document = models.ForeignKey(
        "documents.Document",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("document"),
    )
    group = models.ForeignKey(
        NeedToKnow, models.CASCADE, null=True, blank=True, related_name="grants", verbose_name=_("group")
    )

    class Meta(Held.Meta):
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Held.Meta.constraints,
            models.CheckConstraint(
                condition=Q(document__isnull=True, group__isnull=False)
                | Q(document__isnull=False, group__isnull=True),
                name="grant_for_a_document_or_a_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} · {self.document or self.group}"
