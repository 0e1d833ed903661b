"""Around the guests: the run of show, the row of flags, gifts and what speaks against one."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from council_office.directory.models import in_language
from council_office.web.words import money
from protocol import flags, precedence
from protocol.flags import Standard
from protocol.models import Ceremony, Cue, Flag, Gift, GiftLimit
from protocol.queries.ladder import Step, ladder_of, with_people
from protocol.states import Direction, EqualOrder, FlagScheme

HOST, OWN = "FR", "IO"


@dataclass(frozen=True)
class Order:
    """Who arrives, speaks and leaves when (art. 19)."""

    arrivals: list[Step]
    speeches: list[Step]
    departures: list[Step]

    @property
    def last_to_arrive(self) -> list[Step]:
        return self.arrivals[-6:]


def order_of(ceremony: Ceremony, steps: list[Step] | None = None) -> Order:
    steps = ladder_of(ceremony) if steps is None else steps
    return Order(
        precedence.arrivals(steps),
        precedence.speeches(steps, lambda step: step.guest.speaks),
        precedence.departures(steps),
    )


def cues_of(ceremony: Ceremony) -> QuerySet[Cue]:
    return ceremony.cues.select_related("guest__person")


# Flags


@dataclass(frozen=True)
class FlagPlan:
    """The row from both sides, and what the store says of it."""

    row: list[Standard]
    warnings: list[str]
    flags: list[Flag]

    @property
    def from_the_poles(self) -> list[Standard]:
        return flags.from_the_poles(self.row)


def flag_plan(ceremony: Ceremony, language: str = "") -> FlagPlan:
    """The flags of everybody expected, of France and of the organisation, in the ceremony's scheme."""
    codes = flag_codes(ceremony) | {HOST, OWN}
    known = {flag.code: flag for flag in Flag.objects.filter(code__in=codes)}
    standards = [
        Standard(code, name_on(flag, ceremony, language), flag.is_organisation)
        for code, flag in known.items()
    ]
    standards += [Standard(code, code) for code in sorted(codes - known.keys())]
    line = flags.row(standards, ceremony.flag_scheme, host=HOST, organisation=OWN)
    in_row = [known[one.code] for one in line if one.code in known]
    missing = [one.code for one in line if one.code not in known]
    return FlagPlan(line, [*unknown(missing), *store_warnings(in_row)], in_row)


def flag_codes(ceremony: Ceremony) -> set[str]:
    """Of a Member's people the Member's flag, of others that of the country they stand for."""
    found = set()
    for guest in with_people(ceremony.guests.expected()):
        post = guest.person.post_on(ceremony.held_on)
        stands_for = str(guest.country) or (str(post.country) if post else "")
        found.add(guest.party.code if guest.party else stands_for)
    return found - {""}


def name_on(flag: Flag, ceremony: Ceremony, language: str) -> str:
    """The name in the language and form that orders the ceremony."""
    order = ceremony.equal_order
    french = order in (EqualOrder.FRENCH_SHORT, EqualOrder.FRENCH_FORMAL)
    chosen = language or ("fr" if french else "en")
    return flag.formal(chosen) if order == EqualOrder.FRENCH_FORMAL and not language else flag.name(chosen)


def unknown(codes: list[str]) -> list[str]:
    return [_("%(code)s is not in the store: enter the flag first.") % {"code": code} for code in codes]


def store_warnings(row: list[Flag]) -> list[str]:
    """Flags that are not there, of another size, or changed since the store was checked."""
    sizes = [flag.size_cm for flag in row if flag.size_cm]
    usual = max(set(sizes), key=sizes.count) if sizes else ""
    found = []
    for flag in row:
        if not flag.stock:
            found.append(_("%(flag)s: none in the store.") % {"flag": flag})
        if flag.size_cm and flag.size_cm != usual:
            told = {"flag": flag, "size": flag.size_cm, "usual": usual}
            found.append(_("%(flag)s: %(size)s cm beside %(usual)s cm; all flags have one size.") % told)
        if flag.changed_on and (flag.checked_on is None or flag.checked_on < flag.changed_on):
            told = {"flag": flag, "change": in_language(flag, "change")}
            found.append(_("%(flag)s: %(change)s. Check the flag in the store.") % told)
    return found


def flag_drawings(plan: FlagPlan, language: str) -> tuple[str, str]:
    with override(language):
        observer, poles = _("Seen by the observer"), _("Seen from the poles")
    return flags.drawing(plan.row, title=observer), flags.drawing(plan.from_the_poles, title=poles)


def scheme_rule(ceremony: Ceremony) -> str:
    """What the scheme means, and that no rule binds everybody."""
    told = {
        FlagScheme.ALPHABET: _("Alphabetical from the observer’s left, organisations after the States."),
        FlagScheme.HOST_FIRST: _("The host’s flag at the observer’s left, then the others by alphabet."),
        FlagScheme.HOST_CENTRE: _(
            "The host at the centre of an odd row, the others by turns left and right; "
            "of an even row at the observer’s left."
        ),
        FlagScheme.ORGANISATION_FIRST: _("The organisation, the host country, then the others by alphabet."),
    }
    return str(told[FlagScheme(ceremony.flag_scheme)])


# Gifts


def limit_on(gift: Gift) -> GiftLimit | None:
    return GiftLimit.objects.on(gift.day).filter(direction=gift.direction).first()


def warnings(gift: Gift) -> list[str]:
    """What speaks against a gift: the limit, a repeat to the same person, inequality between delegations."""
    return [*over_limit(gift), *repeats(gift), *unequal(gift)]


def over_limit(gift: Gift) -> list[str]:
    limit = limit_on(gift)
    if limit is None or gift.value <= limit.amount:
        return []
    told = {"value": money(gift.value), "limit": money(limit.amount), "rule": limit}
    return [_("%(value)s is above the limit of %(limit)s. %(rule)s.") % told]


def repeats(gift: Gift) -> list[str]:
    earlier = Gift.objects.standing().filter(
        person=gift.person_id, direction=gift.direction, day__lte=gift.day
    )
    told = []
    for other in earlier.exclude(pk=gift.pk)[:3]:
        same = other.what("en").casefold() == gift.what("en").casefold()
        words = _("The same was given already: %(gift)s") if same else _("Had one before: %(gift)s")
        told.append(words % {"gift": other})
    return told


def unequal(gift: Gift) -> list[str]:
    """At one ceremony delegations of equal rank are given equal gifts."""
    if gift.ceremony_id is None or gift.member_id is None or gift.direction != Direction.GIVEN:
        return []
    others = (
        Gift.objects.standing()
        .filter(ceremony=gift.ceremony_id, direction=Direction.GIVEN, member__isnull=False)
        .exclude(member=gift.member_id)
        .exclude(value=gift.value)
        .select_related("member")
    )
    return [
        _("%(member)s is given %(value)s: delegations of equal rank are treated alike.")
        % {"member": other.member, "value": money(other.value)}
        for other in others[:7]
    ]
