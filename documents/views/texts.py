"""Doors to the office's own words."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from council_office.web.door import door
from council_office.web.pages import form_page, page
from council_office.web.tables import listing
from documents import actions, letters, placeholders
from documents.forms import TextForm, WordsForm
from documents.models import TemplateText
from documents.tables import Texts


@door()
def texts(request: HttpRequest) -> HttpResponse:
    shown = TemplateText.objects.visible_to(request.user).defer("text")
    return listing(request, Texts, shown, template="documents/texts.html")


@door(TemplateText)
def text(request: HttpRequest, text: TemplateText) -> HttpResponse:
    """One text as it reads, with the facts that may stand in it and its other languages."""
    others = TemplateText.objects.visible_to(request.user).filter(kind=text.kind).exclude(pk=text.pk)
    return page(request, "documents/text.html", {"text": text, "others": others} | sampled(text))


@door()
def create_text(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        TextForm,
        verb=partial(actions.create_text, by=request.user),
        to=lambda made: made,
        title=_("Write a text"),
        template="documents/text_form.html",
    )


@door(TemplateText)
def revise_text(request: HttpRequest, text: TemplateText) -> HttpResponse:
    return form_page(
        request,
        WordsForm,
        verb=partial(actions.revise_text, text, by=request.user),
        to=text,
        title=str(text.kind_name),
        instance=text,
        template="documents/text_form.html",
        context={"text": text} | sampled(text),
    )


@door()
def preview_text(request: HttpRequest) -> HttpResponse:
    """What is being typed, as it would read; nothing is kept."""
    typed = TemplateText(
        kind=request.POST.get("kind", "")[:60],
        subject=request.POST.get("subject", "")[:300],
        text=request.POST.get("text", "")[:20_000],
    )
    return page(request, "documents/text_preview.html", sampled(typed))


def sampled(text: TemplateText) -> dict:
    """A text with descriptions for facts, unknown ones red, and the facts it may use."""
    allowed = placeholders.of(text.kind)
    subject, words = letters.sample(text.subject, allowed), letters.sample(text.text, allowed)
    return {
        "sample_subject": subject.html,
        "sample_text": words.html,
        "unknown": [*subject.unknown, *words.unknown],
        "allowed": allowed.items(),
    }
