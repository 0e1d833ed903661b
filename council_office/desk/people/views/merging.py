"""Doors of the merge: two records side by side, one decision, and the way back."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from council_office.desk.people.forms import MergeForm, OtherForm
from council_office.directory import actions, queries
from council_office.directory.models import Merge, Person
from council_office.web.door import door
from council_office.web.pages import answer, page

COMPARED = (
    "family_name", "given_names", "native_name", "passport_name", "name_order", "organisation", "member",
    "nationality", "email", "telephone", "address", "language", "address_style", "honorific",
    "salutation_en", "salutation_fr",
)  # fmt: skip


@door(Person)
def merge_people(request: HttpRequest, person: Person) -> HttpResponse:
    """Choose the other record, compare both, decide which stays."""
    if request.method == "POST":
        return decide(request, person)
    form = OtherForm(
        request.GET if "other" in request.GET or "other__text" in request.GET else None, user=request.user
    )
    other = form.cleaned_data["other"] if form.is_bound and form.is_valid() else None
    return page(request, "people/merge.html", {"person": person, "form": form, **compared(person, other)})


def decide(request: HttpRequest, person: Person) -> HttpResponse:
    form = MergeForm(request.POST, user=request.user)
    if not form.is_valid():
        return page(
            request,
            "people/merge.html",
            {"person": person, "form": form, **compared(person, None)},
            status=422,
        )
    other = form.cleaned_data["other"]
    keep, drop = (person, other) if form.cleaned_data["keep"] == "this" else (other, person)
    actions.merge_people(keep, drop, by=request.user)
    return answer(request, keep, _("Now one record: %(person)s.") % {"person": keep})


def compared(person: Person, other: Person | None) -> dict:
    """What the page shows: both records field by field, or the people who may be the same."""
    if other is None:
        return {"alike": queries.alike(person)}
    rows = [(label(name), shown(person, name), shown(other, name)) for name in COMPARED]
    return {"other": other, "rows": [row for row in rows if row[1] or row[2]], "same": person.pk == other.pk}


def label(name: str) -> str:
    return str(Person._meta.get_field(name).verbose_name)


def shown(person: Person, name: str) -> str:
    display = getattr(person, f"get_{name}_display", None)
    value = display() if display else getattr(person, name)
    return str(getattr(value, "name", value) or "") if name == "nationality" else str(value or "")


@require_POST
@door(Merge)
def unmerge(request: HttpRequest, merge: Merge) -> HttpResponse:
    actions.unmerge(merge, by=request.user, reason=request.POST.get("reason", "")[:200])
    return answer(request, merge.dropped, _("Two records again."))
