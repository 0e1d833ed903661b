"""Doors to one's own notices."""

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.desk import actions
from council_office.desk.forms import MailingForm
from council_office.desk.models import Notice
from council_office.desk.queries import notices as queries
from council_office.web.door import door
from council_office.web.navigation import counter
from council_office.web.pages import answer, form_page, page

MOST = 100
counter("desk:notices")(queries.unread)


@require_GET
@door()
def notices(request: HttpRequest) -> HttpResponse:
    """What this person was told, the unread first when asked for."""
    only_unread = request.GET.get("show") == "unread"
    context = {
        "notices": queries.shown(request.user, only_unread)[:MOST],
        "only_unread": only_unread,
        "unread": queries.unread(request.user),
        "mailing": queries.mailing_of(request.user),
        "title": _("Notices"),
    }
    return page(request, "desk/notices.html", context)


@require_POST
@door(Notice)
def open_notice(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Read it, and go where the matter stands."""
    actions.read_notice(notice)
    return HttpResponseRedirect(notice.url) if notice.url else answer(request, "desk:notices")


@require_POST
@door()
def read_all_notices(request: HttpRequest) -> HttpResponse:
    actions.read_all_notices(by=request.user)
    return answer(request, "desk:notices", _("All read."))


@door()
def choose_mailing(request: HttpRequest) -> HttpResponse:
    """At once, every morning or not at all; below, the morning mail as it would leave now."""
    untold = list(queries.for_the_morning(request.user)[:MOST])
    subject, text = actions.digest(request.user, untold) if untold else ("", "")
    return form_page(
        request,
        MailingForm,
        verb=partial(actions.choose_mailing, by=request.user),
        to="desk:notices",
        title=_("Notices by mail"),
        initial={"mailing": queries.mailing_of(request.user)},
        template="desk/mailing.html",
        context={"subject": subject, "text": text},
    )
