"""Own and foreign objects for the addresses of the documents (see tests/web/test_access_matrix)."""

from datetime import timedelta

from django.utils import timezone

from council_office.calendar import ical
from council_office.directory.states import Language, Role
from council_office.web.actions import issue_link
from documents import actions
from documents.models import TemplateText
from tests.documents import factories
from tests.factories import PersonFactory


class Alone(dict):
    """A world for tests outside the matrix: every object made anew."""

    def __init__(self, office) -> None:
        self.office = office

    def __missing__(self, role):
        return self.office[role]

    def once(self, build):
        return build(self)


def open_paper(world):
    return world.once(shared_paper)


def shared_paper(world):
    return factories.document()


def secret_paper(world):
    return world.once(hidden_paper)


def hidden_paper(world):
    return factories.document(level="confidential", group=factories.group())


def papers(world) -> list[dict]:
    return [{"pk": open_paper(world).pk}, {"pk": secret_paper(world).pk}]


def group(world) -> dict:
    return {"pk": secret_paper(world).group_id}


def grant(world) -> dict:
    return {"pk": world.once(given).pk}


def given(world):
    return actions.grant(secret_paper(world), to=PersonFactory(), by=world[Role.CUSTODIAN])


def delivery(world) -> dict:
    return {"pk": world.once(ordered).pk}


def ordered(world):
    now = timezone.now()
    entry = ical.invitation(
        uid="a@b",
        sequence=0,
        summary="Session",
        starts_at=now,
        ends_at=now,
        organizer="office@example.org",
        attendee="a@example.org",
    )
    return actions.send(
        to="a@example.org",
        subject="Invitation",
        body="Dear colleague",
        documents=[open_paper(world)],
        ical=entry,
        about=factories.subject(),
        by=world[Role.ASSISTANT],
        key="matrix",
        language=Language.ENGLISH,
    )


def copy(world) -> dict:
    return {"pk": world.once(copied).pk}


def copied(world):
    return actions.make_copy(open_paper(world), by=world[Role.CUSTODIAN])


def letters(world) -> list[dict]:
    return [{"pk": world.once(written_letter).pk}, {"pk": world.once(secret_letter).pk}]


def printed_letters(world) -> list[dict]:
    return [arguments | {"form": "docx"} for arguments in letters(world)]


def written_letter(world):
    return factories.draft(world)


def secret_letter(world):
    return factories.draft(world, group=factories.group())


def text(world) -> dict:
    return {"pk": world.once(written).pk}


def written(world):
    return TemplateText.objects.create(kind="t", language="en", subject="Subject", text="Dear {name}")


def link(world) -> dict:
    return world.once(issued_link)


def issued_link(world) -> dict:
    person = PersonFactory()
    actions.grant(open_paper(world), to=person, by=world[Role.CUSTODIAN])
    tomorrow = timezone.now() + timedelta(days=1)
    about, by = factories.subject(), world[Role.ASSISTANT]
    _link, token = issue_link(purpose="matrix", about=about, recipient=person, expires_at=tomorrow, by=by)
    return {"pk": open_paper(world).pk, "token": token}


OBJECTS = {
    **{
        f"documents:{name}": papers
        for name in (
            *("document", "download", "mark", "grant", "hold", "release", "add_version", "versions"),
            *("access_log", "why_not", "send_document", "take_copy", "make_copy"),
        )
    },
    **{
        f"documents:{name}": copy
        for name in ("copy", "download_copy", "recall_copy", "return_copy", "destroy_copy")
    },
    "documents:download_by_link": link,
    "documents:end_grant": grant,
    "documents:group": group,
    "documents:grant_group": group,
    **{
        f"documents:{name}": delivery
        for name in ("delivery", "delivery_entry", "send_again", "confirm_arrival", "cancel_delivery")
    },
    **{
        f"documents:{name}": letters
        for name in (
            *("letter", "reply_letter", "letter_versions", "revise_letter", "take_back", "submit_letter"),
            *("review_letter", "return_letter", "approve_letter", "sign_letter", "dispatch_letter"),
            *("acknowledge_letter", "assign_letter", "enclose", "close_letter", "cancel_letter"),
        )
    },
    "documents:letter_draft": printed_letters,
    "documents:letter_redline": printed_letters,
    "documents:text": text,
    "documents:revise_text": text,
}
