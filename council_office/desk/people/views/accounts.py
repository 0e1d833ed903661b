"""Doors of the accounts: who may sign in, and with which roles."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.desk.people import actions
from council_office.desk.people.forms import InviteForm, UserForm
from council_office.desk.people.tables import Users
from council_office.directory import actions as directory
from council_office.directory.models import User
from council_office.directory.states import Role
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing


@require_GET
@door()
def users(request: HttpRequest) -> HttpResponse:
    found = User.objects.visible_to(request.user).select_related("person").prefetch_related("groups")
    return listing(request, Users, found, template="people/users.html")


@require_GET
@door(User)
def user(request: HttpRequest, user: User) -> HttpResponse:
    roles = [(role, role in user.roles) for role in Role]
    return page(request, "people/user.html", {"account": user, "roles": roles})


@door()
def invite_user(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        InviteForm,
        verb=lambda **told: actions.invite_user(by=request.user, **told),
        to=lambda user: user,
        title=_("Invite somebody"),
        submit=_("Invite"),
        message=lambda user: _("Invited: a mail is on its way to %(email)s.") % {"email": user.email},
    )


@require_POST
@door(User)
def send_invitation(request: HttpRequest, user: User) -> HttpResponse:
    actions.send_invitation(user, by=request.user)
    return answer(request, user, _("A mail is on its way to %(email)s.") % {"email": user.email})


@door(User)
def revise_user(request: HttpRequest, user: User) -> HttpResponse:
    return form_page(
        request,
        UserForm,
        instance=user,
        verb=lambda **told: directory.revise_user(user, by=request.user, **told),
        to=user,
        title=user.email,
    )


@require_POST
@door(User)
def grant_role(request: HttpRequest, user: User, role: str) -> HttpResponse:
    directory.grant_role(user, known(role), by=request.user)
    return answer(request, user, _("Granted: %(role)s.") % {"role": Role(role).label})


@require_POST
@door(User)
def withdraw_role(request: HttpRequest, user: User, role: str) -> HttpResponse:
    directory.withdraw_role(user, known(role), by=request.user)
    return answer(request, user, _("Withdrawn: %(role)s.") % {"role": Role(role).label})


def known(role: str) -> Role:
    if role not in Role:
        raise Http404
    return Role(role)
