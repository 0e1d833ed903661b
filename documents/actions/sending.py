"""Sending a document from its page: to everybody on the list or to nobody."""

from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from council_office.directory.models import Person
from council_office.ledger import audit
from council_office.ledger.moves import Refused
from documents.actions.delivery import send
from documents.models import Delivery, Document
from documents.queries import why_not


def send_document(document: Document, *, to: Iterable[Person], subject: str, body: str, by) -> list[Delivery]:
    """One mail to each; while one of them may not receive it, nothing goes out to anybody."""
    people = list(to)
    if not people:
        raise Refused(_("Choose at least one person."))
    if red := why_not([document], people):
        names = "; ".join(f"{person}: {reason}" for person, _document, reason in red)
        audit.record("refuse_sending", document, by=by, to=[str(person) for person, _d, _r in red])
        raise Refused(_("Nothing was sent. %(names)s") % {"names": names})
    if silent := [str(person) for person in people if not person.email]:
        raise Refused(_("No e-mail address is known of: %(names)s.") % {"names": ", ".join(silent)})
    return order_all(document, people, subject, body, by=by)


@transaction.atomic
def order_all(document: Document, people: list[Person], subject: str, body: str, *, by) -> list[Delivery]:
    said = sha256(f"{subject}\n{body}".encode()).hexdigest()[:16]
    return [
        send(
            to=person.email,
            person=person,
            subject=subject,
            body=body,
            documents=[document],
            about=document,
            by=by,
            key=f"documents.send_document:{document.pk}:{person.pk}:{said}",
            language=document.language,
        )
        for person in people
    ]
