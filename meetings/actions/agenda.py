"""Verbs on the agenda: items, their order and numbers, versions, adoption."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from council_office.ledger import audit, moves, outbox
from council_office.ledger.moves import Refused
from documents import actions as documents
from meetings.actions.opening import reseat
from meetings.letters import agenda as letters
from meetings.models import AgendaItem, AgendaVersion, Session, StandingItem
from meetings.queries.agenda import LANGUAGES, Agenda, latest_version
from meetings.states import AgendaState, SessionState

CLOSED = (SessionState.RECORDED, SessionState.CANCELLED)


@transaction.atomic
def fill_agenda(session: Session, *, by) -> list[AgendaItem]:
    """The body's standing items on an empty agenda; an agenda that has items is left alone."""
    require_open(session)
    if session.items.exists():
        return []
    made: dict[int, AgendaItem] = {}
    above_first = (F("parent__position").asc(nulls_first=True), "position")
    for standing in StandingItem.objects.filter(body=session.body).order_by(*above_first):
        made[standing.pk] = moves.create(
            AgendaItem,
            by=by,
            session=session,
            parent=made.get(standing.parent_id),
            position=standing.position,
            title_en=standing.title_en,
            title_fr=standing.title_fr,
            purpose=standing.purpose,
            minutes=standing.minutes,
            carries_actions=standing.carries_actions,
        )
    return list(made.values())


@transaction.atomic
def add_item(
    session: Session, *, by, parent: AgendaItem | None = None, reason: str = "", **facts: Any
) -> AgendaItem:
    """A new item, last under its parent."""
    require_open(session, reason)
    _require_same_session(session, parent)
    last = session.items.filter(parent=parent).order_by("-position").first()
    position = last.position + 1 if last else 1
    item = moves.create(AgendaItem, by=by, session=session, parent=parent, position=position, **facts)
    reseat(session, by=by)
    _note(session, reason, by=by)
    return item


@transaction.atomic
def revise_item(
    item: AgendaItem, *, by, seen: int | None = None, reason: str = "", **changes: Any
) -> AgendaItem:
    require_open(item.session, reason)
    item = moves.revise(item, by=by, seen=seen, **changes)
    reseat(item.session, by=by)
    _note(item.session, reason, by=by)
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, by, reason: str = "") -> None:
    """Take an item off, unless papers, outcomes or items under it still need it."""
    require_open(item.session, reason)
    if item.children.exists():
        raise Refused(_("Items stand under this one: move or remove them first."))
    moves.remove(item, by=by, reason=reason)
    reseat(item.session, by=by)


@transaction.atomic
def order_items(session: Session, *, by, order: Sequence[tuple[int, int | None]], reason: str = "") -> None:
    """Put every item of the session in this reading order: pairs of an item and the one it stands under."""
    require_open(session, reason)
    items = {item.pk: item for item in session.items.select_for_update()}
    if sorted(pk for pk, _parent in order) != sorted(items):
        raise Refused(_("The agenda has changed meanwhile. Reload the page and order it again."))
    _require_tree(dict(order), items)
    places: dict[int | None, int] = {}
    for pk, parent in order:
        places[parent] = places.get(parent, 0) + 1
        item = items[pk]
        if (item.parent_id, item.position) != (parent, places[parent]):
            moves.revise(item, by=by, parent=items.get(parent), position=places[parent])
    reseat(session, by=by)
    _note(session, reason, by=by)


def _require_tree(parents: dict[int, int | None], items: dict[int, AgendaItem]) -> None:
    """No item may stand under itself, under a stranger, or deeper than three levels."""
    for pk in parents:
        depth, above = 0, parents[pk]
        while above is not None:
            depth += 1
            if above not in items or depth > 2:
                raise Refused(_("Items nest at most three deep, under items of the same agenda."))
            above = parents[above]


@transaction.atomic
def move_item(item: AgendaItem, *, by, direction: str, reason: str = "") -> None:
    """One place up or down among its neighbours, in under the one before, or out beside its parent."""
    order = _moved(list(Agenda(item.session).numbered), item, direction)
    if order is not None:
        order_items(item.session, by=by, order=order, reason=reason)


def _moved(numbered: list, item: AgendaItem, direction: str) -> list[tuple[int, int | None]] | None:
    """The whole order after moving `item`, or None when there is nowhere to go."""
    tree: dict[int | None, list[int]] = {}
    for each in numbered:
        tree.setdefault(each.item.parent_id, []).append(each.item.pk)
    parents = {each.item.pk: each.item.parent_id for each in numbered}
    siblings = tree[item.parent_id]
    place = siblings.index(item.pk)
    if direction in ("up", "down"):
        other = place + (1 if direction == "down" else -1)
        if not 0 <= other < len(siblings):
            return None
        siblings[place], siblings[other] = siblings[other], siblings[place]
    elif direction == "in" and place > 0:
        tree.setdefault(siblings[place - 1], []).append(siblings.pop(place))
    elif direction == "out" and item.parent_id is not None:
        siblings.pop(place)
        above = tree[parents[item.parent_id]]
        above.insert(above.index(item.parent_id) + 1, item.pk)
    else:
        return None
    return _flat(tree, None)


def _flat(tree: dict[int | None, list[int]], parent: int | None) -> list[tuple[int, int | None]]:
    found = []
    for pk in tree.get(parent, []):
        found += [(pk, parent), *_flat(tree, pk)]
    return found


@transaction.atomic
def issue_agenda(session: Session, *, by, reason: str = "") -> AgendaVersion:
    """Keep the agenda as it stands as the next version, and order its papers in both languages."""
    require_open(session, reason)
    latest = latest_version(session)
    state = AgendaState.REVISED if latest else AgendaState.PROVISIONAL
    return _keep(session, state, latest, by=by, reason=reason)


@transaction.atomic
def adopt_agenda(session: Session, *, by) -> AgendaVersion:
    """The session adopts the agenda: from now on a change needs its reason."""
    latest = latest_version(session)
    if session.state not in (SessionState.CONVENED, SessionState.HELD):
        raise Refused(_("An agenda is adopted by a convened session."))
    if latest and latest.state == AgendaState.ADOPTED:
        raise Refused(_("The agenda is already adopted."))
    return _keep(session, AgendaState.ADOPTED, latest, by=by)


def _keep(
    session: Session, state: str, latest: AgendaVersion | None, *, by, reason: str = ""
) -> AgendaVersion:
    moves.lock(session)
    items = Agenda(session).snapshot()
    if not items:
        raise Refused(_("The agenda has no items yet."))
    if latest and latest.items == items and state != AgendaState.ADOPTED:
        raise Refused(_("Nothing has changed since version %(number)s.") % {"number": latest.number})
    version = moves.create(
        AgendaVersion,
        by=by,
        session=session,
        number=latest.number + 1 if latest else 1,
        state=state,
        items=items,
        reason=reason,
    )
    outbox.post(
        "meetings.produce_agenda",
        by=by,
        title=(
            gettext_noop("Agenda of %(session)s, version %(number)s"),
            {"session": session.label, "number": version.number},
        ),
        about=session,
        key=f"agenda:{version.pk}",
        version_id=version.pk,
        by_id=by.actor_id,
    )
    return version


def produce_agenda(version: AgendaVersion, *, by) -> None:
    """The papers of an agenda version, English and French."""
    session = version.session
    agenda = Agenda(session)
    for language in LANGUAGES:
        paper = letters.agenda(
            session,
            agenda.lines(),
            state=version.state,
            version=version.number,
            language=language,
            dated_on=timezone.localtime(version.issued_at).date(),
        )
        documents.issue(paper, about=session, by=by)


def require_open(session: Session, reason: str = "") -> None:
    """Agendas of closed sessions stay; adopted ones change only with a reason that is kept."""
    if session.state in CLOSED:
        raise Refused(_("The agenda of a recorded or cancelled session does not change."))
    latest = latest_version(session)
    if latest and latest.state == AgendaState.ADOPTED and not reason.strip():
        raise Refused(_("The agenda is adopted: say which decision of the session changes it."))


def _note(session: Session, reason: str, *, by) -> None:
    if reason.strip():
        audit.record("change_adopted_agenda", session, by=by, reason=reason)


def _require_same_session(session: Session, parent: AgendaItem | None) -> None:
    if parent is not None and parent.session_id != session.pk:
        raise Refused(_("The item above belongs to another session."))
