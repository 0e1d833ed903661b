"""Guests of a ceremony: in which quality they come, with whom, and what they answered."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from council_office.directory.models import Member, Person, User, Versioned, in_language
from council_office.directory.states import Language
from protocol.models.ceremony import Ceremony, OfCeremonyQuerySet
from protocol.models.rank import Authority
from protocol.states import CARD_MOVES, CardState, GuestAnswer, Standing

COMES = (GuestAnswer.NONE, GuestAnswer.ACCEPTED)


class GuestQuerySet(OfCeremonyQuerySet):
    def expected(self) -> "GuestQuerySet":
        """Those for whom a place is kept: who accepted, and who has not answered yet."""
        return self.filter(withdrawn=False, answer__in=COMES)

    def coming(self) -> "GuestQuerySet":
        """Those who said that they come."""
        return self.filter(withdrawn=False, answer=GuestAnswer.ACCEPTED)


class Guest(Versioned):
    """Somebody on the list of a ceremony; the person, their posts and languages are the directory's."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="guests", verbose_name=_("ceremony"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rank"),
        help_text=_("Left empty: the rank of the post held on the day."),
    )
    capacity_en = models.CharField(_("capacity (EN)"), max_length=200, blank=True)
    capacity_fr = models.CharField(_("capacity (FR)"), max_length=200, blank=True)
    took_office_at = models.DateTimeField(
        _("took up functions"),
        null=True,
        blank=True,
        help_text=_("Ambassadors: date and time of their credentials. Left empty: first day of the post."),
    )
    standing = models.CharField(_("comes"), max_length=20, choices=Standing, default=Standing.HOLDER)
    represents = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="representatives",
        verbose_name=_("in the place of"),
    )
    represented_authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rank of whom they represent"),
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Member")
    )
    country = CountryField(_("country"), blank=True)
    partner = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accompanied_by",
        verbose_name=_("partner of"),
        help_text=_("Without an office of their own a partner takes the rank of the guest."),
    )
    interprets_for = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interpreters",
        verbose_name=_("interprets for"),
    )
    needs_access = models.BooleanField(_("needs an accessible seat"), default=False)
    special_meal = models.BooleanField(
        _("special meal"), default=False, help_text=_("Only whether: the kitchen asks the person.")
    )
    speaks = models.BooleanField(_("gives a speech"), default=False)
    notes = models.TextField(_("notes"), blank=True)
    placed_after = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("placed by hand after"),
    )
    placed_reason = models.CharField(_("reason of the place"), max_length=300, blank=True)
    placed_at = models.DateTimeField(_("placed by hand"), null=True, blank=True, editable=False)
    answer = models.CharField(_("answer"), max_length=10, choices=GuestAnswer, default=GuestAnswer.NONE)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    withdrawn = models.BooleanField(_("taken off the list"), default=False, editable=False)

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ceremony", "person"],
                name="a_person_is_invited_once",
                violation_error_message=_("This person is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(answer=GuestAnswer.NONE) | Q(answered_at__isnull=False),
                name="guest_answer_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(placed_at__isnull=True) | ~Q(placed_reason=""),
                name="a_place_by_hand_has_a_reason",
                violation_error_message=_("Say why this guest is placed by hand."),
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=True) | ~Q(partner=F("id")), name="nobody_is_their_own_partner"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("protocol:guest", args=[self.pk])

    def capacity(self, language: str | None = None) -> str:
        """The capacity said on the list, else the title of the post held on the day."""
        if text := in_language(self, "capacity", language):
            return text
        post = self.person.post_on(self.ceremony.held_on)
        return post.title(language) if post else ""

    @property
    def invitation_number(self) -> str:
        letter = getattr(self, "invitation", None)
        return letter.number if letter else ""

    @property
    def comes(self) -> bool:
        return not self.withdrawn and self.answer in COMES

    @property
    def party(self) -> Member | None:
        return self.member or self.person.member


class Conflict(models.Model):
    """Two guests who are not seated together, and why."""

    ceremony = models.ForeignKey(
        Ceremony, models.CASCADE, related_name="conflicts", verbose_name=_("ceremony")
    )
    one = models.ForeignKey(Guest, models.CASCADE, related_name="+", verbose_name=_("guest"))
    other = models.ForeignKey(Guest, models.CASCADE, related_name="+", verbose_name=_("not beside"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = OfCeremonyQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair kept apart")
        verbose_name_plural = _("pairs kept apart")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_is_kept_apart_once"),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="a_pair_is_two_guests_in_order",
                violation_error_message=_("Choose two different guests."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "InvitationQuerySet":
        return self.filter(guest__in=Guest.objects.visible_to(user))

    def unanswered(self) -> "InvitationQuerySet":
        return self.filter(state=CardState.SENT, guest__answer=GuestAnswer.NONE, guest__withdrawn=False)


class Invitation(Versioned):
    """The letter of one guest and the calendar entry that goes with it; the answer is the guest's."""

    MOVES = CARD_MOVES

    guest = models.OneToOneField(Guest, models.CASCADE, related_name="invitation", verbose_name=_("guest"))
    language = models.CharField(_("language"), max_length=2, choices=Language)
    state = models.CharField(
        _("state"), max_length=8, choices=CardState, default=CardState.DRAFT, editable=False
    )
    number = models.CharField(_("number"), max_length=40, blank=True, editable=False)
    dated_on = models.DateField(_("dated"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    calendar_uid = models.UUIDField(_("calendar identifier"), default=uuid4, unique=True, editable=False)
    calendar_sequence = models.PositiveSmallIntegerField(_("calendar sequence"), default=0, editable=False)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0, editable=False)
    reminded_at = models.DateTimeField(_("last reminded"), null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["guest"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="one_ceremony_invitation_a_number"
            ),
            models.CheckConstraint(
                condition=~Q(state=CardState.SENT) | ~Q(number=""),
                name="sent_ceremony_invitation_is_numbered",
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.guest)

    def get_absolute_url(self) -> str:
        return self.guest.get_absolute_url()
