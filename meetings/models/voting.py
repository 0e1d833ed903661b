"""How a body decides: dated tables of weights, where each Member stands, who was there on which item."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models import OFFICE, Member, User, Versioned, in_language
from meetings.models.agenda import AgendaItem
from meetings.models.body import Body
from meetings.models.session import Participant
from meetings.states import Presence, Stance


class VotingTableQuerySet(models.QuerySet):
    def on(self, day: date) -> "VotingTableQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class VotingTable(models.Model):
    """Weights, majority, quorum and host from one day to another; illustrative unless a source is named."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="voting_tables", verbose_name=_("body"))
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force to"), null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(_("Members that must be present"), default=0)
    majority = models.DecimalField(
        _("share of the weights that carries, in %"), max_digits=6, decimal_places=3, default=50
    )
    host = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("host"),
        help_text=_("Whose agreement “host concurrence” asks for."),
    )
    illustrative = models.BooleanField(_("illustrative"), default=True)
    source_en = models.CharField(_("source (EN)"), max_length=300, blank=True)
    source_fr = models.CharField(_("source (FR)"), max_length=300, blank=True)

    objects = VotingTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("voting table")
        verbose_name_plural = _("voting tables")
        ordering = ["body", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "starts_on"], name="one_voting_table_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="voting_table_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(majority__gte=0, majority__lte=100), name="majority_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.starts_on:%Y-%m-%d}"

    def source(self, language: str | None = None) -> str:
        return in_language(self, "source", language)


class Weight(models.Model):
    """A Member's weight; the shares are counted on the true sum, whatever it is."""

    table = models.ForeignKey(
        VotingTable, models.CASCADE, related_name="weights", verbose_name=_("voting table")
    )
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("Member"))
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=3)

    class Meta:
        verbose_name = _("weight")
        verbose_name_plural = _("weights")
        ordering = ["table", "member"]
        constraints = [
            models.UniqueConstraint(fields=["table", "member"], name="one_weight_a_member"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="weight_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.weight}"


class Position(models.Model):
    """Where a Member stands on an item, and when it expects to lift a reservation."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="positions", verbose_name=_("item"))
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("Member"))
    stance = models.CharField(_("position"), max_length=8, choices=Stance)
    note = models.CharField(_("note"), max_length=300, blank=True)
    lift_expected_on = models.DateField(_("lifting expected on"), null=True, blank=True)

    class Meta:
        verbose_name = _("position of a Member")
        verbose_name_plural = _("positions of Members")
        ordering = ["item", "member"]
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="one_position_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.get_stance_display()}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:voting", args=[self.item_id])


class PresenceChangeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "PresenceChangeQuerySet":
        return self if user.has_role(*OFFICE) else self.none()


class PresenceChange(Versioned):
    """From one item on somebody comes, goes, joins from afar or is replaced; until the next change."""

    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="presence_changes", verbose_name=_("participant")
    )
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="presence_changes", verbose_name=_("from the item on")
    )
    presence = models.CharField(_("presence"), max_length=8, choices=Presence)
    replaced_by = models.ForeignKey(
        Participant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaced by"),
        help_text=_("Speaks for the Member in this person’s place."),
    )

    objects = PresenceChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of presence")
        verbose_name_plural = _("changes of presence")
        ordering = ["item", "participant"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "item"], name="one_change_of_presence_an_item"),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(presence=Presence.ABSENT),
                name="only_who_leaves_is_replaced",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.get_presence_display()}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:attendance", args=[self.participant.session_id])
