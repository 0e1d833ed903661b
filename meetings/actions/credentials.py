"""Verbs on the Chair's report on credentials: given out under its number once everybody was examined."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.ledger import audit, moves, outbox
from council_office.ledger.models import Job
from council_office.ledger.moves import Refused
from documents import actions as documents
from meetings.letters import credentials as letters
from meetings.models import Session
from meetings.queries import delegations as queries

LANGUAGES = ("en", "fr")

audit.say("issue_credentials_report", gettext_lazy("issued the report on credentials, version %(version)s"))


@transaction.atomic
def issue_credentials_report(session: Session, *, by) -> Job:
    """Order the report in both languages; refused while somebody waits, and when it would say the same."""
    session = moves.lock(session)
    rows, version = queries.delegations_of(session), queries.last_version_of(session, letters.KIND)
    require_examined(rows)
    now = letters.report(session, rows, language="en", dated_on=timezone.localdate(), version=version or 1)
    if version and queries.issued_paper(session, letters.KIND, version, "en").blocks == now.blocks:
        told = {"n": version}
        raise Refused(_("Nothing has changed since the last report was issued: version %(n)d.") % told)
    audit.record("issue_credentials_report", session, by=by, version=version + 1)
    return outbox.post(
        "meetings.produce_credentials_report",
        by=by,
        title=_("Report on credentials of %(session)s") % {"session": session},
        about=session,
        key=f"credentials-report:{session.pk}:{version + 1}",
        session_id=session.pk,
        version=version + 1,
        by_id=by.actor_id,
    )


def require_examined(rows: list[queries.Row]) -> None:
    if not any(row.credentials for row in rows):
        raise Refused(_("No credentials are noted yet."))
    waiting = [place.person.letter_name for row in rows for place in letters.unexamined(row)]
    if waiting:
        told = {"people": ", ".join(waiting)}
        raise Refused(_("These credentials are not examined yet: %(people)s.") % told)


def produce_credentials_report(session: Session, version: int, *, by) -> None:
    """The report as PDF and Word in both languages; begun again, it goes on with what was already filed."""
    rows, today = queries.delegations_of(session), timezone.localdate()
    for language in LANGUAGES:
        paper = queries.issued_paper(session, letters.KIND, version, language) or letters.report(
            session, rows, language=language, dated_on=today, version=version
        )
        documents.issue(paper, about=session, by=by)
