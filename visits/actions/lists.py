"""Verbs on whole groups: a pasted list taken in line by line, the people of a session opened as visitors."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from council_office.directory import actions as directory
from council_office.directory.models import Organisation, Person
from council_office.ledger.moves import Refused
from meetings.models import Session
from visits.actions.visitors import add_visitor, restore_visitor
from visits.actions.visits import create_visit
from visits.models import Visit, Visitor
from visits.queries import groups as queries
from visits.queries.lists import Row, organisation_named
from visits.states import VisitKind


@dataclass(frozen=True)
class Taken:
    """What became of one line."""

    row: Row
    visitor: Visitor | None = None
    reason: str = ""


def import_visitors(visit: Visit, rows: Iterable[Row], *, by) -> list[Taken]:
    """Take in every line that is ready; one that fails stops none of the others."""
    return [_take_in(visit, row, by=by) for row in rows if row.is_ready]


def _take_in(visit: Visit, row: Row, *, by) -> Taken:
    try:
        with transaction.atomic():
            return Taken(row, _visitor(visit, row, by=by))
    except Refused as refused:
        return Taken(row, reason=str(refused))
    except ValidationError as error:
        return Taken(row, reason=" ".join(error.messages))


def _visitor(visit: Visit, row: Row, *, by) -> Visitor:
    if row.there:
        return restore_visitor(row.there, by=by)
    person = row.person or _new_person(row, by=by)
    return add_visitor(visit, by=by, person=person, role=row.role)


def _new_person(row: Row, *, by) -> Person:
    entry = row.entry
    language = {"language": entry.language} if entry.language else {}
    return directory.create_person(
        by=by,
        confirmed=True,
        family_name=entry.family_name,
        given_names=entry.given_names,
        name_order=entry.name_order,
        honorific=entry.honorific,
        address_style=entry.address_style,
        email=entry.email,
        member=row.member,
        organisation=_organisation(row, by=by),
        **language,
    )


def _organisation(row: Row, *, by) -> Organisation | None:
    name = row.entry.organisation
    if not name:
        return None
    return organisation_named(name) or directory.create_organisation(by=by, name_en=name, member=row.member)


@transaction.atomic
def open_session_files(session: Session, *, by) -> tuple[Visit, list[Visitor]]:
    """A file for everybody who comes to the session in person and has none; the visit is made when new."""
    visit = Visit.objects.about(session).order_by("pk").first()
    wanted = queries.without_file(session, visit)
    if not wanted:
        raise Refused(_("Everybody who comes to %(session)s has a file.") % {"session": session})
    if visit is None:
        visit = create_visit(
            by=by,
            kind=VisitKind.SESSION,
            about=session,
            title_en=session.label,
            title_fr=session.label,
            purpose_en=queries.purpose(session, "en"),
            purpose_fr=queries.purpose(session, "fr"),
            starts_on=session.starts_on,
            ends_on=session.ends_on,
            host=session.signatory,
            signatory=session.signatory,
        )
    zones = queries.council_zones()
    made = [add_visitor(visit, by=by, person=person, role=role, zones=zones) for person, role in wanted]
    return visit, made
