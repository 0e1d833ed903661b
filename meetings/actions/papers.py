"""Verbs on the papers of a session."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.directory.states import Language
from council_office.ledger import moves
from council_office.ledger.moves import Refused, move
from documents.actions import receive
from meetings import paper_numbers
from meetings.actions.opening import open_paper
from meetings.models import AgendaItem, PaperFile, Session, SessionPaper
from meetings.queries.agenda import LANGUAGES, newest_files
from meetings.queries.papers import proposed_number
from meetings.states import PaperKind, PaperState


@transaction.atomic
def add_paper(
    session: Session, *, by, item: AgendaItem | None = None, number: str = "", **facts: Any
) -> SessionPaper:
    """A paper that the session expects, under the number proposed for its item unless another is given."""
    moves.lock(session)
    number = number.strip() or proposed_number(session, item)
    _require_free(session, number)
    return moves.create(SessionPaper, by=by, session=session, item=item, number=number, **facts)


@transaction.atomic
def follow_paper(paper: SessionPaper, *, by, kind: str) -> SessionPaper:
    """The next Rev., Add. or Corr. of a paper; it starts with the paper's title, item and access."""
    if kind not in paper_numbers.SUFFIX:
        raise Refused(_("A paper is followed by a Rev., an Add. or a Corr."))
    base = paper.base or paper
    moves.lock(base.session)
    taken = set(base.session.papers.values_list("number", flat=True))
    number, serial = paper_numbers.following(base.number, kind, taken)
    follower = moves.create(
        SessionPaper,
        by=by,
        session=base.session,
        item=base.item,
        base=base,
        kind=PaperKind(kind),
        serial=serial,
        number=number,
        title_en=base.title_en,
        title_fr=base.title_fr,
        owner=base.owner,
        access=base.access,
    )
    follower.readers.set(base.readers.all())
    return follower


@transaction.atomic
def revise_paper(paper: SessionPaper, *, by, seen: int | None = None, **changes: Any) -> SessionPaper:
    """Other facts of a paper; the number of a published one stays."""
    number = changes.get("number", paper.number)
    if number != paper.number:
        if paper.state == PaperState.PUBLISHED:
            raise Refused(_("A published paper keeps its number."))
        _require_free(paper.session, number)
    return moves.revise(paper, by=by, seen=seen, **changes)


@transaction.atomic
def upload_paper_file(paper: SessionPaper, *, by, language: str, data: bytes, name: str) -> PaperFile:
    """File a language version as received; a later file of the same language is its next edition."""
    moves.lock(paper)
    if paper.state == PaperState.WITHDRAWN:
        raise Refused(_("The paper was withdrawn."))
    newest = newest_files(paper)[Language(language)]
    edition = newest.edition + 1 if newest else 1
    document = receive(
        data,
        name=name,
        kind="session_paper",
        number=paper.number,
        version=edition,
        title=paper.title(language),
        language=language,
        reference=paper.session.label,
        about=paper,
        by=by,
    )
    file = moves.create(PaperFile, by=by, paper=paper, language=language, edition=edition, document=document)
    if paper.state == PaperState.EXPECTED:
        move(paper, PaperState.RECEIVED, by=by)
    elif paper.state == PaperState.PUBLISHED:
        open_paper(paper, by=by)
    return file


@transaction.atomic
def publish_paper(paper: SessionPaper, *, by, gap_reason: str = "") -> SessionPaper:
    """Open the paper to the session; a missing language needs its reason."""
    moves.lock(paper)
    files = newest_files(paper)
    lacking = [code.upper() for code in LANGUAGES if files[code] is None]
    if len(lacking) == len(LANGUAGES):
        raise Refused(_("%(paper)s has no file yet.") % {"paper": paper})
    if lacking and not gap_reason.strip():
        raise Refused(
            _("%(languages)s is missing: say why the paper goes out without it.")
            % {"languages": ", ".join(lacking)}
        )
    paper = move(
        paper,
        PaperState.PUBLISHED,
        by=by,
        published_at=timezone.now(),
        gap_reason=gap_reason if lacking else "",
    )
    open_paper(paper, by=by)
    return paper


def withdraw_paper(paper: SessionPaper, *, by, reason: str) -> SessionPaper:
    """Take a paper out of the session; its number stays taken."""
    if not reason.strip():
        raise Refused(_("Say why the paper is withdrawn."))
    return move(paper, PaperState.WITHDRAWN, by=by, reason=reason)


def _require_free(session: Session, number: str) -> None:
    if session.papers.filter(number=number).exists():
        raise Refused(
            _("The number %(number)s is taken by another paper of this session.") % {"number": number}
        )
