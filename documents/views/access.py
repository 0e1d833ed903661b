"""Doors to who may read: markings, grants, holds, need-to-know groups."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from documents import actions, queries
from documents.forms import GrantForm, GroupForm, MarkForm, ReasonForm
from documents.models import Document, Grant, NeedToKnow
from documents.rules import may_keep
from documents.tables import Groups


@door(Document, may_keep)
def mark(request: HttpRequest, document: Document) -> HttpResponse:
    return form_page(
        request,
        MarkForm,
        verb=partial(actions.mark, document, by=request.user),
        to=document,
        title=_("Change the marking"),
        initial={"level": document.level, "group": document.group},
    )


@door(Document, may_keep)
def grant(request: HttpRequest, document: Document) -> HttpResponse:
    return form_page(
        request,
        GrantForm,
        verb=partial(actions.grant, document, by=request.user),
        to=document,
        title=_("Let somebody read %(number)s") % {"number": document.number},
        submit=_("Grant"),
    )


@door(Grant)
def end_grant(request: HttpRequest, grant: Grant) -> HttpResponse:
    actions.end_grant(grant, by=request.user)
    return answer(request, grant.document or grant.group, _("The grant has ended."))


@door(Document, may_keep)
def hold(request: HttpRequest, document: Document) -> HttpResponse:
    return form_page(
        request,
        ReasonForm,
        verb=partial(actions.hold, document, by=request.user),
        to=document,
        title=_("Put %(number)s on hold") % {"number": document.number},
        submit=_("Put on hold"),
    )


@door(Document, may_keep)
def release(request: HttpRequest, document: Document) -> HttpResponse:
    return form_page(
        request,
        ReasonForm,
        verb=partial(actions.release, document, by=request.user),
        to=document,
        title=_("Lift the hold on %(number)s") % {"number": document.number},
        submit=_("Lift the hold"),
    )


@door()
def groups(request: HttpRequest) -> HttpResponse:
    return listing(
        request, Groups, queries.groups_with_counts(request.user), template="documents/groups.html"
    )


@door(NeedToKnow)
def group(request: HttpRequest, group: NeedToKnow) -> HttpResponse:
    """One group: its people from–to, its papers as far as they open for the reader."""
    context = {
        "group": group,
        "grants": group.grants.select_related("user__person", "person"),
        "documents": Document.objects.visible_to(request.user).filter(group=group).select_related("level"),
    }
    return page(request, "documents/group.html", context)


@door()
def create_group(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        GroupForm,
        verb=partial(actions.create_group, by=request.user),
        to=lambda made: made,
        title=_("New need-to-know group"),
    )


@door(NeedToKnow)
def grant_group(request: HttpRequest, group: NeedToKnow) -> HttpResponse:
    return form_page(
        request,
        GrantForm,
        verb=partial(actions.grant, group, by=request.user),
        to=group,
        title=_("Add somebody to “%(group)s”") % {"group": group},
        submit=_("Grant"),
    )
