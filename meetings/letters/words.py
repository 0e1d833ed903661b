"""How a letter names a session and its days, in English and French."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.models import Session


def day_in_words(day: date, language: str) -> str:
    """Wednesday 18 November 2026, « mercredi 18 novembre 2026 »."""
    return _first(format_date(day, "EEEE d MMMM y", locale=language), day, language)


def short_day_in_words(day: date, language: str) -> str:
    """18 November 2026, for the columns of a table."""
    return _first(format_date(day, "d MMMM y", locale=language), day, language)


def days_in_words(first: date, last: date, language: str) -> str:
    """The days of a session, the month and year said once where they are the same."""
    closing = day_in_words(last, language)
    if first == last:
        return closing
    pattern = "EEEE d MMMM" if first.year == last.year else "EEEE d MMMM y"
    pattern = "EEEE d" if (first.year, first.month) == (last.year, last.month) else pattern
    opening = _first(format_date(first, pattern, locale=language), first, language)
    if (last - first).days == 1:
        return f"{opening} et {closing}" if language == "fr" else f"{opening} and {closing}"
    return f"du {opening} au {closing}" if language == "fr" else f"{opening} to {closing}"


def on_days_in_words(first: date, last: date, language: str) -> str:
    """The days as they follow “held” and « se tiendra »."""
    days, count = days_in_words(first, last, language), (last - first).days
    if language == "fr":
        return f"le {days}" if count == 0 else f"les {days}" if count == 1 else days
    return f"on {days}" if count < 2 else f"from {days}"


def moment_in_words(moment: datetime, zone: str, language: str) -> str:
    """Wednesday 18 November 2026, 18:00 (Paris), in the time zone given."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{day_in_words(there.date(), language)}, {there:%H:%M} ({city(zone)})"


def city(zone: str) -> str:
    """The place that a time zone is named after."""
    return zone.rpartition("/")[2].replace("_", " ")


def session_in_words(session: Session, language: str) -> str:
    """“40th meeting of the ITER Council (IC-40)”."""
    with override(language):
        facts = {
            "ordinal": nth(session.number, language) if session.number else "",
            "kind": session.get_kind_display().lower(),
            "body": session.body.name(language),
            "label": session.label,
        }
        if session.number:
            return _("%(ordinal)s meeting of the %(body)s (%(label)s)") % facts
        return _("%(kind)s meeting of the %(body)s (%(label)s)") % facts


def session_as_heading(session: Session, language: str) -> str:
    """“Extraordinary meeting of the ITER Council (IC-E 2026-11)”."""
    return capfirst(session_in_words(session, language))


def nth(number: int, language: str) -> str:
    """40th; in French as it goes with « réunion »: 1re, 40e."""
    if language == "fr":
        return "1re" if number == 1 else f"{number}e"
    return ordinal(number)


def _first(text: str, day: date, language: str) -> str:
    """French writes the first of a month « 1er »."""
    return text.replace(" 1 ", " 1er ").removesuffix(" 1") if language == "fr" and day.day == 1 else text
