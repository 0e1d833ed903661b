"""How a paper of protocol names the day and its hours, in English and French."""

from datetime import date, time

from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import override


def day_in_words(day: date, language: str) -> str:
    """Wednesday 18 November 2026, « mercredi 1er juillet 2026 »."""
    text = format_date(day, "EEEE d MMMM y", locale=language)
    return text.replace(" 1 ", " 1er ") if language == "fr" and day.day == 1 else text


def hour(at: time, language: str) -> str:
    """18:30, « 18 h 30 »."""
    return f"{at:%H} h {at:%M}" if language == "fr" else f"{at:%H:%M}"


def draft(language: str) -> str:
    with override(language):
        return _("DRAFT")
