"""Doors to programmes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.calendar.models import Task
from council_office.calendar.queries import explain_tasks
from council_office.ledger.moves import Refused
from council_office.web.door import door
from council_office.web.pages import answer, form_page
from documents.queries import documents_about
from visits import actions
from visits.forms.programmes import MovedStopForm, NewStopForm, ProfileForm
from visits.forms.visits import ReasonForm
from visits.models import Programme, Stop, Visit
from visits.queries import programmes as queries
from visits.queries import rehearsals
from visits.queries.papers import paper_bytes
from visits.queries.pictures import Picture
from visits.views.tabs import visit_page


@require_GET
@door(Visit)
def programme(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The stops with their clock, who is booked, what clashes, who escorts; one picture above."""
    found = queries.programme_of(visit)
    if found is None:
        profiles = queries.profiles_for(visit)
        return visit_page(request, visit, "visits/programme_none.html", {"profiles": profiles})
    return visit_page(request, visit, "visits/programme.html", shown(request, found), part="sheet")


def shown(request: HttpRequest, programme: Programme) -> dict:
    sheet = queries.Sheet(programme)
    tasks = Task.objects.visible_to(request.user).of(programme).shown()
    return {
        "programme": programme,
        "sheet": sheet,
        "picture": Picture(sheet),
        "tasks": explain_tasks(tasks),
        "documents": documents_about(programme, request.user),
        "issues": programme.issues.select_related("issued_by__person"),
    }


@require_http_methods(["GET", "POST"])
@door(Visit)
def make_programme(request: HttpRequest, visit: Visit) -> HttpResponse:
    def verb(**data):
        return actions.make_programme(visit, by=request.user, **data)

    initial = {"profile": request.GET["profile"]} if request.GET.get("profile", "").isdigit() else None
    title = _("Programme: %(visit)s") % {"visit": visit.title()}
    return form_page(
        request,
        ProfileForm,
        verb=verb,
        to=lambda programme: programme,
        about=visit,
        title=title,
        submit=_("Make the programme"),
        message=_("The programme stands. Adjust every stop as you like."),
        visit=visit,
        initial=initial,
    )


@require_http_methods(["GET", "POST"])
@door(Programme)
def remove_programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    def verb(reason):
        actions.remove_programme(programme, by=request.user, reason=reason)

    to = reverse("visits:programme", args=[programme.visit_id])
    title = _("Start the programme over: %(visit)s") % {"visit": programme.visit.title()}
    return form_page(
        request, ReasonForm, verb=verb, to=to, about=programme.visit, title=title, submit=_("Remove it")
    )


@require_http_methods(["GET", "POST"])
@door(Programme)
def add_stop(request: HttpRequest, programme: Programme) -> HttpResponse:
    def verb(**data):
        return actions.add_stop(programme, by=request.user, **data)

    last = programme.stops.last()
    initial = {"starts_at": last.ends_at} if last else None
    return form_page(
        request,
        NewStopForm,
        verb=verb,
        to=programme,
        about=programme,
        title=_("New stop"),
        submit=_("Add"),
        initial=initial,
    )


@require_http_methods(["GET", "POST"])
@door(Stop)
def revise_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    def verb(**data):
        return actions.revise_stop(stop, by=request.user, **data)

    title = _("Revise “%(stop)s”") % {"stop": stop}
    return form_page(
        request, MovedStopForm, verb=verb, to=stop, about=stop.programme, title=title, instance=stop
    )


@require_POST
@door(Stop)
def remove_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    programme = stop.programme
    actions.remove_stop(stop, by=request.user)
    return changed(request, programme, _("“%(stop)s” is off the programme.") % {"stop": stop})


@require_POST
@door(Stop)
def shift_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Five minutes earlier or later, by button."""
    minutes = request.POST.get("minutes", "")
    if minutes not in ("-5", "5"):
        raise Refused(_("A stop moves by five minutes at a time."))
    actions.shift_stop(stop, int(minutes), by=request.user)
    return changed(request, stop.programme)


@require_POST
@door(Programme)
def order_stops(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The whole order after a drag or the arrow keys."""
    order = [int(key) for key in request.POST.getlist("key") if key.isdigit()]
    actions.order_stops(programme, order, by=request.user)
    return changed(request, programme)


@require_POST
@door(Programme)
def book_free(request: HttpRequest, programme: Programme) -> HttpResponse:
    count = len(actions.book_free(programme, by=request.user))
    told = ngettext("%(count)d booking made.", "%(count)d bookings made.", count) % {"count": count}
    return answer(request, programme, told if count else _("Nobody fitting is free for what is missing."))


@require_POST
@door(Programme)
def issue_programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    job = actions.issue_programme(programme, by=request.user)
    return answer(request, reverse("web:job", args=[job.pk]), _("Issued; the papers are being made."))


@require_GET
@door(Programme)
def programme_paper(request: HttpRequest, programme: Programme, kind: str, form: str) -> HttpResponse:
    """A paper of the programme as it stands now, marked as a draft: for a look, or to change in Word."""
    photos = actions.show_photos(programme, by=request.user) if kind == "brief" else {}
    language = request.GET.get("language", request.user.language)
    found = paper_bytes(programme, kind, form, language, photos=photos)
    if found is None:
        raise Http404
    data, name, content_type = found
    response = HttpResponse(data, content_type=content_type)
    shown = "inline" if form == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    return response


@require_GET
@door(Programme)
def rehearse(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What breaks when somebody is late or away; nothing is written."""
    sheet = queries.Sheet(programme)
    context = {
        "programme": programme,
        "sheet": sheet,
        "tried": rehearsals.tried(sheet, request.GET),
        "within": "visits:programme",
    }
    return visit_page(request, programme.visit, "visits/rehearse.html", context, part="outcome")


def changed(request: HttpRequest, programme: Programme, message: str = "") -> HttpResponse:
    """The sheet anew: for htmx only the sheet, else the page."""
    if request.htmx and not message:
        programme = queries.programme_of(programme.visit)
        context = shown(request, programme)
        return visit_page(request, programme.visit, "visits/programme.html", context, part="sheet")
    return answer(request, programme, message)
