"""Facts of letters to visitors: gathered, locked, compared with what is true now; who is asked for what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import override

from council_office.calendar.queries import Deadline
from council_office.directory.address import FormOfAddressResult, form_of_address
from council_office.directory.models import FormOfAddress, Person, Post, in_language
from council_office.directory.states import Language
from documents.models import TemplateText
from meetings.letters.words import day_in_words, on_days_in_words
from visits.letters import visitors as letters
from visits.models import Inquiry, Letter, Visit, Visitor
from visits.queries import passes, people
from visits.queries.people import File
from visits.states import Item, LetterKind, LetterState

MASK, SHOWN = "•", 3


def texts() -> letters.Texts:
    kinds = [letters.INVITATION, letters.VISA_SUPPORT, letters.MAIL, letters.ASK, letters.REMINDER]
    return {
        (text.kind, text.language): text for text in TemplateText.objects.filter(kind__in=kinds, body_code="")
    }


POSTS = Prefetch("person__posts", Post.objects.select_related("office", "organisation"))
SIGNING = Prefetch("visit__signatory__posts", Post.objects.select_related("office"))


def with_facts(visitors: QuerySet[Visitor]) -> QuerySet[Visitor]:
    return (
        people.with_files(visitors)
        .select_related("visit__signatory", "visit__host")
        .prefetch_related(POSTS, SIGNING)
    )


@dataclass(frozen=True)
class Draft:
    """What a letter would say now, and what stands in its way."""

    visitor: Visitor
    kind: str
    language: str
    facts: Mapping[str, object]
    missing: tuple[str, ...]
    letter: Letter | None = None


def drafts(visitors: QuerySet[Visitor], kind: str) -> list[Draft]:
    """The letters of one kind to these visitors as they would read now."""
    forms, words = list(FormOfAddress.objects.select_related("office")), texts()
    return [draft(visitor, kind, forms, words) for visitor in with_facts(visitors)]


def draft_of(letter: Letter) -> Draft:
    return drafts(Visitor.objects.filter(pk=letter.visitor_id), letter.kind)[0]


def draft(visitor: Visitor, kind: str, forms: list[FormOfAddress], words: letters.Texts) -> Draft:
    person, missing = visitor.person.kept, []
    facts: dict[str, object] = {"masked": masked(visitor), "fingerprint": number_of(visitor)}
    for language in Language:
        address = form_of_address(person, language=language, on=visitor.arrives_on, forms=forms)
        values = facts_in(visitor, language, address)
        subject, text, unknown = letters.written(words, letters.KINDS[kind], language, values)
        missing += [letters.fact_in_words(name) for name in unknown]
        facts[language.value] = {
            "subject": subject,
            "text": text,
            "signatory": values["signatory"],
            "signatory_title": values["signatory_title"],
        }
        if language == person.language:
            facts["envelope"] = list(address.envelope)
    if not visitor.recipient.email:
        missing.append(str(Person._meta.get_field("email").verbose_name))
    if visitor.visit.signatory is None:
        missing.append(letters.fact_in_words("signatory"))
    standing = next((one for one in visitor.letters.all() if one.kind == kind and is_standing(one)), None)
    return Draft(visitor, kind, person.language, facts, tuple(dict.fromkeys(missing)), standing)


def is_standing(letter: Letter) -> bool:
    return letter.state not in (LetterState.REVOKED, LetterState.SUPERSEDED)


def facts_in(visitor: Visitor, language: str, address: FormOfAddressResult) -> dict[str, str]:
    """The facts that may stand in a letter, in one language; what is not known is empty."""
    visit, person = visitor.visit, visitor.person.kept
    signatory, post = visit.signatory, person.post_on(visitor.arrives_on)
    employer = person.organisation.name(language) if person.organisation else ""
    return {
        "salutation": address.salutation,
        "name": person.letter_name,
        "function": people.answer_of(visitor, Item.FUNCTION) or (post.title(language) if post else ""),
        "employer": people.answer_of(visitor, Item.EMPLOYER) or employer,
        "document": document_in_words(visitor, language),
        "visit": visit.title(language),
        "purpose": visit.purpose(language) or visit.title(language),
        "on_dates": on_days_in_words(visitor.arrives_on, visitor.leaves_on, language),
        "host": visit.host.letter_name if visit.host else "",
        "closing": address.closing,
        "signatory": signatory.letter_name if signatory else "",
        "signatory_title": title_of(signatory, visitor.arrives_on, language),
    }


def title_of(person: Person | None, on: date, language: str) -> str:
    post = person.post_on(on) if person else None
    return in_language(post, "title", language) if post else ""


def document_in_words(visitor: Visitor, language: str) -> str:
    """Kind and country in words; the number is put in when the letter is shown to its holder."""
    document = visitor.document
    if document is None or not (document.kind and document.number):
        return ""
    with override(language):
        return f"{document.get_kind_display()} ({document.country.name}) {letters.NUMBER}"


def masked(visitor: Visitor) -> str:
    number = visitor.document.number if visitor.document else ""
    return MASK * max(0, len(number) - SHOWN) + number[-SHOWN:] if len(number) > SHOWN else MASK * len(number)


def number_of(visitor: Visitor) -> str:
    return passes.fingerprint(visitor.document.number) if visitor.document else ""


def paper(letter: Letter, *, document_number: str = "", facts: Mapping | None = None, status: str = ""):
    """The letter as it was locked."""
    return letters.letter(
        facts or letter.facts,
        kind=letter.kind,
        number=letter.number or "—",
        issue=letter.issue,
        dated_on=letter.dated_on,
        language=letter.language,
        verify_url=verify_url(letter),
        reference=letter.visitor.visit.number,
        document_number=document_number,
        status=status,
    )


def verify_url(letter: Letter) -> str:
    return settings.BASE_URL + reverse("visits:verify", args=[letter.code])


def is_out_of_date(letter: Letter, now: Draft) -> bool:
    """Whether what the letter says is no longer what it would say."""
    return letter.state == LetterState.SENT and comparable(letter.facts) != comparable(now.facts)


def comparable(facts: Mapping) -> dict:
    """The facts as JSON keeps them."""
    return {
        key: dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value
        for key, value in facts.items()
    }


# Who is asked for what


@dataclass(frozen=True)
class Asked:
    """One recipient, the visitors they answer for, what is missing of each, and by when."""

    visit: Visit
    recipient: Person
    files: tuple[File, ...]
    inquiry: Inquiry | None
    due: Deadline | None

    @property
    def language(self) -> str:
        return self.recipient.language

    @property
    def missing(self) -> list[tuple[File, list]]:
        return [(file, needs) for file in self.files if (needs := file.missing_of_visitor)]

    @property
    def was_asked(self) -> bool:
        return self.inquiry is not None and self.inquiry.asked_at is not None

    @property
    def problem(self) -> str:
        return "" if self.recipient.email else str(Person._meta.get_field("email").verbose_name)

    def mail(self, kind: str, words: letters.Texts, forms, link: str) -> tuple[str, str]:
        """Subject and text of the mail in the recipient's language."""
        address = form_of_address(
            self.recipient, language=self.language, on=self.visit.starts_on, forms=forms
        )
        with override(self.language):
            several = len(self.files) > 1
            lines = [
                f"– {file.visitor.person.letter_name}: {need.words}" if several else f"– {need.words}"
                for file, needs in self.missing
                for need in needs
            ]
        values = {
            "salutation": address.salutation,
            "closing": address.closing,
            "visit": self.visit.title(self.language),
            "on_dates": on_days_in_words(self.visit.starts_on, self.visit.ends_on, self.language),
            "link": link,
            "due": day_in_words(self.due.on if self.due else self.visit.starts_on, self.language),
            "missing": "\n".join(lines) or "–",
        }
        subject, text, _unknown = letters.written(words, kind, self.language, values)
        return subject, text


def asked(visit: Visit) -> list[Asked]:
    """Everybody who answers for somebody in the visit."""
    return asked_in(visit, people.files(visit.visitors.coming()))


def asked_in(visit: Visit, files: Iterable[File]) -> list[Asked]:
    """Whom the files of a visit belong to, each recipient with theirs."""
    inquiries = {one.recipient_id: one for one in visit.inquiries.select_related("link")}
    by_recipient: dict[int, list[File]] = {}
    recipients: dict[int, Person] = {}
    for file in files:
        recipient = file.visitor.recipient
        recipients[recipient.pk] = recipient
        by_recipient.setdefault(recipient.pk, []).append(file)
    due = people.earliest_due(file.visitor for several in by_recipient.values() for file in several)
    return [
        Asked(visit, recipients[pk], tuple(several), inquiries.get(pk), due)
        for pk, several in by_recipient.items()
    ]


def asked_of(visit: Visit, recipient: Person) -> Asked | None:
    return next((each for each in asked(visit) if each.recipient.pk == recipient.pk), None)


def silent(visit: Visit) -> list[Asked]:
    """Who was asked and still owes something: the people whom a reminder goes to, and nobody else."""
    return [each for each in asked(visit) if each.was_asked and each.missing]


def unasked(visit: Visit) -> list[Asked]:
    """Who owes something and was not asked yet."""
    return [each for each in asked(visit) if each.missing and not each.was_asked]


def letters_of(visit: Visit, kind: str = "") -> QuerySet[Letter]:
    found = Letter.objects.filter(visitor__visit=visit).select_related("visitor__person", "visitor__visit")
    return found.filter(kind=kind) if kind else found


def needing(visit: Visit, kind: str) -> QuerySet[Visitor]:
    """Visitors who come and have no standing letter of this kind; a visa letter only for who needs a visa."""
    coming = visit.visitors.coming().exclude(
        letters__in=Letter.objects.standing().filter(kind=kind, visitor__visit=visit)
    )
    if kind != LetterKind.VISA_SUPPORT:
        return coming
    wanted = [file.visitor.pk for file in people.files(coming) if file.check.needs_visa]
    return Visitor.objects.filter(pk__in=wanted)


def forms_of_address() -> Iterable[FormOfAddress]:
    return list(FormOfAddress.objects.select_related("office"))
