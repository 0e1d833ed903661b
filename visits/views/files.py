"""Doors to a visitor's file for the office: the page, the data, the scans."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.ledger.moves import Refused
from council_office.web.access import may
from council_office.web.door import door
from council_office.web.pages import answer, form_page
from visits import actions
from visits.forms.files import ZONE_LINES, FileForm, ScanForm
from visits.models import Scan, Visitor
from visits.queries import people, privacy
from visits.rules.people import may_read_identity_of
from visits.states import OF_SCANS, Item
from visits.views.answers import file_answer
from visits.views.tabs import visit_page


@require_GET
@door(Visitor)
def visitor(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """One person's file: what is missing and whose it is, by when, entry, pass and letters."""
    if not may(request.user, "visits:visit_history", "GET"):
        return visit_page(request, visitor.visit, "visits/visitor.html", {"visitor": visitor})
    file = people.file(visitor)
    context = {
        "visitor": file.visitor,
        "file": file,
        "steps": [(each, people.is_done(file, each.rule.code)) for each in file.deadlines],
        "reads_identity": may_read_identity_of(request.user, visitor),
        "erased_at": privacy.erased_at(file.visitor),
    }
    return visit_page(request, visitor.visit, "visits/visitor.html", context)


@require_http_methods(["GET", "POST"])
@door(Visitor, may_read_identity_of)
def visitor_data(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The travel document and the answers, for those who need them; looking at them is recorded."""
    if request.method == "GET":
        actions.read_identity(visitor, by=request.user)
    file = people.file(visitor)
    form = FileForm(*posted(request), file=file, by_link=False, user=request.user)
    context = {
        "form": form,
        "visitor": file.visitor,
        "file": file,
        "scans": scans_of(file),
        "title": _("Data of %(person)s") % {"person": visitor.person},
    }
    if request.method == "POST" and keep(form, visitor, by=request.user):
        return answer(request, reverse("visits:visitor_data", args=[visitor.pk]), _("Saved."))
    status = 422 if form.errors else 200
    return visit_page(request, visitor.visit, "visits/visitor_data.html", context, status=status)


def posted(request: HttpRequest) -> tuple:
    return (request.POST,) if request.method == "POST" else (None,)


def keep(form: FileForm, visitor: Visitor, *, by) -> bool:
    """Keep what of the form is valid; whether all of it was. The machine-readable lines come first, since
    what is typed beside them is meant to stand."""
    valid = form.is_valid()
    try:
        if lines := form.cleaned_data.get(ZONE_LINES):
            actions.read_zone(visitor, lines, by=by)
    except Refused as refused:
        form.add_error(ZONE_LINES, str(refused))
        valid = False
    if form.told:
        actions.save_answers(visitor, by=by, values=form.told)
    return valid


def scans_of(file: people.File) -> list[tuple]:
    """Each file that is asked for or there: (item, label, why, the scan or nothing)."""
    held = {scan.item: scan for scan in file.visitor.scans.all()}
    asked = {need.item: need.requirement.why() for need in file.needs if need.item in OF_SCANS}
    return [
        (item, Item(item).label, asked.get(item, ""), held.get(item))
        for item in OF_SCANS
        if item in asked or item in held
    ]


@require_http_methods(["GET", "POST"])
@door(Visitor, may_read_identity_of)
def upload_scan(request: HttpRequest, visitor: Visitor, item: str) -> HttpResponse:
    """A scan that came by mail or over the counter."""

    def verb(file):
        return actions.upload_scan(visitor, by=request.user, item=item, data=file.read(), name=file.name)

    return form_page(
        request,
        ScanForm,
        verb=verb,
        to=reverse("visits:visitor_data", args=[visitor.pk]),
        about=visitor.visit,
        title=dict(Item.choices).get(item, item),
        submit=_("Upload"),
    )


@require_GET
@door(Scan)
def scan(request: HttpRequest, scan: Scan) -> HttpResponse:
    """The scan itself; opening it is recorded."""
    content = actions.open_scan(scan, by=request.user)
    return file_answer(content, f"{scan.get_item_display()}.{scan.form}", scan.form, inline=False)


@require_POST
@door(Scan)
def remove_scan(request: HttpRequest, scan: Scan) -> HttpResponse:
    back = reverse("visits:visitor_data", args=[scan.visitor_id])
    actions.remove_scan(scan, by=request.user)
    return answer(request, back, _("The scan is erased."))
