"""The letter that invites, and the words of the mails that carry it, remind of it or take it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from council_office.directory.address import FormOfAddressResult
from council_office.directory.models import Member, Person, in_language
from documents import placeholders
from documents.letters import Filled, fill
from documents.models import TemplateText
from documents.papers import Address, Block, Paper, Para, Signature, escaped
from meetings.letters.words import day_in_words, days_in_words, on_days_in_words, session_in_words
from meetings.models import Invitation, Session
from meetings.states import InvitationForm

LETTER = "meetings.invitation"
NOTE_VERBALE = "meetings.note_verbale"
MAIL = "meetings.invitation_mail"
REMINDER = "meetings.reminder_mail"
CANCELLED = "meetings.cancellation_mail"
MOVED = "meetings.moved_mail"

FACTS = {
    "salutation": gettext_lazy("the salutation, in the right form of address"),
    "name": gettext_lazy("the addressee’s name in its own order"),
    "title": gettext_lazy("the addressee’s title on the session’s first day"),
    "member": gettext_lazy("the Member whom the addressee represents"),
    "role": gettext_lazy("the addressee’s place in the delegation"),
    "capacity": gettext_lazy("in which capacity: Representative of Japan, Observer…"),
    "session": gettext_lazy("the session in words: 40th meeting of the ITER Council (IC-40)"),
    "label": gettext_lazy("the session’s label: IC-40"),
    "dates": gettext_lazy("the days of the session in words"),
    "on_dates": gettext_lazy("the days as they follow “held”: on Wednesday 18 and Thursday 19…"),
    "opening_time": gettext_lazy("when the session opens"),
    "place": gettext_lazy("where the session takes place"),
    "answer_by": gettext_lazy("the last day for the answer, in words"),
    "closing": gettext_lazy("the closing words that go with the salutation"),
    "signatory": gettext_lazy("who signs"),
    "signatory_title": gettext_lazy("the title of who signs"),
    "number": gettext_lazy("the letter’s number"),
}
LINKED = {**FACTS, "answer_link": gettext_lazy("the addressee’s personal answer page")}

placeholders.register(LETTER, FACTS)
placeholders.register(NOTE_VERBALE, FACTS)
placeholders.register(MAIL, LINKED)
placeholders.register(REMINDER, LINKED)
placeholders.register(CANCELLED, FACTS)
placeholders.register(MOVED, LINKED, name=gettext_lazy("Mail that a session moved"))


@dataclass(frozen=True)
class Addressed:
    """Everything a letter of invitation says of its addressee; `texts` holds one text per kind of letter."""

    invitation: Invitation
    session: Session
    person: Person
    member: Member | None
    signatory: Person | None
    address: FormOfAddressResult
    texts: Mapping[str, TemplateText]
    answer_by: date

    @property
    def language(self) -> str:
        return self.invitation.language

    @property
    def kind(self) -> str:
        return NOTE_VERBALE if self.invitation.form == InvitationForm.NOTE_VERBALE else LETTER


def facts(addressed: Addressed, *, number: str = "", answer_link: str = "") -> dict[str, str]:
    """The facts that may stand in a text, in the letter's language; what is not known is empty."""
    session, language, participant = addressed.session, addressed.language, addressed.invitation.participant
    member = addressed.member.formal(language) if addressed.member else ""
    with override(language):
        role = participant.get_role_display()
    return {
        "salutation": addressed.address.salutation,
        "name": addressed.person.letter_name,
        "title": participant.title(language),
        "member": member,
        "role": role,
        "capacity": f"{role} ({member})" if member else role,
        "session": session_in_words(session, language),
        "label": session.label,
        "dates": days_in_words(session.starts_on, session.ends_on, language),
        "on_dates": on_days_in_words(session.starts_on, session.ends_on, language),
        "opening_time": f"{session.opens_at:%H:%M}",
        "place": session.place(language),
        "answer_by": day_in_words(addressed.answer_by, language),
        "closing": addressed.address.closing,
        "signatory": addressed.signatory.letter_name if addressed.signatory else "",
        "signatory_title": signatory_title(addressed),
        "number": number,
        "answer_link": answer_link,
    }


def signatory_title(addressed: Addressed) -> str:
    post = addressed.signatory.post_on(addressed.session.starts_on) if addressed.signatory else None
    return in_language(post, "title", addressed.language) if post else ""


def written(addressed: Addressed, kind: str, values: Mapping[str, str]) -> tuple[Filled, Filled] | None:
    """Subject and text of one kind of letter with its facts, or None when the office has no such text."""
    text = addressed.texts.get(kind)
    return (fill(text.subject, values), fill(text.text, values)) if text else None


def invitation(addressed: Addressed, *, number: str, dated_on: date | None, draft: bool = False) -> Paper:
    """The letter or note verbale as a paper, addressed, in numbered and signed form."""
    values = facts(addressed, number=number)
    subject, text = written(addressed, addressed.kind, values)
    return Paper(
        kind="invitation",
        number=number,
        title=subject.text,
        language=addressed.language,
        date=dated_on,
        reference=addressed.session.label,
        blocks=tuple(_blocks(addressed, subject.text, text.text, values)),
        status=_draft(addressed.language) if draft else "",
    )


def _blocks(addressed: Addressed, subject: str, text: str, values: Mapping[str, str]) -> list[Block]:
    paragraphs = [Para(escaped(part.strip())) for part in text.split("\n\n") if part.strip()]
    opening: list[Block] = [Address(tuple(addressed.address.envelope)), Para(escaped(subject), "subject")]
    if addressed.invitation.form == InvitationForm.NOTE_VERBALE:
        return [*opening, *paragraphs]
    signature = Signature(values["signatory"], values["signatory_title"])
    return [*opening, *paragraphs, signature]


def _draft(language: str) -> str:
    with override(language):
        return _("DRAFT")
