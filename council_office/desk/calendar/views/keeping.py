"""Doors of what dates are counted by: closures and deadline rules."""

from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council_office.calendar import actions
from council_office.calendar.models import Closure, DeadlineRule
from council_office.calendar.queries import Moved
from council_office.desk.calendar.forms import ClosureForm, EndForm, NewRuleForm, ReasonForm, RuleForm
from council_office.desk.calendar.rules import may_revise_rule
from council_office.desk.calendar.tables import Closures, Rules, distance, occasion_name
from council_office.ledger import audit
from council_office.web.door import door
from council_office.web.pages import form_page, page
from council_office.web.tables import listing


@door()
def closures(request: HttpRequest) -> HttpResponse:
    found = Closure.objects.visible_to(request.user)
    return listing(request, Closures, found, template="calendar/closures.html")


@door(Closure)
def closure(request: HttpRequest, closure: Closure) -> HttpResponse:
    return page(request, "calendar/closure.html", {"closure": closure, "moved": last_moved(closure)})


@door()
def create_closure(request: HttpRequest) -> HttpResponse:
    return closure_form(
        request,
        ClosureForm,
        verb=partial(actions.create_closure, by=request.user),
        to=address_of,
        title=_("New closure"),
        message=said,
    )


@door(Closure)
def revise_closure(request: HttpRequest, closure: Closure) -> HttpResponse:
    return closure_form(
        request,
        ClosureForm,
        verb=partial(actions.revise_closure, closure, by=request.user),
        thing=closure,
        to=address_of,
        title=_("Change %(closure)s") % {"closure": closure},
        instance=closure,
        message=said,
    )


@door(Closure)
def remove_closure(request: HttpRequest, closure: Closure) -> HttpResponse:
    return closure_form(
        request,
        ReasonForm,
        verb=partial(actions.remove_closure, closure, by=request.user),
        thing=closure,
        to="calendar:closures",
        title=_("Remove %(closure)s") % {"closure": closure},
        submit=_("Remove"),
        message=moved_words,
    )


@door()
def rules(request: HttpRequest) -> HttpResponse:
    found = DeadlineRule.objects.visible_to(request.user).current()
    return listing(request, Rules, found, template="calendar/rules.html")


@door(DeadlineRule)
def rule(request: HttpRequest, rule: DeadlineRule) -> HttpResponse:
    """One version, beside the others of the same rule."""
    same = {"occasion": rule.occasion, "variant": rule.variant, "code": rule.code}
    versions = DeadlineRule.objects.filter(**same).order_by("-version")
    context = {
        "rule": rule,
        "occasion": occasion_name(rule),
        "distance": distance(rule),
        "versions": [(one, distance(one)) for one in versions],
        "moved": last_moved(rule),
    }
    return page(request, "calendar/rule.html", context)


@door()
def create_rule(request: HttpRequest) -> HttpResponse:
    return rule_form(
        request,
        NewRuleForm,
        verb=partial(actions.create_rule, by=request.user),
        to=DeadlineRule.get_absolute_url,
        title=_("New deadline rule"),
    )


@door(DeadlineRule, may_revise_rule)
def revise_rule(request: HttpRequest, rule: DeadlineRule) -> HttpResponse:
    return rule_form(
        request,
        RuleForm,
        verb=partial(actions.revise_rule, rule, by=request.user),
        thing=rule,
        to=address_of,
        title=_("New version of %(rule)s") % {"rule": rule},
        submit=_("Make the new version"),
        instance=rule,
        message=said,
    )


@door(DeadlineRule, may_revise_rule)
def end_rule(request: HttpRequest, rule: DeadlineRule) -> HttpResponse:
    return rule_form(
        request,
        EndForm,
        verb=partial(actions.end_rule, rule, by=request.user),
        thing=rule,
        to=DeadlineRule.get_absolute_url,
        title=_("End %(rule)s") % {"rule": rule},
        submit=_("End the rule"),
    )


def closure_form(request: HttpRequest, form_class: type, **options) -> HttpResponse:
    return thing_form(request, form_class, "calendar:closures", _("Closures"), **options)


def rule_form(request: HttpRequest, form_class: type, **options) -> HttpResponse:
    return thing_form(request, form_class, "calendar:rules", _("Deadline rules"), **options)


def thing_form(request, form_class: type, url_name: str, name: str, *, thing=None, **options) -> HttpResponse:
    """A form about a closure or a rule, its list and its page in the path above."""
    context = {"list_url": reverse(url_name), "list_name": name, "thing": thing}
    return form_page(request, form_class, template="calendar/form.html", context=context, **options)


def address_of(result: tuple[Closure | DeadlineRule, list[Moved]]) -> str:
    return result[0].get_absolute_url()


def said(result: tuple[Closure | DeadlineRule, list[Moved]]) -> str:
    return moved_words(result[1])


def moved_words(moved: list[Moved]) -> str:
    """How many deadlines moved by what was just changed."""
    if not moved:
        return _("Saved. No deadline moved.")
    number = len(moved)
    words = ngettext("Saved. %(number)d deadline moved.", "Saved. %(number)d deadlines moved.", number)
    return words % {"number": number}


def last_moved(thing: Closure | DeadlineRule) -> list[dict]:
    """What the last change of a closure or rule moved, with the reasons."""
    event = audit.history(thing).filter(verb="recount_tasks").first()
    days = ("before", "after")
    told = event.details["moved"] if event else []
    return [one | {name: date.fromisoformat(one[name]) for name in days} for one in told]
