"""Verbs on seating plans: drawn, filled, changed by hand, repaired, kept as a version."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused
from protocol import seating
from protocol.models import Ceremony, Guest, PlanVersion, Seat, SeatPlan
from protocol.queries.seats import PlanView, in_words
from protocol.seating import Repair

audit.say("fill_plan", gettext_lazy("seated %(seated)s guests by the ladder"))
audit.say("seat", gettext_lazy("seated %(guest)s on seat %(seat)s"))
audit.say("unseat", gettext_lazy("freed seat %(seat)s of %(guest)s"))
audit.say("repair_plan", gettext_lazy("repaired the plan: %(placed)s seated, %(moved)s moved"))
audit.say("keep_plan", gettext_lazy("kept version %(version)s"))
audit.say("restore_plan", gettext_lazy("went back to version %(version)s"))
audit.say("mark_seat", gettext_lazy("seat %(seat)s: %(what)s"))


@transaction.atomic
def draw_plan(ceremony: Ceremony, *, by, **fields) -> SeatPlan:
    """A new plan with empty seats."""
    require_open(ceremony)
    plan = moves.create(SeatPlan, by=by, ceremony=ceremony, **fields)
    number_seats(plan)
    return plan


@transaction.atomic
def revise_plan(plan: SeatPlan, *, by, seen: int | None = None, **changes) -> SeatPlan:
    """Another shape or size; guests keep the numbers of their seats as far as there are such."""
    require_open(plan.ceremony)
    plan = moves.revise(plan, by=by, seen=seen, **changes)
    number_seats(plan)
    return plan


def number_seats(plan: SeatPlan) -> None:
    """As many seats as the shape has."""
    Seat.objects.filter(plan=plan, number__gt=plan.seats_count).delete()
    there = set(Seat.objects.filter(plan=plan).values_list("number", flat=True))
    lacking = set(range(1, plan.seats_count + 1)) - there
    Seat.objects.bulk_create(Seat(plan=plan, number=number) for number in sorted(lacking))


@transaction.atomic
def remove_plan(plan: SeatPlan, *, by) -> None:
    """Take out a plan of which no version was kept."""
    plan = moves.lock(plan)
    if plan.versions_kept:
        raise Refused(_("Versions of this plan were kept: it stays with the ceremony."))
    moves.remove(plan, by=by)


@transaction.atomic
def fill_plan(plan: SeatPlan, *, by) -> PlanView:
    """Seat everybody anew by the ladder and the rules; fixed seats stay. Refused with what clashes."""
    plan = locked(plan)
    view = PlanView(plan)
    found = seating.fill(view.room, view.people, view.demands)
    hard = [rule for rule in found.clash if rule.kind != "capacity"]
    if hard:
        clash = "; ".join(in_words(hard, view.guests))
        words = _("No seating keeps all of these together: %(clash)s. Give up one of them, then seat again.")
        raise Refused(words % {"clash": clash})
    write(plan, found.seated)
    audit.record("fill_plan", plan, by=by, seated=len(found.seated))
    return PlanView(plan, view.steps)


@transaction.atomic
def seat_guest(plan: SeatPlan, *, by, guest: Guest, number: int) -> SeatPlan:
    """Put a guest on a seat; whoever sits there takes the guest's, or none. Fixed seats do not move."""
    plan = locked(plan)
    if guest.ceremony_id != plan.ceremony_id or not guest.comes:
        raise Refused(_("%(guest)s does not come to this ceremony.") % {"guest": guest})
    target = Seat.objects.filter(plan=plan, number=number).first()
    if target is None:
        raise Refused(_("There is no seat %(number)s.") % {"number": number})
    origin = Seat.objects.filter(plan=plan, guest=guest).first()
    require_movable(target, origin)
    if origin == target:
        return plan
    other = target.guest
    assign({seat: None for seat in (origin, target) if seat})
    assign({target: guest} | ({origin: other} if origin else {}))
    audit.record("seat", plan, by=by, guest=str(guest), seat=number)
    return touched(plan, by=by)


@transaction.atomic
def unseat_guest(plan: SeatPlan, *, by, guest: Guest) -> SeatPlan:
    """Free the seat of a guest in this plan."""
    plan = locked(plan)
    seat = Seat.objects.filter(plan=plan, guest=guest).first()
    if seat is None:
        raise Refused(_("%(guest)s has no seat in this plan.") % {"guest": guest})
    require_movable(seat)
    assign({seat: None})
    audit.record("unseat", plan, by=by, guest=str(guest), seat=seat.number)
    return touched(plan, by=by)


@transaction.atomic
def mark_seat(
    plan: SeatPlan, *, by, number: int, locked: bool | None = None, accessible: bool | None = None
) -> Seat:
    """Fix a seat for who sits there, or say whether a wheelchair reaches it."""
    seat = Seat.objects.select_for_update().filter(plan=plan, number=number).first()
    if seat is None:
        raise Refused(_("There is no seat %(number)s.") % {"number": number})
    if locked and seat.guest_id is None:
        raise Refused(_("Nobody sits there: seat somebody, then fix the seat."))
    if locked is not None:
        seat.locked = locked
    if accessible is not None:
        seat.accessible = accessible
    seat.save(update_fields=["locked", "accessible"])
    what = [
        _("fixed") if seat.locked else _("not fixed"),
        _("accessible") if seat.accessible else _("not accessible"),
    ]
    audit.record("mark_seat", plan, by=by, seat=number, what=", ".join(what))
    return seat


def propose_repair(plan: SeatPlan) -> Repair:
    """The plan with the fewest people moved that seats whoever has no seat; nothing is written."""
    view = PlanView(plan)
    return seating.repair(view.room, view.seated, view.people, view.demands)


@transaction.atomic
def repair_plan(plan: SeatPlan, *, by) -> Repair:
    """Take the proposed repair."""
    plan = locked(plan)
    found = propose_repair(plan)
    if not found.placed:
        raise Refused(_("Everybody who comes has a seat: nothing is to repair."))
    write(plan, found.seated)
    audit.record("repair_plan", plan, by=by, placed=len(found.placed), moved=len(found.moved))
    return found


@transaction.atomic
def keep_plan(plan: SeatPlan, *, by, note: str = "") -> PlanVersion:
    """Keep the plan as it stands under the next version number."""
    plan = locked(plan)
    number = plan.versions_kept + 1
    seats = Seat.objects.filter(plan=plan, guest__isnull=False)
    version = PlanVersion(
        plan=plan,
        number=number,
        note=note[:200],
        seated={str(seat.number): seat.guest_id for seat in seats},
        kept_by=by.actor_label,
    )
    version.save(force_insert=True)
    moves.revise(plan, by=by, versions_kept=number)
    audit.record("keep_plan", plan, by=by, version=number, reason=note)
    return version


@transaction.atomic
def restore_version(version: PlanVersion, *, by) -> SeatPlan:
    """Seat everybody as in a kept version; who no longer comes leaves an empty seat."""
    plan = locked(version.plan)
    comes = set(Guest.objects.filter(ceremony=plan.ceremony_id).expected().values_list("pk", flat=True))
    kept = {int(number): key for number, key in version.seated.items()}
    write(plan, {n: key for n, key in kept.items() if key in comes and n <= plan.seats_count})
    audit.record("restore_plan", plan, by=by, version=version.number)
    return touched(plan, by=by)


def clear_seats(guest: Guest, *, by) -> int:
    """Free every seat of somebody who no longer comes; how many that were."""
    seats = list(Seat.objects.select_for_update().filter(guest=guest).select_related("plan"))
    for seat in seats:
        seat.guest, seat.locked = None, False
        seat.save(update_fields=["guest", "locked"])
        audit.record("unseat", seat.plan, by=by, guest=str(guest), seat=seat.number)
    return len(seats)


def write(plan: SeatPlan, seated: Mapping[int, int]) -> None:
    """Who sits where, all at once; fixed marks stay with those who keep their seats."""
    seats = list(Seat.objects.filter(plan=plan))
    for seat in seats:
        now = seated.get(seat.number)
        seat.locked = seat.locked and now is not None and seat.guest_id == now
    Seat.objects.filter(plan=plan).update(guest=None)
    for seat in seats:
        seat.guest_id = seated.get(seat.number)
    Seat.objects.bulk_update(seats, ["guest", "locked"], batch_size=100)


def assign(guests: Mapping[Seat, Guest | None]) -> None:
    for seat, guest in guests.items():
        seat.guest = guest
        seat.save(update_fields=["guest"])


def locked(plan: SeatPlan) -> SeatPlan:
    """The plan, read anew and held until the change is done."""
    plan = moves.lock(SeatPlan.objects.get(pk=plan.pk))
    require_open(plan.ceremony)
    return plan


def touched(plan: SeatPlan, *, by) -> SeatPlan:
    """A plan read anew, so that no answer shows what was before."""
    return SeatPlan.objects.select_related("ceremony").get(pk=plan.pk)


def require_movable(*seats: Seat | None) -> None:
    fixed = [str(seat.number) for seat in seats if seat and seat.locked and seat.guest_id]
    if fixed:
        words = ngettext(
            "Seat %(seats)s is fixed: release it first.",
            "Seats %(seats)s are fixed: release them first.",
            len(fixed),
        )
        raise Refused(words % {"seats": ", ".join(fixed)})


def require_open(ceremony: Ceremony) -> None:
    if not ceremony.is_open:
        raise Refused(_("The ceremony is over: its seating no longer changes."))
