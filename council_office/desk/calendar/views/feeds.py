"""Doors of the feeds: a person's own calendar for other programs."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from council_office.calendar import actions, ical, queries, sources
from council_office.calendar.models import Feed
from council_office.calendar.working_days import DAY
from council_office.desk.calendar import rules
from council_office.web.door import door
from council_office.web.pages import answer, page

BACK, AHEAD = 60 * DAY, 400 * DAY


@door()
def feed(request: HttpRequest) -> HttpResponse:
    """Whether the person has a feed, and how to open one."""
    live = Feed.objects.live().filter(user=request.user).first()
    return page(request, "calendar/feed.html", {"feed": live})


@door()
def open_feed(request: HttpRequest) -> HttpResponse:
    """The new address, shown this once."""
    opened, token = actions.open_feed(request.user, by=request.user)
    address = request.build_absolute_uri(reverse("calendar:ics", args=[token]))
    return page(request, "calendar/feed.html", {"feed": opened, "address": address})


@door(Feed, rules.may_revoke_feed)
def revoke_feed(request: HttpRequest, feed: Feed) -> HttpResponse:
    actions.revoke_feed(feed, by=request.user)
    return answer(request, "calendar:feed", _("Closed. Programs that subscribed get nothing any more."))


@door()
def ics(request: HttpRequest, token: str) -> HttpResponse:
    """The person's own calendar for other programs; exactly what they may see now."""
    feed = queries.feed_of(token)
    if feed is None:
        return HttpResponse(status=404, content_type="text/plain")
    today = timezone.localdate()
    with translation.override(feed.user.language):
        found = sources.entries(feed.user, today - BACK, today + AHEAD)
        absolute = [replace(e, url=e.url and request.build_absolute_uri(e.url)) for e in found]
        content = ical.feed(absolute, name=_("Council Office"), language=feed.user.language)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="council-office.ics"'
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
