"""Closed lists of the desk and the moves of its requests, knowledge pages and ideas."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from council_office.calendar.states import HANDS
from council_office.directory.states import Role

__all__ = ["HANDS", "INSIDERS"]

# Everybody who works in the house; and of them those who may ask: the auditor changes nothing.
INSIDERS = tuple(role for role in Role if role != Role.DELEGATE)
ASKERS = tuple(role for role in INSIDERS if role != Role.AUDITOR)


class Topic(TextChoices):
    """What staff come to the office for."""

    INFORMATION = "information", _("Information")
    COMMUNICATION = "communication", _("Communication")
    MATERIALS = "materials", _("Materials")
    FACILITIES = "facilities", _("Facilities")
    IT = "it", _("Computers and telephones")
    TRAVEL = "travel", pgettext_lazy("topic", "Travel")
    OTHER = "other", _("Something else")


class RequestState(TextChoices):
    NEW = "new", pgettext_lazy("request", "New")
    TAKEN = "taken", pgettext_lazy("request", "Being answered")
    WAITING = "waiting", pgettext_lazy("request", "Waits for the asker")
    ANSWERED = "answered", pgettext_lazy("request", "Answered")
    CLOSED = "closed", pgettext_lazy("request", "Closed")
    REOPENED = "reopened", pgettext_lazy("request", "Opened again")


# What the office still owes an answer to, and what it works on now.
OWED = (RequestState.NEW, RequestState.TAKEN, RequestState.REOPENED)
UNANSWERED = (*OWED, RequestState.WAITING)
SETTLED = (RequestState.ANSWERED, RequestState.CLOSED)

REQUEST_MOVES = {
    RequestState.NEW: {RequestState.TAKEN, RequestState.CLOSED},
    RequestState.TAKEN: {RequestState.WAITING, RequestState.ANSWERED, RequestState.CLOSED},
    RequestState.WAITING: {RequestState.TAKEN, RequestState.ANSWERED, RequestState.CLOSED},
    RequestState.ANSWERED: {RequestState.CLOSED, RequestState.REOPENED},
    RequestState.CLOSED: {RequestState.REOPENED},
    RequestState.REOPENED: {
        *(RequestState.TAKEN, RequestState.WAITING, RequestState.ANSWERED, RequestState.CLOSED),
    },
}


class MessageKind(TextChoices):
    """Who a message of a request is for: everybody in it, or the office alone."""

    QUESTION = "question", pgettext_lazy("message", "Question")
    REPLY = "reply", pgettext_lazy("message", "Reply")
    ANSWER = "answer", pgettext_lazy("message", "Answer")
    NOTE = "note", pgettext_lazy("message", "Note of the office")


class Satisfaction(IntegerChoices):
    NOT_AT_ALL = 1, _("Not at all")
    LITTLE = 2, _("A little")
    PARTLY = 3, _("Partly")
    WELL = 4, _("Well")
    VERY_WELL = 5, _("Very well")


class PageState(TextChoices):
    DRAFT = "draft", pgettext_lazy("page", "Draft")
    PUBLISHED = "published", pgettext_lazy("page", "Published")
    ARCHIVED = "archived", pgettext_lazy("page", "Archived")


PAGE_MOVES = {
    PageState.DRAFT: {PageState.PUBLISHED, PageState.ARCHIVED},
    PageState.PUBLISHED: {PageState.ARCHIVED},
    PageState.ARCHIVED: {PageState.PUBLISHED},
}


class IdeaState(TextChoices):
    NEW = "new", pgettext_lazy("idea", "New")
    CONSIDERED = "considered", pgettext_lazy("idea", "Being looked at")
    ACCEPTED = "accepted", pgettext_lazy("idea", "Accepted")
    DONE = "done", pgettext_lazy("idea", "Put into practice")
    DECLINED = "declined", pgettext_lazy("idea", "Declined")


IDEA_MOVES = {
    IdeaState.NEW: {IdeaState.CONSIDERED, IdeaState.ACCEPTED, IdeaState.DECLINED},
    IdeaState.CONSIDERED: {IdeaState.ACCEPTED, IdeaState.DECLINED},
    IdeaState.ACCEPTED: {IdeaState.DONE, IdeaState.DECLINED},
    IdeaState.DECLINED: {IdeaState.CONSIDERED},
    IdeaState.DONE: set(),
}
OPEN_IDEAS = (IdeaState.NEW, IdeaState.CONSIDERED, IdeaState.ACCEPTED)
# What everybody in the house may read, once it was decided.
SHARED_IDEAS = (IdeaState.ACCEPTED, IdeaState.DONE)


class NoticeKind(TextChoices):
    """Why somebody is told."""

    TASK = "task", pgettext_lazy("notice", "Task")
    REMINDER = "reminder", pgettext_lazy("notice", "Reminder")
    ESCALATION = "escalation", pgettext_lazy("notice", "Late, passed on")
    DECISION = "decision", pgettext_lazy("notice", "Waits for your decision")
    REQUEST = "request", pgettext_lazy("notice", "Request")
    MENTION = "mention", pgettext_lazy("notice", "You are named")
    IDEA = "idea", pgettext_lazy("notice", "Idea")


class Mailing(TextChoices):
    """When notices reach the mailbox as well."""

    AT_ONCE = "at_once", _("At once")
    MORNING = "morning", _("In one mail every working morning")
    NEVER = "never", _("Not by mail")
