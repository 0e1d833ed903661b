"""The Chair's report on credentials as a paper, with the paragraph that it proposes for the record; pure."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from documents import kinds
from documents.papers import Facts, Heading, Paper, Para, Table, escaped
from meetings.letters.words import days_in_words, session_as_heading, short_day_in_words
from meetings.models import Credentials, Participant, Session
from meetings.queries.delegations import Row
from meetings.sentences import capitalised, join
from meetings.states import CredentialsState

KIND = "credentials-report"
WIDTHS = (0.16, 0.26, 0.19, 0.2, 0.19)

kinds.register(KIND, gettext_lazy("Report on credentials"))


def report(
    session: Session, rows: Sequence[Row], *, language: str, dated_on: date, version: int = 1
) -> Paper:
    """Member by Member what the examination found; a draft while somebody’s credentials wait for it."""
    found = [row for row in rows if row.credentials]
    open_ones = [row for row in found if not is_examined(row)]
    with override(language):
        return Paper(
            kind=KIND,
            number=f"{session.label}/CRED",
            title=_("Report of the Chair on credentials"),
            language=language,
            reference=session.label,
            date=dated_on,
            version=version,
            status=_("DRAFT") if open_ones or not found else "",
            blocks=(
                Para(escaped(session_as_heading(session, language)), "lead"),
                Facts(head(session, found, language)),
                Heading(_("Findings"), 1),
                table(found, language),
                *remarks(found),
                Heading(_("Proposed paragraph of the record"), 1),
                Para(escaped(paragraph(session, found, language))),
            ),
        )


def is_examined(row: Row) -> bool:
    return not unexamined(row)


def unexamined(row: Row) -> list[Participant]:
    """Those of a delegation whose credentials nobody has judged yet."""
    examined = (CredentialsState.IN_ORDER, CredentialsState.NOT_IN_ORDER)
    waiting = {one.participant_id for one in row.credentials if one.state not in examined}
    return [place for place in row.people if place.pk in waiting]


def head(session: Session, rows: Sequence[Row], language: str) -> tuple[tuple[str, str], ...]:
    people = sum(len(row.credentials) for row in rows)
    good = sum(row.in_order for row in rows)
    return (
        (_("Dates"), days_in_words(session.starts_on, session.ends_on, language)),
        (_("Chair"), session.chair.letter_name if session.chair else session.chair_note(language) or "–"),
        (_("In good order"), _("%(good)d of %(people)d") % {"good": good, "people": people}),
    )


def table(rows: Sequence[Row], language: str) -> Table:
    heads = (_("Member"), _("Name"), _("Role"), _("Letter received on"), _("Finding"))
    return Table(
        heads, tuple(cells(row, one, language) for row in rows for one in row.credentials), widths=WIDTHS
    )


def cells(row: Row, one: Credentials, language: str) -> tuple[str, ...]:
    place = next(each for each in row.people if each.pk == one.participant_id)
    finding = one.get_state_display()
    if one.examined_in_session:
        finding = _("%(finding)s (examined during the session)") % {"finding": finding}
    received = short_day_in_words(one.received_on, language) if one.received_on else "–"
    return (
        row.member.name(language),
        place.person.letter_name,
        place.get_role_display(),
        received,
        finding,
    )


def remarks(rows: Sequence[Row]) -> list[Para]:
    """What is wrong with those not in good order, in the words of the examination."""
    return [
        Para(escaped(f"{place.person.letter_name}: {one.note}"), "note")
        for row in rows
        for one in row.credentials
        for place in row.people
        if place.pk == one.participant_id and one.state == CredentialsState.NOT_IN_ORDER and one.note
    ]


def paragraph(session: Session, rows: Sequence[Row], language: str) -> str:
    """The sentence for the record: every delegation in good order, or which are not yet."""
    good = [row for row in rows if row.in_order == len(row.credentials)]
    rest = [row.member.in_text(language) for row in rows if row not in good]
    told = {"body": capitalised(session.body.short(language)), "n": len(good)}
    with override(language):
        if not rest:
            return all_in_order(len(good)) % told
        return some_in_order(len(good)) % {**told, "members": join(rest, language)}


def all_in_order(count: int) -> str:
    return ngettext(
        "%(body)s took note of the report of its Chair that the credentials of the %(n)d delegation "
        "are in good order.",
        "%(body)s took note of the report of its Chair that the credentials of the %(n)d delegations "
        "are in good order.",
        count,
    )


def some_in_order(count: int) -> str:
    return ngettext(
        "%(body)s took note of the report of its Chair that the credentials of %(n)d delegation "
        "are in good order and that those of the following Members are not complete: %(members)s.",
        "%(body)s took note of the report of its Chair that the credentials of %(n)d delegations "
        "are in good order and that those of the following Members are not complete: %(members)s.",
        count,
    )
