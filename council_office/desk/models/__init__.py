"""The nouns of the desk."""

from council_office.desk.models.idea import Idea
from council_office.desk.models.knowledge import KnowledgePage, PageVersion, Vote
from council_office.desk.models.notice import Notice, NoticePreference
from council_office.desk.models.request import Message, Request
from council_office.desk.models.search import SearchCursor, SearchEntry

__all__ = [
    "Idea",
    "KnowledgePage",
    "Message",
    "Notice",
    "NoticePreference",
    "PageVersion",
    "Request",
    "SearchCursor",
    "SearchEntry",
    "Vote",
]
