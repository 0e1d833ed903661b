"""Reads for the registers: what is in force, what is open, what comes back, who replaced whom."""

from datetime import date

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from council_office.directory.models import User
from meetings.models import Action, ActionReport, Body, Decision, Session, Subject
from meetings.states import ActionState, FollowUp, SessionState

UPCOMING = (SessionState.DRAFT, SessionState.CONVENED)
BINDING = (FollowUp.DECISION, FollowUp.ACTION, FollowUp.CHARGE)


def in_force(subject: Subject | None, on: date) -> QuerySet[Decision]:
    """The decisions (on one subject, or all) that bind on a day, right through chains of supersession.

    Taking note binds nobody; a decision ad referendum binds once it is lifted; what was replaced stays so.
    """
    rows = Decision.objects.filter(formula__follow_up__in=BINDING)
    rows = rows if subject is None else rows.filter(subject=subject)
    return binding(rows, on)


def binding(rows: QuerySet[Decision], on: date) -> QuerySet[Decision]:
    """The rows that are begun, not ended and not replaced on a day (the rule of meetings.supersession)."""
    successors = Decision.supersedes.through.objects.filter(
        to_decision=OuterRef("pk"), from_decision__effective_on__lte=on
    )
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), effective_on__lte=on).filter(
        ~Exists(successors)
    )


def replaced_by_each() -> dict[int, list[int]]:
    """For each decision the ones that it replaces."""
    found: dict[int, list[int]] = {}
    for newer, older in Decision.supersedes.through.objects.values_list("from_decision", "to_decision"):
        found.setdefault(newer, []).append(older)
    return found


def chain(decision: Decision, user: User) -> list[Decision]:
    """Everything linked to a decision by replacement, both ways, that the user may see; oldest first."""
    found, ahead = {decision.pk}, {decision.pk}
    links = list(Decision.supersedes.through.objects.values_list("from_decision", "to_decision"))
    while ahead:
        ahead = {b for a, b in links if a in ahead} | {a for a, b in links if b in ahead}
        ahead -= found
        found |= ahead
    rows = Decision.objects.visible_to(user).filter(pk__in=found).select_related("session", "formula")
    return list(rows.prefetch_related("supersedes").order_by("decided_on", "session", "serial"))


def with_status(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Actions with their last report, and the day by which they are due for sorting."""
    last = ActionReport.objects.filter(action=OuterRef("pk")).order_by("-reported_on", "-pk")
    return actions.annotate(
        status_en=Subquery(last.values("text_en")[:1]),
        status_fr=Subquery(last.values("text_fr")[:1]),
        status_on=Subquery(last.values("reported_on")[:1]),
        due_key=Coalesce("due_on", "due_session__ends_on", Value(date.max), output_field=DateField()),
    )


def next_session(body: Body, after: date) -> Session | None:
    """The body's next session that is still to come and not held yet."""
    return body.sessions.filter(starts_on__gt=after, state__in=UPCOMING).order_by("starts_on").first()


def waiting(session: Session) -> int:
    """How many open matters could still be put on the agenda of a session to come."""
    return to_carry(session).count() if session.state in UPCOMING else 0


def to_carry(session: Session) -> QuerySet[Action]:
    """What comes back at a session: open matters of its body from earlier sessions, and charges put to it."""
    body = session.body_id
    rows = Action.objects.filter(
        Q(session__body=body) | Q(to_body=body),
        state=ActionState.OPEN,
        session__starts_on__lt=session.starts_on,
    )
    known = session.items.filter(carried__isnull=False).values("carried")
    return (
        rows.exclude(pk__in=known)
        .select_related("act__outcome__item")
        .order_by("session__starts_on", "session", "serial")
    )


def of_session(session: Session) -> QuerySet[Action]:
    """What a session started, and what it has on its agenda from before."""
    carried = session.items.filter(carried__isnull=False).values("carried")
    return Action.objects.filter(Q(session=session) | Q(pk__in=carried))


def answered_charges(session: Session) -> QuerySet[Action]:
    """Charges of the body that its committees answered since its session before this one."""
    before = session.body.sessions.filter(starts_on__lt=session.starts_on).order_by("-starts_on").first()
    since = before.ends_on if before else date.min
    return Action.objects.filter(
        session__body=session.body_id,
        to_body__isnull=False,
        state=ActionState.DONE,
        closed_by__session__body=F("to_body"),
        closed_on__gt=since,
        closed_on__lte=session.ends_on,
    )


def subjects_in_force(on: date, user: User) -> list[tuple[Subject, int]]:
    """The subjects on which something binds on a day, with how many decisions."""
    visible = Decision.objects.visible_to(user).values("pk")
    rows = in_force(None, on).filter(pk__in=visible, subject__isnull=False).order_by()
    counts = dict(rows.values_list("subject").annotate(count=Count("pk")))
    return [(each, counts[each.pk]) for each in Subject.objects.filter(pk__in=counts)]


def unanswered_charges(body: Body) -> QuerySet[Action]:
    """Charges that the body's committees have not answered yet."""
    return Action.objects.filter(session__body=body, to_body__isnull=False, state=ActionState.OPEN)
