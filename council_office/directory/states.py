"""Closed lists of the directory."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person comes to the office for; every role is a Django group of the same name."""

    COUNCIL_SECRETARY = "council_secretary", _("Council Secretary")
    ASSISTANT = "assistant", _("Council and Protocol Assistant")
    PROTOCOL_OFFICER = "protocol_officer", _("Protocol officer")
    DG_OFFICE = "dg_office", _("Office of the Director-General")
    GUIDE = "guide", _("Guide or escort")
    SECURITY_OFFICER = "security_officer", _("Security officer")
    BUDGET_HOLDER = "budget_holder", _("Budget holder")
    CERTIFIER = "certifier", _("Invoice certifier")
    CUSTODIAN = "custodian", _("Document custodian")
    STAFF = "staff", _("IO staff member")
    DELEGATE = "delegate", _("Delegate or focal point")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


# The roles of the office's own people: they see everybody the office knows.
OFFICE = (
    Role.COUNCIL_SECRETARY,
    Role.ASSISTANT,
    Role.PROTOCOL_OFFICER,
    Role.DG_OFFICE,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)

# The roles whose holders also work in the administration pages.
ADMINISTRATION = (Role.COUNCIL_SECRETARY, Role.ASSISTANT, Role.PROTOCOL_OFFICER, Role.ADMINISTRATOR)


class NameOrder(TextChoices):
    GIVEN_FIRST = "given_first", _("Given name first")
    FAMILY_FIRST = "family_first", _("Family name first")


class AddressStyle(TextChoices):
    """How a person wishes to be addressed; neutral unless told."""

    NEUTRAL = "neutral", _("Neutral")
    MADAM = "madam", _("Madam")
    SIR = "sir", _("Sir")


class OrganisationKind(TextChoices):
    DOMESTIC_AGENCY = "domestic_agency", _("Domestic Agency")
    MINISTRY = "ministry", _("Ministry")
    EMBASSY = "embassy", _("Embassy or mission")
    ITER = "iter", _("ITER Organization")
    LABORATORY = "laboratory", _("Laboratory or university")
    COMPANY = "company", _("Company")
    AUTHORITY = "authority", _("Public authority")
    INTERNATIONAL = "international", _("International organisation")
    OTHER = "other", _("Other")


class MemberOrder(TextChoices):
    """Orders in which the seven Members may stand (data/rules: iter_members_alphabetical_orders)."""

    ENGLISH = "order_english", _("English alphabetical order")
    FRENCH_SHORT = "order_french_short", _("French order, short names")
    FRENCH_FORMAL = "order_french_formal", _("French order, formal names")
    PROTOCOL = "order_protocol", _("Protocol order of the office")


class Language(TextChoices):
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class Theme(TextChoices):
    AUTO = "auto", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
