"""The mail that asks a Member’s focal point for the delegation; pure."""

from datetime import date

from django.utils.translation import gettext_lazy

from documents import placeholders
from documents.letters import Filled, fill
from documents.models import TemplateText
from meetings.letters.words import day_in_words, on_days_in_words, session_in_words
from meetings.models import Delegation

MAIL = "meetings.delegation_mail"

placeholders.register(
    MAIL,
    {
        "salutation": gettext_lazy("the salutation, in the right form of address"),
        "session": gettext_lazy("the session in words: 40th meeting of the ITER Council (IC-40)"),
        "label": gettext_lazy("the session’s label: IC-40"),
        "on_dates": gettext_lazy("the days as they follow “held”: on Wednesday 18 and Thursday 19…"),
        "member": gettext_lazy("the Member whose delegation it is"),
        "answer_by": gettext_lazy("the last day for the answer, in words"),
        "delegation_link": gettext_lazy("the Member’s own page for its delegation"),
        "signatory": gettext_lazy("who signs"),
    },
    name=gettext_lazy("Mail that asks for a delegation"),
)


def mail(
    text: TemplateText,
    delegation: Delegation,
    *,
    salutation: str,
    link: str,
    answer_by: date,
    language: str,
) -> tuple[Filled, Filled]:
    """Subject and text for the focal point."""
    session = delegation.session
    values = {
        "salutation": salutation,
        "session": session_in_words(session, language),
        "label": session.label,
        "on_dates": on_days_in_words(session.starts_on, session.ends_on, language),
        "member": delegation.member.in_text(language),
        "answer_by": day_in_words(answer_by, language),
        "delegation_link": link,
        "signatory": session.signatory.letter_name if session.signatory else "",
    }
    return fill(text.subject, values), fill(text.text, values)
