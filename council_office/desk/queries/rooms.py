"""What can be searched: each kind of thing with the words it is found by, declared once."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from council_office.desk.models import Idea, KnowledgePage, Request
from council_office.directory.models import OFFICE, Organisation, Person, User
from council_office.directory.names import search_key
from council_office.directory.states import Role
from documents.models import Document, Letter
from meetings.models import Action, Decision, Invitation, Session, SessionPaper
from procurement.models import Invoice, PurchaseRequest, Supplier
from protocol.models import Ceremony, Gift
from visits.models import PassRequest, Visit

Words = Callable[[Any], Iterable[Any]]
NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Room:
    """One kind of thing: the words of a row, its number to jump to, and what a row's name does not say.

    `find` is for kinds that keep their own index of names; everybody else stands in the common one.
    """

    label: Any
    icon: str
    model: type[Model]
    words: Words
    note: Callable[[Any], Any]
    url_name: str = ""
    number: Callable[[Any], str] = lambda row: ""
    related: tuple[str, ...] = ()
    find: Callable[[User, str], QuerySet] | None = None
    name: Callable[[Any], str] = str

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower

    def rows(self, of: QuerySet | None = None) -> QuerySet:
        """Every row, or those of a queryset, with what their words read."""
        rows = self.model._default_manager.all() if of is None else of
        return rows.select_related(*self.related) if self.related else rows


def text_of(room: Room, row: Model) -> str:
    """The words by which a row is found, in small plain letters."""
    return search_key(" ".join(str(word) for word in room.words(row) if word))


def number_key(number: str) -> str:
    """A number as people type it: “ic35 d07” is IC-35/D-07."""
    return NOT_A_LETTER.sub("", number.casefold())[:120]


def people(user: User, text: str) -> QuerySet[Person]:
    return Person.objects.visible_to(user).current().named(text).select_related("organisation")


def organisations(user: User, text: str) -> QuerySet[Organisation]:
    sees = user.has_role(*OFFICE, Role.STAFF)
    return Organisation.objects.named(text) if sees else Organisation.objects.none()


def both(row: Any, *fields: str) -> list[str]:
    """These fields in English and French."""
    return [getattr(row, f"{field}_{code}") for field in fields for code in ("en", "fr")]


ROOMS = (
    Room(
        _("People"),
        "address-book",
        Person,
        lambda person: (),
        lambda person: person.organisation or "",
        "people:people",
        find=people,
    ),
    Room(
        _("Knowledge"),
        "bulb",
        KnowledgePage,
        lambda page: both(page, "title", "text"),
        lambda page: page.get_topic_display(),
        "desk:knowledge",
    ),
    Room(
        _("Sessions"),
        "users-group",
        Session,
        lambda session: [session.label, *both(session, "place"), *both(session.body, "name")],
        lambda session: session.body.name(),
        "meetings:sessions",
        number=lambda session: session.label,
        related=("body",),
    ),
    Room(
        _("Decisions"),
        "gavel",
        Decision,
        lambda decision: [
            decision.number,
            *both(decision, "text"),
            *(both(decision.subject, "name") if decision.subject else ()),
        ],
        lambda decision: decision.text(),
        "meetings:decisions",
        number=lambda decision: decision.number,
        related=("subject",),
    ),
    Room(
        _("Actions"),
        "checkbox",
        Action,
        lambda action: [action.number, *both(action, "title")],
        lambda action: action.title(),
        "meetings:actions",
        number=lambda action: action.number,
    ),
    Room(
        _("Papers"),
        "file-text",
        SessionPaper,
        lambda paper: [paper.number, *both(paper, "title")],
        lambda paper: paper.title(),
        number=lambda paper: paper.number,
    ),
    Room(
        _("Invitations"),
        "mail",
        Invitation,
        lambda invitation: [
            invitation.number,
            invitation.participant.person.search_name,
            invitation.participant.session.label,
        ],
        lambda invitation: f"{invitation.participant.person} · {invitation.participant.session.label}",
        number=lambda invitation: invitation.number,
        related=("participant__person", "participant__session"),
    ),
    Room(
        _("Documents"),
        "shield-lock",
        Document,
        lambda document: [document.number, document.title, document.reference],
        lambda document: f"{document.get_form_display()} · {document.get_language_display()}",
        "documents:library",
        number=lambda document: document.number,
    ),
    Room(
        _("Visits"),
        "id-badge-2",
        Visit,
        lambda visit: [visit.number, *both(visit, "title", "purpose"), visit.organisation, visit.member],
        lambda visit: visit.days(),
        "visits:visits",
        number=lambda visit: visit.number,
        related=("organisation", "member"),
    ),
    Room(
        _("Passes"),
        "id",
        PassRequest,
        lambda request: [request.number, request.visitor.person.search_name, request.visitor.visit.number],
        lambda request: request.get_state_display(),
        "visits:passes",
        number=lambda request: request.number,
        related=("visitor__person", "visitor__visit"),
    ),
    Room(
        _("Ceremonies"),
        "flag",
        Ceremony,
        lambda ceremony: [ceremony.number, *both(ceremony, "title")],
        lambda ceremony: ceremony.number,
        "protocol:ceremonies",
        number=lambda ceremony: ceremony.number,
        name=lambda ceremony: ceremony.title(),
    ),
    Room(
        _("Correspondence"),
        "mail-opened",
        Letter,
        lambda letter: [letter.number, letter.subject, letter.their_reference, letter.other],
        lambda letter: letter.other,
        "documents:letters",
        number=lambda letter: letter.number,
        related=("correspondent", "organisation"),
    ),
    Room(
        _("Purchase requests"),
        "receipt-euro",
        PurchaseRequest,
        lambda request: [request.number, request.order_number, request.title, request.supplier],
        lambda request: request.title,
        "procurement:requests",
        number=lambda request: request.number,
        related=("supplier__organisation",),
    ),
    Room(
        _("Invoices"),
        "file-invoice",
        Invoice,
        lambda invoice: [invoice.number, invoice.order_number, invoice.seller_name],
        lambda invoice: invoice.seller_name,
        "procurement:invoices",
        number=lambda invoice: invoice.number,
    ),
    Room(
        _("Suppliers"),
        "building-store",
        Supplier,
        lambda supplier: [*both(supplier.organisation, "name"), supplier.sap_number, supplier.vat_number],
        lambda supplier: supplier.sap_number,
        "procurement:suppliers",
        number=lambda supplier: supplier.sap_number,
        related=("organisation",),
    ),
    Room(
        _("Gifts"),
        "gift",
        Gift,
        lambda gift: [gift.number, *both(gift, "what"), gift.person.search_name],
        lambda gift: gift.person,
        "protocol:gifts",
        number=lambda gift: gift.number,
        related=("person",),
    ),
    Room(
        _("Requests to the desk"),
        "help-hexagon",
        Request,
        lambda request: [request.number, request.question, request.asked_by.actor_label],
        lambda request: request.title,
        "desk:requests",
        number=lambda request: request.number,
        related=("asked_by__person",),
    ),
    Room(
        _("Ideas"),
        "bulb",
        Idea,
        lambda idea: [idea.number, idea.title, idea.text],
        lambda idea: idea.title,
        "desk:ideas",
        number=lambda idea: idea.number,
    ),
    Room(
        _("Organisations"),
        "building",
        Organisation,
        lambda organisation: (),
        lambda organisation: organisation.get_kind_display(),
        "people:organisations",
        find=organisations,
    ),
)
INDEXED = {room.kind: room for room in ROOMS if room.find is None}
