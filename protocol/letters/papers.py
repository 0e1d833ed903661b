"""Papers of a ceremony: ladder, table plan, board, cards, cue sheet, flag plan, sheet for the press."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from council_office.web.words import moment
from documents import kinds
from documents.papers import Block, Bullets, Card, Cards, Drawing, Facts, Heading, Paper, Para, Table, escaped
from protocol import flags
from protocol.flags import Standard
from protocol.letters.words import day_in_words, hour
from protocol.models import Ceremony, CommunicationSheet, Cue
from protocol.precedence import in_words
from protocol.queries.ladder import Step
from protocol.queries.printing import Face
from protocol.queries.seats import PlanView
from protocol.seating.drawing import drawing
from protocol.states import PrintKind

kinds.register("escort_cards", gettext_lazy("Escort cards"))

CARD_LAYOUT = {PrintKind.PLACE: "place", PrintKind.BADGE: "badge", PrintKind.ESCORT: "badge"}


def paper(ceremony: Ceremony, kind: str, title: str, language: str, blocks: Iterable[Block], **more) -> Paper:
    """A paper of a ceremony under its number."""
    return Paper(
        kind=kind,
        number=ceremony.number,
        title=f"{title} · {ceremony.title(language)}",
        language=language,
        date=ceremony.held_on,
        blocks=tuple(blocks),
        **more,
    )


def occasion(ceremony: Ceremony, language: str) -> Para:
    """The day, the hours and the place, in one line."""
    hours = f"{hour(ceremony.opens_at, language)} – {hour(ceremony.closes_at, language)}"
    parts = (day_in_words(ceremony.held_on, language), hours, ceremony.place(language))
    return Para(escaped(" · ".join(filter(None, parts))), "lead")


def cards(ceremony: Ceremony, kind: PrintKind, found: Sequence[Card], language: str, *, issue: int) -> Paper:
    """Sheets of cards with cutting marks."""
    with override(language):
        title = str(kind.label)
    block = Cards(tuple(found), CARD_LAYOUT[kind])
    return paper(ceremony, kind.value, title, language, [block], version=issue, letterhead=False)


def ladder(ceremony: Ceremony, steps: Sequence[Step], caveats: Sequence[str], language: str) -> Paper:
    """Everybody in order, each place with its reasons."""
    with override(language):
        title = _("Order of precedence")
        columns = (_("Place"), _("Guest"), _("Capacity"), _("Why there"))
        rows = [
            (
                step.number,
                step.guest.person.display_name,
                step.guest.capacity(language),
                "; ".join(in_words(reason) for reason in step.place.reasons),
            )
            for step in steps
        ]
        scheme = f"{ceremony.get_scheme_display()} · {ceremony.get_equal_order_display()}"
    notes = [Para(escaped(text), "note") for text in caveats]
    table = Table(columns, tuple(rows), widths=(6, 22, 27, 45))
    blocks = [occasion(ceremony, language), Para(escaped(scheme)), table, *notes]
    return paper(ceremony, "ladder", title, language, blocks, page="A4 landscape")


def table_plan(view: PlanView, language: str) -> Paper:
    """The plan as a drawing, and who sits on which seat."""
    ceremony, plan = view.ceremony, view.plan
    names = {chair.number: chair.guest.person.family_name for chair in view.chairs if chair.guest}
    with override(language):
        title = plan.title(language)
        columns = (_("Seat"), _("Guest"), _("Capacity"))
        alt = _("Seating plan: %(plan)s") % {"plan": title}
        rows = [
            (chair.number, chair.guest.person.display_name, chair.guest.capacity(language))
            for chair in view.chairs
            if chair.guest
        ]
    blocks = [
        occasion(ceremony, language),
        Drawing(drawing(view.room, names, title=alt), alt),
        Table(columns, tuple(rows), widths=(10, 40, 50)),
    ]
    return paper(ceremony, "table_plan", title, language, blocks)


def seating_board(ceremony: Ceremony, found: Sequence[Face], language: str) -> Paper:
    """Everybody by the alphabet with the seat, for the board at the door."""
    with override(language):
        title, columns = _("Please find your seat"), (_("Guest"), _("Seat"))
        rows = [
            (face.guest.person.display_name, face.card.lines[-1] if face.card.lines else "") for face in found
        ]
    table = Table(columns, tuple(rows), widths=(65, 35))
    return paper(ceremony, "seating_board", title, language, [occasion(ceremony, language), table])


def cue_sheet(ceremony: Ceremony, cues: Sequence[Cue], language: str) -> Paper:
    """The minute-by-minute sheet of everybody who acts in the ceremony."""
    with override(language):
        title = _("Run of show")
        columns = (_("At"), _("Min."), _("What happens"), _("Who sees to it"), _("Notes"))
        rows = [
            (
                hour(cue.at, language),
                cue.minutes,
                Para(f"**{escaped(cue.title(language))}**"),
                cue.owner,
                cue.notes,
            )
            for cue in cues
        ]
    table = Table(columns, tuple(rows), widths=(9, 7, 40, 20, 24))
    return paper(ceremony, "cue_sheet", title, language, [occasion(ceremony, language), table])


def flag_plan(
    ceremony: Ceremony, row: Sequence[Standard], rule: str, warnings: Sequence[str], language: str
) -> Paper:
    """The row of flags from both sides, with what to look at before."""
    with override(language):
        title = _("Flag plan")
        observer, poles = _("Seen by the observer"), _("Seen from the poles, back to the building")
        columns = (_("Pole"), _("Flag"), _("Name"))
        to_check = _("To check before")
    rows = tuple((n, flag.code, flag.name) for n, flag in enumerate(row, start=1))
    blocks: list[Block] = [
        occasion(ceremony, language),
        Para(escaped(rule)),
        Heading(observer, 2),
        Drawing(flags.drawing(row, title=observer), observer),
        Heading(poles, 2),
        Drawing(flags.drawing(flags.from_the_poles(row), title=poles), poles),
        Table(columns, rows, widths=(10, 15, 75)),
    ]
    if warnings:
        blocks += [Heading(to_check, 2), Bullets(tuple(escaped(text) for text in warnings))]
    return paper(ceremony, "flag_plan", title, language, blocks)


def communication(sheet: CommunicationSheet, language: str) -> Paper:
    """What press and photographers are told."""
    ceremony = sheet.ceremony
    with override(language):
        title = _("Communication sheet")
        pairs = [
            (_("Press"), sheet.press),
            (_("Photo points"), sheet.photo_points),
            (_("Languages"), sheet.languages),
            (_("Consent to pictures"), sheet.consent),
            (_("Spokesperson"), sheet.spokesperson.letter_name if sheet.spokesperson else ""),
            (_("Embargo until"), moment(sheet.embargo_until)),
        ]
        messages = _("Messages")
    blocks: list[Block] = [
        occasion(ceremony, language),
        Facts(tuple((label, value) for label, value in pairs if value)),
    ]
    if said := sheet.messages(language):
        blocks += [Heading(messages, 2), Bullets(tuple(escaped(text) for text in said))]
    return paper(ceremony, "communication", title, language, blocks)
