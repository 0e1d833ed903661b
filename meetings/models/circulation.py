"""What was sent to whom of the papers of a session, and what each reader has seen."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Person, User
from council_office.directory.states import Language
from documents.models import Delivery
from meetings.models.agenda import SessionPaper
from meetings.models.session import Participant, Session


class CirculationQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "CirculationQuerySet":
        """A circulation names restricted papers and their readers: only the office sees it."""
        return self if user.has_role(*OFFICE) else self.none()


class Circulation(models.Model):
    """Papers sent out together; it never changes."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="circulations", verbose_name=_("session")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    note = models.TextField(_("covering words"), blank=True)
    ordered_at = models.DateTimeField(_("ordered"), auto_now_add=True)
    ordered_label = models.CharField(_("ordered by"), max_length=200)

    objects = CirculationQuerySet.as_manager()

    class Meta:
        verbose_name = _("circulation")
        verbose_name_plural = _("circulations")
        ordering = ["session", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_circulation_a_number"),
        ]

    def __str__(self) -> str:
        return _("%(session)s, circulation %(number)s") % {"session": self.session, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("meetings:circulation", args=[self.pk])


class CirculatedPaper(models.Model):
    """One paper of a circulation, in the editions that it had then."""

    circulation = models.ForeignKey(
        Circulation, models.CASCADE, related_name="papers", verbose_name=_("circulation")
    )
    paper = models.ForeignKey(
        SessionPaper, models.PROTECT, related_name="circulated", verbose_name=_("paper")
    )
    edition_en = models.PositiveSmallIntegerField(_("edition (EN)"), default=0)
    edition_fr = models.PositiveSmallIntegerField(_("edition (FR)"), default=0)
    is_late = models.BooleanField(_("after its deadline"), default=False)

    class Meta:
        verbose_name = _("circulated paper")
        verbose_name_plural = _("circulated papers")
        ordering = ["circulation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["circulation", "paper"], name="a_paper_is_circulated_once_each"),
        ]

    def __str__(self) -> str:
        return str(self.paper)


class CirculationCopy(models.Model):
    """What one participant was told, by which mail; without an address nothing could be sent."""

    circulation = models.ForeignKey(
        Circulation, models.CASCADE, related_name="copies", verbose_name=_("circulation")
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="+", verbose_name=_("participant")
    )
    papers = models.ManyToManyField(CirculatedPaper, related_name="copies", verbose_name=_("papers"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    delivery = models.OneToOneField(
        Delivery, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mail")
    )

    objects = CirculationQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of a circulation")
        verbose_name_plural = _("copies of a circulation")
        ordering = ["circulation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["circulation", "participant"], name="one_copy_a_participant"),
        ]

    def __str__(self) -> str:
        return f"{self.circulation} · {self.participant.person}"


class PaperSight(models.Model):
    """Until when somebody has seen the papers of a session; what came later is new to them."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="+", verbose_name=_("session"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    seen_at = models.DateTimeField(_("seen until"))

    class Meta:
        verbose_name = _("sight of papers")
        verbose_name_plural = _("sights of papers")
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="one_sight_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.session}"
