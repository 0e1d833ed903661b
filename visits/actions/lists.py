"""Verbs on whole groups: a pasted list taken in line by line, those of a session or ceremony as visitors."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from council_office.directory import actions as directory
from council_office.directory.models import Organisation, Person
from council_office.ledger import moves
from council_office.ledger.moves import Refused
from meetings.models import Session
from protocol.models import Ceremony
from visits.actions.visitors import add_visitor, restore_visitor
from visits.actions.visits import create_visit
from visits.models import Visit, Visitor
from visits.queries import groups as queries
from visits.queries.lists import Row, organisation_named


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
def open_files(occasion: Session | Ceremony, *, by) -> tuple[Visit, list[Visitor]]:
    """A file for everybody who comes in person and has none; the visit is made when new."""
    occasion = moves.lock(occasion)  # two presses at once open one visit
    visit = Visit.objects.about(occasion).order_by("pk").first()
    wanted = queries.without_file(occasion, visit)
    if not wanted:
        raise Refused(_("Everybody who comes to %(occasion)s has a file.") % {"occasion": occasion})
    if visit is None:
        facts = queries.occasion_facts(occasion)
        visit = create_visit(by=by, about=occasion, signatory=occasion.signatory, **facts)
    zones = queries.occasion_zones(occasion)
    made = [add_visitor(visit, by=by, person=person, role=role, zones=zones) for person, role in wanted]
    return visit, made
