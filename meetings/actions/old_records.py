"""Taking over an old record: its paragraphs become outcomes that may be changed like any other."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from meetings.actions.record import add_outcome
from meetings.actions.refusals import require_writable
from meetings.models import Addressee, Attachment, Formula, Outcome, Session
from meetings.old_records import ReadParagraph
from meetings.states import FollowUp

audit.say("take_over_record", lazy("took over an old record: %(count)s paragraphs"))


@transaction.atomic
def take_over_record(
    session: Session, *, by, paragraphs: Iterable[ReadParagraph], language: str
) -> list[Outcome]:
    """The paragraphs as outcomes: acts where they were understood, free text where not."""
    session = moves.lock(session)
    require_writable(session)
    paragraphs = list(paragraphs)
    if not paragraphs:
        raise Refused(_("No paragraph was chosen."))
    attached = attachments_of(session, paragraphs, language, by=by)
    made = [
        add_outcome(
            session,
            by=by,
            acts=acts_of(paragraph, language),
            attachments=[attached[number] for number, _title in paragraph.attachments],
            **words_of(paragraph, language),
        )
        for paragraph in paragraphs
    ]
    audit.record("take_over_record", session, by=by, count=len(made), language=language)
    return made


def words_of(paragraph: ReadParagraph, language: str) -> dict[str, str]:
    if paragraph.is_understood:
        return {f"opening_{language}": paragraph.opening}
    return {f"text_{language}": paragraph.text}


def acts_of(paragraph: ReadParagraph, language: str) -> list[dict[str, Any]]:
    """The acts as the form would give them; the due date goes to the act that asks for something."""
    rows = []
    for act in paragraph.acts:
        formula = Formula.objects.get(code=act.code)
        asks = formula.follow_up in (FollowUp.ACTION, FollowUp.CHARGE)
        people = {
            name: addressee(getattr(act.words, name), language) for name in ("addressee", "actor", "proposer")
        }
        rows.append(
            {
                "formula": formula,
                f"text_{language}": act.words.text,
                "ad_referendum": act.words.ad_referendum,
                "due_on": paragraph.due_on if asks else None,
                **people,
            }
        )
    return rows


def addressee(name: str, language: str) -> Addressee | None:
    return Addressee.objects.filter(**{f"name_{language}__iexact": name}).first() if name else None


def attachments_of(
    session: Session, paragraphs: list[ReadParagraph], language: str, *, by
) -> dict[int, Attachment]:
    """One attachment for each number that is mentioned, under the first title given for it."""
    titles: dict[int, str] = {}
    for number, title in (pair for paragraph in paragraphs for pair in paragraph.attachments):
        titles[number] = titles.get(number) or title
    unnamed = {"en": "Attachment %d", "fr": "Pièce jointe %d"}[language]
    return {
        number: moves.create(
            Attachment,
            by=by,
            session=session,
            title_en=(title or unnamed % number) if language == "en" else f"Attachment {number}",
            title_fr=(title or unnamed % number) if language == "fr" else "",
        )
        for number, title in sorted(titles.items())
    }
