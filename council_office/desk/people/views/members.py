"""Doors of the seven Members and their orders."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from council_office.desk.people.forms import MemberForm
from council_office.directory import actions, queries
from council_office.directory.models import Member
from council_office.directory.states import MemberOrder
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page


@require_GET
@door()
def members(request: HttpRequest) -> HttpResponse:
    """The Members in the order chosen: of a language, or of the office."""
    order = request.GET.get("order")
    order = MemberOrder(order) if order in MemberOrder else MemberOrder.ENGLISH
    found = Member.objects.in_order(order).prefetch_related("organisations")
    points = list(queries.contact_points(timezone.localdate()).filter(member__isnull=False))
    rows = [(member, [point for point in points if point.member_id == member.pk]) for member in found]
    context = {"rows": rows, "order": order, "orders": MemberOrder.choices}
    return page(request, "people/members.html", context)


@require_POST
@door()
def order_members(request: HttpRequest) -> HttpResponse:
    """The protocol order as dragged: the codes from first to last."""
    actions.order_members(request.POST.getlist("key"), by=request.user)
    shown = f"{reverse('people:members')}?order={MemberOrder.PROTOCOL}"
    return answer(request, shown, _("The protocol order is kept."))


@door(Member)
def revise_member(request: HttpRequest, member: Member) -> HttpResponse:
    return form_page(
        request,
        MemberForm,
        instance=member,
        verb=lambda **told: actions.revise_member(member, by=request.user, **told),
        to="people:members",
        title=member.name(),
    )
