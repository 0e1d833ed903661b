"""Doors to terms that end and the elections that they ask for."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, page
from meetings import actions
from meetings.models import Body, Membership
from meetings.queries.elections import Elections


@require_GET
@door()
def elections(request: HttpRequest) -> HttpResponse:
    """Terms that end soon, who may follow, and the session that elects."""
    context = {"rows": Elections(Body.objects.visible_to(request.user)).rows}
    return page(request, "meetings/elections.html", context)


@require_POST
@door(Membership)
def put_election(request: HttpRequest, membership: Membership) -> HttpResponse:
    item = actions.put_election(membership, by=request.user)
    told = {"title": item.title(), "session": item.session}
    return answer(
        request, reverse("meetings:elections"), _("“%(title)s” stands on the agenda of %(session)s.") % told
    )
