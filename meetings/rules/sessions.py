"""What a session must have before it may go on, and who may be in office how long."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council_office.calendar.working_days import Calendar
from meetings.models import BodyRules, Membership, Session
from meetings.states import MembershipRole, SessionMode

ONE_AT_A_TIME = (MembershipRole.CHAIR, MembershipRole.VICE_CHAIR, MembershipRole.SECRETARY)
# Chair and Vice-Chair are elected for terms (ITER Agreement, Article 6.3); a Secretary is appointed.
ELECTED = (MembershipRole.CHAIR, MembershipRole.VICE_CHAIR)


def missing_to_convene(session: Session) -> list[str]:
    """What the convening letter cannot do without, in words."""
    missing = []
    if session.chair_id is None and not session.chair_note():
        missing.append(_("the Chair"))
    if session.signatory_id is None:
        missing.append(_("who signs the letters"))
    if session.mode != SessionMode.REMOTE and not (session.place_en and session.place_fr):
        missing.append(_("the place in English and French"))
    return missing


def not_working(day: date, calendar: Calendar) -> str:
    """Why a session should not open or close on `day`, with the nearest working days; empty when it may."""
    if calendar.is_working(day):
        return ""
    return _(
        "%(day)s is not a working day (%(name)s). Choose %(before)s or %(after)s, "
        "or tick “date fixed by hand” to keep it."
    ) % {
        "day": shown(day),
        "name": calendar.holidays.get(day, _("weekend")),
        "before": shown(calendar.previous_working(day)),
        "after": shown(calendar.next_working(day)),
    }


def term_refusal(term: Membership, others: list[Membership], rules: BodyRules | None) -> str:
    """Why a term cannot stand beside the other terms of its body; empty when it can."""
    beside = [other for other in others if overlap(term, other)]
    if twice := next((o for o in beside if o.role == term.role and o.person_id == term.person_id), None):
        return _("%(person)s is already %(role)s of %(body)s from %(start)s.") % {
            "person": term.person,
            "role": term.get_role_display(),
            "body": term.body,
            "start": shown(twice.starts_on),
        }
    held = next((o for o in beside if o.role == term.role and term.role in ONE_AT_A_TIME), None)
    if held:
        return _("%(person)s is %(role)s of %(body)s at that time. End that term first.") % {
            "person": held.person,
            "role": term.get_role_display(),
            "body": term.body,
        }
    return too_long(term, others, rules)


def too_long(term: Membership, others: list[Membership], rules: BodyRules | None) -> str:
    """An elected officer serves so many years at most, all terms in that office together."""
    if term.role not in ELECTED or term.ends_on is None or rules is None:
        return ""
    served = [o for o in others if o.role == term.role and o.person_id == term.person_id and o.ends_on]
    days = sum((one.ends_on - one.starts_on).days + 1 for one in (term, *served))
    if days <= rules.chair_most_years * 366:
        return ""
    words = ngettext(
        "%(person)s would be %(role)s of %(body)s for more than %(most)d year, "
        "the most that the rules allow (%(source)s).",
        "%(person)s would be %(role)s of %(body)s for more than %(most)d years, "
        "the most that the rules allow (%(source)s).",
        rules.chair_most_years,
    )
    return words % {
        "person": term.person,
        "role": term.get_role_display(),
        "body": term.body,
        "most": rules.chair_most_years,
        "source": rules.source() or _("illustrative"),
    }


def overlap(one: Membership, other: Membership) -> bool:
    """Whether two terms have a day in common."""
    return (other.ends_on is None or one.starts_on <= other.ends_on) and (
        one.ends_on is None or other.starts_on <= one.ends_on
    )


def shown(day: date) -> str:
    return date_format(day, "D j M Y")
