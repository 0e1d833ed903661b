"""The arrivals manifest and the signs that drivers hold up; pure."""

from collections.abc import Sequence

from babel.dates import format_datetime
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from documents.kinds import register
from documents.papers import Block, Break, Heading, Paper, Para, Table, escaped
from visits.models import Visit
from visits.queries.travel import Load, ready_at

register("visit_manifest", gettext_lazy("Arrivals manifest"))
register("visit_signs", gettext_lazy("Signs for drivers"))


def manifest(visit: Visit, loads: Sequence[Load], language: str, *, status: str = "") -> Paper:
    """Every car with its people: flight, when they are ready, luggage, telephone."""
    with override(language):
        blocks: list[Block] = []
        for load in loads:
            blocks += [Heading(heading(load, language), level=2), people(load)]
        blocks = blocks or [Para(_("No car is planned yet."))]
        return _paper("visit_manifest", "ARR", visit, _("Arrivals manifest"), language, blocks, status)


def signs(visit: Visit, loads: Sequence[Load], language: str, *, status: str = "") -> Paper:
    """One page a car: the names as their holders write them, in their own script first."""
    with override(language):
        blocks: list[Block] = []
        for load in loads:
            for journey in load.journeys:
                person = journey.visitor.person
                blocks.append(Para(escaped(person.native_name or person.display_name), "poster"))
                if person.native_name:
                    blocks.append(Para(escaped(person.display_name), "poster-line"))
            blocks += [Para(_("ITER Organization"), "poster-line"), Break()]
        blocks = blocks[:-1] or [Para(_("No car is planned yet."))]
        return _paper("visit_signs", "SIGNS", visit, _("Signs for drivers"), language, blocks, status)


def _paper(kind: str, code: str, visit: Visit, title: str, language: str, blocks, status: str) -> Paper:
    return Paper(
        kind=kind,
        number=f"{visit.number}/{code}",
        title=title,
        language=language,
        blocks=tuple(blocks),
        reference=visit.number,
        date=timezone.localdate(),
        status=status,
        letterhead=kind == "visit_manifest",
        page="A4" if kind == "visit_manifest" else "A4 landscape",
    )


def heading(load: Load, language: str) -> str:
    transfer = load.transfer
    at = format_datetime(timezone.localtime(transfer.starts_at), "EEE d MMM HH:mm", locale=language)
    car = f"{transfer.vehicle} {transfer.vehicle.plate}".strip() if transfer.vehicle else _("no car yet")
    return f"{at} · {transfer.get_way_display()} · {transfer.terminal.name(language)} · {car}"


def people(load: Load) -> Table:
    rows = tuple(
        (
            Para(
                f"**{escaped(journey.visitor.person.display_name)}**\n{escaped(journey.visitor.person.native_name)}"
            ),
            f"{journey.number} {timezone.localtime(journey.moment):%H:%M}",
            f"{timezone.localtime(ready_at(journey)):%H:%M}",
            journey.luggage,
            journey.visitor.person.telephone,
        )
        for journey in load.journeys
    )
    columns = (_("Name"), _("Flight or train"), _("Ready"), _("Luggage"), _("Telephone"))
    return Table(columns, rows, widths=(0.34, 0.22, 0.1, 0.12, 0.22))
