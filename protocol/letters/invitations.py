"""The letter that invites to a ceremony, and the mails that carry it, remind of it, take it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from council_office.directory.address import FormOfAddressResult
from council_office.directory.models import in_language
from documents import placeholders
from documents.letters import Filled, fill
from documents.models import TemplateText
from documents.papers import Address, Paper, Para, Signature, escaped
from protocol.letters.words import day_in_words, draft, hour
from protocol.models import Ceremony, Guest, Invitation

LETTER = "protocol.invitation"
MAIL = "protocol.invitation_mail"
REMINDER = "protocol.reminder_mail"
CANCELLED = "protocol.cancellation_mail"
KIND = "invitation"

FACTS = {
    "salutation": _("the salutation, in the right form of address"),
    "name": _("the guest’s name in its own order"),
    "capacity": _("the capacity in which the guest is invited"),
    "ceremony": _("the title of the ceremony"),
    "host": _("the inviting authority"),
    "day": _("the day of the ceremony in words"),
    "opening_time": _("when the ceremony begins"),
    "place": _("where the ceremony takes place"),
    "answer_by": _("the last day for the answer, in words"),
    "closing": _("the closing words that go with the salutation"),
    "signatory": _("who signs"),
    "signatory_title": _("the title of who signs"),
    "number": _("the letter’s number"),
}
LINKED = {**FACTS, "answer_link": _("the guest’s personal answer page")}

placeholders.register(LETTER, FACTS, name=_("Ceremony: invitation"))
placeholders.register(MAIL, LINKED, name=_("Ceremony: mail of the invitation"))
placeholders.register(REMINDER, LINKED, name=_("Ceremony: reminder"))
placeholders.register(CANCELLED, FACTS, name=_("Ceremony: invitation withdrawn"))


@dataclass(frozen=True)
class Addressed:
    """Everything a letter of invitation says of its guest; `texts` holds one text per kind of letter."""

    invitation: Invitation
    ceremony: Ceremony
    address: FormOfAddressResult
    texts: Mapping[str, TemplateText]
    answer_by: date

    @property
    def guest(self) -> Guest:
        return self.invitation.guest

    @property
    def person(self):
        return self.guest.person

    @property
    def language(self) -> str:
        return self.invitation.language


def facts(addressed: Addressed, *, number: str = "", answer_link: str = "") -> dict[str, str]:
    """The facts that may stand in a text, in the letter's language; what is not known is empty."""
    ceremony, language, signatory = addressed.ceremony, addressed.language, addressed.ceremony.signatory
    post = signatory.post_on(ceremony.held_on) if signatory else None
    return {
        "salutation": addressed.address.salutation,
        "name": addressed.person.letter_name,
        "capacity": addressed.guest.capacity(language),
        "ceremony": ceremony.title(language),
        "host": host(ceremony, language),
        "day": day_in_words(ceremony.held_on, language),
        "opening_time": hour(ceremony.opens_at, language),
        "place": ceremony.place(language),
        "answer_by": day_in_words(addressed.answer_by, language),
        "closing": addressed.address.closing,
        "signatory": signatory.letter_name if signatory else "",
        "signatory_title": in_language(post, "title", language) if post else "",
        "number": number,
        "answer_link": answer_link,
    }


def host(ceremony: Ceremony, language: str) -> str:
    """The inviting authority with its title; without one the organisation invites."""
    if ceremony.host is None:
        return "l’ITER Organization" if language == "fr" else "the ITER Organization"
    post = ceremony.host.post_on(ceremony.held_on)
    return ", ".join(filter(None, (ceremony.host.letter_name, post.title(language) if post else "")))


def written(addressed: Addressed, kind: str, values: Mapping[str, str]) -> tuple[Filled, Filled] | None:
    """Subject and text of one kind of letter with its facts, or None when the office has no such text."""
    text = addressed.texts.get(kind)
    return (fill(text.subject, values), fill(text.text, values)) if text else None


def invitation(addressed: Addressed, *, number: str, dated_on: date | None, is_draft: bool = False) -> Paper:
    """The letter as a paper: addressed, numbered, signed."""
    values = facts(addressed, number=number)
    subject, text = written(addressed, LETTER, values)
    paragraphs = [Para(escaped(part.strip())) for part in text.text.split("\n\n") if part.strip()]
    return Paper(
        kind=KIND,
        number=number,
        title=subject.text,
        language=addressed.language,
        date=dated_on,
        reference=addressed.ceremony.number,
        blocks=(
            Address(tuple(addressed.address.envelope)),
            Para(escaped(subject.text), "subject"),
            *paragraphs,
            Signature(values["signatory"], values["signatory_title"]),
        ),
        status=draft(addressed.language) if is_draft else "",
    )
