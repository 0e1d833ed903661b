"""Verbs on letters to visitors: prepared, made and mailed by the worker, replaced, revoked.

The archived copy shows the last characters of the document's number alone; the whole number is put in when
the letter is handed to its holder, and kept nowhere.
"""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from council_office.ledger import audit, moves, numbering, outbox
from council_office.ledger.models import Job
from council_office.ledger.moves import Refused
from documents import actions as documents
from documents.models import Document
from visits.actions import inquiries
from visits.letters import visitors as letters
from visits.models import Letter, Visit, Visitor
from visits.queries import letters as queries
from visits.states import LetterKind, LetterState

SERIES = "LET"
JOB = "visits.send_letter"
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 and O, no 1 and I

audit.say("hand_over_letter", gettext_lazy("took the letter with the document’s number"))


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(16))


@transaction.atomic
def prepare_letters(visit: Visit, *, by, kind: str) -> list[Letter]:
    """A draft for everybody who comes and has no letter of this kind."""
    return [prepare_letter(visitor, by=by, kind=kind) for visitor in queries.needing(visit, kind)]


def prepare_letter(visitor: Visitor, *, by, kind: str) -> Letter:
    """A draft, in the language of the visitor."""
    if Letter.objects.standing().filter(visitor=visitor, kind=kind).exists():
        raise Refused(_("%(person)s has this letter already.") % {"person": visitor.person})
    return moves.create(
        Letter,
        by=by,
        visitor=visitor,
        kind=LetterKind(kind),
        language=visitor.person.language,
        code=new_code(),
    )


@transaction.atomic
def send_letters(visit: Visit, *, by, kind: str) -> Job:
    """Order every complete draft from the worker in one job; the incomplete ones stay drafts."""
    ready = [each.letter for each in reviewed(visit, kind) if not each.missing]
    if not ready:
        raise Refused(_("No letter is complete. The list says what is missing."))
    for letter in ready:
        moves.move(letter, LetterState.QUEUED, by=by)
    return outbox.post(
        JOB,
        rows=[{"letter_id": letter.pk, "by_id": by.actor_id} for letter in ready],
        by=by,
        title=(gettext_noop("Letters for %(visit)s"), {"visit": visit.title_en}),
        about=visit,
    )


def reviewed(visit: Visit, kind: str) -> list[queries.Draft]:
    """The drafts before they leave, each with what is missing."""
    visitors = visit.visitors.coming().filter(letters__state=LetterState.DRAFT, letters__kind=kind)
    found = queries.drafts(visitors, kind)
    return [each for each in found if each.letter and each.letter.state == LetterState.DRAFT]


def send_letter(letter: Letter, *, by) -> Letter:
    """Number, make, file and mail one letter; again after a crash it goes on where it stopped."""
    if letter.state != LetterState.QUEUED:
        return letter
    draft = queries.draft_of(letter)
    if draft.missing:
        raise outbox.GiveUp(_("Missing: %(what)s.") % {"what": ", ".join(draft.missing)})
    letter = number_letter(letter, draft, by=by)
    issued = documents.issue(queries.paper(letter), about=letter, by=by)
    return _hand_over(letter, issued["pdf"], by=by)


@transaction.atomic
def number_letter(letter: Letter, draft: queries.Draft, *, by) -> Letter:
    """Number, date and facts of this version, locked once and for good."""
    # The subject first: only who holds it takes its number.
    letter = moves.lock(letter)
    if letter.facts:
        return letter
    today = timezone.localdate()
    number = letter.number or numbering.take(SERIES, today.year, about=letter)
    return moves.revise(letter, by=by, number=number, dated_on=today, facts=queries.comparable(draft.facts))


@transaction.atomic
def _hand_over(letter: Letter, document: Document, *, by) -> Letter:
    """The link, the mail and the state in one transaction: none of them without the others."""
    letter = moves.lock(letter)
    if letter.state != LetterState.QUEUED:
        return letter
    visitor = letter.visitor
    recipient = visitor.recipient
    url = inquiries.link_for(visitor.visit, recipient, by=by)
    each = queries.asked_of(visitor.visit, recipient)
    subject, text = inquiries.mail_words(each, letters.MAIL, url, number=letter.number)
    documents.send(
        to=recipient.email,
        person=recipient,
        subject=subject,
        body=text,
        documents=[document],
        about=letter,
        by=by,
        key=f"visit-letter:{letter.number}:{letter.issue}",
        language=recipient.language,
    )
    return moves.move(letter, LetterState.SENT, by=by, sent_at=timezone.now())


@transaction.atomic
def replace_letter(letter: Letter, *, by) -> Letter:
    """What the letter says has changed: version n+1 is made under the same number, this one is revoked."""
    letter = moves.lock(letter)
    draft = queries.draft_of(letter)
    if not queries.is_out_of_date(letter, draft):
        raise Refused(_("Nothing in this letter has changed."))
    if draft.missing:
        raise Refused(_("Missing: %(what)s.") % {"what": ", ".join(draft.missing)})
    moves.move(letter, LetterState.SUPERSEDED, by=by, ended_at=timezone.now())
    newer = moves.create(
        Letter,
        by=by,
        visitor=letter.visitor,
        kind=letter.kind,
        language=letter.language,
        number=letter.number,
        issue=letter.issue + 1,
        code=new_code(),
    )
    moves.move(newer, LetterState.QUEUED, by=by)
    outbox.post(
        JOB,
        by=by,
        title=(gettext_noop("Letter %(number)s"), {"number": letter.number}),
        about=newer,
        letter_id=newer.pk,
        by_id=by.actor_id,
    )
    return newer


@transaction.atomic
def revoke_letter(letter: Letter, *, by, reason: str) -> Letter:
    """The letter counts no more; whoever checks it by its code is told so."""
    if not reason.strip():
        raise Refused(_("Say why the letter is revoked."))
    return moves.move(letter, LetterState.REVOKED, by=by, reason=reason.strip(), ended_at=timezone.now())


def hand_over_letter(letter: Letter, *, by):
    """The paper with the whole document number, for its holder or the office; it is kept nowhere."""
    if letter.state != LetterState.SENT:
        raise Refused(_("This letter no longer counts, or was not sent yet."))
    visitor = Visitor.objects.select_related("document").get(pk=letter.visitor_id)
    if letter.facts.get("fingerprint") != queries.number_of(visitor):
        raise Refused(_("The travel document has changed: the office makes a new version of the letter."))
    document = visitor.document
    audit.record("hand_over_letter", letter, by=by)
    return queries.paper(letter, document_number=document.number if document else "")
