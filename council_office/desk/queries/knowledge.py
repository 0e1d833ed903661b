"""Reads of knowledge pages: what may answer a question before it is asked, how pages helped."""

from pathlib import Path

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from council_office.desk.models import KnowledgePage, Message, Request
from council_office.desk.states import MessageKind, PageState
from council_office.directory.models import User
from council_office.directory.names import search_key

MOST = 5
# Words that say nothing of what a question is about, in the spelling of search_key.
EMPTY = frozenset((Path(__file__).parent.parent / "data" / "empty_words.txt").read_text().split())


def telling(question: str) -> list[str]:
    """The words of a question that say what it is about; of endings only the stem counts."""
    words = [word for word in search_key(question).split() if len(word) > 2 and word not in EMPTY]
    return list(dict.fromkeys(stem(word) for word in words))[:12]


def stem(word: str) -> str:
    """Plural and a few endings of English and French cut off; enough to find “badges” by “badge”."""
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word.removesuffix(ending)
    return word


def proposed(question: str, user: User) -> list[KnowledgePage]:
    """Published pages that hold most of what a question is about, the nearest first."""
    words = telling(question)
    if not words:
        return []
    score = sum(
        (Case(When(search_text__contains=word, then=Value(1)), default=Value(0)) for word in words[1:]),
        start=Case(
            When(search_text__contains=words[0], then=Value(1)),
            default=Value(0),
            output_field=IntegerField(),
        ),
    )
    pages = KnowledgePage.objects.visible_to(user).filter(state=PageState.PUBLISHED)
    enough = max(1, len(words) // 2)
    return list(pages.annotate(score=score).filter(score__gte=enough).order_by("-score", "title_en")[:MOST])


def with_votes(pages: QuerySet[KnowledgePage]) -> QuerySet[KnowledgePage]:
    """Pages with how many they helped and how many they did not."""
    return pages.annotate(
        helped=Count("votes", filter=Q(votes__helped=True), distinct=True),
        not_helped=Count("votes", filter=Q(votes__helped=False), distinct=True),
    )


def answer_of(request: Request) -> Message | None:
    """The last answer of a request."""
    return request.messages.filter(kind=MessageKind.ANSWER).last()


def vote_of(page: KnowledgePage, user: User) -> bool | None:
    """What this person said of the page."""
    return page.votes.filter(user=user).values_list("helped", flat=True).first()
