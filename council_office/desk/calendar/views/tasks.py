"""Doors of the tasks: lists, one task, its dates, its owner, its end."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council_office.calendar import actions, queries
from council_office.calendar.models import Step, Task
from council_office.desk.calendar import rules
from council_office.desk.calendar.forms import (
    AssignForm,
    FixForm,
    NewTaskForm,
    PlannedTaskForm,
    ReasonForm,
    TaskForm,
)
from council_office.desk.calendar.tables import Tasks, left
from council_office.ledger.moves import Refused
from council_office.web.door import door
from council_office.web.pages import answer, form_page, page
from council_office.web.tables import listing


@door()
def tasks(request: HttpRequest) -> HttpResponse:
    return task_list(request, Task.objects.for_user(request.user), _("My tasks"))


@door()
def tasks_of_roles(request: HttpRequest) -> HttpResponse:
    found = Task.objects.visible_to(request.user).of_roles(request.user.roles)
    return task_list(request, found, _("Tasks of my roles"))


@door()
def all_tasks(request: HttpRequest) -> HttpResponse:
    return task_list(request, Task.objects.visible_to(request.user), _("All tasks"))


def task_list(request: HttpRequest, found, title: str) -> HttpResponse:
    found = found.select_related("rule", "plan", "owner__person").prefetch_related("about")
    return listing(request, Tasks, found, template="calendar/tasks.html", context={"title": title})


@door(Task)
def task(request: HttpRequest, task: Task) -> HttpResponse:
    return page(request, "calendar/task.html", task_context(request, task))


def task_context(request: HttpRequest, task: Task) -> dict[str, Any]:
    [(task, explanation)] = queries.explain_tasks(Task.objects.shown().filter(pk=task.pk))
    visible = Task.objects.visible_to(request.user)
    others = visible.filter(plan=task.plan).exclude(pk=task.pk) if task.plan else visible.none()
    return {
        "task": task,
        "explanation": explanation,
        "left": left(task),
        "may_finish": rules.may_finish_task(request.user, task),
        "may_plan": rules.may_plan_task(request.user, task),
        "followers": visible.filter(after=task),
        "others": others.select_related("rule")[:40],
        "links_to": address_of(task.about),
    }


def address_of(about: Any) -> str:
    """Where the subject of a task is shown, when it has a page."""
    return about.get_absolute_url() if hasattr(about, "get_absolute_url") else ""


def task_form(request: HttpRequest, form_class: type, *, task: Task | None = None, **options) -> HttpResponse:
    """A form about a task, its page in the path above."""
    context = {"list_url": reverse("calendar:tasks"), "list_name": _("Tasks"), "thing": task}
    context |= options.pop("context", {})
    return form_page(
        request,
        form_class,
        to=Task.get_absolute_url,
        template="calendar/form.html",
        context=context,
        **options,
    )


@door()
def create_task(request: HttpRequest) -> HttpResponse:
    return task_form(
        request,
        NewTaskForm,
        verb=partial(actions.create_task, by=request.user),
        title=_("New task"),
        submit=_("Create task"),
        initial={"due_on": request.GET.get("due_on")},
    )


@door(Task, rules.may_plan_task)
def revise_task(request: HttpRequest, task: Task) -> HttpResponse:
    return task_form(
        request,
        PlannedTaskForm if task.plan_id else TaskForm,
        verb=partial(actions.revise_task, task, by=request.user),
        task=task,
        title=_("Change %(task)s") % {"task": task},
        instance=task,
        initial={"due_on": request.GET["due_on"]} if "due_on" in request.GET else None,
    )


@door(Task, rules.may_plan_task)
def fix_task(request: HttpRequest, task: Task) -> HttpResponse:
    """Also the end of a drag in the calendar, with the day in `due_on`."""
    [(task, explanation)] = queries.explain_tasks(Task.objects.shown().filter(pk=task.pk))
    return task_form(
        request,
        FixForm,
        verb=partial(actions.fix_task, task, by=request.user),
        task=task,
        context={"explanation": explanation},
        title=_("Fix the date of %(task)s") % {"task": task},
        submit=_("Fix the date"),
        initial={"due_on": request.GET.get("due_on") or task.due_on, "reason": task.fixed_reason},
    )


@door(Task, rules.may_plan_task)
def unfix_task(request: HttpRequest, task: Task) -> HttpResponse:
    actions.unfix_task(task, by=request.user)
    return answer(request, task, _("The date follows its rule again."))


@door(Task, rules.may_plan_task)
def assign_task(request: HttpRequest, task: Task) -> HttpResponse:
    return task_form(
        request,
        AssignForm,
        verb=partial(actions.assign_task, task, by=request.user),
        task=task,
        title=_("Whose is %(task)s?") % {"task": task},
        submit=_("Assign"),
        initial={"owner": task.owner_id, "owner_role": task.owner_role},
    )


@door(Task, rules.may_finish_task)
def finish_task(request: HttpRequest, task: Task) -> HttpResponse:
    actions.finish_task(task, by=request.user)
    return answer(request, task, _("Done."))


@door()
def finish_tasks(request: HttpRequest) -> HttpResponse:
    """The chosen ones of a list; what cannot be done is said and the rest is done."""
    chosen = [key for key in request.POST.getlist("pk") if key.isdecimal() and len(key) < 19]
    found = Task.objects.visible_to(request.user).filter(pk__in=chosen)
    mine = [task for task in found if rules.may_finish_task(request.user, task)]
    refused = [words for task in mine if (words := refusal(task, request.user))]
    done = len(mine) - len(refused)
    said = ngettext("%(done)d task done.", "%(done)d tasks done.", done) % {"done": done}
    return answer(request, "calendar:tasks", " ".join([said, *refused]), "warning" if refused else "success")


def refusal(task: Task, by) -> str:
    """Why the task could not be finished; empty when it was."""
    try:
        actions.finish_task(task, by=by)
    except Refused as refused:
        return f"{task}: {refused}"
    return ""


@door(Task, rules.may_finish_task)
def reopen_task(request: HttpRequest, task: Task) -> HttpResponse:
    return reason_page(request, task, actions.reopen_task, _("Open %(task)s again"), _("Open again"))


@door(Task, rules.may_finish_task)
def cancel_task(request: HttpRequest, task: Task) -> HttpResponse:
    return reason_page(request, task, actions.cancel_task, _("%(task)s is not needed"), _("Not needed"))


def reason_page(request: HttpRequest, task: Task, verb, title: str, submit: str) -> HttpResponse:
    return task_form(
        request,
        ReasonForm,
        verb=partial(verb, task, by=request.user),
        task=task,
        title=title % {"task": task},
        submit=submit,
    )


@door(Step, rules.may_tick_step)
def tick_step(request: HttpRequest, step: Step) -> HttpResponse:
    actions.tick_step(step, done=request.POST.get("done") == "yes", by=request.user)
    if not request.htmx:
        return answer(request, step.task)
    return page(request, "calendar/task.html", task_context(request, step.task), part="checklist")
