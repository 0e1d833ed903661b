"""Answers: pages or the part that htmx asked for, toasts, forms with a verb behind, refusals in words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from council_office.ledger.moves import Conflict, Refused


def wants_part(request: HttpRequest) -> bool:
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def page(
    request: HttpRequest,
    template: str,
    context: dict | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; for htmx only its partial `part`, when it has one of that name."""
    names = [f"{template}#{part}", template] if part and wants_part(request) else template
    response = render(request, names, context or {}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def answer(request: HttpRequest, to: Any, message: str = "", level: str = "success") -> HttpResponse:
    """What was done, said in a toast on the page `to`: a URL, a URL name, an object with an address."""
    if message:
        messages.add_message(request, getattr(messages, level.upper()), message)
    url = resolve_url(to)
    return HttpResponseClientRedirect(url) if wants_part(request) else HttpResponseRedirect(url)


def refusal_page(request: HttpRequest, refused: Refused, status: int = 409) -> HttpResponse:
    """Why the verb refused, and the way back; htmx shows it above the page and keeps the rest."""
    context = {"message": str(refused), "back": back_from(request), "status": status}
    return notice(request, "web/refused.html", context, status)


def invalid_page(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What of the values given is wrong."""
    context = {"messages_of_error": error.messages, "back": back_from(request), "status": 422}
    return notice(request, "web/refused.html", context, 422)


def notice(request: HttpRequest, template: str, context: dict, status: int) -> HttpResponse:
    response = page(request, template, context, part="notice", status=status)
    return above_the_page(response) if wants_part(request) else response


def above_the_page(response: HttpResponse, chosen: str = "") -> HttpResponse:
    """Let htmx put the answer (or the chosen part of it) above the page and leave the rest as it is."""
    if chosen:
        response.headers["HX-Reselect"] = chosen
    return reswap(retarget(response, "#notices"), "innerHTML")


def back_from(request: HttpRequest) -> str:
    """The page this call came from, if it was one of ours."""
    if request.htmx and request.htmx.current_url_abs_path:
        return request.htmx.current_url_abs_path
    referer = request.headers.get("Referer", "")
    own = f"{request.scheme}://{request.get_host()}/"
    return "/" + referer.removeprefix(own) if referer.startswith(own) else "/"


def dead_link_page(request: HttpRequest, link) -> HttpResponse:
    """What to do when a signed link is unknown (404) or over (410)."""
    return render(request, "web/dead_link.html", {"link": link}, status=404 if link is None else 410)


def form_page(
    request: HttpRequest,
    form_class: type,
    *,
    verb: Callable[..., Any],
    to: Any,
    title: str,
    instance: Any = None,
    initial: dict | None = None,
    template: str = "web/form.html",
    submit: str = "",
    message: Any = None,
    about: Any = None,
    context: dict | None = None,
    **form_options: Any,
) -> HttpResponse:
    """A form whose values go to `verb(**cleaned_data)`; what is refused is said on it, nothing is lost.

    `about` is the record that the form belongs to: its name stands above the title and leads back to it.
    """
    options = {"user": request.user, "initial": initial, **form_options}
    if instance is not None:
        options["instance"] = instance
    form = form_class(*given(request), **options)
    context = {
        "title": title,
        "submit": submit or _("Save"),
        "back": back_from(request),
        "about": about,
        **(context or {}),
        "form": form,
    }
    if request.method != "POST":
        return page(request, template, context)
    result, status = attempt(form, verb)
    if status:
        return page(request, template, context, part="form", status=status)
    target = to(result) if callable(to) else to
    done = message(result) if callable(message) else message
    return answer(request, target, _("Saved.") if done is None else done)


def given(request: HttpRequest) -> tuple:
    """What was posted, for a form; nothing otherwise."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def attempt(form, verb: Callable[..., Any]) -> tuple[Any, int]:
    """The verb's result and 0, or None and the status with the reason put on the form."""
    if not form.is_valid():
        return None, 422
    try:
        return verb(**form.cleaned_data), 0
    except Conflict as conflict:
        form.tell_conflict(conflict)
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as error:
        form.tell_invalid(error)
        return None, 422
    return None, 409


class PagesMiddleware:
    """The signed-in person's own language on every page; what is refused to htmx is said above the page."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        if response.status_code in (400, 403, 404, 429) and wants_part(request):
            above_the_page(response, "#notice")
        return response
