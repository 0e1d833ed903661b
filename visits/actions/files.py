"""Verbs on a visitor's file: answers, documents and scans taken in, and shown with a trace."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from visits import mrz
from visits.actions import passes
from visits.actions.visits import require_open
from visits.models import Answer, Scan, TravelDocument, Visitor
from visits.queries.people import ATTRIBUTES
from visits.rules.scans import form_of_scan
from visits.states import OF_ANSWERS, OF_DOCUMENT, OF_SCANS, DocumentKind, Item

audit.say(
    "rotate_identity_key",
    gettext_lazy("sealed the identity data with the newest key (anew: %(anew)s, unreadable: %(lost)s)"),
)
audit.say("read_identity", gettext_lazy("looked at the identity data"))
audit.say("open_scan", gettext_lazy("opened the scan “%(item)s”"), item=Item)
audit.say(
    "erase_identity",
    gettext_lazy(
        "erased the identity data (documents: %(documents)s, scans: %(scans)s, answers: %(answers)s); "
        "the access ended: %(ended)s; days to keep them: %(days)s"
    ),
)


@transaction.atomic
def save_answers(visitor: Visitor, *, by, values: Mapping[str, Any]) -> Visitor:
    """Keep what was said, as far as it was said; an empty value takes an answer back."""
    require_open(visitor.visit)
    visitor = moves.lock(visitor)
    held = {ATTRIBUTES[item]: told(value) for item, value in values.items() if item in OF_DOCUMENT}
    if "biometric" in values:
        held["biometric"] = values["biometric"]
    if held:
        _save_document(visitor, held, by)
    for item in values.keys() & set(OF_ANSWERS):
        _save_answer(visitor, item, told(values[item]), by)
    passes.follow(visitor, by=by)
    return visitor


def told(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "").strip()


def _save_document(visitor: Visitor, values: dict[str, Any], by) -> None:
    if visitor.document is None:
        document = moves.create(TravelDocument, by=by, person=visitor.person, **values)
        moves.revise(visitor, by=by, document=document)
        return
    moves.revise(visitor.document, by=by, **values)
    # The document is the person's: what was approved for another visit with it is touched as well.
    for other in Visitor.objects.filter(document=visitor.document).exclude(pk=visitor.pk):
        passes.follow(other, by=by)


def _save_answer(visitor: Visitor, item: str, value: str, by) -> None:
    answer = Answer.objects.filter(visitor=visitor, item=item).first()
    if answer is not None:
        moves.revise(answer, by=by, value=value)
    elif value:
        moves.create(Answer, by=by, visitor=visitor, item=item, value=value)


def read_zone(visitor: Visitor, text: str, *, by) -> Visitor:
    """What the machine-readable zone says, once its check digits hold; the lines themselves are not kept."""
    try:
        zone = mrz.read(text)
    except mrz.Unreadable as wrong:
        raise Refused(str(wrong)) from wrong
    values = {
        Item.DOCUMENT_NUMBER: zone.number,
        Item.HOLDER_NAME: zone.holder_name,
        Item.BORN_ON: zone.born_on,
        Item.EXPIRES_ON: zone.expires_on,
    }
    if zone.nationality:
        values[Item.NATIONALITY] = zone.nationality
    if len(zone.issuer) == 2:
        values[Item.DOCUMENT_COUNTRY] = zone.issuer
    if kind := kind_of(zone, visitor.document.kind if visitor.document else ""):
        values[Item.DOCUMENT_KIND] = kind
    return save_answers(visitor, by=by, values=values)


def kind_of(zone: mrz.Zone, known: str) -> str:
    """The kind that the zone tells; an ordinary, service or diplomatic passport look alike to it."""
    if zone.is_united_nations:
        return DocumentKind.LAISSEZ_PASSER
    if zone.is_card:
        return DocumentKind.ID_CARD
    return "" if known in (DocumentKind.SERVICE, DocumentKind.DIPLOMATIC) else DocumentKind.PASSPORT


@transaction.atomic
def upload_scan(visitor: Visitor, *, by, item: str, data: bytes, name: str) -> Scan:
    """A picture or PDF in the place of what was there before; its kind is told by its content."""
    require_open(visitor.visit)
    if item not in OF_SCANS:
        raise Refused(_("No file is asked for here."))
    form = form_of_scan(data, name)
    for older in Scan.objects.filter(visitor=visitor, item=item):
        moves.remove(older, by=by)
    scan = moves.create(Scan, by=by, visitor=visitor, item=item, form=form, size=len(data), content=data)
    passes.follow(visitor, by=by)
    return scan


@transaction.atomic
def remove_scan(scan: Scan, *, by) -> None:
    """The wrong picture goes away at once."""
    visitor = scan.visitor
    moves.remove(scan, by=by)
    passes.follow(visitor, by=by)


def read_identity(visitor: Visitor, *, by) -> Visitor:
    """Every display of identity data leaves its trace."""
    audit.record("read_identity", visitor, by=by)
    return visitor


def open_scan(scan: Scan, *, by) -> bytes:
    audit.record("open_scan", scan.visitor, by=by, item=scan.item)
    return bytes(scan.content)
