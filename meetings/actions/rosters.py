"""Verbs on whole lists of participants: taken in from a spreadsheet, given out as a paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.directory import actions as directory
from council_office.directory.models import Organisation, Person
from council_office.ledger import audit, moves, outbox
from council_office.ledger.models import Job
from council_office.ledger.moves import Refused
from documents import actions as documents
from meetings.actions.delegations import add_participant, revise_participant
from meetings.letters import delegations as letters
from meetings.models import Participant, Session
from meetings.queries import delegations as queries
from meetings.queries.rosters import Row, organisation_named

LANGUAGES = ("en", "fr")

audit.say("issue_participants_list", gettext_lazy("issued the list of participants, version %(version)s"))
audit.say("import_participants", gettext_lazy("took in a list: %(taken)s people"))


@dataclass(frozen=True)
class Taken:
    """What became of one line: the participant, or the reason in words."""

    row: Row
    participant: Participant | None = None
    reason: str = ""


def import_participants(session: Session, rows: Iterable[Row], *, by, titles_in: str = "en") -> list[Taken]:
    """Each ready line by itself: what one line is refused for keeps no other line out."""
    taken = [take_in(session, row, by=by, titles_in=titles_in) for row in rows if row.is_ready]
    if made := [each for each in taken if each.participant]:
        audit.record("import_participants", session, by=by, taken=len(made))
    return taken


def take_in(session: Session, row: Row, *, by, titles_in: str) -> Taken:
    try:
        with transaction.atomic():
            return Taken(row, place(session, row, by=by, titles_in=titles_in))
    except Refused as refused:
        return Taken(row, reason=str(refused))
    except ValidationError as error:
        return Taken(row, reason=" ".join(error.messages))


def place(session: Session, row: Row, *, by, titles_in: str) -> Participant:
    """The line's person, made when new, at the place that the line asks for."""
    facts = {"role": row.role, "member": row.member}
    if row.entry.remote is not None:
        facts["remote"] = row.entry.remote
    if row.entry.title:
        facts[f"title_{titles_in}"] = row.entry.title
    person = row.person or new_person(row, by=by)
    if row.there and not row.there.withdrawn:
        return revise_participant(row.there, by=by, **facts)
    return add_participant(session, by=by, person=person, **facts)


def new_person(row: Row, *, by) -> Person:
    entry = row.entry
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
        organisation=organisation_of(row, by=by),
        **({"language": entry.language} if entry.language else {}),
    )


def organisation_of(row: Row, *, by) -> Organisation | None:
    name = row.entry.organisation
    if not name:
        return None
    return organisation_named(name) or directory.create_organisation(by=by, name_en=name, member=row.member)


@transaction.atomic
def issue_participants_list(session: Session, *, by) -> Job:
    """Order the next version of the list in both languages; nothing new, no new version."""
    session = moves.lock(session)
    facts = queries.list_facts(session)
    if not facts.count:
        raise Refused(
            _("Nobody has a place at %(session)s yet: add participants first.") % {"session": session}
        )
    version = queries.last_version_of(session, letters.KIND)
    before = queries.issued_paper(session, letters.KIND, version, "en")
    now = letters.participants_list(facts, language="en", version=version or 1, dated_on=timezone.localdate())
    if before and before.title == now.title and letters.says_the_same(before, now):
        raise Refused(
            _("Nothing has changed since the last list was issued: version %(n)d.") % {"n": version}
        )
    audit.record("issue_participants_list", session, by=by, version=version + 1)
    return outbox.post(
        "meetings.produce_participants_list",
        by=by,
        title=_("List of participants of %(session)s") % {"session": session},
        about=session,
        key=f"participants-list:{session.pk}:{version + 1}",
        session_id=session.pk,
        version=version + 1,
        by_id=by.actor_id,
    )


def produce_participants_list(session: Session, version: int, *, by) -> None:
    """The list as PDF and Word in both languages; begun again, it goes on with what was already filed."""
    facts, today = queries.list_facts(session), timezone.localdate()
    for language in LANGUAGES:
        before = queries.issued_paper(session, letters.KIND, version - 1, language)
        paper = queries.issued_paper(session, letters.KIND, version, language) or letters.participants_list(
            facts, language=language, version=version, dated_on=today, before=before
        )
        documents.issue(paper, about=session, by=by)
