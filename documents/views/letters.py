"""Doors to the register of correspondence: what came, what leaves, each step of it."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.calendar.queries import explain_tasks, tasks_of
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from documents import actions, forms, naming, queries, redline
from documents import letters as wording
from documents.models import Letter, LetterDraft
from documents.rendering import render
from documents.states import MEDIA_TYPES, LetterState
from documents.tables import Letters
from documents.views.library import file_answer

PRINTED = ("pdf", "docx")


@door()
def letters(request: HttpRequest) -> HttpResponse:
    """The register, newest first."""
    return listing(request, Letters, queries.letters(request.user), template="documents/letters.html")


@door(Letter)
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """One letter: its words, its steps, its clock, its answers, its files."""
    draft = letter.current
    tasks = tasks_of(letter)
    context = {
        "letter": letter,
        "draft": draft,
        "preview": queries.preview(wording.letter(letter, draft), marking=letter.level.name(letter.language))
        if draft
        else "",
        "older": queries.older_approval(letter),
        "steps": letter.steps.select_related("draft", "by"),
        "tasks": explain_tasks(tasks),
        "replies": Letter.objects.visible_to(request.user).filter(answers=letter),
        "answered": Letter.objects.visible_to(request.user).filter(pk=letter.answers_id).first(),
        "documents": queries.documents_about(letter, request.user),
        "deliveries": queries.deliveries_about(letter, request.user),
        "is_made": letter.state == LetterState.SIGNED and queries.letter_document(letter) is not None,
    }
    return page(request, "documents/letter.html", context)


@door()
def register_letter(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        forms.RegisterForm,
        verb=partial(actions.register_letter, by=request.user),
        to=partial(page_of, request),
        title=_("Register a letter"),
        submit=_("Register"),
        message=lambda made: _("Registered as %(number)s.") % {"number": made.number},
    )


def page_of(request: HttpRequest, letter: Letter):
    """Where the clerk goes next: not everybody may read what they registered."""
    seen = Letter.objects.visible_to(request.user).filter(pk=letter.pk).exists()
    return letter if seen else "documents:letters"


@door()
def draft_letter(request: HttpRequest) -> HttpResponse:
    return drafting(request, _("New letter"), {"language": request.user.language})


@door(Letter)
def reply_letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    """A letter back to whoever wrote, in their language, with their subject."""
    initial = {
        "correspondent": letter.correspondent_id,
        "language": letter.language,
        "subject": letter.subject,
        "level": letter.level_id,
        "group": letter.group_id,
        "answers": letter.pk,
    }
    return drafting(request, _("Reply to %(number)s") % {"number": letter.number}, initial)


def drafting(request: HttpRequest, title: str, initial: dict) -> HttpResponse:
    return form_page(
        request,
        forms.DraftForm,
        verb=partial(actions.draft_letter, by=request.user),
        to=partial(page_of, request),
        title=title,
        initial=initial,
        submit=_("Save the draft"),
    )


@door(Letter)
def revise_letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    draft = drafted(letter)
    return form_page(
        request,
        forms.WordingForm,
        verb=partial(actions.revise_letter, letter, by=request.user),
        to=letter,
        title=_("Change the words"),
        instance=draft,
        initial={"based_on": draft.number},
        submit=_("Save as a new version"),
    )


def drafted(letter: Letter) -> LetterDraft:
    """The newest version of an outgoing letter; an incoming one has none."""
    if (draft := letter.current) is None:
        raise Http404
    return draft


@door(Letter)
def take_back(request: HttpRequest, letter: Letter) -> HttpResponse:
    drafted(letter)
    return form_page(
        request,
        forms.TakeBackForm,
        verb=partial(actions.take_back, letter, by=request.user),
        to=lambda draft: versions_url(letter),
        title=_("Take back an edited Word file"),
        submit=_("Compare and keep"),
        message=lambda draft: _("Its words are version %(version)s.") % {"version": draft.number},
    )


def versions_url(letter: Letter) -> str:
    return f"{letter.get_absolute_url()}versions/"


@door(Letter)
def letter_versions(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Every version of a letter, and what changed between two of them."""
    drafts = list(letter.drafts.select_related("source"))
    pair = chosen_pair(request, drafts)
    lines = redline.compare(*(wording.words_of(draft) for draft in pair)) if pair else []
    context = {"letter": letter, "drafts": drafts, "pair": pair, "lines": lines}
    return page(request, "documents/letter_versions.html", context)


def chosen_pair(request: HttpRequest, drafts: list[LetterDraft]) -> tuple[LetterDraft, LetterDraft] | None:
    """The two versions to compare: the ones asked for, else the newest and the one before it."""
    if len(drafts) < 2:
        return None
    by_number = {str(draft.number): draft for draft in drafts}
    before = by_number.get(request.GET.get("before", ""), drafts[1])
    return before, by_number.get(request.GET.get("after", ""), drafts[0])


@door(Letter)
def letter_draft(request: HttpRequest, letter: Letter, form: str) -> HttpResponse:
    """The newest version as a file to read or to edit, marked as a draft; nothing is filed."""
    return printed(letter, wording.draft_paper(letter, drafted(letter)), form, _("draft"))


@door(Letter)
def letter_redline(request: HttpRequest, letter: Letter, form: str) -> HttpResponse:
    if (pair := chosen_pair(request, list(letter.drafts.all()))) is None:
        raise Http404
    return printed(letter, wording.comparison(letter, *pair), form, _("changes"))


def printed(letter: Letter, paper, form: str, what: str) -> HttpResponse:
    if form not in PRINTED:
        raise Http404
    name = " ".join(filter(None, (letter.number, naming.clean(letter.subject)[:60], what)))
    return file_answer(render(paper, form), f"{name}.{form}", MEDIA_TYPES[form])


@door(Letter)
def submit_letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    return answer(request, actions.submit_letter(letter, by=request.user), _("The letter is in review."))


def step(form: type, verb, title, submit=""):
    """A door that asks a form and calls one verb on the letter."""

    @door(Letter)
    def view(request: HttpRequest, letter: Letter) -> HttpResponse:
        return form_page(
            request,
            form,
            verb=partial(verb, letter, by=request.user),
            to=letter,
            title=f"{title} · {letter}",
            submit=submit or title,
        )

    return view


review_letter = step(forms.RemarkForm, actions.review_letter, gettext_lazy("I have reviewed it"))
return_letter = step(forms.ReasonForm, actions.return_letter, gettext_lazy("Return to the author"))
approve_letter = step(forms.RemarkForm, actions.approve_letter, gettext_lazy("Approve"))
sign_letter = step(forms.SignForm, actions.sign_letter, gettext_lazy("Note the signature"))
dispatch_letter = step(forms.DispatchForm, actions.dispatch_letter, gettext_lazy("Dispatch"))
acknowledge_letter = step(
    forms.AcknowledgeForm,
    actions.acknowledge_letter,
    gettext_lazy("Receipt acknowledged"),
    gettext_lazy("Save"),
)
assign_letter = step(forms.AssignForm, actions.assign_letter, gettext_lazy("Change the owner"))
enclose = step(forms.EncloseForm, actions.enclose, gettext_lazy("Enclose a file"))
close_letter = step(forms.OutcomeForm, actions.close_letter, gettext_lazy("Close"))
cancel_letter = step(forms.ReasonForm, actions.cancel_letter, gettext_lazy("Cancel the letter"))
