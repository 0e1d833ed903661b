"""Those who sign in."""

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council_office.directory.models.person import Person
from council_office.directory.models.record import Versioned
from council_office.directory.states import Language, Role, Theme


class UserQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "UserQuerySet":
        """Administrators and auditors see every account; others their own."""
        return self if user.has_role(Role.ADMINISTRATOR, Role.AUDITOR) else self.filter(pk=user.pk)

    def holding(self, *roles: str) -> "UserQuerySet":
        """Those who may sign in and hold one of these roles."""
        return self.filter(is_active=True, groups__name__in=roles).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    @classmethod
    def normalize_email(cls, email: str) -> str:
        """Addresses are kept in small letters: nobody has two accounts by capitals."""
        return (email or "").strip().lower()

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=self.normalize_email(email))

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """The first administrator of a new installation (manage.py createsuperuser)."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.groups.add(Group.objects.get(name=Role.ADMINISTRATOR))
        return user


class User(Versioned, AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in; what they may do comes from their roles."""

    email = models.EmailField(_("e-mail"), unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("person")
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may use the administration"), default=False, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    theme = models.CharField(_("appearance"), max_length=5, choices=Theme, default=Theme.AUTO)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    HIDDEN_FROM_HISTORY = ("password",)
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_in_small_letters"
            )
        ]

    def __str__(self) -> str:
        return self.actor_label

    def get_absolute_url(self) -> str:
        return reverse("people:user", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        self.email = type(self).objects.normalize_email(self.email)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The names of the user's roles (one query, then remembered for the request)."""
        return frozenset(self.groups.values_list("name", flat=True))

    def has_role(self, *roles: str) -> bool:
        return self.is_active and not self.roles.isdisjoint(roles)

    @property
    def actor_id(self) -> int:
        return self.pk

    @property
    def actor_label(self) -> str:
        return self.person.display_name if self.person else self.email
