"""Papers as Word."""

from documents.papers import Paper


def docx(paper: Paper) -> bytes:
    raise NotImplementedError
