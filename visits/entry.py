"""May this person enter: the class of the nationality, the passport's tests, the 90 days in 180; pure.

Schengen Borders Code art. 6; the classes come from dated rows (visits.models.VisaRule), never from code.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from council_office.calendar.deadlines import day
from visits.states import DocumentKind, VisaClass

MOST_DAYS, WINDOW = 90, 180
MONTHS_AFTER, YEARS_BEFORE = 3, 10
DAY = timedelta(days=1)
CARDS = (DocumentKind.ID_CARD,)


@dataclass(frozen=True)
class Stay:
    """A presence in the Schengen area; the days of entry and exit both count."""

    first: date
    last: date

    def days(self) -> set[date]:
        return {self.first + n * DAY for n in range((self.last - self.first).days + 1)}


@dataclass(frozen=True)
class Passport:
    """What the tests read of a travel document; None is not told yet."""

    kind: str
    issued_on: date | None
    expires_on: date | None
    biometric: bool | None = None


@dataclass(frozen=True)
class Rule:
    """One dated row of the table of classes, as it reads for one person."""

    visa_class: str
    note: str = ""
    authorisation_from: date | None = None
    biometric_only: bool = False
    needs_checking: bool = False


@dataclass(frozen=True)
class Check:
    """The answer in words: what is needed, what fails, what nobody knows yet."""

    visa_class: str
    needs_visa: bool
    needs_authorisation: bool
    failures: tuple[str, ...]
    unknown: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Nothing fails and nothing is unknown."""
        return not self.failures and not self.unknown

    @property
    def is_green(self) -> bool:
        """Enters with the document alone."""
        return self.passes and not self.needs_visa and not self.needs_authorisation

    @property
    def verdict(self) -> str:
        if self.failures:
            return _("cannot enter like this")
        if self.unknown:
            return _("not known yet")
        if self.needs_visa:
            return _("visa needed")
        return (
            _("authorisation needed") if self.needs_authorisation else pgettext("a verdict", "no visa needed")
        )

    @property
    def tone(self) -> str:
        if self.failures:
            return "bad"
        return "good" if self.is_green else "waiting"


def months_later(on: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that has no such day."""
    month = on.month - 1 + months
    year, month = on.year + month // 12, month % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def outlives(expires_on: date, leaves_on: date) -> bool:
    """The passport is valid for three months after the day of leaving."""
    return expires_on >= months_later(leaves_on, MONTHS_AFTER)


def is_young(issued_on: date, arrives_on: date) -> bool:
    """The passport was issued within the ten years before the day of arrival."""
    return issued_on <= arrives_on < months_later(issued_on, 12 * YEARS_BEFORE)


def present(stays: Iterable[Stay]) -> set[date]:
    return set().union(*(stay.days() for stay in stays))


def days_used(stays: Iterable[Stay], on: date) -> int:
    """How many days of the 180 that end on this day were spent in the area."""
    opening = on - (WINDOW - 1) * DAY
    return sum(opening <= each <= on for each in present(stays))


def reaches(stay: Stay, planned: Stay) -> bool:
    """Whether days of an earlier stay lie in the 180 that end within the planned one."""
    return planned.first - (WINDOW - 1) * DAY <= stay.last and stay.first <= planned.last


def first_day_too_many(stays: Iterable[Stay], planned: Stay) -> date | None:
    """The first day of the planned stay that would be the ninety-first in 180."""
    days = present([*stays, planned])
    for on in sorted(planned.days()):
        opening = on - (WINDOW - 1) * DAY
        if sum(opening <= each <= on for each in days) > MOST_DAYS:
            return on
    return None


def check(rule: Rule | None, passport: Passport, planned: Stay, earlier: Iterable[Stay] = ()) -> Check:
    """All tests that apply to this class of nationality, each with its reason in words."""
    if rule is None:
        return Check("", False, False, (), (_("The nationality is not known."),), ())
    if rule.visa_class == VisaClass.FREE:
        return free_movement(rule, passport, planned)
    failures, unknown = list(passport_failures(passport, planned)), list(passport_gaps(passport))
    needs_visa = rule.visa_class == VisaClass.VISA
    reasons = [_("The nationality needs a visa.") if needs_visa else _("No visa for 90 days in 180.")]
    if rule.biometric_only and not needs_visa:
        if passport.biometric is None:
            unknown.append(_("Without a visa only with a biometric passport: ask whether it is one."))
        elif not passport.biometric:
            needs_visa = True
            reasons.append(_("The exemption holds for biometric passports only; this one is not."))
    if not needs_visa and (over := first_day_too_many(earlier, planned)):
        failures.append(_("%(day)s would be the 91st day in 180.") % {"day": day(over)})
    starts = rule.authorisation_from
    asks = not needs_visa and starts is not None and starts <= planned.last
    if asks:
        reasons.append(_("A travel authorisation (ETIAS) is asked for from %(day)s.") % {"day": day(starts)})
    return Check(rule.visa_class, needs_visa, asks, tuple(failures), tuple(unknown), (*reasons, *notes(rule)))


def free_movement(rule: Rule, passport: Passport, planned: Stay) -> Check:
    """Free movement: a valid identity card or passport is enough."""
    failures, unknown = (), ()
    if passport.expires_on is None:
        unknown = (_("The date of expiry is missing."),)
    elif passport.expires_on < planned.last:
        failures = (
            _("The document expires on %(day)s, during the stay.") % {"day": day(passport.expires_on)},
        )
    reasons = (_("Free movement: an identity card or passport is enough."), *notes(rule))
    return Check(rule.visa_class, False, False, failures, unknown, reasons)


def passport_failures(passport: Passport, planned: Stay) -> Iterable[str]:
    if passport.kind in CARDS:
        yield _("An identity card is not enough: a passport is needed.")
    if passport.expires_on and not outlives(passport.expires_on, planned.last):
        told = {"expiry": day(passport.expires_on), "day": day(months_later(planned.last, MONTHS_AFTER))}
        yield _("The passport expires on %(expiry)s; it must be valid until %(day)s.") % told
    if passport.issued_on and not is_young(passport.issued_on, planned.first):
        told = {"day": day(passport.issued_on)}
        yield _("The passport was issued on %(day)s: more than ten years before the arrival.") % told


def passport_gaps(passport: Passport) -> Iterable[str]:
    if passport.expires_on is None:
        yield _("The date of expiry is missing.")
    if passport.issued_on is None:
        yield _("The date of issue is missing.")


def notes(rule: Rule) -> tuple[str, ...]:
    check_it = (_("This row of the table still has to be checked against the law in force."),)
    return ((rule.note,) if rule.note else ()) + (check_it if rule.needs_checking else ())


STAY_IN_TEXT = re.compile(r"(\d{4}-\d\d-\d\d)\s*(?:[–—-]|to|au|/)\s*(\d{4}-\d\d-\d\d)")
NONE_WORDS = {"", "0", "-", "–", "none", "no", "non", "aucun", "aucune", "néant"}


def stays_in(text: str) -> tuple[list[Stay], list[str]]:
    """Stays written one a line as “2026-05-02 – 2026-05-09”, and the lines that cannot be read."""
    stays, unread = [], []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.casefold() in NONE_WORDS:
            continue
        try:
            first, last = map(date.fromisoformat, STAY_IN_TEXT.fullmatch(line).groups())
            stays.append(Stay(*sorted((first, last))))
        except (AttributeError, ValueError):
            unread.append(line)
    return stays, unread
