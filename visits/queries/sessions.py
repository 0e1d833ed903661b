"""What a session still misses of those who come to it: files, visas, passes, how they arrive."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from council_office.directory.models import User
from meetings.models import Participant, Session
from meetings.queries import readiness
from meetings.queries.readiness import Check, Part, whether
from meetings.states import ParticipantRole, SessionMode
from visits.models import Journey, PassRequest, Visit, Visitor
from visits.queries import people
from visits.queries.people import File
from visits.states import Item, JourneyWay, PassState


def meets_here(session: Session) -> bool:
    return session.mode != SessionMode.REMOTE


def has_files(session: Session) -> bool:
    return meets_here(session) and Visit.objects.about(session).exists()


def visitors(session: Session, user: User) -> QuerySet[Visitor]:
    return Visitor.objects.visible_to(user).coming().filter(visit__in=Visit.objects.about(session))


def expected(session: Session, user: User) -> QuerySet[Participant]:
    """Whoever comes in person and does not work there, with the file of their visit where there is one."""
    coming = session.participants.coming().filter(remote=False).exclude(role=ParticipantRole.IO)
    own = visitors(session, user).filter(person=OuterRef("person"))
    coming = coming.select_related("person", "session", "delegation__member")
    return coming.annotate(file=Subquery(own.values("pk")[:1]))


def passes(session: Session, user: User) -> QuerySet[Participant]:
    """Ready with a pass that opens the gate, or a permanent one; asked when security has the request."""
    own = PassRequest.objects.filter(visitor=OuterRef("file"))
    issued = own.filter(state__in=(PassState.ISSUED, PassState.ACTIVE))
    asked = own.filter(state__in=(PassState.SUBMITTED, PassState.APPROVED, PassState.INFORMATION))
    permanent = Visitor.objects.filter(pk=OuterRef("file"), permanent_pass=True)
    return expected(session, user).annotate(
        ok=Exists(issued) | Exists(permanent), asked=Exists(asked) & ~Exists(issued)
    )


def visas(session: Session, user: User) -> QuerySet[Participant]:
    """Those whose nationality and document need a visa on that day; ready when a valid one is on file."""
    files = people.files(visitors(session, user))
    needing = [file for file in files if file.check.needs_visa]
    rows = expected(session, user).filter(person__in=[file.visitor.person_id for file in needing])
    ready = [file.visitor.person_id for file in needing if has_visa(file)]
    sent = [file.visitor.person_id for file in needing if any(letter.number for letter in file.letters)]
    return rows.annotate(ok=whether(Q(person__in=ready)), supported=whether(Q(person__in=sent)))


def has_visa(file: File) -> bool:
    asked: Iterable[people.Need] = (need for need in file.needs if need.item == Item.VISA_UNTIL)
    return all(need.is_met for need in asked)


def arrivals(session: Session, user: User) -> QuerySet[Participant]:
    """Those with a file; ready when the office knows how they arrive."""
    journey = Journey.objects.filter(visitor=OuterRef("file"), way=JourneyWay.ARRIVAL)
    return expected(session, user).filter(file__isnull=False).annotate(ok=Exists(journey))


def place_of(participant: Participant) -> str:
    """The visitor's file; the place in the delegation while there is none."""
    if participant.file:
        return reverse("visits:visitor", args=[participant.file])
    return participant.get_absolute_url()


readiness.also(
    Check(
        "visas",
        gettext_lazy("Visas"),
        visas,
        (
            Part(Q(supported=False), ngettext_lazy("%(n)d without a letter", "%(n)d without a letter", "n")),
            Part(Q(supported=True), ngettext_lazy("%(n)d applied for", "%(n)d applied for", "n")),
        ),
        task="visa-letters",
        describe=readiness.of_participant,
        at=place_of,
        applies=has_files,
    ),
    Check(
        "passes",
        gettext_lazy("Site passes"),
        passes,
        (
            Part(Q(file__isnull=True), ngettext_lazy("%(n)d without a file", "%(n)d without a file", "n")),
            Part(
                Q(file__isnull=False, asked=False),
                ngettext_lazy("%(n)d not asked for", "%(n)d not asked for", "n"),
            ),
            Part(Q(asked=True), ngettext_lazy("%(n)d with security", "%(n)d with security", "n")),
        ),
        describe=readiness.of_participant,
        at=place_of,
        applies=meets_here,
    ),
    Check(
        "arrivals",
        gettext_lazy("Arrivals known"),
        arrivals,
        (Part(Q(ok=False), ngettext_lazy("%(n)d not known", "%(n)d not known", "n")),),
        describe=readiness.of_participant,
        at=place_of,
        applies=has_files,
    ),
)
