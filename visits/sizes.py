"""Sizes of shoes and clothes from one country's system to another's; tables of makers, illustrative; pure."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SizeSystem(TextChoices):
    EU = "EU", _("EU")
    UK = "UK", _("UK")
    US = "US", _("US")
    JP = "JP", _("JP (cm)")
    CN = "CN", _("CN (mm)")


# One row a length of foot: safety shoes are unisex, so the men's tables of the makers are used.
SHOES = [
    # EU, UK, US, JP (cm), CN (mm)
    ("35", "2.5", "3.5", "22", "220"),
    ("36", "3.5", "4.5", "22.5", "225"),
    ("37", "4", "5", "23", "230"),
    ("38", "5", "6", "24", "240"),
    ("39", "6", "7", "24.5", "245"),
    ("40", "6.5", "7.5", "25", "250"),
    ("41", "7.5", "8.5", "26", "260"),
    ("42", "8", "9", "26.5", "265"),
    ("43", "9", "10", "27.5", "275"),
    ("44", "9.5", "10.5", "28", "280"),
    ("45", "10.5", "11.5", "29", "290"),
    ("46", "11", "12", "29.5", "295"),
    ("47", "12", "13", "30.5", "305"),
    ("48", "13", "14", "31", "310"),
]
CLOTHES = ("XS", "S", "M", "L", "XL", "XXL", "3XL")
PLACE = {system: place for place, system in enumerate(SizeSystem)}


def shoe(size: str, system: str, to: str = SizeSystem.EU) -> str:
    """The size in another system; between two lengths the longer one, and "" outside the table."""
    try:
        wanted = float(str(size).replace(",", "."))
    except ValueError:
        return ""
    own, other = PLACE[SizeSystem(system)], PLACE[SizeSystem(to)]
    if not lowest(own) <= wanted <= float(SHOES[-1][own]):
        return ""
    return next(row[other] for row in SHOES if float(row[own]) >= wanted)


def lowest(place: int) -> float:
    """Half a step below the smallest size is still taken as the smallest."""
    return float(SHOES[0][place]) - (float(SHOES[1][place]) - float(SHOES[0][place])) / 2


def in_every_system(size: str, system: str) -> dict[str, str]:
    """{"EU": "42", "UK": "8", …} of one size."""
    return {each.value: shoe(size, system, each) for each in SizeSystem}
