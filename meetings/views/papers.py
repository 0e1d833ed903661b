"""Doors to the papers of a session."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.directory.models import OFFICE
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from documents.models import Document
from meetings import actions
from meetings.forms.agenda import PaperFileForm, PaperForm, PublishForm
from meetings.forms.invitations import ReasonForm
from meetings.models import Session, SessionPaper
from meetings.queries import agenda as queries
from meetings.queries import circulation
from meetings.queries.papers import proposed_number
from meetings.states import PaperKind
from meetings.views.tabs import session_page


@require_GET
@door(Session)
def papers(request: HttpRequest, session: Session) -> HttpResponse:
    """Every paper with its languages, due dates and what is missing; `?lacking=fr` shows only gaps."""
    rows = every = queries.papers(session, request.user)
    if (lacking := request.GET.get("lacking")) in queries.LANGUAGES:
        rows = [row for row in rows if lacking in row.gaps]
    if (state := request.GET.get("state", "")) in dict(SessionPaper._meta.get_field("state").choices):
        rows = [row for row in rows if row.paper.state == state]
    numbers = {entry.item.pk: entry.number for entry in queries.Agenda(session, request.user).entries}
    context = {
        "rows": [(row, numbers.get(row.paper.item_id, "")) for row in rows],
        "filtered": bool(lacking or state),
        **circulated(session, request.user, every),
    }
    return session_page(request, session, "meetings/papers.html", context)


def circulated(session: Session, user, rows: list[queries.PaperRow]) -> dict:
    """What the reader has not seen; for the office what waits to be sent and what was sent."""
    if user.has_role(*OFFICE):
        waiting = len(circulation.to_circulate(session, rows))
        readable = circulation.published(rows)
        return {"readable": readable, "waiting": waiting, "circulations": session.circulations.all()}
    readable = circulation.readable_by(session, user)
    return {"readable": readable, "news": [each for each in readable if each.news]}


@door(Session)
def add_paper(request: HttpRequest, session: Session) -> HttpResponse:
    def verb(**data):
        return actions.add_paper(session, by=request.user, **data)

    asked = request.GET.get("item", "")
    item = session.items.filter(pk=asked).first() if asked.isdecimal() else None
    initial = {"item": item, "number": proposed_number(session, item) if item else ""}
    return form_page(
        request,
        PaperForm,
        verb=verb,
        to=lambda paper: paper,
        initial=initial,
        title=_("New paper"),
        session=session,
    )


@require_GET
@door(SessionPaper)
def paper(request: HttpRequest, paper: SessionPaper) -> HttpResponse:
    """One paper: facts, files by language, what follows it, history."""
    files = paper.files.filter(document__in=Document.objects.visible_to(request.user))
    context = {
        "paper": paper,
        "session": paper.session,
        "files": files.select_related("document").order_by("language", "-edition"),
        "newest": queries.newest_files(paper),
        "kinds": [kind for kind in PaperKind if kind != PaperKind.MAIN],
        "followers": (paper.base or paper).followers.all(),
    }
    return page(request, "meetings/paper.html", context)


@door(SessionPaper)
def revise_paper(request: HttpRequest, paper: SessionPaper) -> HttpResponse:
    def verb(**data):
        return actions.revise_paper(paper, by=request.user, **data)

    return form_page(
        request, PaperForm, verb=verb, to=paper, instance=paper, title=str(paper), session=paper.session
    )


@door(SessionPaper)
def upload_paper_file(request: HttpRequest, paper: SessionPaper) -> HttpResponse:
    def verb(language, file):
        return actions.upload_paper_file(
            paper, by=request.user, language=language, data=file.read(), name=file.name
        )

    title = _("File for %(paper)s") % {"paper": paper}
    return form_page(request, PaperFileForm, verb=verb, to=paper, title=title, submit=_("File it"))


@require_POST
@door(SessionPaper)
def follow_paper(request: HttpRequest, paper: SessionPaper) -> HttpResponse:
    """The next Rev., Add. or Corr."""
    follower = actions.follow_paper(paper, by=request.user, kind=request.POST.get("kind", ""))
    return answer(request, follower, _("%(paper)s is expected.") % {"paper": follower})


@door(SessionPaper)
def publish_paper(request: HttpRequest, paper: SessionPaper) -> HttpResponse:
    def verb(gap_reason):
        return actions.publish_paper(paper, by=request.user, gap_reason=gap_reason)

    title = _("Publish %(paper)s") % {"paper": paper}
    return form_page(request, PublishForm, verb=verb, to=paper, title=title, submit=_("Publish"))


@door(SessionPaper)
def withdraw_paper(request: HttpRequest, paper: SessionPaper) -> HttpResponse:
    def verb(reason):
        return actions.withdraw_paper(paper, by=request.user, reason=reason)

    title = _("Withdraw %(paper)s") % {"paper": paper}
    return form_page(
        request,
        ReasonForm,
        verb=verb,
        to=reverse("meetings:papers", args=[paper.session_id]),
        title=title,
        submit=_("Withdraw"),
    )
