"""What somebody travels with, scans and answers for one visit: encrypted, and erased in time."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from council_office.directory.models import Person, User, Versioned
from council_office.directory.states import Role
from visits.models.sealed import SealedBinaryField, SealedTextField
from visits.models.visit import Visitor
from visits.states import OF_SCANS, DocumentKind, Item

# Who needs identity data to do their part; hosts, guides and auditors never see them.
IDENTITY_READERS = (
    *(Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER),
    Role.SECURITY_OFFICER,
)


class IdentityQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "IdentityQuerySet":
        return self if user.has_role(*IDENTITY_READERS) else self.none()


class TravelDocument(Versioned):
    """A passport or card that a person holds; kept with the person, so that the next visit need not ask."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("kind of document"), max_length=14, choices=DocumentKind, blank=True)
    country = CountryField(_("issuing country"), blank=True)
    nationality = CountryField(_("nationality"), blank=True)
    biometric = models.BooleanField(_("biometric"), null=True, blank=True)
    number = SealedTextField(_("document number"), blank=True)
    holder_name = SealedTextField(_("name as in the document"), blank=True)
    born_on_text = SealedTextField(_("date of birth"), blank=True)
    birth_place = SealedTextField(_("place of birth"), blank=True)
    home_address = SealedTextField(_("home address"), blank=True)
    issued_on_text = SealedTextField(_("date of issue"), blank=True)
    expires_on_text = SealedTextField(_("date of expiry"), blank=True)
    given_at = models.DateTimeField(_("given"), auto_now_add=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("travel document")
        verbose_name_plural = _("travel documents")
        ordering = ["person", "-given_at"]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()}"

    @property
    def born_on(self) -> date | None:
        return day_in(self.born_on_text)

    @property
    def issued_on(self) -> date | None:
        return day_in(self.issued_on_text)

    @property
    def expires_on(self) -> date | None:
        return day_in(self.expires_on_text)


def day_in(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


class ScanManager(models.Manager.from_queryset(IdentityQuerySet)):
    def get_queryset(self) -> IdentityQuerySet:
        """Without the bytes: they are read by whoever opens one scan."""
        return super().get_queryset().defer("content")


class Scan(models.Model):
    """A picture or PDF of a document, kept in the database so that erasing it erases it."""

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="scans", verbose_name=_("visitor"))
    item = models.CharField(
        _("of what"), max_length=20, choices=[(item.value, item.label) for item in OF_SCANS]
    )
    form = models.CharField(_("form"), max_length=5)
    size = models.PositiveIntegerField(_("size"))
    content = SealedBinaryField(_("content"))
    given_at = models.DateTimeField(_("given"), auto_now_add=True)

    objects = ScanManager()

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ["item"]
        constraints = [models.UniqueConstraint(fields=["visitor", "item"], name="one_scan_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.visitor} · {self.get_item_display()}"


class Answer(models.Model):
    """What a visitor said for this visit alone."""

    visitor = models.ForeignKey(Visitor, models.CASCADE, related_name="answers", verbose_name=_("visitor"))
    item = models.CharField(_("of what"), max_length=20, choices=Item)
    value = SealedTextField(_("answer"), blank=True)
    given_at = models.DateTimeField(_("given"), auto_now=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer of a visitor")
        verbose_name_plural = _("answers of visitors")
        ordering = ["item"]
        constraints = [models.UniqueConstraint(fields=["visitor", "item"], name="one_answer_an_item")]

    def __str__(self) -> str:
        return f"{self.visitor} · {self.get_item_display()}"
