"""Reads for the record: its paragraphs as they will read, what blocks its issue, who came."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from council_office.directory.models import Person
from council_office.ledger.models import Job
from meetings import agendas, sentences
from meetings.models import Act, Addressee, AgendaItem, Attachment, Outcome, Participant, Session
from meetings.numbering import number_attachments, number_paragraphs
from meetings.queries.voting import Ballot, ballots_of, decides
from meetings.states import REPRESENTING, AccessClass, FollowUp, HandEditState, Purpose

LANGUAGES = ("en", "fr")
WHOLE = "record"  # the kind of paper that every participant may read
FULL = "record-full"  # the one with the restricted parts, where there are some
RESTRICTED_PAPERS = (FULL, "minutes-full")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph under its number, as it reads in both languages."""

    number: int
    outcome: Outcome
    text_en: str
    text_fr: str
    gaps: frozenset[str]

    def text(self, language: str) -> str:
        return self.text_fr if language == "fr" else self.text_en


@dataclass(frozen=True)
class Section:
    """An agenda item (None: before the first one) with its paragraphs."""

    number: str
    depth: int
    item: AgendaItem | None
    paragraphs: list[Paragraph]
    lacks_outcome: bool = False

    def title(self, language: str | None = None) -> str:
        return self.item.title(language) if self.item else ""


@dataclass(frozen=True)
class Blocker:
    """Why the record cannot be issued, and where to mend it."""

    text: str
    url: str


class Record:
    """The record of a session as `user` may see it (None: whole, as it is issued)."""

    def __init__(self, session: Session, user=None, *, open_only: bool = False) -> None:
        self.session, self.user, self.open_only = session, user, open_only

    @cached_property
    def items(self) -> list[agendas.Numbered[AgendaItem]]:
        """The whole agenda in reading order: what is restricted comes last, under numbers of its own."""
        rows = AgendaItem.objects.filter(session=self.session).select_related("carried__to_body")
        return agendas.number_items(rows)

    @cached_property
    def outcomes(self) -> dict[int | None, list[Outcome]]:
        """Every outcome of the session by its item, in order, with all that its sentence needs."""
        acts = Act.objects.select_related("formula", "actor", "addressee", "proposer")
        rows = Outcome.objects.filter(session=self.session).prefetch_related(
            Prefetch("acts", acts),
            Prefetch("attachments", Attachment.objects.select_related("paper").order_by("pk")),
        )
        found: dict[int | None, list[Outcome]] = {}
        for outcome in rows.order_by("position", "pk"):
            found.setdefault(outcome.item_id, []).append(outcome)
        return found

    @cached_property
    def in_order(self) -> list[list[Outcome]]:
        """The outcomes of each group: those of no item, then item by item."""
        keys = (None, *(each.item.pk for each in self.items))
        return [self.outcomes.get(key, []) for key in keys]

    @cached_property
    def numbers(self) -> dict[Outcome, int]:
        return number_paragraphs(self.in_order)

    @cached_property
    def attachment_numbers(self) -> dict[Attachment, int]:
        return number_attachments(outcome.attachments.all() for outcome in self.numbers)

    @cached_property
    def visible(self) -> frozenset[int] | None:
        """The items that the reader may know of; None: all."""
        if self.open_only:
            return frozenset(each.item.pk for each in self.items if each.item.access == AccessClass.OPEN)
        if self.user is None:
            return None
        rows = AgendaItem.objects.visible_to(self.user).filter(session=self.session)
        return frozenset(rows.values_list("pk", flat=True))

    def only_seen[T](self, by_item: dict[int, T]) -> dict[int, T]:
        """What belongs to items that the reader may know of."""
        return {pk: thing for pk, thing in by_item.items() if self.visible is None or pk in self.visible}

    def may_see(self, item: AgendaItem | None) -> bool:
        return item is None or self.visible is None or item.pk in self.visible

    @cached_property
    def sections(self) -> list[Section]:
        """Every visible item with its paragraphs, even when it has none yet."""
        before = self._paragraphs(None)
        opening = [Section("", 0, None, before)] if before else []
        return opening + [
            Section(each.number, each.depth, each.item, self._paragraphs(each.item), self.lacks(each.item))
            for each in self.items
            if self.may_see(each.item)
        ]

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return [paragraph for section in self.sections for paragraph in section.paragraphs]

    @cached_property
    def attachments(self) -> list[tuple[int, Attachment]]:
        """What the visible paragraphs mention, under its numbers."""
        mentioned = {a for paragraph in self.paragraphs for a in paragraph.outcome.attachments.all()}
        numbered = ((number, attachment) for attachment, number in self.attachment_numbers.items())
        return sorted((pair for pair in numbered if pair[1] in mentioned), key=lambda pair: pair[0])

    @property
    def has_restricted(self) -> bool:
        """Whether some paragraph belongs to an item that not every participant may know of."""
        closed = (e.item.pk for e in self.items if e.item.access != AccessClass.OPEN)
        return any(self.outcomes.get(pk) for pk in closed)

    @cached_property
    def under(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for each in self.items:
            if each.item.parent_id:
                found.setdefault(each.item.parent_id, []).append(each.item.pk)
        return found

    def has_outcome(self, pk: int) -> bool:
        """Whether the item, or one under it, has an outcome or needs none."""
        done = bool(self.outcomes.get(pk)) or pk in self.taken
        return done or any(self.has_outcome(child) for child in self.under.get(pk, ()))

    @cached_property
    def taken(self) -> frozenset[int]:
        """The items that were taken and of which there is nothing to record."""
        return frozenset(each.item.pk for each in self.items if each.item.nothing_to_record)

    def lacks(self, item: AgendaItem) -> bool:
        """Whether neither the item nor anything under it has an outcome."""
        return not self.has_outcome(item.pk)

    @cached_property
    def without_outcome(self) -> list[Section]:
        """The visible items that end the tree and have no outcome yet."""
        return [s for s in self.sections if s.lacks_outcome and s.item and not self.under.get(s.item.pk)]

    @cached_property
    def silent(self) -> list[Section]:
        """Those of them that are not for decision and answer no charge: they may be taken without one."""
        return [
            section
            for section in self.without_outcome
            if section.item.purpose != Purpose.DECISION and not self.is_charge(section.item)
        ]

    def is_charge(self, item: AgendaItem) -> bool:
        """Whether another body waits for this one's answer on the item."""
        return bool(item.carried and item.carried.to_body_id == self.session.body_id)

    def gaps(self, language: str) -> list[int]:
        """The numbers of the paragraphs that lack words in this language."""
        return [p.number for p in self.paragraphs if language in p.gaps]

    @cached_property
    def missing_languages(self) -> list[str]:
        return [language for language in LANGUAGES if self.gaps(language)]

    @property
    def languages(self) -> list[str]:
        """The languages in which the record is whole."""
        return [language for language in LANGUAGES if language not in self.missing_languages]

    @cached_property
    def blockers(self) -> list[Blocker]:
        """Everything that must be mended before the record can be issued."""
        found = [] if self.paragraphs else [Blocker(_("The record has no paragraph yet."), self.add_url())]
        found += [self._without_outcome(s) for s in self.sections if self.blocks(s)]
        found += [
            Blocker(told(_("Item %(number)s “%(title)s”:"), self.section_of(ballot.item)) + f" {why}", url)
            for ballot in self.unmet
            for url in [reverse("meetings:voting", args=[ballot.item.pk])]
            for why in ballot.why_not()
        ]
        found += [
            Blocker(_("%(file)s was edited by hand and waits for a decision.") % {"file": edit}, url)
            for edit in self.session.hand_edits.filter(state=HandEditState.WAITING)
            for url in [edit.get_absolute_url()]
        ]
        return found + [b for paragraph in self.paragraphs for b in self._blockers_of(paragraph)]

    def blocks(self, section: Section) -> bool:
        """Whether the record would be closed falsely without an outcome of this item."""
        if not (section.item and section.lacks_outcome):
            return False
        return not self.under.get(section.item.pk)

    def _without_outcome(self, section: Section) -> Blocker:
        carried = section.item.carried
        if self.is_charge(section.item):
            words = _("The charge %(charge)s is not answered: item %(number)s has no outcome.")
            text = words % {"charge": carried, "number": section.number}
        elif section.item.purpose == Purpose.DECISION:
            text = told(_("Item %(number)s “%(title)s” is for decision and has no outcome."), section)
        else:
            text = told(_("Item %(number)s “%(title)s” has no outcome."), section)
        return Blocker(text, self.add_url(section.item))

    @cached_property
    def unmet(self) -> list[Ballot]:
        """The items whose acts decide against their rule and do not say that they are ad referendum."""
        deciding = [item for item in self.outcomes if item and self._decides(item)]
        ballots = ballots_of(self.session, deciding) if deciding else []
        return [ballot for ballot in ballots if ballot.speaks() and not ballot.result.carried]

    def _decides(self, pk: int) -> bool:
        acts = (act for outcome in self.outcomes.get(pk, ()) for act in outcome.acts.all())
        return any(decides(act) and not act.ad_referendum for act in acts)

    def section_of(self, item: AgendaItem) -> Section:
        return next(section for section in self.sections if section.item == item)

    def add_url(self, item: AgendaItem | None = None) -> str:
        url = reverse("meetings:add_outcome", args=[self.session.pk])
        return f"{url}?item={item.pk}" if item else url

    @cached_property
    def speaks_to_itself(self) -> bool:
        """Whether a decision of this body without an addressee is addressed to the body itself."""
        return Addressee.objects.filter(body=self.session.body_id).exists()

    def _blockers_of(self, paragraph: Paragraph) -> list[Blocker]:
        url = reverse("meetings:revise_outcome", args=[paragraph.outcome.pk])
        number = {"number": paragraph.number}
        found = []
        if not (paragraph.text_en or paragraph.text_fr):
            found.append(Blocker(_("Paragraph %(number)s says nothing.") % number, url))
        for act in paragraph.outcome.acts.all():
            if lacks_addressee(act, speaks_to_itself=self.speaks_to_itself):
                words = {**number, "verb": str(act.formula)}
                found.append(Blocker(_("Paragraph %(number)s: “%(verb)s” needs an addressee.") % words, url))
        return found

    def _paragraphs(self, item: AgendaItem | None) -> list[Paragraph]:
        rows = self.outcomes.get(item.pk if item else None, [])
        return [
            Paragraph(
                self.numbers[outcome],
                outcome,
                *(self.text_of(outcome, language) for language in LANGUAGES),
                gaps_of(outcome),
            )
            for outcome in rows
        ]

    def text_of(self, outcome: Outcome, language: str) -> str:
        """The paragraph of an outcome as it reads in the language."""
        numbers = [self.attachment_numbers[a] for a in outcome.attachments.all()]
        return said(outcome, language, self.session, sorted(numbers))


def told(words: str, section: Section) -> str:
    return words % {"number": section.number, "title": section.title()}


def said(outcome: Outcome, language: str, session: Session, attachments: Iterable[int] = ()) -> str:
    """An outcome in one language; words that are missing come from the other language."""
    opening = _worded(outcome, "opening", language)
    acts = [words_of(act, language) for act in outcome.acts.all()]
    # Free text of the other language says less to this reader than the acts in their own.
    text = getattr(outcome, f"text_{language}").strip() if acts else _worded(outcome, "text", language)
    return sentences.paragraph(
        acts,
        body=session.body.short(language),
        language=language,
        opening=opening,
        text=text,
        attachments=list(attachments),
    )


def said_alone(act: Act, language: str, session: Session) -> str:
    """One act as a sentence of its own, as the register of decisions shows it."""
    return sentences.paragraph(
        [words_of(act, language)], body=session.body.short(language), language=language
    )


def words_of(act: Act, language: str) -> sentences.ActWords:
    names = {
        part: thing.name(language) if (thing := getattr(act, part)) else ""
        for part in ("addressee", "actor", "proposer")
    }
    return sentences.ActWords(
        verb=act.formula.text(language),
        text=act.text(language),
        governs=act.formula.governs,
        ad_referendum=act.ad_referendum,
        **names,
    )


def gaps_of(outcome: Outcome) -> frozenset[str]:
    """The languages in which something of the outcome is not worded."""
    return frozenset(language for language in LANGUAGES if _lacks_words(outcome, language))


def lacks_addressee(act: Act, *, speaks_to_itself: bool) -> bool:
    """Whether an act that speaks to somebody does not say to whom."""
    if act.addressee_id:
        return False
    decides = act.formula.follow_up == FollowUp.DECISION
    return act.formula.needs_addressee or (decides and not speaks_to_itself)


def _lacks_words(outcome: Outcome, language: str) -> bool:
    other = "en" if language == "fr" else "fr"
    own, others = (
        (getattr(outcome, f"text_{code}").strip(), getattr(outcome, f"opening_{code}").strip())
        for code in (language, other)
    )
    if others[0] or own[0]:
        return not own[0]
    if others[1] and not own[1]:
        return True
    return any(not getattr(act, f"text_{language}").strip() for act in outcome.acts.all()) or any(
        not getattr(a, f"title_{language}").strip() for a in outcome.attachments.all()
    )


def _worded(outcome: Outcome, field: str, language: str) -> str:
    other = "en" if language == "fr" else "fr"
    return getattr(outcome, f"{field}_{language}").strip() or getattr(outcome, f"{field}_{other}").strip()


def presence(session: Session) -> Counter:
    """How many people of each role take part, and `delegations` with somebody in them."""
    rows = list(
        Participant.objects.filter(session=session, withdrawn=False).values_list("role", "delegation")
    )
    found = Counter(role for role, _delegation in rows)
    found["delegations"] = len({delegation for _role, delegation in rows if delegation})
    return found


def readers(session: Session, kind: str) -> QuerySet[Person]:
    """Who of a session reads its record; restricted parts only who represented, closed ones nobody."""
    rows = Participant.objects.filter(session=session, withdrawn=False)
    if kind in RESTRICTED_PAPERS:
        closed = Outcome.objects.filter(session=session, item__access=AccessClass.CLOSED).exists()
        rows = rows.none() if closed else rows.filter(role__in=REPRESENTING)
    return Person.objects.filter(pk__in=rows.values("person"))


def job_of(session: Session) -> Job | None:
    """The last work of the worker on the papers of the session's record."""
    kind = ContentType.objects.get_for_model(Session)
    jobs = Job.objects.filter(about_type=kind, about_id=session.pk, task="meetings.produce_record")
    return jobs.order_by("-pk").first()
