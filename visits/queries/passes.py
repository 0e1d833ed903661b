"""What security approves and has approved, what changed since, and whether a code opens a gate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Count, Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.calendar.deadlines import day
from council_office.web.navigation import counter
from visits.models import Approval, PassRequest, Visitor, Zone
from visits.states import OPENING, Aspect, PassState

Facts = dict[str, dict[str, str]]

# The facts of each aspect in words; a fingerprint stands for what nobody but security may read.
LABELS = {
    "name": gettext_lazy("name"),
    "holder": gettext_lazy("name in the document"),
    "nationality": gettext_lazy("nationality"),
    "document": gettext_lazy("kind of document"),
    "country": gettext_lazy("issuing country"),
    "number": gettext_lazy("document number"),
    "born": gettext_lazy("date of birth"),
    "expires": gettext_lazy("date of expiry"),
    "arrives": gettext_lazy("arrives"),
    "until": gettext_lazy("access until"),
    "zones": gettext_lazy("zones"),
    "host": gettext_lazy("host"),
}
FINGERPRINTS = ("holder", "number", "born", "expires")


def fingerprint(value: str) -> str:
    """What tells two values apart without telling either; its key is outside the database."""
    return salted_hmac("visits.fingerprint", value, algorithm="sha256").hexdigest()[:16] if value else ""


def facts_of(visitor: Visitor) -> Facts:
    """What a pass rests on now, by aspect; as plain text, identity data only as fingerprints."""
    document = visitor.document
    held = {
        "nationality": document.nationality.code or "" if document else "",
        "document": document.kind if document else "",
        "country": document.country.code or "" if document else "",
        "holder": fingerprint(document.holder_name) if document else "",
        "number": fingerprint(document.number) if document else "",
        "born": fingerprint(document.born_on_text) if document else "",
        "expires": fingerprint(document.expires_on_text) if document else "",
    }
    return {
        Aspect.IDENTITY: {"name": visitor.person.kept.display_name, **held},
        Aspect.STAY: {"arrives": visitor.arrives_on.isoformat(), "until": visitor.last_day.isoformat()},
        Aspect.ZONES: {"zones": " ".join(sorted(zone.code for zone in visitor.zones.all()))},
        Aspect.HOST: {"host": str(visitor.visit.host or "")},
    }


@dataclass(frozen=True)
class Difference:
    """One fact before and now, in words."""

    label: str
    before: str
    now: str


def differences(approval: Approval, now: dict[str, str]) -> list[Difference]:
    """What differs from what was approved; nothing for an aspect never approved."""
    if not approval.facts:
        return []
    return [
        Difference(str(LABELS[name]), *in_words(name, approval.facts.get(name, ""), now[name]))
        for name in now
        if approval.facts.get(name, "") != now[name]
    ]


def in_words(name: str, before: str, now: str) -> tuple[str, str]:
    if name in FINGERPRINTS:
        return (_("another") if before else "–", _("as shown above") if now else "–")
    if name in ("arrives", "until"):
        return tuple(day(date.fromisoformat(text)) if text else "–" for text in (before, now))
    if name == "zones":
        names = {zone.code: zone.name() for zone in Zone.objects.filter(code__in=f"{before} {now}".split())}
        return tuple(
            ", ".join(names.get(code, code) for code in text.split()) or "–" for text in (before, now)
        )
    return before or "–", now or "–"


@dataclass(frozen=True)
class Judged:
    """One aspect on security's page: approved or not, and what changed since it was."""

    approval: Approval
    differences: list[Difference]

    @property
    def label(self) -> str:
        return self.approval.get_aspect_display()

    @property
    def is_pending(self) -> bool:
        return self.approval.approved_at is None


def judged(request: PassRequest) -> list[Judged]:
    """Every aspect of a request with its before and after."""
    now = facts_of(request.visitor)
    return [
        Judged(approval, differences(approval, now[approval.aspect]))
        for approval in request.approvals.select_related("approved_by__person")
    ]


def touched(request: PassRequest, now: Facts) -> list[Approval]:
    """The approvals whose facts are no longer those that were approved."""
    return [
        approval
        for approval in request.approvals.all()
        if approval.approved_at is not None and approval.facts != now[approval.aspect]
    ]


def with_people(requests: QuerySet[PassRequest]) -> QuerySet[PassRequest]:
    return requests.select_related(
        "visitor__visit__host", "visitor__person__organisation", "visitor__document"
    ).prefetch_related("visitor__zones", "approvals")


def digest_of(code: str) -> str:
    return sha256(code.strip().encode()).hexdigest()


def code_of(request: PassRequest) -> str:
    """The code that the pass shows: made from a random number and the office's key, written down nowhere."""
    return salted_hmac("visits.pass", request.nonce, algorithm="sha256").hexdigest()[:32].upper()


@dataclass(frozen=True)
class GateAnswer:
    """Whether a code opens a gate, and in one sentence why not."""

    opens: bool
    reason: str
    request: PassRequest | None = None


REFUSALS = {
    PassState.EXPIRED: gettext_lazy("This pass has expired."),
    PassState.REVOKED: gettext_lazy("This pass was revoked."),
    PassState.SUPERSEDED: gettext_lazy("This pass was replaced: what it rests on has changed."),
}


def gate_answer(code: str, on: date, zone: Zone | None = None) -> GateAnswer:
    """Whether the holder of this code comes in on this day, into this zone when one is named."""
    request = with_people(PassRequest.objects.filter(digest=digest_of(code))).first()
    if request is None:
        return GateAnswer(False, _("No pass has this code."))
    if reason := refusal(request, on, zone):
        return GateAnswer(False, reason, request)
    return GateAnswer(True, "", request)


def refusal(request: PassRequest, on: date, zone: Zone | None = None) -> str:
    """Why the pass does not open now; empty when it does."""
    if request.state not in OPENING:
        return str(REFUSALS.get(request.state, _("This pass is not issued.")))
    if on < request.valid_from:
        return _("This pass is valid from %(day)s.") % {"day": day(request.valid_from)}
    if on > request.valid_until:
        return str(REFUSALS[PassState.EXPIRED])
    if touched(request, facts_of(request.visitor)):
        return str(REFUSALS[PassState.SUPERSEDED])
    if zone is not None and zone.controlled and not covers(request.visitor.zones.all(), zone):
        return _("This pass does not name the zone %(zone)s.") % {"zone": zone}
    return ""


def covers(named: Iterable[Zone], zone: Zone) -> bool:
    """A zone is named itself or by the zone that it lies in."""
    codes = {each.pk for each in named}
    return zone.pk in codes or (zone.parent_id is not None and zone.parent_id in codes)


@counter("visits:visits")
def waiting(user) -> int:
    """What calls for action: passes to decide for security, files refused or asked about for the office."""
    visible = PassRequest.objects.visible_to(user)
    if user.has_role("security_officer"):
        return visible.filter(state=PassState.SUBMITTED).count()
    return visible.filter(state__in=(PassState.INFORMATION, PassState.REFUSED, PassState.APPROVED)).count()


def tally(visitors: QuerySet[Visitor]) -> dict[str, int]:
    """How many passes of these visitors stand where."""
    rows = PassRequest.objects.current().filter(visitor__in=visitors).values("state").annotate(n=Count("pk"))
    return {row["state"]: row["n"] for row in rows}


def expired(on: date) -> Q:
    return Q(state__in=OPENING, valid_until__lt=on)
