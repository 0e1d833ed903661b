"""Files that others wrote: judged by their content, filed once, never trusted."""

from io import BytesIO

import pikepdf
import pytest

from council_office.ledger.moves import Refused
from documents import actions
from documents.models import Document
from documents.papers import Chart, Paper, Para
from documents.rendering import render, zips
from tests.documents import factories

pytestmark = pytest.mark.django_db

PAPER = Paper("a", "1", "t", "en", (Para("Words"), Chart("C", ("a",), (("s", (1,)),))))


@pytest.fixture
def receive(subject, secretary):
    def received(data, name="paper.pdf", **facts):
        place = {"kind": "session_paper", "number": "IC-40/4.2", "title": "Budget", "language": "en"} | facts
        return actions.receive(data, name=name, about=subject, by=secretary, **place)

    return received


def pdf(script: str = "", **options) -> bytes:
    out = BytesIO()
    with pikepdf.Pdf.new() as made:
        made.add_blank_page()
        if script:
            action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
            made.Root.OpenAction = made.make_indirect(action)
        made.save(out, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["docx", "xlsx", "pptx", "pdf"])
def test_a_file_is_what_its_content_says_whatever_its_name(receive, form):
    document = receive(render(PAPER, form), name="../../etc/passwd.exe")
    assert (document.form, document.original_name) == (form, "../../etc/passwd.exe")
    assert ".." not in document.file_name
    assert document.paper is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"<html><script>x()</script></html>", "is not a PDF"),
        (b"<svg onload='x()'/>", "is not a PDF"),
        (b"MZ\x90\x00", "is not a PDF"),
        (b"%PDF-1.7 nonsense", "is damaged"),
        (b"PK\x03\x04nonsense", "is damaged"),
        (zips.pack([("word/document.xml", b"<w/>"), ("word/vbaProject.bin", b"x")]), "holds macros"),
        (
            zips.pack([("word/document.xml", b"<w/>"), ("word/embeddings/oleObject1.bin", b"x")]),
            "holds macros",
        ),
        (
            zips.pack(
                [
                    ("word/document.xml", b"<w/>"),
                    (
                        "word/_rels/settings.xml.rels",
                        b'<Relationship Type="x/attachedTemplate" Target="http://x" TargetMode="External"/>',
                    ),
                ]
            ),
            "holds macros",
        ),
        (pdf("app.alert(1)"), "holds active content"),
        (pdf("app.alert(1)", object_stream_mode=pikepdf.ObjectStreamMode.generate), "holds active content"),
        (pdf(encryption=pikepdf.Encryption(user="u", owner="o")), "is locked with a password"),
    ],
)
def test_what_the_office_does_not_keep_is_refused_in_words(receive, data, reason):
    with pytest.raises(Refused, match=reason):
        receive(data)
    assert not Document.objects.exists()


def test_the_same_file_is_filed_once_and_another_under_its_number_is_a_new_version(receive):
    first = receive(pdf())
    assert receive(pdf()) == first
    with pytest.raises(Refused, match=r"IC-40/4\.2 \(EN, version 1\) is already filed with other content"):
        receive(render(PAPER, "pdf"))
    second = receive(render(PAPER, "pdf"), version=2)
    assert second.replaces == first


def test_a_received_file_is_offered_for_download_and_not_shown(receive, signed_in):
    document = receive(pdf(), name="Budget 2027.pdf")
    page = signed_in("assistant").get(document.get_absolute_url()).content.decode()
    assert "Received as a file" in page
    assert "Budget 2027.pdf" in page


def test_a_file_that_is_too_large_is_refused(receive, monkeypatch):
    monkeypatch.setattr("documents.uploads.MOST_BYTES", 10)
    with pytest.raises(Refused, match="larger than 50 MB"):
        receive(factories.SMALL_PDF)
