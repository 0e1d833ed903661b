"""Letters to visitors and the mails around them: from locked facts, bilingual, checked by a code."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from council_office.directory.states import Language
from documents import placeholders
from documents.letters import fill
from documents.models import TemplateText
from documents.papers import Address, Block, Break, Code, Paper, Para, Signature, escaped
from visits.states import LetterKind

INVITATION, VISA_SUPPORT = "visits.invitation", "visits.visa_support"
MAIL, ASK, REMINDER = "visits.invitation_mail", "visits.ask_mail", "visits.reminder_mail"
KINDS = {LetterKind.INVITATION: INVITATION, LetterKind.VISA_SUPPORT: VISA_SUPPORT}
NUMBER = "{§}"  # where the document's number stands in the locked facts, which do not hold it

FACTS = {
    "salutation": gettext_lazy("the salutation, in the right form of address"),
    "name": gettext_lazy("the visitor’s name in its own order"),
    "function": gettext_lazy("the visitor’s function"),
    "employer": gettext_lazy("the visitor’s employer"),
    "document": gettext_lazy("the travel document: kind, country, number"),
    "visit": gettext_lazy("the title of the visit"),
    "purpose": gettext_lazy("the purpose of the visit"),
    "on_dates": gettext_lazy("the visitor’s days in words: on Wednesday 18 November 2026"),
    "host": gettext_lazy("who receives the visitor"),
    "closing": gettext_lazy("the closing words that go with the salutation"),
    "signatory": gettext_lazy("who signs"),
    "signatory_title": gettext_lazy("the title of who signs"),
}
MAILED = {
    "salutation": FACTS["salutation"],
    "closing": FACTS["closing"],
    "visit": FACTS["visit"],
    "on_dates": gettext_lazy("the days of the visit in words"),
    "link": gettext_lazy("the personal page of the recipient"),
}
ASKED = {
    **MAILED,
    "due": gettext_lazy("the latest day for the answers, in words"),
    "missing": gettext_lazy("what is still missing, one a line"),
}
for _kind, _name in (
    (INVITATION, gettext_lazy("Invitation letter to a visitor")),
    (VISA_SUPPORT, gettext_lazy("Visa support letter")),
):
    placeholders.register(_kind, FACTS, name=_name)
placeholders.register(
    MAIL, {**MAILED, "number": gettext_lazy("the letter’s number")}, name=gettext_lazy("Mail with a letter")
)
placeholders.register(ASK, ASKED, name=gettext_lazy("Mail that asks a visitor"))
placeholders.register(REMINDER, ASKED, name=gettext_lazy("Mail that reminds a visitor"))

Texts = Mapping[tuple[str, str], TemplateText]


def letter(
    facts: Mapping[str, Mapping],
    *,
    kind: str,
    number: str,
    issue: int,
    dated_on: date | None,
    language: str,
    verify_url: str,
    reference: str,
    document_number: str = "",
    status: str = "",
) -> Paper:
    """The letter from its locked facts, the recipient's language first; the number of the document is masked
    unless it is told."""
    other = Language.FRENCH if language == Language.ENGLISH else Language.ENGLISH
    shown = document_number or facts.get("masked", "")
    first, second = (part(facts[code], shown) for code in (language, other))
    blocks: list[Block] = [Address(tuple(facts["envelope"])), *first, Break(), *second]
    if kind == LetterKind.VISA_SUPPORT:
        blocks.append(Code(verify_url, verify_words(language, verify_url)))
    return Paper(
        kind=KINDS[kind],
        number=number,
        title=facts[language]["subject"],
        language=language,
        date=dated_on,
        reference=reference,
        version=issue,
        blocks=tuple(blocks),
        status=status,
    )


def part(facts: Mapping[str, str], document_number: str) -> list[Block]:
    """One language of the letter."""
    text = facts["text"].replace(NUMBER, document_number)
    paragraphs = [Para(escaped(each.strip())) for each in text.split("\n\n") if each.strip()]
    subject = Para(escaped(facts["subject"]), "subject")
    return [subject, *paragraphs, Signature(facts["signatory"], facts["signatory_title"])]


def verify_words(language: str, url: str) -> str:
    with override(language):
        return _("Confirm this letter: %(url)s") % {"url": url}


def written(texts: Texts, kind: str, language: str, values: Mapping[str, str]) -> tuple[str, str, list[str]]:
    """Subject and text with their facts, and the facts that are not known."""
    template = texts.get((kind, language))
    if template is None:
        return "", "", [kind]
    subject, text = fill(template.subject, values), fill(template.text, values)
    return subject.text, text.text, list(dict.fromkeys([*subject.unknown, *text.unknown]))


def fact_in_words(name: str) -> str:
    """What a placeholder stands for."""
    return str({**FACTS, **ASKED}.get(name, name))
