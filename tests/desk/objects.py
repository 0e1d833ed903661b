"""Objects of the desk for the access matrix (see tests/web/objects.py)."""

from council_office.desk import actions
from council_office.desk.models import Notice
from council_office.desk.states import NoticeKind
from council_office.directory import actions as directory
from council_office.directory.states import Role
from council_office.ledger.models import Event
from tests.factories import PersonFactory


def made_requests(world):
    """One of the staff member, one of the guide."""
    found = []
    for role in (Role.STAFF, Role.GUIDE):
        request = actions.ask(by=world[role], topic="travel", question="Which train?")
        actions.answer_request(request, by=world[Role.ASSISTANT], text="The one at nine.")
        found.append(request)
    return found


def requests(world):
    return [{"pk": each.pk} for each in world.once(made_requests)]


def made_pages(world):
    """A published page and a draft."""
    by = world[Role.ASSISTANT]
    words = {"title_en": "A", "title_fr": "A", "text_en": "A", "text_fr": "A"}
    return [
        actions.publish_page(actions.create_page(by=by, topic="it", **words), by=by),
        actions.create_page(by=by, topic="it", **words),
    ]


def pages(world):
    return [{"pk": each.pk} for each in world.once(made_pages)]


def versions(world):
    return {"pk": world.once(made_pages)[0].versions.get().pk}


def made_ideas(world):
    return [
        actions.propose_idea(by=world[role], title="Less paper", text="All on screens.")
        for role in (Role.STAFF, Role.GUIDE)
    ]


def ideas(world):
    return [{"pk": each.pk} for each in world.once(made_ideas)]


def notices(world):
    for role in (Role.STAFF, Role.GUIDE):
        actions.notify(world[role], kind=NoticeKind.TASK, words="Something", about=None, key="one")
    return [{"pk": each.pk} for each in Notice.objects.filter(key="one")]


def revised(world):
    """A person whose e-mail the assistant changed."""
    person = PersonFactory()
    directory.revise_person(person, by=world[Role.ASSISTANT], email="new@example.org")
    return person


def history(world):
    return {"kind": "directory.person", "pk": world.once(revised).pk}


def event(world):
    return {"pk": Event.objects.get(verb="revise", subject_id=world.once(revised).pk).pk}


REQUEST_VERBS = (
    *("request", "take_request", "assign_request", "revise_request", "answer_request", "preview_answer"),
    *("ask_back", "add_note", "reply", "rate_request", "close_request", "reopen_request", "write_page"),
)
PAGE_VERBS = ("page", "revise_page", "publish_page", "archive_page", "vote")
IDEA_VERBS = ("idea", "revise_idea", "consider_idea", "accept_idea", "finish_idea", "decline_idea")
OBJECTS = {
    **{f"desk:{verb}": requests for verb in REQUEST_VERBS},
    **{f"desk:{verb}": pages for verb in PAGE_VERBS},
    **{f"desk:{verb}": ideas for verb in IDEA_VERBS},
    "desk:page_version": versions,
    "desk:open_notice": notices,
    "desk:history": history,
    "desk:undo": event,
}
