"""Doors: the object or nothing (404), the right or nothing (403), the verb's refusal in words (409)."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from council_office.ledger.moves import Refused
from council_office.web import access, actions
from council_office.web.models import SignedLink
from council_office.web.pages import dead_link_page, invalid_page, refusal_page

Rule = Callable[[object, models.Model], bool]


def door(model: type[models.Model] | None = None, rule: Rule | None = None):
    """A view `view(request, subject, **rest)`; the URL's `pk` names a subject that the user may see."""

    def decorate(view):
        @wraps(view)
        def entered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            subject = () if model is None else (find(request, model, kwargs.pop("pk")),)
            if rule is not None and not rule(request.user, *subject):
                access.record_refusal(request, "rule")
                raise PermissionDenied
            return answered(view, request, *subject, **kwargs)

        entered.has_door = True
        entered.door_model = model
        return entered

    return decorate


def find(request: HttpRequest, model: type[models.Model], pk: int) -> models.Model:
    """The object as this user may see it; one that exists but is hidden is refused like one that does not."""
    if not hasattr(model.objects, "visible_to"):
        raise ImproperlyConfigured(f"{model.__name__}.objects has no visible_to(user)")
    found = model.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        if model._base_manager.filter(pk=pk).exists():
            access.record_refusal(request, "hidden")
        raise Http404
    return found


def answered(view, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """The view's answer, or the page that says why the verb refused."""
    try:
        return view(request, *args, **kwargs)
    except Refused as refused:
        return refusal_page(request, refused)
    except ValidationError as error:
        return invalid_page(request, error)


def link_door(purpose: str | None = None):
    """A view `view(request, link)` for the holder of a signed link (with this purpose); `token` opens it."""

    def decorate(view):
        @wraps(view)
        def entered(request: HttpRequest, token: str, **kwargs) -> HttpResponse:
            wanted = {"purpose": purpose} if purpose else {}
            link = SignedLink.objects.filter(digest=actions.digest_of(token), **wanted).first()
            if link is None or not link.is_alive or link.about is None:
                response = dead_link_page(request, link)
            else:
                response = answered(view, request, link, **kwargs)
                if request.method == "POST" and response.status_code < 400:
                    actions.count_use(link)
            # The address is a secret and stays out of every Referer; no-referrer would also blank the Origin,
            # and without it the answer of the page itself is refused as forged.
            response["Referrer-Policy"] = "strict-origin"
            response["X-Robots-Tag"] = "noindex"
            patch_cache_control(response, no_store=True, private=True)
            return response

        entered.has_door = True
        return entered

    return decorate
