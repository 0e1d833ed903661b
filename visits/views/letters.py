"""Doors to letters to visitors, and the public door that confirms one by its code."""

from collections import Counter
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from documents.actions import bundle_pdf, bundle_zip
from documents.models import Document
from documents.queries import deliveries_about, documents_about, preview_pdf
from visits import actions
from visits.forms.files import CodeForm
from visits.forms.visits import ReasonForm
from visits.letters.visitors import NUMBER
from visits.models import Letter, Visit
from visits.queries import letters as queries
from visits.rules.people import may_read_identity
from visits.states import LetterKind, LetterState
from visits.tables.passes import Letters
from visits.views.answers import file_answer
from visits.views.tabs import frame, visit_page


@require_GET
@door(Visit)
def letters(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every letter of the visit, and what is still to be prepared or sent."""
    rows = queries.letters_of(visit)
    waiting = Counter(rows.filter(state=LetterState.DRAFT).values_list("kind", flat=True))
    kinds = [
        (kind, label, queries.needing(visit, kind).count(), waiting[kind])
        for kind, label in LetterKind.choices
    ]
    context = {
        **frame(request, visit),
        "kinds": kinds,
        "sent": rows.filter(state=LetterState.SENT).count(),
    }
    return listing(request, Letters, rows, template="visits/letters.html", context=context)


def known_kind(kind: str) -> str:
    if kind not in LetterKind:
        raise Http404
    return kind


@require_POST
@door(Visit)
def prepare_letters(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    actions.prepare_letters(visit, by=request.user, kind=known_kind(kind))
    return answer(request, reverse("visits:review_letters", args=[visit.pk, kind]))


@require_http_methods(["GET", "POST"])
@door(Visit)
def review_letters(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """Every letter before it leaves, and what is missing; sent, the worker makes them all in one job."""
    if request.method == "POST":
        job = actions.send_letters(visit, by=request.user, kind=known_kind(kind))
        return answer(request, reverse("web:job", args=[job.pk]))
    drafts = actions.reviewed(visit, known_kind(kind))
    context = {
        "drafts": drafts,
        "kind_label": LetterKind(kind).label,
        "ready": sum(not each.missing for each in drafts),
    }
    return visit_page(request, visit, "visits/review_letters.html", context)


def archived(request: HttpRequest, visit: Visit):
    """The archived copies of the letters that count."""
    sent = queries.letters_of(visit).filter(state=LetterState.SENT)
    wanted = Document.objects.visible_to(request.user).filter(
        form="pdf", kind__in=("visits.invitation", "visits.visa_support")
    )
    pairs = {(letter.number, letter.issue) for letter in sent}
    found = wanted.filter(number__in=[number for number, _issue in pairs]).order_by("number")
    return [document for document in found if (document.number, document.version_number) in pairs]


@require_GET
@door(Visit)
def letters_pdf(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All letters that count in one PDF for printing."""
    content = bundle_pdf(archived(request, visit), by=request.user)
    return file_answer(content, _("%(visit)s letters.pdf") % {"visit": visit.number}, "pdf")


@require_GET
@door(Visit)
def letters_zip(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All letters that count in one ZIP."""
    content = bundle_zip(archived(request, visit), by=request.user)
    return file_answer(content, _("%(visit)s letters.zip") % {"visit": visit.number}, "zip", inline=False)


@require_GET
@door(Letter)
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """One letter: its words, what changed since, its papers and mails."""
    draft = queries.draft_of(letter)
    facts = letter.facts or draft.facts
    context = {
        "letter": letter,
        "visitor": draft.visitor,
        "missing": draft.missing if letter.state == LetterState.DRAFT else (),
        "words": [shown(facts[language], facts["masked"]) for language in ("en", "fr")],
        "out_of_date": queries.is_out_of_date(letter, draft),
        "verify_url": queries.verify_url(letter),
        "documents": documents_about(letter, request.user),
        "deliveries": deliveries_about(letter, request.user),
        "reads_identity": may_read_identity(request.user),
    }
    return visit_page(request, letter.visitor.visit, "visits/letter.html", context)


def shown(words: Mapping[str, str], masked: str) -> dict[str, str]:
    """The letter on the screen: of the document's number only its end."""
    return {**words, "text": words["text"].replace(NUMBER, masked)}


@require_GET
@door(Letter)
def preview_letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The letter as it would be printed; before it is sent, marked as a draft."""
    facts = letter.facts or queries.draft_of(letter).facts
    with override(letter.language):
        status = "" if letter.state == LetterState.SENT else letter.get_state_display().upper()
    paper = queries.paper(letter, facts=facts, status=status)
    name = letter.number or _("draft")
    return file_answer(preview_pdf(paper), f"{name}.pdf", "pdf")


@require_GET
@door(Letter, may_read_identity)
def letter_copy(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The holder's copy, with the whole number of the document; handing it out is recorded."""
    paper = actions.hand_over_letter(letter, by=request.user)
    return file_answer(preview_pdf(paper), f"{letter.number}.pdf", "pdf")


@require_POST
@door(Letter)
def replace_letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    newer = actions.replace_letter(letter, by=request.user)
    return answer(request, newer, _("Version %(n)d is being made.") % {"n": newer.issue})


@require_http_methods(["GET", "POST"])
@door(Letter)
def revoke_letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    def verb(reason):
        return actions.revoke_letter(letter, by=request.user, reason=reason)

    title = _("Revoke %(letter)s") % {"letter": letter}
    return form_page(
        request, ReasonForm, verb=verb, to=letter, about=letter.visitor.visit, title=title, submit=_("Revoke")
    )


@require_GET
@door()
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a letter with this code was issued and still counts; nothing about the person."""
    found = Letter.objects.filter(code=code.upper()).exclude(number="").first()
    newer = (
        Letter.objects.filter(number=found.number, state=LetterState.SENT).exclude(pk=found.pk).first()
        if found and found.state == LetterState.SUPERSEDED
        else None
    )
    context = {
        "found": found,
        "newer": newer,
        "counts": found is not None and found.state == LetterState.SENT,
        "code": code,
    }
    return page(request, "visits/verify.html", context, status=200 if found else 404)


@require_http_methods(["GET", "POST"])
@door()
def verify_by_code(request: HttpRequest) -> HttpResponse:
    """The code typed in by whoever has only the paper."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("visits:verify", form.cleaned_data["code"])
    status = 422 if form.errors else 200
    return page(request, "visits/verify_by_code.html", {"form": form}, status=status)
