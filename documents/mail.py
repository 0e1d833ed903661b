"""A delivery as a mail, and its handing over to the mail server."""

import smtplib
from datetime import datetime
from email.utils import formataddr

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar

from council_office.web import words
from documents import archive
from documents.models import Delivery, Document


class NotAccepted(Exception):
    """The server certainly took nothing; `permanent` when it never will."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.permanent = permanent


class Unclear(Exception):
    """The connection broke while the mail was being handed over: nobody knows whether it was taken."""


def with_reference(subject: str, documents: list[Document]) -> str:
    """The subject with the number of the first paper, so that answers keep it."""
    number = documents[0].number if documents else ""
    subject = " ".join(subject.split())
    return subject if not number or number in subject else f"{subject} [{number}]"[:300]


def compose(delivery: Delivery) -> EmailMultiAlternatives:
    """Text and HTML with the same words, the calendar entry as an alternative, papers as attachments.

    Outlook shows an entry that is an alternative as a meeting; other programs look for the attached file.
    """
    rows = list(delivery.attached.select_related("document", "copy__document"))
    attached = [row.document for row in rows]
    message = EmailMultiAlternatives(
        subject=delivery.subject,
        body=rendered("documents/mail.txt", delivery, attached),
        to=[formataddr((delivery.person.letter_name if delivery.person else "", delivery.to))],
        headers={"Message-ID": delivery.message_id, "Content-Language": delivery.language},
    )
    message.attach_alternative(rendered("documents/mail.html", delivery, attached), "text/html")
    for row in rows:
        file = row.leaving
        message.attach(file.download_name, archive.read(file), file.media_type)
    if delivery.ical:
        entry = bytes(delivery.ical).decode()
        message.attach_alternative(entry, f"text/calendar; method={delivery.ical_method}")
        message.attach("invitation.ics", entry.encode(), "application/ics")
    return message


def text(delivery: Delivery) -> str:
    """The mail as its recipient reads it without pictures."""
    return rendered("documents/mail.txt", delivery, list(delivery.documents.all()))


def entry(delivery: Delivery) -> dict[str, object]:
    """What the calendar entry of a mail says: method, summary, place, start and end."""
    if not delivery.ical:
        return {}
    calendar = Calendar.from_ical(bytes(delivery.ical))
    event = next(iter(calendar.walk("VEVENT")), {})
    moments = {name: in_words(event.get(name)) for name in ("dtstart", "dtend")}
    return {
        "method": delivery.get_ical_method_display(),
        "summary": str(event.get("summary", "")),
        "location": str(event.get("location", "")),
        "starts": moments["dtstart"],
        "ends": moments["dtend"],
    }


def in_words(when) -> str:
    """A moment or a day of a calendar entry."""
    if when is None:
        return ""
    return words.moment(when.dt) if isinstance(when.dt, datetime) else words.day(when.dt)


def rendered(template: str, delivery: Delivery, attached: list[Document]) -> str:
    """The words of the mail in the recipient's language, whoever's worker sends it."""
    with override(delivery.language):
        facts = {
            "delivery": delivery,
            "paragraphs": [part for part in delivery.body.strip().split("\n\n") if part.strip()],
            "numbers": ", ".join(dict.fromkeys(document.number for document in attached)),
        }
        return render_to_string(template, facts).strip() + "\n"


def hand_over(message: EmailMultiAlternatives) -> None:
    """Mail it. Raises NotAccepted when the server took nothing, Unclear when that cannot be known."""
    server = mail.mailers.default
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotAccepted(unreachable(error)) from error
    try:
        server.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code, reason = next(iter(error.recipients.values()))
        raise NotAccepted(answer(code, reason), permanent=code >= 500) from error
    except smtplib.SMTPResponseException as error:
        raise NotAccepted(
            answer(error.smtp_code, error.smtp_error), permanent=error.smtp_code >= 500
        ) from error
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        raise Unclear(unreachable(error)) from error
    finally:
        server.close()


def answer(code: int, reason: bytes | str) -> str:
    words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
    return _("The mail server answered %(code)s: %(words)s") % {"code": code, "words": words}


def unreachable(error: Exception) -> str:
    return _("The mail server could not be reached: %(error)s") % {"error": error}
