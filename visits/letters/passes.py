"""The pass to the site as a card to wear."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from council_office.calendar.deadlines import day
from documents.papers import Card, Cards, Paper, Para


@dataclass(frozen=True)
class PassFacts:
    """What a pass shows."""

    number: str
    code: str
    name: str
    organisation: str
    host: str
    zones: tuple[str, ...]
    valid_from: date
    valid_until: date
    needs_escort: bool
    language: str


def site_pass(facts: PassFacts) -> Paper:
    """One card with the code that opens the gate, and what its bearer should know."""
    with override(facts.language):
        days = (
            day(facts.valid_from)
            if facts.valid_from == facts.valid_until
            else f"{day(facts.valid_from)} – {day(facts.valid_until)}"
        )
        lines = (
            facts.organisation,
            days,
            ", ".join(facts.zones),
            _("Host: %(host)s") % {"host": facts.host} if facts.host else "",
            _("Only with an escort") if facts.needs_escort else "",
        )
        return Paper(
            kind="visits.pass",
            number=facts.number,
            title=_("Pass to the site"),
            language=facts.language,
            blocks=(
                Para(_("Show this pass together with the document named in it at the gate."), "lead"),
                Cards((Card(facts.name, lines, facts.number, facts.code),), "badge"),
            ),
        )
