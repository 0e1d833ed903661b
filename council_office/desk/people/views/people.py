"""Doors of people's records."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.desk.people import rules
from council_office.desk.people.forms import NewPersonForm, PersonForm
from council_office.desk.people.tables import People
from council_office.directory import actions, queries
from council_office.directory.address import form_of_address
from council_office.directory.models import FormOfAddress, Person
from council_office.directory.states import Language
from council_office.web.door import door
from council_office.web.forms import PEOPLE
from council_office.web.pages import form_page, page
from council_office.web.tables import listing

PICKS = 12


@require_GET
@door()
def people(request: HttpRequest) -> HttpResponse:
    found = queries.for_letters(Person.objects.visible_to(request.user).current())
    return listing(request, People, found, template="people/people.html")


@require_GET
@door(Person, rules.may_read_person)
def person(request: HttpRequest, person: Person) -> HttpResponse:
    context = {
        "person": person,
        "posts": person.posts.select_related("office", "organisation"),
        "contact_points": person.contact_points.select_related("member", "organisation"),
        "letters": letters_to(person),
        "merges": person.merges.standing().select_related("dropped"),
        "alike": queries.alike(person),
    }
    return page(request, "people/person.html", context)


def letters_to(person: Person) -> list[tuple[str, object]]:
    """How a letter of today addresses the person, in each language."""
    today, forms = timezone.localdate(), list(FormOfAddress.objects.select_related("office"))
    return [
        (language, form_of_address(person, language=language, on=today, forms=forms))
        for language in Language.values
    ]


@require_GET
@door(Person)
def person_history(request: HttpRequest, person: Person) -> HttpResponse:
    return page(request, "people/person_history.html", {"person": person})


@require_GET
@door()
def pick(request: HttpRequest) -> HttpResponse:
    """People of this name whom the user may see, as JSON: for forms outside the office's own pages."""
    text = request.GET.get("q", "").strip()[:100]
    found = PEOPLE.find(request.user, text)[:PICKS] if text else []
    return JsonResponse({"people": [{"pk": p.pk, "name": str(p), "note": PEOPLE.note(p)} for p in found]})


@require_POST
@door()
def same_person(request: HttpRequest) -> HttpResponse:
    """People on record who may be the one being typed."""
    told = {name: request.POST.get(field, "")[:120] for name, field in TYPED.items()}
    return page(request, "people/parts/proposed.html", {"proposed": queries.same_person(**told)[:PICKS]})


TYPED = {"family": "family_name", "given": "given_names", "email": "email"}


@door()
def create_person(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        NewPersonForm,
        verb=lambda **told: actions.create_person(by=request.user, **told),
        to=lambda person: person,
        title=_("New person"),
        template="people/person_form.html",
    )


@door(Person)
def revise_person(request: HttpRequest, person: Person) -> HttpResponse:
    return form_page(
        request,
        PersonForm,
        instance=person,
        verb=lambda **told: actions.revise_person(person, by=request.user, **told),
        to=person,
        title=person.display_name,
        template="people/person_form.html",
        context={"person": person},
    )
