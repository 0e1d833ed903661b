"""Verbs on the circulation of papers: sent once to each entitled, with proof; seen, and taken away."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from council_office.directory.address import form_of_address
from council_office.directory.models import Person
from council_office.ledger import audit, moves, outbox
from council_office.ledger.moves import Refused
from council_office.web import actions as links
from documents import actions as documents
from documents.queries import preview_pdf
from meetings.actions.papers import publish_paper
from meetings.letters import circulation as letters
from meetings.models import (
    CirculatedPaper,
    Circulation,
    CirculationCopy,
    PaperSight,
    Session,
    SessionPaper,
)
from meetings.queries import circulation as queries
from meetings.queries.circulation import Readable
from meetings.states import PaperState, SessionState

AREA = "meetings.area"
OPEN_AFTER = timedelta(days=90)  # the personal page stays open so long after the session
audit.say("see_papers", gettext_lazy("marked the papers as seen"))


@transaction.atomic
def circulate_papers(
    session: Session, *, by, papers: Iterable[SessionPaper], note: str = "", gap_reason: str = ""
) -> Circulation:
    """Publish these papers where they are not yet, and order a mail to everyone entitled to one of them."""
    session = moves.lock(session)
    if session.state not in (SessionState.CONVENED, SessionState.HELD):
        raise Refused(_("Convene the session first: papers go to those who were invited."))
    waiting = {each.paper.pk: each for each in queries.to_circulate(session)}
    chosen = [waiting[paper.pk] for paper in papers if paper.pk in waiting]
    if not chosen:
        raise Refused(_("Choose at least one paper that is new or changed."))
    for each in chosen:
        if each.paper.state != PaperState.PUBLISHED:
            publish_paper(each.paper, by=by, gap_reason=gap_reason if each.row.gaps else "")
    circulation = moves.create(
        Circulation,
        by=by,
        session=session,
        number=session.circulations.count() + 1,
        note=note,
        ordered_label=by.actor_label,
    )
    sent = [_note_paper(circulation, each, by=by) for each in chosen]
    copies = _write_copies(circulation, sent, by=by)
    outbox.post(
        queries.TASK,
        rows=[{"copy_id": copy.pk, "by_id": by.actor_id} for copy in copies if copy.participant.person.email],
        by=by,
        title=(gettext_noop("Papers of %(session)s to its participants"), {"session": session.label}),
        about=session,
    )
    return circulation


def _note_paper(circulation: Circulation, each: queries.ToSend, *, by) -> CirculatedPaper:
    edition_en, edition_fr = queries.editions(each.row)
    return moves.create(
        CirculatedPaper,
        by=by,
        circulation=circulation,
        paper=each.paper,
        edition_en=edition_en,
        edition_fr=edition_fr,
        is_late=bool(each.paper.due_on and timezone.localdate() > each.paper.due_on),
    )


def _write_copies(circulation: Circulation, sent: list[CirculatedPaper], *, by) -> list[CirculationCopy]:
    """One copy for everyone who may know of at least one of the papers."""
    copies = []
    for participant in queries.recipients(circulation.session):
        told = [each for each in sent if queries.may_be_told(participant, each.paper)]
        if told:
            language = participant.person.language
            facts = {"circulation": circulation, "participant": participant, "language": language}
            copies.append(moves.create(CirculationCopy, by=by, papers=told, **facts))
    return copies


@transaction.atomic
def send_circulation_copy(copy: CirculationCopy, *, by) -> CirculationCopy:
    """Mail one participant the list of their papers and their personal page; once."""
    copy = moves.lock(copy)
    if copy.delivery_id:
        return copy
    circulation, person, language = copy.circulation, copy.participant.person, copy.language
    session = circulation.session
    text = queries.text_of(letters.MAIL, language, session.body.code)
    if text is None:
        raise outbox.GiveUp(_("The office has no text for this mail in this language."))
    address = form_of_address(
        person, language=language, on=session.starts_on, forms=queries.forms_of_address()
    )
    subject, body = letters.mail(
        text,
        session,
        [(each.paper, each.is_late) for each in copy.papers.select_related("paper")],
        salutation=address.salutation,
        note=circulation.note,
        area_link=area_link(session, person, by=by),
        language=language,
    )
    delivery = documents.send(
        to=person.email,
        person=person,
        subject=subject.text,
        body=re.sub(r"\n{3,}", "\n\n", body.text),  # where there are no covering words
        about=circulation,
        by=by,
        key=f"circulation:{copy.pk}",
        language=language,
    )
    return moves.revise(copy, by=by, delivery=delivery)


def area_link(session: Session, person: Person, *, by) -> str:
    """The address of a participant's own page with the papers they may read."""
    last = datetime.combine(session.ends_on, time.max, tzinfo=timezone.get_default_timezone())
    expires = max(last, timezone.now()) + OPEN_AFTER
    _link, token = links.issue_link(purpose=AREA, about=session, recipient=person, expires_at=expires, by=by)
    return settings.BASE_URL + reverse("meetings:area", args=[token])


# What a reader does


@transaction.atomic
def see_papers(session: Session, person: Person, *, by) -> PaperSight:
    """From now on only what comes later is new to this reader."""
    if not queries.readable(session, person):
        raise Refused(_("There is no paper for you yet."))
    sight = PaperSight.objects.filter(session=session, person=person).first()
    now = timezone.now()
    if sight is None:
        sight = PaperSight.objects.create(session=session, person=person, seen_at=now)
    else:
        sight.seen_at = now
        sight.save(update_fields=["seen_at"])
    audit.record("see_papers", session, by=by)
    return sight


def take_archive(papers: list[Readable], *, by) -> BinaryIO:
    """All files of these papers in one archive, in the order of the agenda."""
    return documents.bundle_zip_file(queries.documents_of(papers), by=by)


def take_pack(session: Session, papers: list[Readable], *, language: str, by) -> BinaryIO:
    """The PDF files of these papers in one, behind a sheet of contents and with a bookmark each."""
    filed = [each for each in queries.documents_of(papers, language) if each.form == "pdf"]
    if not filed:
        raise Refused(_("None of these papers is a PDF; take the archive instead."))
    listed = [each.paper for each in papers]
    cover = letters.contents(session, listed, language=language, on=timezone.localdate())
    return documents.bundle_pdf_file(filed, by=by, opening=preview_pdf(cover))
