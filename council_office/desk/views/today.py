"""Doors of the desk: today and the search."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from council_office.desk import queries
from council_office.web.door import door
from council_office.web.pages import page, wants_part

LONGEST = 200


@require_GET
@door()
def today(request: HttpRequest) -> HttpResponse:
    """What this person's day holds."""
    return page(request, "desk/today.html", {"title": _("Today"), "today": queries.today(request.user)})


@require_GET
@door()
def search(request: HttpRequest) -> HttpResponse:
    """Everything that this person may see with these words in it; a number leads straight to its page."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    if text and not wants_part(request) and (url := queries.jump(request.user, text)):
        return HttpResponseRedirect(url)
    hits = queries.search(request.user, text) if text else []
    return page(request, "desk/search.html", {"title": _("Search"), "text": text, "hits": hits}, part="hits")
