"""Doors of the posts that people hold and of what they answer for."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from council_office.desk.people.forms import ContactPointForm, LeaveForm, PostForm
from council_office.directory import actions
from council_office.directory.models import ContactPoint, Person, Post
from council_office.web.door import door
from council_office.web.pages import answer, form_page


@door(Person)
def take_up_post(request: HttpRequest, person: Person) -> HttpResponse:
    return form_page(
        request,
        PostForm,
        verb=lambda **told: actions.take_up_post(person, by=request.user, **told),
        to=person,
        title=_("New post of %(person)s") % {"person": person},
        initial={"starts_on": timezone.localdate(), "organisation": person.organisation_id},
    )


@door(Post)
def revise_post(request: HttpRequest, post: Post) -> HttpResponse:
    return form_page(
        request,
        PostForm,
        instance=post,
        verb=lambda **told: actions.revise_post(post, by=request.user, **told),
        to=post.person,
        title=_("Post of %(person)s") % {"person": post.person},
    )


@door(Post)
def leave_post(request: HttpRequest, post: Post) -> HttpResponse:
    return form_page(
        request,
        LeaveForm,
        verb=lambda ends_on: actions.leave_post(post, by=request.user, ends_on=ends_on),
        to=post.person,
        title=_("%(person)s leaves: %(post)s") % {"person": post.person, "post": post.title()},
        initial={"ends_on": timezone.localdate()},
    )


@require_POST
@door(Post)
def remove_post(request: HttpRequest, post: Post) -> HttpResponse:
    person = post.person
    actions.remove_post(post, by=request.user)
    return answer(request, person, _("The post is taken out."))


@door(Person)
def add_contact_point(request: HttpRequest, person: Person) -> HttpResponse:
    return form_page(
        request,
        ContactPointForm,
        verb=lambda **told: actions.add_contact_point(person, by=request.user, **told),
        to=person,
        title=_("%(person)s answers for…") % {"person": person},
        initial={
            "starts_on": timezone.localdate(),
            "member": person.member_id,
            "organisation": person.organisation_id,
        },
    )


@door(ContactPoint)
def revise_contact_point(request: HttpRequest, point: ContactPoint) -> HttpResponse:
    return form_page(
        request,
        ContactPointForm,
        instance=point,
        verb=lambda **told: actions.revise_contact_point(point, by=request.user, **told),
        to=point.person,
        title=_("%(person)s answers for…") % {"person": point.person},
    )


@require_POST
@door(ContactPoint)
def remove_contact_point(request: HttpRequest, point: ContactPoint) -> HttpResponse:
    person = point.person
    actions.remove_contact_point(point, by=request.user)
    return answer(request, person, _("The contact point is taken out."))
