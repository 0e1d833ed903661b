"""Where each visitor's file stands: what is asked, what is given, whose turn it is, by when."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from council_office.calendar.deadlines import day
from council_office.calendar.queries import Deadline, deadlines_of
from council_office.calendar.states import Occasion
from visits import entry
from visits.models import Letter, PassRequest, Requirement, Scan, TravelDocument, VisaRule, Visitor
from visits.rules import people as rules
from visits.states import (
    OF_ANSWERS,
    OF_DOCUMENT,
    OF_SCANS,
    DocumentKind,
    Item,
    LetterState,
    Stage,
    VisaClass,
    VisitState,
    Whose,
)

# Which attribute of a travel document holds the item.
ATTRIBUTES = {
    Item.NATIONALITY: "nationality",
    Item.DOCUMENT_KIND: "kind",
    Item.DOCUMENT_COUNTRY: "country",
    Item.DOCUMENT_NUMBER: "number",
    Item.ISSUED_ON: "issued_on_text",
    Item.EXPIRES_ON: "expires_on_text",
    Item.HOLDER_NAME: "holder_name",
    Item.BORN_ON: "born_on_text",
    Item.BIRTH_PLACE: "birth_place",
    Item.HOME_ADDRESS: "home_address",
}
STAGES, ITEMS = list(Stage), list(Item)  # in the order in which they are shown
RULE_OF_DATA = "visitor-data"


@dataclass(frozen=True)
class Need:
    """One thing asked of a visitor or of the office, and what stands against it."""

    requirement: Requirement
    given: bool
    problem: str = ""

    @property
    def item(self) -> str:
        return self.requirement.item

    @property
    def label(self) -> str:
        return self.requirement.get_item_display()

    @property
    def is_met(self) -> bool:
        return self.given and not self.problem

    @property
    def words(self) -> str:
        """What is missing, with the reason when it was given and does not hold."""
        return f"{self.label}: {self.problem}" if self.problem else self.label


@dataclass
class File:
    """One visitor with everything that was asked and said."""

    visitor: Visitor
    needs: tuple[Need, ...]
    rule: entry.Rule | None
    check: entry.Check
    latest_pass: PassRequest | None
    letters: tuple[Letter, ...]
    stays_here: tuple[entry.Stay, ...] = ()

    def missing(self, stage: str = "", whose: str = "") -> list[Need]:
        """What is not there or not valid, for one stage and one side or for all."""
        return [
            need
            for need in self.needs
            if not need.is_met
            and need.requirement.stage in ((stage,) if stage else Stage.values)
            and need.requirement.whose in ((whose,) if whose else Whose.values)
        ]

    @property
    def is_ready_for_pass(self) -> bool:
        return not self.missing(Stage.PASS)

    @property
    def given(self) -> int:
        return sum(need.is_met for need in self.needs)

    @property
    def of_visitor(self) -> list[Need]:
        return [need for need in self.needs if need.requirement.whose == Whose.VISITOR]

    @property
    def missing_of_visitor(self) -> list[Need]:
        return self.missing(whose=Whose.VISITOR)

    @property
    def missing_words(self) -> str:
        return ", ".join(need.label for need in self.missing())

    @property
    def missing_in_short(self) -> str:
        """The first three of what is missing, and how many more."""
        labels = [str(need.label) for need in self.missing()]
        if len(labels) <= 4:
            return ", ".join(labels)
        told = {"first": ", ".join(labels[:3]), "more": len(labels) - 3}
        return _("%(first)s and %(more)d more") % told

    @cached_property
    def deadlines(self) -> list[Deadline]:
        return deadlines(self)


def with_files(visitors: QuerySet[Visitor]) -> QuerySet[Visitor]:
    """Visitors with all that a file reads, in a fixed number of queries."""
    return visitors.select_related(
        "visit__host", "person__organisation", "person__member", "document", "answered_by"
    ).prefetch_related(
        "zones",
        "answers",
        Prefetch("scans", Scan.objects.all()),
        Prefetch("passes", PassRequest.objects.order_by("-pk")),
        Prefetch("letters", Letter.objects.order_by("-pk")),
    )


def files(visitors: QuerySet[Visitor], on: date | None = None) -> list[File]:
    """The files of these visitors; the rules are those in force on the day of arrival (or `on`)."""
    table, asked = VisaTable(VisaRule.objects.all()), list(Requirement.objects.all())
    found = list(with_files(visitors))
    here = stays_here(found)
    return [file_of(visitor, table, asked, on, here[visitor.pk]) for visitor in found]


def file(visitor: Visitor) -> File:
    return files(Visitor.objects.filter(pk=visitor.pk))[0]


def file_of(
    visitor: Visitor,
    table: "VisaTable",
    asked: list[Requirement],
    on: date | None,
    here: tuple[entry.Stay, ...] = (),
) -> File:
    day_asked = on or visitor.arrives_on
    document = visitor.document
    rule = table.rule(nationality_of(visitor), document.kind if document else "", day_asked)
    earlier = (*earlier_stays(visitor), *here)
    check = entry.check(rule, passport_of(document), stay_of(visitor), earlier)
    case = rules.case_of(visitor, rule, check, document.kind if document else "")
    in_force = [each for each in asked if in_force_on(each, day_asked) and rules.applies(each, case)]
    in_force.sort(key=lambda each: (STAGES.index(each.stage), ITEMS.index(each.item)))
    passes = list(visitor.passes.all())
    letters = tuple(visitor.letters.all())
    given = Given(visitor, document, check, letters, earlier)
    needs = tuple(Need(each, given.has(each.item), given.problem(each.item)) for each in in_force)
    return File(visitor, needs, rule, check, passes[0] if passes else None, letters, here)


def in_force_on(rule, on: date) -> bool:
    return rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to)


class VisaTable:
    """The rows of the table of classes, asked by nationality, document and day."""

    def __init__(self, rows: Iterable[VisaRule]) -> None:
        self.rows: dict[tuple[str, str], list[VisaRule]] = {}
        for row in rows:
            self.rows.setdefault((row.nationality.code or "", row.document_kind), []).append(row)

    def rule(self, nationality: str, document_kind: str, on: date) -> entry.Rule | None:
        """The row of the kind of document before the general one; None for an unknown nationality."""
        if not nationality:
            return None
        for key in (("", document_kind), (nationality, document_kind), (nationality, "")):
            rows = self.rows.get(key, ()) if key != ("", "") else ()
            found = max(
                (row for row in rows if in_force_on(row, on)), key=lambda row: row.valid_from, default=None
            )
            if found:
                return entry.Rule(
                    found.visa_class,
                    found.note(),
                    found.authorisation_from,
                    found.biometric_only,
                    found.needs_checking,
                )
        return None


def nationality_of(visitor: Visitor) -> str:
    """As the travel document says, else as the person's record does."""
    document = visitor.document
    return (document.nationality.code if document else "") or visitor.person.nationality.code or ""


def passport_of(document: TravelDocument | None) -> entry.Passport:
    if document is None:
        return entry.Passport("", None, None)
    return entry.Passport(document.kind, document.issued_on, document.expires_on, document.biometric)


def stay_of(visitor: Visitor) -> entry.Stay:
    return entry.Stay(visitor.arrives_on, visitor.leaves_on)


def answer_of(visitor: Visitor, item: str) -> str:
    return next((answer.value for answer in visitor.answers.all() if answer.item == item), "")


def earlier_stays(visitor: Visitor) -> list[entry.Stay]:
    """The stays that the visitor declared; what cannot be read was refused when it was typed."""
    return entry.stays_in(answer_of(visitor, Item.EARLIER_STAYS))[0]


def stays_here(visitors: Iterable[Visitor]) -> dict[int, tuple[entry.Stay, ...]]:
    """What the office knows by itself: the days of the same people in other visits (one query).

    Only those that the 180 days before the end of this visit can reach, the latest first.
    """
    visitors = list(visitors)
    others = Visitor.objects.coming().exclude(visit__state=VisitState.CANCELLED)
    people = {visitor.person.merged_into_id or visitor.person_id for visitor in visitors}
    others = others.filter(Q(person__in=people) | Q(person__merged_into__in=people))
    rows = defaultdict(list)
    for other in others.select_related("person").order_by("-arrives_on", "pk"):
        rows[other.person.merged_into_id or other.person_id].append(other)
    return {
        visitor.pk: tuple(
            stay_of(other)
            for other in rows[visitor.person.merged_into_id or visitor.person_id]
            if other.pk != visitor.pk and entry.reaches(stay_of(other), stay_of(visitor))
        )
        for visitor in visitors
    }


@dataclass(frozen=True)
class Given:
    """What is there for each item, and what is wrong with it."""

    visitor: Visitor
    document: TravelDocument | None
    check: entry.Check
    letters: tuple[Letter, ...]
    earlier: tuple[entry.Stay, ...]

    def has(self, item: str) -> bool:
        if item in OF_DOCUMENT:
            own = self.document is not None and bool(getattr(self.document, ATTRIBUTES[item]))
            return own or (item == Item.NATIONALITY and bool(self.visitor.person.nationality))
        if item in OF_SCANS:
            return any(scan.item == item for scan in self.visitor.scans.all())
        if item in OF_ANSWERS:
            return bool(answer_of(self.visitor, item))
        return any(letter.state == LetterState.SENT for letter in self.letters)

    def problem(self, item: str) -> str:
        """Why what was given does not hold; empty when it does or nothing was given."""
        finder: Callable[[], str] | None = {
            Item.EXPIRES_ON: self.problem_of_expiry,
            Item.ISSUED_ON: self.problem_of_issue,
            Item.DOCUMENT_KIND: self.problem_of_kind,
            Item.VISA_UNTIL: self.problem_of_visa,
            Item.EARLIER_STAYS: self.problem_of_stays,
        }.get(item)
        return finder() if finder and self.has(item) else ""

    def problem_of_expiry(self) -> str:
        expires_on, last = self.document.expires_on, self.visitor.leaves_on
        if expires_on < last:
            return _("expires on %(day)s, before the visit ends") % {"day": day(expires_on)}
        if self.visa_class_is_third and not entry.outlives(expires_on, last):
            until = day(entry.months_later(last, entry.MONTHS_AFTER))
            return _("expires on %(day)s; must be valid until %(until)s") % {
                "day": day(expires_on),
                "until": until,
            }
        return ""

    def problem_of_issue(self) -> str:
        if self.visa_class_is_third and not entry.is_young(self.document.issued_on, self.visitor.arrives_on):
            return _("issued more than ten years before the arrival")
        return ""

    def problem_of_kind(self) -> str:
        if self.document.kind == DocumentKind.ID_CARD and self.visa_class_is_third:
            return _("an identity card is not enough: a passport is needed")
        return ""

    def problem_of_visa(self) -> str:
        until = date.fromisoformat(answer_of(self.visitor, Item.VISA_UNTIL))
        if until < self.visitor.leaves_on:
            return _("the visa ends on %(day)s, before the visit does") % {"day": day(until)}
        return ""

    def problem_of_stays(self) -> str:
        over = entry.first_day_too_many(self.earlier, stay_of(self.visitor))
        return _("%(day)s would be the 91st day in 180") % {"day": day(over)} if over else ""

    @property
    def visa_class_is_third(self) -> bool:
        return self.check.visa_class not in ("", VisaClass.FREE)


# By when


SKIPPED_FOR = {
    # rule code → whether it concerns this file
    "invitation-letter": lambda file: file.check.needs_visa,
    "visa-application": lambda file: file.check.needs_visa,
    "pass-non-eu": lambda file: file.check.visa_class != VisaClass.FREE,
    "pass-eu": lambda file: file.check.visa_class == VisaClass.FREE,
}
OF_A_VISITOR = ("invitation-letter", "visa-application", "visitor-data", "pass-non-eu", "pass-eu", "ppe")


def deadlines(file: File, today: date | None = None) -> list[Deadline]:
    """The latest day of each step that concerns this visitor, counted back from the day of arrival."""
    visitor = file.visitor
    found = deadlines_of(
        Occasion.VISIT,
        visitor.arrives_on,
        ends_on=visitor.last_day,
        variant=visitor.visit.kind,
        today=today,
    )
    return [
        each
        for each in found
        if each.rule.code in OF_A_VISITOR and SKIPPED_FOR.get(each.rule.code, lambda file: True)(file)
    ]


def is_done(file: File, code: str) -> bool:
    """Whether a step of the visitor has been taken, so that its date no longer presses."""
    latest = file.latest_pass
    return {
        "invitation-letter": any(letter.state == LetterState.SENT for letter in file.letters),
        "visa-application": not file.missing(Stage.ARRIVAL) or answer_of(file.visitor, Item.VISA_UNTIL) != "",
        "visitor-data": not file.missing(Stage.PASS, Whose.VISITOR),
        "pass-non-eu": latest is not None and latest.submitted_at is not None,
        "pass-eu": latest is not None and latest.submitted_at is not None,
    }.get(code, False)


def data_due(visitor: Visitor, today: date | None = None) -> Deadline | None:
    """The day by which the visitor's own data must be complete."""
    found = deadlines_of(Occasion.VISIT, visitor.arrives_on, variant=visitor.visit.kind, today=today)
    return next((each for each in found if each.rule.code == RULE_OF_DATA), None)


def earliest_due(visitors: Iterable[Visitor], today: date | None = None) -> Deadline | None:
    """That day for the one who arrives first."""
    first = min(visitors, key=lambda visitor: visitor.arrives_on, default=None)
    return data_due(first, today) if first else None
