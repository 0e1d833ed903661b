"""Doors to the list of guests and to one guest."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer as done
from council_office.web.pages import form_page
from council_office.web.tables import listing
from documents.queries import deliveries_about, documents_about
from protocol import actions, lists
from protocol.actions import Substitute
from protocol.forms import AnswerForm, ConflictForm, GuestForm, NewGuestForm, PasteForm, ReasonForm
from protocol.models import Ceremony, Conflict, Guest
from protocol.queries import ceremonies, invitations, ladder, ties
from protocol.queries import lists as pasted
from protocol.queries.ladder import with_people
from protocol.tables import Guests
from protocol.views.tabs import ceremony_page, of_ceremony

CHOICE = "who-"


@require_GET
@door(Ceremony)
def guests(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """Who is invited, what the letters say, who answered what."""
    rows = with_people(Guest.objects.filter(ceremony=ceremony, withdrawn=False)).select_related("invitation")
    context = {
        "tally": ceremonies.tally(ceremony),
        "uninvited": invitations.uninvited(ceremony).count(),
        "drafts": invitations.drafts(ceremony).count(),
        "silent": invitations.unanswered(ceremony).count(),
        "answer_by": invitations.answer_by(ceremony),
        "job": invitations.running_job(ceremony),
        "conflicts": ceremony.conflicts.select_related("one__person", "other__person"),
    }
    return listing(
        request, Guests, rows, template="protocol/guests.html", context=of_ceremony(ceremony, context)
    )


@require_http_methods(["GET", "POST"])
@door(Ceremony)
def add_guest(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    def verb(**data):
        return actions.add_guest(ceremony, by=request.user, **data)

    return form_page(
        request,
        NewGuestForm,
        verb=verb,
        to=reverse("protocol:guests", args=[ceremony.pk]),
        title=_("New guest of %(ceremony)s") % {"ceremony": ceremony},
        message=lambda guest: _("%(guest)s is on the list.") % {"guest": guest},
        ceremony=ceremony,
    )


@require_http_methods(["GET", "POST"])
@door(Ceremony)
def paste_guests(request: HttpRequest, ceremony: Ceremony) -> HttpResponse:
    """A list from a spreadsheet: read, looked at line by line, then taken in."""
    form = PasteForm(request.POST or None, user=request.user)
    rows: list[pasted.Row] = []
    if request.method == "POST" and form.is_valid():
        rows = understood(request, ceremony, form.cleaned_data["text"])
        if "confirm" in request.POST:
            taken = actions.take_in_list(ceremony, rows, by=request.user)
            rows = understood(request, ceremony, form.cleaned_data["text"])
            words = ngettext("%(n)d guest was taken in.", "%(n)d guests were taken in.", len(taken))
            if all(row.is_there for row in rows):
                url = reverse("protocol:guests", args=[ceremony.pk])
                return done(request, url, words % {"n": len(taken)})
    context = {
        "form": form,
        "rows": rows,
        "ready": sum(row.is_ready for row in rows),
        "is_read": form.is_bound,
    }
    return ceremony_page(request, ceremony, "protocol/paste_guests.html", context)


def understood(request: HttpRequest, ceremony: Ceremony, text: str) -> list[pasted.Row]:
    choices = {
        int(name.removeprefix(CHOICE)): value
        for name, value in request.POST.items()
        if name.startswith(CHOICE) and name.removeprefix(CHOICE).isdecimal()
    }
    return pasted.preview(ceremony, lists.read(text, pasted.member_names()), choices)


@require_GET
@door(Guest)
def guest(request: HttpRequest, guest: Guest) -> HttpResponse:
    """One guest: the place and why, what hangs on them, the letter, the answer, the history."""
    guest = with_people(Guest.objects.filter(pk=guest.pk)).select_related("invitation").get()
    steps = ladder.ladder_of(guest.ceremony)
    letter = getattr(guest, "invitation", None)
    addressed = invitations.addressed_one(letter) if letter else None
    context = {
        "guest": guest,
        "step": next((step for step in steps if step.guest.pk == guest.pk), None),
        "ties": ties.ties_of(guest),
        "apart": [
            c
            for c in guest.ceremony.conflicts.select_related("one__person", "other__person")
            if guest.pk in (c.one_id, c.other_id)
        ],
        "representatives": guest.representatives.filter(withdrawn=False).select_related("person"),
        "addressed": addressed,
        "missing": invitations.missing(addressed) if addressed else (),
        "words": invitations.letter_html(addressed) if addressed else [],
        "documents": documents_about(letter, request.user) if letter else [],
        "deliveries": deliveries_about(letter, request.user) if letter else [],
    }
    return ceremony_page(request, guest.ceremony, "protocol/guest.html", context)


@require_http_methods(["GET", "POST"])
@door(Guest)
def revise_guest(request: HttpRequest, guest: Guest) -> HttpResponse:
    def verb(**data):
        return actions.revise_guest(guest, by=request.user, **data)

    return form_page(
        request, GuestForm, verb=verb, to=guest, instance=guest, title=str(guest), ceremony=guest.ceremony
    )


@require_http_methods(["GET", "POST"])
@door(Guest)
def withdraw_guest(request: HttpRequest, guest: Guest) -> HttpResponse:
    def verb(reason):
        return actions.withdraw_guest(guest, by=request.user, reason=reason)

    to = reverse("protocol:guests", args=[guest.ceremony_id])
    title = _("Take %(guest)s off the list") % {"guest": guest}
    return form_page(request, ReasonForm, verb=verb, to=to, title=title, submit=_("Take off the list"))


@require_http_methods(["GET", "POST"])
@door(Guest)
def keep_apart(request: HttpRequest, guest: Guest) -> HttpResponse:
    def verb(**data):
        return actions.keep_apart(guest, by=request.user, **data)

    title = _("Keep %(guest)s apart from") % {"guest": guest}
    return form_page(request, ConflictForm, verb=verb, to=guest, title=title, guest=guest)


@require_POST
@door(Conflict)
def let_together(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    to = conflict.one.get_absolute_url()
    actions.let_together(conflict, by=request.user)
    return done(request, to, _("They may sit together again."))


@require_http_methods(["GET", "POST"])
@door(Guest)
def enter_answer(request: HttpRequest, guest: Guest) -> HttpResponse:
    """An answer that came by telephone or mail; the message says everything that followed from it."""

    def verb(**data):
        return actions.answer(guest, by=request.user, **as_answer(data))

    return form_page(
        request,
        AnswerForm,
        verb=verb,
        to=guest,
        initial=said(guest),
        title=_("Answer of %(name)s") % {"name": guest.person},
        message=lambda answered: answered.words or _("The answer was entered."),
    )


def as_answer(data: dict) -> dict:
    """The values of the form as the verb takes them; the names of a substitute in their parts."""
    names = ("family_name", "given_names", "title", "email")
    substitute = Substitute(**{name: data.pop(name) for name in names})
    return {**data, "substitute": substitute if substitute.family_name else None}


def said(guest: Guest) -> dict:
    """What a guest answered, for the form; the substitute as the guest they became."""
    facts = {name: getattr(guest, name) for name in ("answer", "remark", "special_meal", "needs_access")}
    other = guest.representatives.filter(withdrawn=False).select_related("person").first()
    if other is None:
        return facts
    person = other.person
    names = {name: getattr(person, name) for name in ("family_name", "given_names", "email")}
    return {**facts, **names, "title": other.capacity_en}
