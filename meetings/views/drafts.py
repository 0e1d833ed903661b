"""Doors to the draft record: circulated, commented by link, judged, compared, adopted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from council_office.web.door import door, link_door
from council_office.web.models import SignedLink
from council_office.web.pages import answer, form_page, page
from documents.papers import Paper
from meetings import actions
from meetings.forms.drafts import AdoptForm, CirculateForm, JudgeForm
from meetings.letters import drafts as letters
from meetings.letters.words import days_in_words, moment_in_words, session_as_heading
from meetings.models import Comment, Draft, Reviewer, Session
from meetings.queries import drafts as queries
from meetings.queries.record import LANGUAGES, Record
from meetings.states import DraftState
from meetings.views.answers import chosen_language, language_of, paper_answer
from meetings.views.record import record_of
from meetings.views.tabs import TABS, session_page


@door(Session)
def circulate_draft(request: HttpRequest, session: Session) -> HttpResponse:
    """To whom the record goes as a draft, and until when they may comment."""

    def verb(**data):
        return actions.circulate_draft(session, by=request.user, **data)

    facts = Record(session)
    return form_page(
        request,
        CirculateForm,
        verb=verb,
        to=lambda draft: draft,
        title=_("Circulate the draft record of %(session)s") % {"session": session},
        submit=_("Circulate the draft"),
        message=lambda draft: _("%(draft)s is on its way to the Members.") % {"draft": draft},
        template="meetings/circulate_draft.html",
        context={"session": session, "tabs": TABS, "record": facts, "current": queries.current(session)},
        session=session,
        people=queries.spokespeople(session.body, session),
    )


@require_GET
@door(Draft)
def draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """One draft: who was asked, what they said of each paragraph, what was made of it."""
    rows = queries.commented(draft)
    context = {
        "draft": draft,
        "rows": rows,
        "reviewers": queries.reviewers(draft),
        "unjudged": queries.unjudged(draft),
        "comments": sum(len(row.comments) for row in rows),
        "changed": queries.changed_since(draft) if draft.state == DraftState.CIRCULATED else [],
        "languages": LANGUAGES,
    }
    return session_page(request, draft.session, "meetings/draft.html", context)


@door(Comment)
def judge_comment(request: HttpRequest, comment: Comment) -> HttpResponse:
    def verb(**data):
        return actions.judge_comment(comment, by=request.user, **data)

    told = {"member": comment.reviewer.member, "number": comment.number}
    paragraphs = comment.reviewer.draft.paragraphs
    initial = {"reason": comment.because} | ({"state": comment.state} if comment.because else {})
    return form_page(
        request,
        JudgeForm,
        verb=verb,
        to=comment.get_absolute_url(),
        title=_("%(member)s on paragraph %(number)s") % told,
        template="meetings/judge_comment.html",
        initial=initial,
        comment=comment,
        context={
            "comment": comment,
            "paragraph": next(each for each in paragraphs if each["number"] == comment.number),
            "session": comment.reviewer.draft.session,
        },
    )


@require_GET
@door(Draft)
def compare_comments(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The comparison table as PDF or Word."""
    paper = letters.comparison(draft, queries.commented(draft), language=language_of(request))
    return paper_answer(request, paper)


@require_GET
@door(Draft)
def draft_changes(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What changed since the draft before: on the page, as PDF or Word. The newest one against today."""
    language = language_of(request)
    old, new, edition = compared(draft)
    changes = queries.reworded(old, new, language)
    if request.GET.get("form"):
        return paper_answer(request, redline(draft, changes, language, edition))
    context = {
        "draft": draft,
        "changes": changes,
        "edition": edition,
        "language": language,
        "languages": LANGUAGES,
        "is_today": edition > draft.edition,
    }
    return session_page(request, draft.session, "meetings/draft_changes.html", context)


def compared(draft: Draft) -> tuple[list, list, int]:
    """The paragraphs before and after: of a draft with the Members, today’s; of another, the next draft’s."""
    following = draft.session.drafts.filter(edition=draft.edition + 1).first()
    new = following.paragraphs if following else queries.snapshot(Record(draft.session))
    return draft.paragraphs, new, draft.edition + 1


def redline(draft: Draft, changes: list, language: str, edition: int) -> Paper:
    return letters.redlined(draft.session, changes, language=language, edition=edition)


@door(Draft)
def adopt_draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What stands in the way of adoption, or what it will do."""

    def verb(**data):
        return actions.adopt_draft(draft, by=request.user, **data)

    session, facts = draft.session, Record(draft.session)
    context = {
        "draft": draft,
        "session": session,
        "tabs": TABS,
        "record": facts,
        "unjudged": queries.unjudged(draft),
        "changed": queries.changed_since(draft),
        "is_early": draft.is_open and not actions.everybody_is_done(draft),
    }
    return form_page(
        request,
        AdoptForm,
        verb=verb,
        to=record_of(session),
        title=_("Adopt %(draft)s") % {"draft": draft},
        submit=_("Adopt the record"),
        message=lambda issue: (
            _("%(number)s is adopted and sealed. The worker makes its papers.") % {"number": issue}
        ),
        template="meetings/adopt_draft.html",
        context=context,
        asks_reason=context["is_early"],
        has_gaps=bool(facts.missing_languages),
    )


@require_http_methods(["GET", "POST"])
@link_door(actions.COMMENT)
def comment_draft(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """A Member’s own page: each numbered paragraph with its comment, kept as it is typed."""
    reviewer = get_object_or_404(
        Reviewer.objects.select_related("draft__session__body", "member", "person"), pk=link.object_id
    )
    language = chosen_language(request, reviewer.person.language)
    with translation.override(language):
        if request.method == "POST":
            return commented(request, link, reviewer, language)
        session, draft = reviewer.draft.session, reviewer.draft
        said = {comment.number: comment for comment in reviewer.comments.all()}
        context = {
            "reviewer": reviewer,
            "draft": draft,
            "session": session,
            "title": session_as_heading(session, language),
            "days": days_in_words(session.starts_on, session.ends_on, language),
            "deadline": moment_in_words(draft.comments_until, session.body.time_zone, language),
            "rows": [shown(each, language, said) for each in queries.readable(draft, reviewer)],
            "language": language,
        }
        return page(request, "meetings/comment_draft.html", context)


def shown(paragraph: dict, language: str, said: dict[int, Comment]) -> dict:
    """A paragraph in the language of the page, with what the Member said of it."""
    number, title = paragraph["number"], paragraph[f"item_{language}"]
    words = {"text": paragraph[language], "title": title, "comment": said.get(number)}
    return {"number": number, "item": paragraph["item"], **words}


def commented(request: HttpRequest, link: SignedLink, reviewer: Reviewer, language: str) -> HttpResponse:
    """One paragraph’s comment is kept, or the Member says that it has finished."""
    if "finish" in request.POST:
        actions.finish_comments(reviewer, by=link)
        thanks = _("Thank you. Your comments have reached the Council Secretariat.")
        return answer(request, request.path, thanks)
    given = request.POST.get("number", "")
    number = int(given) if given.isdecimal() and len(given) < 6 else 0
    comment = actions.comment_draft(
        reviewer,
        by=link,
        number=number,
        language=language,
        text=request.POST.get("text", "")[:4000],
        wording=request.POST.get("wording", "")[:4000],
    )
    if not request.htmx:
        return answer(request, f"{request.path}#paragraph-{number}", _("Kept."))
    return page(request, "meetings/parts/comment_kept.html", {"comment": comment, "number": number})
