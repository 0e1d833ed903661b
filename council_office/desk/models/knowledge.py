"""Answers that became pages everybody in the house can find."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council_office.desk.states import HANDS, INSIDERS, PAGE_MOVES, PageState, Topic
from council_office.directory.models import OFFICE, User, Versioned, in_language
from council_office.directory.names import search_key


class PageQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "PageQuerySet":
        """The office sees every page; the house what is published."""
        if user.has_role(*OFFICE):
            return self
        return self.filter(state=PageState.PUBLISHED) if user.has_role(*INSIDERS) else self.none()

    def holding(self, text: str) -> "PageQuerySet":
        """Pages that hold every word of `text` in either language, whatever the accents."""
        found = Q()
        for word in search_key(text).split():
            found &= Q(search_text__contains=word)
        return self.filter(found)


class KnowledgePage(Versioned):
    """One answer, in English and French; what was published before is kept as a version."""

    MOVES = PAGE_MOVES

    title_en = models.CharField(_("title (EN)"), max_length=200, blank=True)
    title_fr = models.CharField(_("title (FR)"), max_length=200, blank=True)
    text_en = models.TextField(_("text (EN)"), blank=True)
    text_fr = models.TextField(_("text (FR)"), blank=True)
    topic = models.CharField(_("topic"), max_length=14, choices=Topic, default=Topic.INFORMATION)
    state = models.CharField(
        _("state"), max_length=10, choices=PageState, default=PageState.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    search_text = models.TextField(editable=False)

    HIDDEN_FROM_HISTORY = ("search_text",)
    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("knowledge page")
        verbose_name_plural = _("knowledge pages")
        ordering = ["title_en", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published")
                | (~Q(title_en="") & ~Q(title_fr="") & ~Q(text_en="") & ~Q(text_fr="")),
                name="published_page_in_both_languages",
                violation_error_message=_(
                    "Write title and text in English and in French: staff read either."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False) | Q(state="archived"),
                name="published_page_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title()

    def get_absolute_url(self) -> str:
        return reverse("desk:page", args=[self.pk])

    def save(self, *args, **kwargs) -> None:
        """Keep the search text equal to the words."""
        words = (self.title_en, self.title_fr, self.text_en, self.text_fr)
        self.search_text = search_key(" ".join(words))
        super().save(*args, **kwargs)

    def title(self, language: str | None = None) -> str:
        return in_language(self, "title", language)

    def text(self, language: str | None = None) -> str:
        return in_language(self, "text", language)

    @property
    def lacking(self) -> list[str]:
        """The languages in which title or text are missing."""
        return [
            code
            for code in ("en", "fr")
            if not (getattr(self, f"title_{code}") and getattr(self, f"text_{code}"))
        ]


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "VersionQuerySet":
        """What was said before is for those who keep the pages, and for the auditor."""
        return self if user.has_role(*OFFICE) else self.none()


class PageVersion(models.Model):
    """A page as it was published."""

    page = models.ForeignKey(
        KnowledgePage, models.CASCADE, related_name="versions", verbose_name=_("knowledge page")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    title_en = models.CharField(_("title (EN)"), max_length=200)
    title_fr = models.CharField(_("title (FR)"), max_length=200)
    text_en = models.TextField(_("text (EN)"))
    text_fr = models.TextField(_("text (FR)"))
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a page")
        verbose_name_plural = _("versions of pages")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.page} · {self.number}"

    def title(self) -> str:
        return in_language(self, "title")

    def text(self) -> str:
        return in_language(self, "text")


class VoteQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "VoteQuerySet":
        return self if user.has_role(*HANDS) else self.filter(user=user)


class Vote(models.Model):
    """Whether a page helped somebody; one word a person, the last one counts."""

    page = models.ForeignKey(
        KnowledgePage, models.CASCADE, related_name="votes", verbose_name=_("knowledge page")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user")
    )
    helped = models.BooleanField(_("it helped"))
    at = models.DateTimeField(_("said"), default=timezone.now)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote on a page")
        verbose_name_plural = _("votes on pages")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["page", "user"], name="one_vote_a_person")]

    def __str__(self) -> str:
        return f"{self.page} · {self.user}"
