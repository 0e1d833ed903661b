"""Verbs on outgoing letters: draft, review, approve, sign, dispatch; each names the version it is about."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from council_office.directory.address import form_of_address
from council_office.directory.models import Person, in_language
from council_office.ledger import audit, moves, numbering, outbox
from council_office.ledger.moves import Refused
from documents import contents, letters
from documents.actions.correspondence import OUTGOING, attach, note_answer, store
from documents.actions.delivery import send
from documents.actions.documents import issue
from documents.models import Document, Letter, LetterDraft, LetterStep
from documents.queries import approvals, letter_document
from documents.rendering import render
from documents.states import Channel, Direction, LetterState, Step

OPEN = (LetterState.DRAFT, LetterState.REVIEW, LetterState.APPROVED)


@transaction.atomic
def draft_letter(*, by, correspondent: Person, signatory: Person, subject: str, text: str, **facts) -> Letter:
    """A first version, addressed and signed as the directory says; it has no number yet."""
    letter = moves.create(
        Letter,
        by=by,
        direction=Direction.OUTGOING,
        state=LetterState.DRAFT,
        correspondent=correspondent,
        signatory=signatory,
        organisation=correspondent.organisation,
        subject=subject,
        **facts,
    )
    today = timezone.localdate()
    address = form_of_address(correspondent, language=letter.language, on=today)
    post = signatory.post_on(today)
    write(
        letter,
        by=by,
        envelope="\n".join(address.envelope),
        subject=subject,
        salutation=address.salutation,
        text=text,
        closing=address.closing,
        signatory_name=signatory.letter_name,
        signatory_title=in_language(post, "title", letter.language) if post else "",
    )
    return letter


def write(letter: Letter, *, by, source: Document | None = None, **words: str) -> LetterDraft:
    """The next version of the words; the versions before it stay."""
    last = letter.current
    draft = LetterDraft(
        letter=letter,
        number=last.number + 1 if last else 1,
        sha256=letters.fingerprint(**words),
        source=source,
        written_by_id=by.actor_id,
        written_label=by.actor_label,
        **words,
    )
    draft.save()
    audit.record("write_letter", letter, by=by, version=draft.number, sha256=draft.sha256)
    return draft


WORDS = ("envelope", "subject", "salutation", "text", "closing", "signatory_name", "signatory_title")


@transaction.atomic
def revise_letter(letter: Letter, *, by, based_on: int, source: Document | None = None, **changes) -> Letter:
    """Other words are a new version, which begins again as a draft: nobody has approved it."""
    moves.lock(letter)
    current = letter.current
    if letter.state not in OPEN:
        raise Refused(_("Only a letter that is not signed can be changed: return it to the author first."))
    if based_on != current.number:
        raise Refused(
            _("%(who)s wrote version %(version)s meanwhile: open it, take over what you need, save there.")
            % {"who": current.written_label, "version": current.number}
        )
    words = {name: changes.get(name, getattr(current, name)).replace("\r\n", "\n").strip() for name in WORDS}
    if letters.fingerprint(**words) == current.sha256:
        raise Refused(_("Nothing has changed, so there is no new version."))
    write(letter, by=by, source=source, **words)
    if letter.subject != words["subject"]:
        moves.revise(letter, by=by, subject=words["subject"])
    if letter.state != LetterState.DRAFT:
        moves.move(letter, LetterState.DRAFT, by=by, reason=_("a new version was written"))
    return letter


def take_back(letter: Letter, *, by, file) -> LetterDraft:
    """A Word file of the letter edited by hand: filed as it is, recognised, its words made a new version."""
    stored = store(file)
    name, digest = stored["original_name"], stored["stored"].sha256
    if known := next((d for d in letter.drafts.all() if digest == word_digest(letter, d)), None):
        raise Refused(
            _("“%(name)s” is version %(version)s as it was downloaded: nothing was edited.")
            % {"name": name, "version": known.number}
        )
    file.seek(0)
    salutation, body, closing = contents.letter_body(file.read())
    with transaction.atomic():
        current = moves.lock(letter).current
        number, version = f"DRAFT-{letter.pk}", current.number + 1
        source = attach(letter, "edited_letter", number, letter.subject, stored, by=by, version=version)
        words = {"salutation": salutation, "text": "\n\n".join(body), "closing": closing}
        return revise_letter(letter, by=by, based_on=current.number, source=source, **words).current


def word_digest(letter: Letter, draft: LetterDraft) -> str:
    """The hash of the Word file that the office gives of a version."""
    return letters.digest(render(letters.draft_paper(letter, draft), "docx"))


@transaction.atomic
def submit_letter(letter: Letter, *, by) -> Letter:
    """Ask for review."""
    return stepped(letter, LetterState.REVIEW, Step.SUBMITTED, by=by)


@transaction.atomic
def review_letter(letter: Letter, *, by, remark: str = "") -> Letter:
    """Somebody else has read this version and finds it right."""
    moves.lock(letter)
    if letter.state != LetterState.REVIEW:
        raise Refused(_("Only a letter in review is reviewed."))
    require_another(letter, by, _("Nobody reviews their own words: ask a colleague."))
    note(letter, Step.REVIEWED, remark, by=by)
    return letter


@transaction.atomic
def return_letter(letter: Letter, *, by, reason: str) -> Letter:
    """Back to the author with the reason; what was said of this version stays in the list."""
    if not reason.strip():
        raise Refused(_("Say what has to change."))
    return stepped(letter, LetterState.DRAFT, Step.RETURNED, reason, by=by)


@transaction.atomic
def approve_letter(letter: Letter, *, by, remark: str = "") -> Letter:
    """The final approval of this version; only now the letter gets its number."""
    number = letter.number or numbering.take(OUTGOING, timezone.localdate().year, about=letter)
    moves.lock(letter)
    require_another(letter, by, _("Nobody approves their own words: somebody else has to."))
    if not approvals(letter, Step.REVIEWED).exists():
        raise Refused(_("This version has not been reviewed: let somebody read it first."))
    letter = stepped(letter, LetterState.APPROVED, Step.APPROVED, remark, by=by, number=number)
    numbering.given(number, letter)
    return letter


@transaction.atomic
def sign_letter(letter: Letter, *, by, dated_on: date | None = None, remark: str = "") -> Letter:
    """The approved version is signed; the worker makes its PDF and its Word file."""
    moves.lock(letter)
    require_approved(letter)
    dated_on = dated_on or timezone.localdate()
    letter = stepped(letter, LetterState.SIGNED, Step.SIGNED, remark, by=by, dated_on=dated_on)
    outbox.post(
        "documents.produce_letter",
        by=by,
        title=letter.number,
        about=letter,
        key=f"documents.produce_letter:{letter.pk}:{letter.current.number}",
        letter_id=letter.pk,
    )
    return letter


def produce_letter(letter_id: int) -> None:
    """The files of a signed letter, once per number and version; outside any transaction."""
    letter = Letter.objects.select_related("level", "group").get(pk=letter_id)
    if letter.state == LetterState.SIGNED:
        issue(letters.letter(letter, letter.current), about=letter, by=audit.CLOCK, group=letter.group)


def dispatch_letter(
    letter: Letter, *, by, channel: str, sent_to: str = "", tracking: str = "", body: str = ""
) -> Letter:
    """The signed version leaves: by mail through the gate, or on paper; a reply stops the other's clock."""
    document = ready_document(letter)
    if channel == Channel.MAIL:
        sent_to = mail_out(letter, document, sent_to, body, by=by)
    if not sent_to.strip():
        raise Refused(_("Say to which address the letter goes."))
    with transaction.atomic():
        facts = {"channel": channel, "sent_to": sent_to.strip(), "tracking": tracking}
        facts["dispatched_at"] = timezone.now()
        said = " · ".join(filter(None, (sent_to, tracking)))
        letter = stepped(letter, LetterState.DISPATCHED, Step.DISPATCHED, said, by=by, **facts)
        if letter.answers:
            note_answer(letter.answers, by=by)
    return letter


def ready_document(letter: Letter) -> Document:
    """The file of the version that was approved and signed, or why there is none."""
    if letter.state != LetterState.SIGNED:
        raise Refused(_("Only a signed letter is dispatched."))
    require_approved(letter)
    if (document := letter_document(letter)) is None:
        raise Refused(_("The worker is still making the letter: try again in a moment."))
    return document


def mail_out(letter: Letter, document: Document, to: str, body: str, *, by) -> str:
    person = letter.correspondent
    to = to.strip() or (person.email if person else "")
    if not to:
        raise Refused(_("No e-mail address is known of: %(names)s.") % {"names": letter.other})
    send(
        to=to,
        person=person,
        subject=letter.subject,
        body=body or letter.current.salutation,
        documents=[document],
        about=letter,
        by=by,
        key=f"documents.letter:{letter.pk}:{letter.current.number}",
        language=letter.language,
    )
    return to


def acknowledge_letter(letter: Letter, *, by, on: date) -> Letter:
    """The other side said that the letter arrived."""
    return moves.move(letter, LetterState.ACKNOWLEDGED, by=by, acknowledged_on=on)


def stepped(letter: Letter, to: str, step: str, remark: str = "", *, by, **facts) -> Letter:
    letter = moves.move(letter, to, by=by, reason=remark, **facts)
    note(letter, step, remark, by=by)
    return letter


def note(letter: Letter, step: str, remark: str, *, by) -> None:
    """Who did it, when, to which version."""
    draft = letter.current
    LetterStep(
        letter=letter,
        draft=draft,
        step=step,
        sha256=draft.sha256,
        remark=remark[:500],
        by_id=by.actor_id,
        by_label=by.actor_label,
    ).save()
    audit.record(f"letter_{step}", letter, by=by, version=draft.number, sha256=draft.sha256)


def require_another(letter: Letter, by, words: str) -> None:
    if by.actor_id is not None and letter.current.written_by_id == by.actor_id:
        raise Refused(words)


def require_approved(letter: Letter) -> None:
    if not approvals(letter, Step.APPROVED).exists():
        raise Refused(_("This version is not approved: an older one was."))
