"""Doors to the circulation of papers, and the readers' own pages."""

from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.directory.states import Language
from council_office.web.door import door, link_door
from council_office.web.models import SignedLink
from council_office.web.pages import answer, form_page, page
from documents.actions import download
from meetings import actions
from meetings.forms.circulation import CirculateForm
from meetings.letters.words import days_in_words, session_as_heading
from meetings.models import Circulation, Session
from meetings.queries import circulation as queries
from meetings.queries.circulation import Readable
from meetings.views.tabs import TABS


@door(Session)
def circulate_papers(request: HttpRequest, session: Session) -> HttpResponse:
    """What is new or changed, who would be told of it, and the words that go with it."""

    def verb(**data):
        return actions.circulate_papers(session, by=request.user, **data)

    waiting = queries.to_circulate(session)
    return form_page(
        request,
        CirculateForm,
        verb=verb,
        to=lambda circulation: circulation,
        title=_("Circulate papers of %(session)s") % {"session": session.label},
        submit=_("Send"),
        template="meetings/circulate.html",
        message=_("The worker sends the mails."),
        context={
            "session": session,
            "tabs": TABS,
            "waiting": waiting,
            "groups": queries.preview(session, [each.paper for each in waiting]),
        },
        waiting=waiting,
    )


@require_GET
@door(Circulation)
def circulation(request: HttpRequest, circulation: Circulation) -> HttpResponse:
    """Proof: which papers in which editions, to whom by which mail, and who has looked at them."""
    context = {
        "circulation": circulation,
        "session": circulation.session,
        "papers": circulation.papers.select_related("paper"),
        "proofs": queries.proof(circulation),
        "job": queries.job_of(circulation.session),
    }
    return page(request, "meetings/circulation.html", context)


# With an account


@require_POST
@door(Session)
def see_papers(request: HttpRequest, session: Session) -> HttpResponse:
    actions.see_papers(session, request.user.person, by=request.user)
    return answer(request, reverse("meetings:papers", args=[session.pk]), _("Only what comes later is new."))


@require_GET
@door(Session)
def paper_archive(request: HttpRequest, session: Session) -> HttpResponse:
    """The papers as one archive; `?only=new` those that are new or changed."""
    papers = chosen(request, queries.readable_by(session, request.user))
    return archive(session, actions.take_archive(papers, by=request.user))


@require_GET
@door(Session)
def paper_pack(request: HttpRequest, session: Session) -> HttpResponse:
    papers = chosen(request, queries.readable_by(session, request.user))
    language = language_of(request, request.user.language)
    return pack(session, actions.take_pack(session, papers, language=language, by=request.user), language)


# By a signed link


@require_GET
@link_door(actions.AREA)
def area(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """A participant's own page: the session, its papers as far as they may read them, what is new."""
    session, language = link.about, language_of(request, link.recipient.language)
    papers = queries.readable(session, link.recipient)
    with translation.override(language):
        return page(
            request,
            "meetings/area.html",
            {
                "title": session_as_heading(session, language),
                "session": session,
                "person": link.recipient,
                "days": days_in_words(session.starts_on, session.ends_on, language),
                "papers": papers,
                "news": [each for each in papers if each.news],
                "seen_at": queries.seen_until(session, link.recipient),
                "token": request.resolver_match.kwargs["token"],
                "language": language,
            },
        )


@require_GET
@link_door(actions.AREA)
def area_file(request: HttpRequest, link: SignedLink, file: int) -> HttpResponse:
    """One file; one that this reader may not know of does not exist."""
    files = [each for paper in queries.readable(link.about, link.recipient) for each in paper.files]
    found = next((each.document for each in files if each.pk == file), None)
    if found is None:
        raise Http404
    response = HttpResponse(download(found, by=link), content_type=found.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.download_name)}"
    return response


@require_GET
@link_door(actions.AREA)
def area_archive(request: HttpRequest, link: SignedLink) -> HttpResponse:
    papers = chosen(request, queries.readable(link.about, link.recipient))
    return archive(link.about, actions.take_archive(papers, by=link))


@require_GET
@link_door(actions.AREA)
def area_pack(request: HttpRequest, link: SignedLink) -> HttpResponse:
    papers = chosen(request, queries.readable(link.about, link.recipient))
    language = language_of(request, link.recipient.language)
    return pack(link.about, actions.take_pack(link.about, papers, language=language, by=link), language)


@require_POST
@link_door(actions.AREA)
def see_area(request: HttpRequest, link: SignedLink) -> HttpResponse:
    actions.see_papers(link.about, link.recipient, by=link)
    return answer(request, request.path.removesuffix("seen/"), _("Only what comes later is new."))


def chosen(request: HttpRequest, papers: list[Readable]) -> list[Readable]:
    return [each for each in papers if each.news] if request.GET.get("only") == "new" else papers


def language_of(request: HttpRequest, own: str) -> str:
    """The language asked for or chosen on the page, else the reader's own."""
    asked = request.GET.get("language") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return asked if asked in Language else own


def archive(session: Session, file: BinaryIO) -> FileResponse:
    name = _("%(session)s papers.zip") % {"session": session.label}
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


def pack(session: Session, file: BinaryIO, language: str) -> FileResponse:
    name = _("%(session)s papers %(language)s.pdf") % {"session": session.label, "language": language.upper()}
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")
