"""The gate: who is expected, which pass opens, who is inside, what was decided without network."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from visits.models import Commitment, Passage, PassRequest, Visitor, Zone
from visits.queries import passes
from visits.queries.days import UNSEEN
from visits.states import OPENING, VisitorState, VisitState, Way


@dataclass(frozen=True)
class Expected:
    """One line of the gate list."""

    visitor: Visitor
    card: PassRequest | None
    why_not: str
    zones: tuple[Zone, ...]
    plates: tuple[str, ...]
    last: Passage | None

    @property
    def is_inside(self) -> bool:
        return bool(self.last and self.last.direction == Way.IN)

    @property
    def document(self) -> str:
        """The kind of document to check; its number stays with those who keep it."""
        document = self.visitor.document
        return document.get_kind_display() if document and document.kind else _("passport or identity card")


class GateList:
    """Everybody who may come to the gate on a day, in alphabetical order; seven queries."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.rows = self._rows()

    def _rows(self) -> list[Expected]:
        plates, last = plates_on(self.day), last_passages()
        return [
            self._row(visitor, tuple(plates.get(visitor.visit_id, ())), last.get(visitor.pk))
            for visitor in visitors_on(self.day)
        ]

    def _row(self, visitor: Visitor, plates: tuple[str, ...], last: Passage | None) -> Expected:
        card = best_card(visitor)
        why_not = "" if visitor.permanent_pass else refusal(card, self.day)
        return Expected(visitor, card, why_not, tuple(visitor.zones.all()), plates, last)

    def kept(self) -> dict:
        """What a device keeps to decide without network: hashes of codes, never codes."""
        cards = [
            {
                "digest": card.digest,
                "number": card.number,
                "name": str(row.visitor),
                "visitor": row.visitor.pk,
                "why": refusal(card, self.day),
            }
            for row in self.rows
            for card in row.visitor.passes.all()
            if card.digest
        ]
        return {"list": cards, "unknown": unknown(), "in": _("let in"), "out": _("let out")}


def unknown() -> str:
    return _("This code is not known. Ask for the name and call the office.")


def refusal(card: PassRequest | None, day: date) -> str:
    """Why a pass does not open the gate on a day, in words; empty when it does."""
    if card is None:
        return _("No pass was asked for. Call the host.")
    if card.visitor.state == VisitorState.WITHDRAWN:
        return _("The visitor was withdrawn. Call the host.")
    return passes.refusal(card, day)


def visitors_on(day: date) -> list[Visitor]:
    """Those whose access covers the day, with everything their line says."""
    found = (
        Visitor.objects.filter(arrives_on__lte=day)
        .filter(Q(access_until__gte=day) | Q(access_until__isnull=True, leaves_on__gte=day))
        .exclude(visit__state__in=(*UNSEEN, VisitState.CLOSED))
        .exclude(state=VisitorState.WITHDRAWN)
    )
    visitors = list(
        found.select_related("person__organisation", "visit__host", "document")
        .prefetch_related("zones", "passes__approvals")
        .order_by("person__search_name", "pk")
    )
    for visitor in visitors:
        for card in visitor.passes.all():
            card.visitor = visitor
    return visitors


def best_card(visitor: Visitor) -> PassRequest | None:
    """The pass that opens, else the newest."""
    cards = sorted(visitor.passes.all(), key=lambda card: card.pk, reverse=True)
    return next((card for card in cards if card.state in OPENING), cards[0] if cards else None)


def card_of(code: str) -> PassRequest | None:
    """The pass with this code or, typed by hand, this number."""
    text = code.strip()
    wanted = Q(digest=passes.digest_of(text)) | Q(number=text.upper(), digest__gt="")
    return passes.with_people(PassRequest.objects.filter(wanted)).first()


def plates_on(day: date) -> dict[int, list[str]]:
    """The number plates of the cars booked for each visit on a day."""
    found = defaultdict(list)
    rows = Commitment.objects.filter(starts_at__date=day, visit__isnull=False).exclude(resource__plate="")
    for visit, plate in (
        rows.order_by("resource__plate").values_list("visit_id", "resource__plate").distinct()
    ):
        found[visit].append(plate)
    return found


def newest_passages() -> QuerySet[Passage]:
    """The last time that each visitor went through a gate."""
    newest = Passage.objects.filter(visitor=OuterRef("visitor"), admitted=True).order_by("-scanned_at", "-pk")
    return Passage.objects.filter(admitted=True, pk=Subquery(newest.values("pk")[:1]))


def last_passages() -> dict[int, Passage]:
    return {passage.visitor_id: passage for passage in newest_passages().select_related("gate")}


def inside() -> list[Passage]:
    """Who is inside now: the last passage was inwards."""
    rows = newest_passages().filter(direction=Way.IN)
    return list(
        rows.select_related("visitor__person__organisation", "visitor__visit__host", "gate").order_by(
            "visitor__person__search_name"
        )
    )


def conflicts() -> QuerySet[Passage]:
    """What a gate without network decided otherwise than the office; nobody has looked at it yet."""
    differing = Q(said_at_gate=True, admitted=False) | Q(said_at_gate=False, admitted=True)
    found = Passage.objects.filter(differing, settled_at__isnull=True)
    return found.select_related("visitor__person", "gate")
