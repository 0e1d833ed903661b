"""Doors to knowledge pages."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.desk import actions
from council_office.desk.forms import PageForm
from council_office.desk.models import KnowledgePage, PageVersion
from council_office.desk.queries import knowledge as queries
from council_office.desk.tables.requests import Pages
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing


@require_GET
@door()
def knowledge(request: HttpRequest) -> HttpResponse:
    """Every page that this person may read."""
    pages = queries.with_votes(KnowledgePage.objects.visible_to(request.user)).defer("text_en", "text_fr")
    return listing(request, Pages, pages, template="desk/knowledge.html")


@require_GET
@door(KnowledgePage)
def knowledge_page(request: HttpRequest, found: KnowledgePage) -> HttpResponse:
    """One page, whether it helped, and for the office its versions and where it came from."""
    user = request.user
    context = {
        "shown": queries.with_votes(KnowledgePage.objects.filter(pk=found.pk)).get(),
        "vote": queries.vote_of(found, user),
        "versions": PageVersion.objects.visible_to(user)
        .filter(page=found)
        .select_related("published_by__person"),
        "requests": found.requests.visible_to(user),
    }
    return page(request, "desk/page.html", context, part="vote")


@require_GET
@door(PageVersion)
def page_version(request: HttpRequest, version: PageVersion) -> HttpResponse:
    """A page as it was published before."""
    return page(request, "desk/page_version.html", {"version": version})


@door()
def create_page(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        PageForm,
        verb=partial(actions.create_page, by=request.user),
        to=lambda made: made,
        title=_("Write a page"),
        template="desk/page_form.html",
    )


@door(KnowledgePage)
def revise_page(request: HttpRequest, found: KnowledgePage) -> HttpResponse:
    return form_page(
        request,
        PageForm,
        verb=partial(actions.revise_page, found, by=request.user),
        to=found,
        title=_("Change “%(page)s”") % {"page": found},
        instance=found,
        template="desk/page_form.html",
    )


@require_POST
@door(KnowledgePage)
def publish_page(request: HttpRequest, found: KnowledgePage) -> HttpResponse:
    actions.publish_page(found, by=request.user)
    return answer(request, found, _("Published: everybody in the house finds it."))


@require_POST
@door(KnowledgePage)
def archive_page(request: HttpRequest, found: KnowledgePage) -> HttpResponse:
    actions.archive_page(found, by=request.user)
    return answer(request, found, _("Archived: the house no longer finds it."))


@require_POST
@door(KnowledgePage)
def vote(request: HttpRequest, found: KnowledgePage) -> HttpResponse:
    actions.vote(found, by=request.user, helped=request.POST.get("helped") == "yes")
    if not request.htmx:
        return answer(request, found, _("Thank you."))
    return knowledge_page_part(request, found)


def knowledge_page_part(request: HttpRequest, found: KnowledgePage) -> HttpResponse:
    context = {
        "shown": queries.with_votes(KnowledgePage.objects.filter(pk=found.pk)).get(),
        "vote": queries.vote_of(found, request.user),
    }
    return page(request, "desk/page.html", context, part="vote")
