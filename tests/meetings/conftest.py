"""What the tests of meetings share."""

import pytest

from documents.papers import Paper, Para
from documents.queries import preview_pdf


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A paper as somebody would file it."""
    return preview_pdf(Paper("paper", "X-1", "A paper", "en", blocks=(Para("Invented."),)))
