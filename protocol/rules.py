"""Who may decide what in protocol, and what must be known before a step."""

from decimal import Decimal

from django.utils.translation import gettext as _

from council_office.directory.states import Role
from protocol.models import Ceremony

DECIDERS = (Role.COUNCIL_SECRETARY, Role.DG_OFFICE)


def may_decide_gift(user, gift) -> bool:
    """Gifts are agreed to by the Council Secretary or the Office of the Director-General."""
    return user.has_role(*DECIDERS)


def needs_dg_office(value: Decimal, limit: Decimal | None) -> bool:
    """Above the limit in force only the Office of the Director-General agrees."""
    return limit is not None and value > limit


def missing_to_confirm(ceremony: Ceremony) -> list[str]:
    """What a ceremony must have before letters go out, in words."""
    wanted = (
        (ceremony.place_en or ceremony.place_fr, _("place")),
        (ceremony.signatory_id, _("who signs the letters")),
        (ceremony.guests.exists(), _("guests")),
    )
    return [words for there, words in wanted if not there]
