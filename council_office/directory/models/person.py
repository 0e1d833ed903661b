"""Everybody the office knows, entered once."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from council_office.directory.models.member import Member
from council_office.directory.models.organisation import Organisation
from council_office.directory.models.record import Versioned, name_holds
from council_office.directory.names import full_name, match_key, search_key
from council_office.directory.states import OFFICE, AddressStyle, Language, NameOrder, Role

if TYPE_CHECKING:
    from council_office.directory.models.post import Post
    from council_office.directory.models.user import User

# Besides the office itself: those who must find anybody by name to do their part.
FINDERS = (Role.STAFF, Role.GUIDE, Role.SECURITY_OFFICER, Role.CUSTODIAN)


def birth_digest(born_on: date) -> str:
    """What tells two birthdays apart without telling the birthday; its key is outside the database."""
    return salted_hmac("council_office.directory.birth", born_on.isoformat(), algorithm="sha256").hexdigest()


class PersonQuerySet(models.QuerySet):
    def current(self) -> "PersonQuerySet":
        """Without the records that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def named(self, text: str) -> "PersonQuerySet":
        """People whose name holds every word of `text`, whatever the order, case, accents and umlauts."""
        return self.filter(name_holds(text))

    def visible_to(self, user: "User") -> "PersonQuerySet":
        """The office and those who look people up see everyone; others see themselves."""
        if user.has_role(*OFFICE, *FINDERS):
            return self
        return self.filter(pk=user.person_id) if user.person_id else self.none()


class Person(Versioned):
    """Somebody the office knows, entered once; every name, title and address is read from here."""

    family_name = models.CharField(
        _("family name"), max_length=120, help_text=_("A person with one name only: that name.")
    )
    given_names = models.CharField(_("given names"), max_length=120, blank=True)
    passport_name = models.CharField(
        _("passport name"), max_length=120, blank=True, help_text=_("As in the machine-readable zone.")
    )
    native_name = models.CharField(_("name in its own script"), max_length=120, blank=True)
    name_order = models.CharField(
        _("name order"), max_length=12, choices=NameOrder, default=NameOrder.GIVEN_FIRST
    )
    short_name = models.CharField(_("preferred short form"), max_length=80, blank=True)
    pronunciation = models.CharField(_("pronunciation"), max_length=120, blank=True)
    address_style = models.CharField(
        _("form of address"), max_length=8, choices=AddressStyle, default=AddressStyle.NEUTRAL
    )
    honorific = models.CharField(
        _("academic or other title"), max_length=40, blank=True, help_text=_("Dr, Prof., Academician…")
    )
    salutation_en = models.CharField(
        _("own wish for the salutation (EN)"),
        max_length=120,
        blank=True,
        help_text=_("“Dear Ken”, for example."),
    )
    salutation_fr = models.CharField(
        _("own wish for the salutation (FR)"),
        max_length=120,
        blank=True,
        help_text=_("“Cher Ken”, for example."),
    )
    nationality = CountryField(_("nationality"), blank=True)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("Member")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    language = models.CharField(
        _("language of letters"), max_length=2, choices=Language, default=Language.ENGLISH
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,  # see the indexes: nearly every row is null
        related_name="merged",
        verbose_name=_("merged into"),
    )
    birth_key = models.CharField(
        _("fingerprint of the date of birth"), max_length=64, blank=True, editable=False
    )
    search_name = models.TextField(editable=False)
    match_name = models.TextField(editable=False)

    HIDDEN_FROM_HISTORY = ("birth_key",)
    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_names", "pk"]
        indexes = [
            models.Index(
                fields=["family_name", "given_names", "id"],
                name="people_in_order",
                condition=Q(merged_into__isnull=True),
            ),
            models.Index(
                fields=["merged_into"], name="people_merged", condition=Q(merged_into__isnull=False)
            ),
            models.Index(Upper("email"), name="people_by_email"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="person_not_merged_into_self",
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])

    def save(self, *args, **kwargs) -> None:
        """Keep the search keys equal to the names."""
        self.search_name = search_key(
            " ".join(
                (self.family_name, self.given_names, self.passport_name, self.native_name, self.short_name)
            )
        )
        self.match_name = match_key(*self.names)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_name", "match_name"}
        super().save(*args, **kwargs)

    @property
    def names(self) -> list[tuple[str, str]]:
        """The names the person goes by, each as (family, given)."""
        whole = ((self.passport_name, ""), (self.native_name, ""))
        return [(self.family_name, self.given_names), *(name for name in whole if name[0])]

    @property
    def display_name(self) -> str:
        """The name in the person's own order, family name in capitals."""
        return full_name(self.family_name.upper(), self.given_names, self.name_order)

    @property
    def letter_name(self) -> str:
        """The name in the person's own order, as written in a letter."""
        return full_name(self.family_name, self.given_names, self.name_order)

    @cached_property
    def kept(self) -> "Person":
        """This record, or the one it was merged into: read names and addresses from here."""
        return self.merged_into.kept if self.merged_into_id else self

    def post_on(self, day: date) -> "Post | None":
        """The post held on `day`; of several the one taken up last."""
        held = [post for post in self.posts.all() if post.held_on(day)]
        return max(held, key=lambda post: (post.starts_on, post.pk), default=None)
