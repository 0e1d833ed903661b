"""Behaviour 16: the Director-General's brief shows who comes, and no photograph stays in the archive."""

import base64
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as WordDocument
from PIL import Image

from council_office.directory.states import Role
from council_office.ledger.audit import CLOCK
from council_office.ledger.models import Event
from tests.visits.factories import visitor_of
from tests.visits.programme_factories import programme
from visits import actions
from visits.queries.papers import paper_of, small

pytestmark = pytest.mark.django_db


def photograph() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 1200), "navy").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def made(db):
    """A programme for two, of whom one gave a photograph and the other bytes that are none."""
    found = programme(people=0)
    first, second = (visitor_of(found.visit, family_name=name) for name in ("Zhang", "Tanaka"))
    actions.upload_scan(first, by=CLOCK, item="photo", data=photograph(), name="me.jpg")
    actions.upload_scan(second, by=CLOCK, item="photo", data=b"\x89PNG\r\n\x1a\n" + bytes(32), name="me.png")
    return found


def looked_at() -> list[str]:
    return list(Event.objects.filter(verb="open_scan").values_list("subject_label", flat=True))


def test_16_the_brief_shows_the_photographs_and_each_look_is_recorded(made, signed_in, caplog):
    url = reverse("visits:programme_paper", args=[made.pk, "brief", "docx"])
    word = WordDocument(BytesIO(signed_in(Role.PROTOCOL_OFFICER).get(url).content))
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert len([words for words in described if "ZHANG" in (words or "")]) == 1
    assert len(looked_at()) == 1
    pdf = signed_in(Role.PROTOCOL_OFFICER).get(url.replace("docx", "pdf")).content
    assert pdf.startswith(b"%PDF")
    assert b"/DCTDecode" in pdf
    assert len(looked_at()) == 2
    assert "base64" not in caplog.text, "no picture in a log"


def test_16_who_may_not_see_identity_data_gets_the_brief_without_them(made, signed_in):
    url = reverse("visits:programme_paper", args=[made.pk, "brief", "pdf"])
    assert b"/DCTDecode" not in signed_in(Role.DG_OFFICE).get(url).content
    assert looked_at() == []


def test_16_an_issued_brief_and_the_other_papers_carry_no_photograph(made, signed_in):
    url = reverse("visits:programme_paper", args=[made.pk, "booklet", "pdf"])
    assert b"/DCTDecode" not in signed_in(Role.PROTOCOL_OFFICER).get(url).content
    assert looked_at() == []
    assert "Faces" not in repr(paper_of(made, "brief", "en"))


def test_16_a_photograph_is_made_small_and_what_is_none_is_left_out():
    picture = Image.open(BytesIO(base64.b64decode(small(photograph()))))
    assert (picture.format, picture.size) == ("JPEG", (330, 440))
    assert small(b"\x89PNG\r\n\x1a\n" + bytes(32)) == ""
