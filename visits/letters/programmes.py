"""The papers of a programme: booklet, brief, guide sheet, welcome sign, badges, table service; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from documents.kinds import register
from documents.papers import Block, Bullets, Card, Cards, Faces, Facts, Heading, Paper, Para, Table, escaped
from visits.models import Commitment, Programme, Stop, Visitor
from visits.states import ResourceKind, StopKind

KINDS = {
    "booklet": gettext_lazy("Programme booklet"),
    "brief": gettext_lazy("Brief for the Director-General"),
    "guide": gettext_lazy("Guide sheet"),
    "sign": gettext_lazy("Welcome sign"),
    "badges": gettext_lazy("Badges"),
    "service": gettext_lazy("Table service sheet"),
}
for code, name in KINDS.items():
    register(f"visit_{code}", name)


@dataclass(frozen=True)
class Cover:
    """One place at a table that the kitchen must know of; no words of a diet: to be asked."""

    seat: str
    person: int
    name: str
    diet: str


@dataclass(frozen=True)
class ProgrammeFacts:
    """Everything the papers of a programme say; visitors stand in precedence, `basis` says by what.

    `covers` are the diets by seat at the meals for which a seating plan is drawn; `codes` what badges carry;
    `photos` (JPEG in base64) stand in a brief that is looked at, never in one that is issued.
    """

    programme: Programme
    stops: tuple[Stop, ...]
    visitors: tuple[Visitor, ...]
    titles: dict[int, tuple[str, str]]
    basis: str = ""
    covers: Mapping[int, Sequence[Cover]] = field(default_factory=dict)
    contacts: tuple[tuple[str, str], ...] = ()
    codes: Mapping[int, str] = field(default_factory=dict)
    photos: Mapping[int, str] = field(default_factory=dict)

    def title_of(self, visitor: Visitor, language: str) -> str:
        english, french = self.titles.get(visitor.pk, ("", ""))
        return (french or english) if language == "fr" else (english or french)


def paper(facts: ProgrammeFacts, kind: str, language: str, *, status: str = "", dated_on: date | None = None):
    """One of KINDS in one language, under the programme's number and issue."""
    blocks = {
        "booklet": booklet,
        "brief": brief,
        "guide": guide_sheet,
        "sign": sign,
        "badges": badges,
        "service": service,
    }[kind]
    visit = facts.programme.visit
    with override(language):
        return Paper(
            kind=f"visit_{kind}",
            number=f"{facts.programme.number}/{kind.upper()}",
            title=visit.title(language) if kind == "booklet" else str(KINDS[kind]),
            language=language,
            blocks=tuple(blocks(facts, language)),
            level="restricted" if kind == "brief" else "internal",
            reference=visit.number,
            date=dated_on,
            letterhead=kind not in ("sign", "badges"),
            status=status,
            version=max(facts.programme.issue, 1),
            page="A4 landscape" if kind == "sign" else "A4",
        )


def booklet(facts: ProgrammeFacts, language: str) -> list[Block]:
    """For the guests: who, when, where; no name of a guide's telephone, no diet, no security."""
    visit = facts.programme.visit
    blocks: list[Block] = [Heading(_("Programme")), Facts(head(facts, language))]
    if purpose := visit.purpose(language):
        blocks.append(Para(escaped(purpose), "lead"))
    for day in days_of(facts):
        stops = [stop for stop in facts.stops if timezone.localdate(stop.starts_at) == day]
        blocks += [Heading(day_in_words(day, language), level=2), clock(facts, stops, language)]
    return [*blocks, Heading(_("Guests"), level=2), people(facts, language)]


def brief(facts: ProgrammeFacts, language: str) -> list[Block]:
    """For the Director-General: who comes in which precedence, how to say the names, what is to be said."""
    visit = facts.programme.visit
    blocks: list[Block] = [Facts(head(facts, language))]
    rows = tuple(
        (number, name_of(visitor), facts.title_of(visitor, language), visitor.get_role_display())
        for number, visitor in enumerate(facts.visitors, start=1)
    )
    columns = ("", _("Name"), _("Function"), _("Role"))
    blocks += [
        Heading(_("Guests in order of precedence"), level=2),
        Table(columns, rows, widths=(0.06, 0.36, 0.36, 0.22)),
        *([Para(escaped(facts.basis), "note")] if facts.basis else ()),
    ]
    if seen := [visitor for visitor in facts.visitors if visitor.pk in facts.photos]:
        pictures = [facts.photos[visitor.pk] for visitor in seen]
        blocks.append(Faces([name_of(visitor) for visitor in seen], pictures))
    if spoken := [visitor for visitor in facts.visitors if visitor.person.pronunciation]:
        pairs = tuple((name_of(visitor), visitor.person.pronunciation) for visitor in spoken)
        blocks += [Heading(_("How to say the names"), level=2), Facts(pairs)]
    blocks += [Heading(_("Your part of the programme"), level=2), clock(facts, own_stops(facts), language)]
    if purpose := visit.purpose(language):
        blocks += [Heading(_("What they come for"), level=2), Para(escaped(purpose))]
    if messages := [line.strip("-–• ") for line in visit.messages(language).splitlines() if line.strip()]:
        blocks += [Heading(_("What is to be said"), level=2), Bullets([escaped(line) for line in messages])]
    return blocks


def own_stops(facts: ProgrammeFacts) -> list[Stop]:
    """The stops of the Director-General's office, or the ceremonies and meals when none is named."""
    own = [stop for stop in facts.stops if stop.owner_role == "dg_office"]
    return own or [stop for stop in facts.stops if stop.kind in (StopKind.CEREMONY, StopKind.MEAL)]


def guide_sheet(facts: ProgrammeFacts, language: str) -> list[Block]:
    """For guides: every stop with its way, the people with it, the equipment of its zone, the notes."""
    blocks: list[Block] = [Facts(head(facts, language))]
    rows = []
    for stop in facts.stops:
        what = f"**{escaped(stop.title(language))}**"
        zone = stop.place.zone if stop.place else None
        notes = [place(stop, language), equipment(zone), stop.notes]
        what += "".join(f"\n{escaped(note)}" for note in notes if note)
        way = _("%(count)d min") % {"count": stop.travel_minutes} if stop.travel_minutes else ""
        rows.append((hours(stop), way, Para(what), ", ".join(with_the_group(stop))))
    columns = (_("Time"), _("Way there"), pgettext("of a programme", "What"), _("With the group"))
    blocks.append(Table(columns, tuple(rows), widths=(0.16, 0.1, 0.46, 0.28)))
    if facts.contacts:
        blocks += [Heading(_("Telephone"), level=2), Facts(facts.contacts)]
    step_free = [visitor for visitor in facts.visitors if needs(visitor) and visitor.needs.step_free]
    if step_free:
        names = ", ".join(name_of(visitor) for visitor in step_free)
        blocks.append(Para(_("**Step-free route:** %(names)s") % {"names": escaped(names)}))
    return blocks


def sign(facts: ProgrammeFacts, language: str) -> list[Block]:
    """For the door: the guests of honour in their own script and order."""
    blocks: list[Block] = [Para(_("Welcome"), "poster-line")]
    honoured = [visitor for visitor in facts.visitors if visitor.role == "head"] or list(facts.visitors[:1])
    for visitor in honoured:
        person = visitor.person
        blocks.append(Para(escaped(" ".join(filter(None, (person.honorific, person.letter_name)))), "poster"))
        if person.native_name:
            blocks.append(Para(escaped(person.native_name), "poster"))
        if title := facts.title_of(visitor, language):
            blocks.append(Para(escaped(title), "poster-line"))
    return blocks


def badges(facts: ProgrammeFacts, language: str) -> list[Block]:
    """One badge a visitor: the name as displayed, the organisation, the visit's number."""
    cards = [
        Card(
            name=name_of(visitor),
            lines=(
                facts.title_of(visitor, language),
                visitor.person.organisation.name(language) if visitor.person.organisation else "",
            ),
            corner=facts.programme.visit.number,
            code=facts.codes.get(visitor.pk, ""),
        )
        for visitor in facts.visitors
    ]
    return [Cards(tuple(cards), kind="badge")]


def service(facts: ProgrammeFacts, language: str) -> list[Block]:
    """For the kitchen alone: where, when, how many, and the diets; it never hangs on a wall."""
    meals = [stop for stop in facts.stops if stop.kind == StopKind.MEAL]
    blocks: list[Block] = [Para(_("For the kitchen and the service only: do not display."), "note")]
    for stop in meals:
        told = {"hours": hours(stop), "place": place(stop, language), "count": len(facts.visitors)}
        blocks.append(Heading(stop.title(language), level=2))
        blocks.append(Para(escaped(_("%(hours)s · %(place)s · %(count)d guests") % told)))
        if covers := facts.covers.get(stop.pk):
            blocks.append(by_seat(covers))
    if rest := diets_without_seat(facts, meals):
        blocks += [Heading(_("Without a seat on a plan"), level=2)] if facts.covers else []
        blocks.append(Table((_("Guest"), _("Role"), _("Diet")), rest, widths=(0.4, 0.25, 0.35)))
    elif not facts.covers:
        blocks.append(Para(_("No guest told of a diet.")))
    return blocks


def by_seat(covers: Sequence[Cover]) -> Table:
    rows = tuple((cover.seat, cover.name, cover.diet or _("to be asked")) for cover in covers)
    return Table((_("Seat"), _("Guest"), _("Diet")), rows, widths=(0.25, 0.4, 0.35))


def diets_without_seat(facts: ProgrammeFacts, meals: Sequence[Stop]) -> tuple[tuple[str, str, str], ...]:
    """The visitors with a diet who have no seat at one of the meals or more."""
    seated = [{cover.person for cover in facts.covers.get(stop.pk, ())} for stop in meals]
    return tuple(
        (name_of(visitor), visitor.get_role_display(), visitor.needs.diet or _("to be asked"))
        for visitor in facts.visitors
        if needs(visitor)
        and visitor.needs.has_diet
        and not (seated and all(visitor.person_id in people for people in seated))
    )


# Pieces


def day_in_words(day: date, language: str) -> str:
    """Wednesday 18 November 2026, « mercredi 1er novembre 2026 »."""
    text = format_date(day, "EEEE d MMMM y", locale=language)
    return text.replace(" 1 ", " 1er ") if language == "fr" and day.day == 1 else text


def head(facts: ProgrammeFacts, language: str) -> tuple[tuple[str, str], ...]:
    visit = facts.programme.visit
    pairs = [
        (_("Visit"), f"{visit.title(language)} ({visit.number})"),
        (_("Days"), ", ".join(day_in_words(day, language) for day in days_of(facts))),
        (_("Host"), visit.host.letter_name if visit.host else ""),
        (_("Guests"), str(len(facts.visitors))),
    ]
    return tuple(pair for pair in pairs if pair[1])


def people(facts: ProgrammeFacts, language: str) -> Table:
    rows = tuple(
        (
            name_of(visitor),
            facts.title_of(visitor, language),
            visitor.person.organisation.name(language) if visitor.person.organisation else "",
        )
        for visitor in facts.visitors
    )
    return Table((_("Name"), _("Function"), _("Organisation")), rows, widths=(0.24, 0.34, 0.42))


def clock(facts: ProgrammeFacts, stops: Sequence[Stop], language: str) -> Table:
    rows = tuple(
        (hours(stop), Para(f"**{escaped(stop.title(language))}**"), place(stop, language)) for stop in stops
    )
    columns = (_("Time"), pgettext("of a programme", "What"), _("Place"))
    return Table(columns, rows, widths=(0.18, 0.5, 0.32))


def days_of(facts: ProgrammeFacts) -> list[date]:
    return sorted({timezone.localdate(stop.starts_at) for stop in facts.stops})


def hours(stop: Stop) -> str:
    return f"{timezone.localtime(stop.starts_at):%H:%M}–{timezone.localtime(stop.ends_at):%H:%M}"


def place(stop: Stop, language: str) -> str:
    return stop.place.name(language) if stop.place else ""


def name_of(visitor: Visitor) -> str:
    return " ".join(filter(None, (visitor.person.honorific, visitor.person.display_name)))


def with_the_group(stop: Stop) -> list[str]:
    found: list[Commitment] = list(stop.commitments.all())
    return [each.resource.name for each in found if each.resource.kind != ResourceKind.ROOM]


def equipment(zone) -> str:
    """What is worn there, in words."""
    words = {
        "helmet": _("helmet"),
        "shoes": _("safety shoes"),
        "vest": _("vest"),
        "glasses": _("glasses"),
        "gloves": _("gloves"),
    }
    return ", ".join(words[code] for code in zone.ppe_codes if code in words) if zone else ""


def needs(visitor: Visitor) -> bool:
    return hasattr(visitor, "needs")
