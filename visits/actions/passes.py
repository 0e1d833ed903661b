"""Verbs on passes: requested, completed, submitted, decided aspect by aspect, issued, ended.

After submission a change of what security looks at re-opens the approvals it touches and no other; a pass
that was issued on the old facts is superseded at once and opens no gate.
"""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.ledger import audit, moves, numbering
from council_office.ledger.moves import Refused
from visits.letters.passes import PassFacts
from visits.models import Approval, PassRequest, Visit, Visitor
from visits.queries import passes as queries
from visits.queries import people, programmes
from visits.rules import people as rules
from visits.states import (
    BEFORE_SECURITY,
    OPENING,
    WITH_SECURITY,
    Aspect,
    PassState,
    Stage,
    VisitorState,
)

SERIES = "PAS"

audit.say("approve_aspects", gettext_lazy("approved: %(aspects)s"), aspects=Aspect)
audit.say("print_pass", gettext_lazy("printed the pass"))
audit.say(
    "reopen_aspects",
    gettext_lazy("must be approved again, since it changed: %(aspects)s"),
    aspects=Aspect,
)


@transaction.atomic
def request_pass(visitor: Visitor, *, by) -> PassRequest:
    """The visitor's request, opened when there is none."""
    # The visitor first: whoever supersedes a pass holds the visitor too when it takes the next number.
    visitor = moves.lock(visitor)
    if visitor.permanent_pass:
        raise Refused(_("%(person)s holds a permanent pass.") % {"person": visitor.person})
    if visitor.state == VisitorState.WITHDRAWN:
        raise Refused(_("%(person)s does not come.") % {"person": visitor.person})
    if current := PassRequest.objects.current().filter(visitor=visitor).first():
        raise Refused(_("There is a request already: %(request)s.") % {"request": current})
    number = numbering.take(SERIES, timezone.localdate().year)
    request = moves.create(PassRequest, by=by, visitor=visitor, number=number)
    numbering.given(number, request)
    return follow(visitor, by=by)


@transaction.atomic
def request_passes(visit: Visit, *, by) -> list[PassRequest]:
    """A request for everybody who comes and has none."""
    without = visit.visitors.coming().filter(permanent_pass=False)
    without = without.exclude(passes__in=PassRequest.objects.current())
    return [request_pass(visitor, by=by) for visitor in without.order_by("pk")]


def follow(visitor: Visitor, *, by) -> PassRequest | None:
    """Keep the current request in step with the file: complete or not, approved facts or changed ones."""
    request = PassRequest.objects.current().filter(visitor=visitor).order_by("-pk").first()
    if request is None:
        return None
    if request.state in BEFORE_SECURITY:
        return _follow_file(request, by=by)
    return _follow_changes(request, by=by)


def _follow_file(request: PassRequest, *, by) -> PassRequest:
    complete = people.file(request.visitor).is_ready_for_pass
    if complete and request.state != PassState.COMPLETE:
        return moves.move(request, PassState.COMPLETE, by=by)
    if not complete and request.state != PassState.COLLECTING:
        return moves.move(request, PassState.COLLECTING, by=by)
    return request


@transaction.atomic
def _follow_changes(request: PassRequest, *, by) -> PassRequest:
    if request.state not in (*WITH_SECURITY, *OPENING):
        return request
    request = moves.lock(request)
    visitor = Visitor.objects.select_related("visit__host", "person", "document").get(pk=request.visitor_id)
    touched = queries.touched(request, queries.facts_of(visitor))
    if not touched:
        return request
    if request.state in OPENING:
        request = _supersede(request, by=by)
    elif request.state == PassState.APPROVED:
        request = moves.move(request, PassState.SUBMITTED, by=by)
    again = [approval.aspect for approval in touched]
    request.approvals.filter(aspect__in=again).update(approved_at=None, approved_by=None)
    audit.record("reopen_aspects", request, by=by, aspects=again)
    return request


def _supersede(request: PassRequest, *, by) -> PassRequest:
    """The old pass ends; a new request carries every approval over."""
    number = numbering.take(SERIES, timezone.localdate().year)
    moves.move(request, PassState.SUPERSEDED, by=by, ended_on=timezone.localdate())
    newer = moves.create(
        PassRequest,
        by=by,
        visitor=request.visitor,
        number=number,
        replaces=request,
        state=PassState.SUBMITTED,
        submitted_at=timezone.now(),
        submitted_by=request.submitted_by,
    )
    numbering.given(number, newer)
    Approval.objects.bulk_create(
        Approval(
            request=newer,
            aspect=approval.aspect,
            facts=approval.facts,
            approved_at=approval.approved_at,
            approved_by=approval.approved_by,
        )
        for approval in request.approvals.all()
    )
    return newer


@transaction.atomic
def submit_pass(request: PassRequest, *, by) -> PassRequest:
    """Before security, once every required item is present and valid."""
    moves.lock(request)
    if missing := people.file(request.visitor).missing(Stage.PASS):
        raise Refused(_still_missing(request, missing))
    _require_precise_zones(request.visitor)
    request = moves.move(
        request, PassState.SUBMITTED, by=by, submitted_at=timezone.now(), submitted_by_id=by.actor_id, note=""
    )
    for aspect in Aspect:
        Approval.objects.get_or_create(request=request, aspect=aspect)
    return request


def _require_precise_zones(visitor: Visitor) -> None:
    """No zone is asked for that the programme does not lead to."""
    if not (wide := programmes.too_wide(visitor)):
        return
    needed = programmes.zones_needed(visitor.visit)
    told = {
        "person": visitor.person,
        "wide": ", ".join(str(zone) for zone in wide),
        "needed": "; ".join(f"{zone} ({', '.join(map(str, stops))})" for zone, stops in needed.items()),
    }
    raise Refused(_("%(person)s: no stop leads to %(wide)s. Needed are: %(needed)s.") % told)


def _still_missing(request: PassRequest, missing: list) -> str:
    told = "; ".join(f"{need.words} ({need.requirement.get_whose_display()})" for need in missing)
    return _("%(person)s: not complete yet. Missing: %(missing)s.") % {
        "person": request.visitor.person,
        "missing": told,
    }


def submit_passes(visit: Visit, *, by) -> tuple[int, list[str]]:
    """Every complete request of the visit; how many went, and why the others did not."""
    sent, reasons = 0, []
    for request in PassRequest.objects.filter(visitor__visit=visit, state__in=BEFORE_SECURITY):
        try:
            submit_pass(request, by=by)
            sent += 1
        except Refused as refused:
            reasons.append(str(refused))
    return sent, reasons


@transaction.atomic
def approve_pass(request: PassRequest, *, by) -> PassRequest:
    """Security approves what is pending, on the facts as they are now."""
    request = moves.lock(request)
    _require_other_hands(request, by)
    if missing := people.file(request.visitor).missing(Stage.PASS):
        raise Refused(_still_missing(request, missing))
    now = queries.facts_of(request.visitor)
    pending = list(request.approvals.filter(approved_at__isnull=True))
    for approval in pending:
        approval.facts, approval.approved_at = now[approval.aspect], timezone.now()
        approval.approved_by_id = by.actor_id
        approval.save(update_fields=["facts", "approved_at", "approved_by"])
    audit.record("approve_aspects", request, by=by, aspects=[each.aspect for each in pending])
    return moves.move(request, PassState.APPROVED, by=by, decided_at=timezone.now(), note="")


def refuse_pass(request: PassRequest, *, by, reason: str) -> PassRequest:
    _require_other_hands(request, by)
    _say_why(reason)
    return moves.move(
        request, PassState.REFUSED, by=by, decided_at=timezone.now(), note=reason.strip(), reason=reason
    )


def ask_about_pass(request: PassRequest, *, by, note: str) -> PassRequest:
    """Security needs to know something before it decides."""
    _say_why(note)
    return moves.move(request, PassState.INFORMATION, by=by, note=note.strip())


def _require_other_hands(request: PassRequest, by) -> None:
    if not rules.may_decide(by, request):
        raise Refused(_("Nobody decides on a request of their own."))


def retry_pass(request: PassRequest, *, by) -> PassRequest:
    """A refused or withdrawn request is taken up again."""
    moves.move(request, PassState.COLLECTING, by=by)
    return follow(request.visitor, by=by)


@transaction.atomic
def issue_pass(request: PassRequest, *, by) -> PassRequest:
    """The approved request becomes a pass with its own code, valid on the approved days."""
    visitor, nonce = request.visitor, secrets.token_hex(32)
    request.nonce = nonce
    return moves.move(
        request,
        PassState.ISSUED,
        by=by,
        nonce=nonce,
        digest=queries.digest_of(queries.code_of(request)),
        issued_at=timezone.now(),
        valid_from=visitor.arrives_on,
        valid_until=visitor.last_day,
    )


def issue_passes(visit: Visit, *, by) -> list[PassRequest]:
    """Every approved request of the visit."""
    approved = PassRequest.objects.filter(visitor__visit=visit, state=PassState.APPROVED)
    return [issue_pass(request, by=by) for request in approved.select_related("visitor")]


def print_pass(request: PassRequest, *, by) -> PassFacts:
    """What the pass shows, its code included; printing it is recorded."""
    if request.state not in OPENING:
        raise Refused(_("Only an issued pass can be printed."))
    visitor = people.file(request.visitor).visitor
    zones = list(visitor.zones.all())
    language = visitor.person.language
    organisation = visitor.person.organisation
    audit.record("print_pass", request, by=by)
    return PassFacts(
        number=request.number,
        code=queries.code_of(request),
        name=visitor.person.kept.letter_name,
        organisation=organisation.name(language) if organisation else "",
        host=visitor.visit.host.letter_name if visitor.visit.host else "",
        zones=tuple(zone.name(language) for zone in zones),
        valid_from=request.valid_from,
        valid_until=request.valid_until,
        needs_escort=any(zone.needs_escort for zone in zones),
        language=language,
    )


def activate_pass(request: PassRequest, *, by) -> PassRequest:
    """Shown at a gate for the first time."""
    return moves.move(request, PassState.ACTIVE, by=by) if request.state == PassState.ISSUED else request


def revoke_pass(request: PassRequest, *, by, reason: str) -> PassRequest:
    """From now on the pass opens nothing."""
    _say_why(reason)
    return moves.move(request, PassState.REVOKED, by=by, reason=reason.strip(), ended_on=timezone.localdate())


def end_pass_of(visitor: Visitor, *, by, reason: str) -> None:
    """The visitor does not come: what opens a gate is revoked, what was asked for is withdrawn."""
    request = PassRequest.objects.current().filter(visitor=visitor).order_by("-pk").first()
    if request is None:
        return
    if request.state in OPENING:
        revoke_pass(request, by=by, reason=reason or _("Does not come"))
    elif request.state in (*BEFORE_SECURITY, *WITH_SECURITY):
        moves.move(request, PassState.WITHDRAWN, by=by, reason=reason)


def expire_passes(*, by=audit.CLOCK) -> int:
    """Passes whose last day is over; how many."""
    over = PassRequest.objects.filter(queries.expired(timezone.localdate()))
    for request in over:
        moves.move(request, PassState.EXPIRED, by=by, ended_on=request.valid_until)
    return len(over)


def follow_directory(*, by=audit.CLOCK) -> int:
    """Names changed in the directory reach the passes that rest on them; how many were touched."""
    requests = PassRequest.objects.filter(state__in=(*WITH_SECURITY, *OPENING))
    changed = [
        request
        for request in queries.with_people(requests)
        if queries.touched(request, queries.facts_of(request.visitor))
    ]
    for request in changed:
        follow(request.visitor, by=by)
    return len(changed)


def _say_why(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why."))
