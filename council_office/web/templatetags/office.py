"""What templates need everywhere: icons, states, dates, names, rights, history, progress."""

from django import template
from django.conf import settings
from django.db import models
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from council_office.directory.states import Theme
from council_office.ledger import audit
from council_office.web import access, drawings, navigation, words

register = template.Library()
register.filter("day", words.day)
register.filter("moment", words.moment)
register.filter("clock", words.clock)
register.filter("name", words.name)
register.filter("tone", words.tone)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """A drawing of Tabler's; silent for screen readers unless it has a label."""
    return drawings.icon(name, label, css)


@register.simple_tag
def state(thing, field: str = "state") -> SafeString:
    """The badge of a thing's state."""
    return words.badge(thing, field)


@register.simple_tag
def badge(text, tone: str = "neutral") -> SafeString:
    """Any words on a tone: neutral, waiting, going, good, bad."""
    return format_html('<span class="state state-{}">{}</span>', tone, text)


@register.simple_tag
def money(amount, currency: str = "EUR") -> str:
    return words.money(amount, currency)


@register.simple_tag(takes_context=True)
def may(context: RequestContext, url_name: str, method: str = "POST") -> bool:
    """Whether the table lets the user call this."""
    return access.may(context["request"].user, url_name, method)


@register.simple_tag
def address(url_name: str) -> str:
    """The URL of a name that may not exist (yet)."""
    return navigation.address(url_name)


@register.simple_tag(takes_context=True)
def waiting(context: RequestContext, url_name: str) -> int:
    """How many things wait behind an address, when its app counts them (see navigation.counter)."""
    return navigation.count(url_name, context["request"].user)


@register.simple_tag(takes_context=True)
def navigation_entries(context: RequestContext) -> list[navigation.Shown]:
    return navigation.entries(context["request"])


@register.simple_tag
def setting(name: str):
    """One of the few settings that pages show."""
    allowed = {"DEMO": False, "DEMO_SIGN_INS": [], "SUPPORT_EMAIL": ""}
    return getattr(settings, name, allowed[name])


@register.inclusion_tag("web/parts/history.html")
def history(thing: models.Model, limit: int = 50) -> dict:
    """What happened to a thing, newest first."""
    return {"events": audit.history(thing)[:limit]}


@register.inclusion_tag("web/parts/progress.html")
def progress(job) -> dict:
    """The progress of a job, live until it ends."""
    return {"job": job, "url": reverse("web:job", args=[job.pk])}


@register.simple_tag(takes_context=True)
def theme(context: RequestContext) -> str:
    """light, dark or auto: the person's own choice, or the device's cookie."""
    request = context.get("request")
    if request is None:
        return Theme.AUTO
    user = getattr(request, "user", None)
    chosen = (
        user.theme if user is not None and user.is_authenticated else request.COOKIES.get("theme", Theme.AUTO)
    )
    return chosen if chosen in Theme else Theme.AUTO


@register.simple_tag
def initials(user) -> str:
    """Two letters for the person's button."""
    person = user.person
    first, last = (person.given_names, person.family_name) if person else (user.email, "")
    return f"{first[:1]}{last[:1] or first[1:2]}".upper()


@register.simple_tag(takes_context=True)
def empty_action(context: RequestContext, action: tuple) -> dict | None:
    """What an empty list offers, when this user may do it: (label, URL name, *arguments)."""
    label, url_name, *args = action
    if not any(access.may(context["request"].user, url_name, method) for method in ("GET", "POST")):
        return None
    return {"label": label, "url": reverse(url_name, args=args)}


@register.simple_tag
def level(name: str) -> SafeString:
    """The badge of a level of health."""
    tones = {"good": ("good", _("well")), "failing": ("bad", _("fails"))}
    tone, text = tones.get(name, ("waiting", _("needs a look")))
    return badge(text, tone)
