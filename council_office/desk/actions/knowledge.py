"""Verbs on knowledge pages."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council_office.desk.models import KnowledgePage, PageVersion, Request, Vote
from council_office.desk.queries import knowledge
from council_office.desk.states import PageState
from council_office.directory.models import User
from council_office.ledger import audit, moves
from council_office.ledger.moves import Refused

audit.say("publish_version", gettext_lazy("published version %(number)s"))

WORDS = ("title_en", "title_fr", "text_en", "text_fr")


def create_page(*, by, **facts) -> KnowledgePage:
    """A draft that the office alone sees until it is published."""
    return moves.create(KnowledgePage, by=by, **facts)


@transaction.atomic
def write_page(request: Request, *, by) -> KnowledgePage:
    """A draft from the last answer of a request, in the language it was asked in; once per request."""
    moves.lock(request)
    if request.page_id:
        return request.page
    answer = knowledge.answer_of(request)
    if answer is None:
        raise Refused(_("There is no answer yet that could become a page."))
    words = {f"title_{request.language}": request.title, f"text_{request.language}": answer.text}
    page = create_page(by=by, topic=request.topic, **words)
    moves.revise(request, by=by, page=page)
    return page


@transaction.atomic
def revise_page(page: KnowledgePage, *, by, seen: int | None = None, **changes) -> KnowledgePage:
    """Other words; on a published page they are its next version at once."""
    page = moves.revise(page, by=by, seen=seen, **changes)
    if page.state == PageState.PUBLISHED:
        _keep_version(page, by=by)
    return page


@transaction.atomic
def publish_page(page: KnowledgePage, *, by) -> KnowledgePage:
    """From now on everybody in the house finds it."""
    page = moves.move(page, PageState.PUBLISHED, by=by, published_at=timezone.now())
    _keep_version(page, by=by)
    return page


def archive_page(page: KnowledgePage, *, by, reason: str = "") -> KnowledgePage:
    """No longer true, or no longer needed."""
    return moves.move(page, PageState.ARCHIVED, by=by, reason=reason)


@transaction.atomic
def vote(page: KnowledgePage, *, by: User, helped: bool) -> Vote:
    """Whether it helped this person; the last word counts."""
    said, _new = Vote.objects.update_or_create(
        page=page, user=by, defaults={"helped": helped, "at": timezone.now()}
    )
    return said


def _keep_version(page: KnowledgePage, *, by) -> None:
    """What readers saw is kept, when it differs from the version before."""
    before = page.versions.first()
    words = {name: getattr(page, name) for name in WORDS}
    if before and words == {name: getattr(before, name) for name in WORDS}:
        return
    number = before.number + 1 if before else 1
    PageVersion(page=page, number=number, published_by_id=by.actor_id, **words).save()
    audit.record("publish_version", page, by=by, number=number)
