"""Verbs on the cue sheet and on printed papers."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from council_office.ledger import audit, moves, outbox
from council_office.ledger.models import Job
from council_office.ledger.moves import Refused
from documents import actions as documents
from protocol.letters import papers as letters
from protocol.models import Ceremony, Cue, PrintedCard
from protocol.queries import printing
from protocol.queries.ladder import Step
from protocol.queries.show import order_of
from protocol.states import CueKind, PrintKind

SPEECH, GREETING, NAMED_ARRIVALS = 5, 2, 5

audit.say("draft_cues", gettext_lazy("drafted the run of show: %(cues)s cues"))
audit.say("print_cards", gettext_lazy("printed %(cards)s cards (%(kind)s, print %(issue)s)"))


@transaction.atomic
def draft_cues(ceremony: Ceremony, *, by) -> list[Cue]:
    """The run of show from the ladder: arrivals, speeches, exit (art. 19); only while there is none."""
    if ceremony.cues.exists():
        raise Refused(_("There is a run of show already: change its lines, or remove them first."))
    made = [
        moves.create(Cue, by=by, ceremony=ceremony, position=n, **cue)
        for n, cue in enumerate(proposed(ceremony), start=1)
    ]
    audit.record("draft_cues", ceremony, by=by, cues=len(made))
    return made


def proposed(ceremony: Ceremony) -> list[dict]:
    """The lines of a run of show, in order; who comes first in rank arrives last and leaves first."""
    order = order_of(ceremony)
    opens, cues = ceremony.opens_at, []
    cues.append(line(shifted(opens, -30), 20, CueKind.ARRIVAL, gettext_noop("Guests arrive and are seated")))
    named = order.arrivals[-NAMED_ARRIVALS:]
    for n, step in enumerate(named):
        at = shifted(opens, -GREETING * (len(named) - n))
        cues.append(line(at, GREETING, CueKind.ENTRY, gettext_noop("Arrival of %(name)s"), step))
    begins = gettext_noop("The ceremony begins: the first in rank has reached the place")
    cues.append(line(opens, 2, CueKind.ACT, begins))
    at = shifted(opens, 2)
    for step in order.speeches:
        cues.append(line(at, SPEECH, CueKind.SPEECH, gettext_noop("Speech by %(name)s"), step))
        at = shifted(at, SPEECH)
    if order.departures:
        exit_words = gettext_noop("%(name)s leaves first")
        cues.append(line(ceremony.closes_at, 2, CueKind.EXIT, exit_words, order.departures[0]))
        rest = gettext_noop("The others leave in the order of the ladder")
        cues.append(line(shifted(ceremony.closes_at, 2), 10, CueKind.EXIT, rest))
    return cues


def line(at: time, minutes: int, kind: str, words: str, step: Step | None = None) -> dict:
    titles = {}
    for language in ("en", "fr"):
        with translation.override(language):
            titles[f"title_{language}"] = _(words) % {"name": step.guest.person.letter_name if step else ""}
    return {"at": at, "minutes": minutes, "kind": kind, "guest": step.guest if step else None, **titles}


def shifted(at: time, minutes: int) -> time:
    """So many minutes later or earlier, within the day."""
    day = datetime.combine(date(2000, 1, 2), at) + timedelta(minutes=minutes)
    return day.time() if day.day == 2 else (time(0, 0) if minutes < 0 else time(23, 59))


def add_cue(ceremony: Ceremony, *, by, **fields) -> Cue:
    return moves.create(Cue, by=by, ceremony=ceremony, **fields)


def revise_cue(cue: Cue, *, by, seen: int | None = None, **changes) -> Cue:
    return moves.revise(cue, by=by, seen=seen, **changes)


def remove_cue(cue: Cue, *, by) -> None:
    moves.remove(cue, by=by)


# Cards


def order_cards(ceremony: Ceremony, *, by, kind: str, language: str, only_changed: bool) -> Job:
    """Order a print from the worker: all cards of a kind, or only those that changed."""
    if not printing.to_print(ceremony, kind, only_changed=only_changed, language=language):
        raise Refused(_("Nothing has changed since the last print."))
    last = PrintedCard.objects.filter(guest__ceremony=ceremony, kind=kind).aggregate(last=Max("issue"))[
        "last"
    ]
    issue = (last or 0) + 1
    return outbox.post(
        "protocol.print_cards",
        by=by,
        title=(gettext_noop("Cards for %(ceremony)s"), {"ceremony": ceremony.title("en")}),
        about=ceremony,
        key=f"protocol.print_cards:{ceremony.pk}:{kind}:{issue}",
        ceremony_id=ceremony.pk,
        kind=kind,
        language=language,
        only_changed=only_changed,
        issue=issue,
        by_id=by.actor_id,
    )


def print_cards(ceremony: Ceremony, *, by, kind: str, language: str, only_changed: bool, issue: int) -> int:
    """The sheet of cards as a document, and what was printed for whom; again after a crash it goes on."""
    if PrintedCard.objects.filter(guest__ceremony=ceremony, kind=kind, issue=issue).exists():
        return 0
    found = printing.to_print(ceremony, kind, only_changed=only_changed, language=language)
    paper = letters.cards(ceremony, PrintKind(kind), [face.card for face in found], language, issue=issue)
    documents.issue(paper, about=ceremony, by=by, forms=["pdf"])
    with transaction.atomic():
        PrintedCard.objects.bulk_create(
            PrintedCard(guest=face.guest, kind=kind, words=face.words, issue=issue) for face in found
        )
        audit.record(
            "print_cards", ceremony, by=by, cards=len(found), kind=PrintKind(kind).label, issue=issue
        )
    return len(found)
