"""Doors to the register of gifts."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing
from protocol import actions, rules
from protocol.forms import GiftForm, ReasonForm
from protocol.models import Gift
from protocol.queries import show
from protocol.tables import Gifts


@require_GET
@door()
def gifts(request: HttpRequest) -> HttpResponse:
    rows = Gift.objects.visible_to(request.user).select_related("person", "member", "ceremony")
    return listing(request, Gifts, rows, template="protocol/gifts.html")


@require_GET
@door(Gift)
def gift(request: HttpRequest, gift: Gift) -> HttpResponse:
    """One gift: its worth, what speaks against it, who agreed."""
    context = {
        "gift": gift,
        "warnings": show.warnings(gift),
        "limit": show.limit_on(gift),
        "decides": rules.may_decide_gift(request.user, gift),
    }
    return page(request, "protocol/gift.html", context)


@require_http_methods(["GET", "POST"])
@door()
def new_gift(request: HttpRequest) -> HttpResponse:
    """A gift to give, or one that was received; what speaks against it is said on its page."""

    def verb(**data):
        return actions.propose_gift(by=request.user, **data)

    chosen = request.GET.get("ceremony", "")
    initial = {"day": timezone.localdate(), "ceremony": chosen if chosen.isdecimal() else None}
    return form_page(request, GiftForm, verb=verb, to=lambda gift: gift, title=_("New gift"), initial=initial)


@require_http_methods(["GET", "POST"])
@door(Gift)
def revise_gift(request: HttpRequest, gift: Gift) -> HttpResponse:
    def verb(**data):
        return actions.revise_gift(gift, by=request.user, **data)

    return form_page(request, GiftForm, verb=verb, to=gift, instance=gift, title=str(gift))


@require_POST
@door(Gift, rules.may_decide_gift)
def approve_gift(request: HttpRequest, gift: Gift) -> HttpResponse:
    return answer(request, actions.approve_gift(gift, by=request.user), _("Agreed to."))


@require_http_methods(["GET", "POST"])
@door(Gift, rules.may_decide_gift)
def refuse_gift(request: HttpRequest, gift: Gift) -> HttpResponse:
    def verb(reason):
        return actions.refuse_gift(gift, by=request.user, reason=reason)

    title = _("Refuse %(gift)s") % {"gift": gift}
    return form_page(request, ReasonForm, verb=verb, to=gift, title=title, submit=_("Refuse"))


@require_POST
@door(Gift)
def hand_over_gift(request: HttpRequest, gift: Gift) -> HttpResponse:
    return answer(request, actions.hand_over_gift(gift, by=request.user), _("Handed over."))


@require_POST
@door(Gift)
def withdraw_gift(request: HttpRequest, gift: Gift) -> HttpResponse:
    return answer(request, actions.withdraw_gift(gift, by=request.user), _("Withdrawn."))


@require_POST
@door(Gift)
def propose_again(request: HttpRequest, gift: Gift) -> HttpResponse:
    return answer(request, actions.propose_again(gift, by=request.user), _("It waits for agreement again."))
