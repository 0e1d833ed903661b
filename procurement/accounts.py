"""Bank details checked by their own digits: IBAN, BIC, and that both name one country; pure."""

from django.utils.translation import gettext as _
from stdnum import bic as bics
from stdnum import iban as ibans


def compact(number: str) -> str:
    return "".join(number.split()).upper()


def warnings(iban: str, bic: str = "") -> list[str]:
    """What is odd about bank details, in words; nothing when they fit."""
    found = []
    if not ibans.is_valid(iban):
        found.append(_("The IBAN is not well formed: its check digits or its length do not fit."))
    if bic and not bics.is_valid(bic):
        found.append(_("The BIC is not well formed."))
    elif bic and country_of(bic) != compact(iban)[:2]:
        found.append(
            _("The BIC is of %(bic)s, the IBAN of %(iban)s.")
            % {"bic": country_of(bic), "iban": compact(iban)[:2]}
        )
    return found


def country_of(bic: str) -> str:
    """The country of a BIC: its fifth and sixth letter."""
    return compact(bic)[4:6]
