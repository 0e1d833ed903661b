"""The same facts in every form: read back from the bytes, equal each time, nothing fetched, nothing lost."""

import dataclasses
import threading
import zipfile
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import docx
import openpyxl
import pikepdf
import pptx
import pytest
from pypdf import PdfReader

from council_office.ledger.moves import Refused
from documents import papers
from documents.papers import (
    Address,
    Bullets,
    Card,
    Cards,
    Chart,
    Code,
    Drawing,
    Facts,
    Heading,
    Numbered,
    Paper,
    Para,
    Signature,
    Table,
)
from documents.rendering import fonts, render
from documents.rendering.drawings import cleaned

DIFFICULT = ("Dupont & Fils <SARL>", "=1+1", "李明", "Đorđe", "김", "Андрей", "Łukasz", "O’Neill", "@SUM(A1)")
NAMES = Table(
    ("Name", "Amount", "On"),
    tuple((name, Decimal("1234.50"), date(2026, 11, 18)) for name in DIFFICULT),
    caption="Names",
    total=("Total", Decimal("11110.50"), None),
)
LIST = Paper(
    "participants", "IC-40/INF-1", "List of participants", "en", (NAMES,), date=date(2026, 11, 10), version=2
)
CHART = Chart("Visits", ("Jan", "Feb"), (("VIP", (3, 5)), ("Expert", (12.5, 18))))


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def words_of(data: bytes) -> list[str]:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


# PDF


def test_difficult_names_come_out_of_the_pdf_unchanged():
    text = text_of(render(LIST, "pdf"))
    assert [name for name in DIFFICULT if name not in text] == []


def test_every_glyph_of_a_name_comes_from_a_face_of_its_own_family():
    """Files that share a family name would be mixed up, and Đorđe would print as something else."""
    with pikepdf.open(BytesIO(render(LIST, "pdf"))) as pdf:
        faces = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].Resources.Font.values()}
    assert {"Inter-latin", "Inter-latin-ext", "Inter-cyrillic"} <= faces


def test_the_pdf_is_tagged_titled_and_speaks_its_language():
    paper = dataclasses.replace(LIST, language="fr", title="Liste des participants")
    with pikepdf.open(BytesIO(render(paper, "pdf"))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Liste des participants"
            assert metadata["pdfuaid:part"] == "1"
        kinds = {str(tag.S) for tag in pdf.objects if isinstance(tag, pikepdf.Dictionary) and "/S" in tag}
        assert {"/Table", "/TR", "/TH", "/TD", "/H1"} <= kinds


def test_headings_are_bookmarks_and_every_page_says_number_level_and_page():
    blocks = (Heading("Opening"), papers.Break(), Heading("Closing"))
    reader = PdfReader(BytesIO(render(dataclasses.replace(LIST, blocks=blocks, level="restricted"), "pdf")))
    assert [entry.title for entry in reader.outline[1]] == ["Opening", "Closing"]
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert "IC-40/INF-1 · v2 · Restricted" in text
        assert f"Page {number} of 2" in text


def test_the_heads_of_a_long_table_stand_on_every_page():
    rows = tuple((f"Person {n}", n) for n in range(120))
    data = render(dataclasses.replace(LIST, blocks=(Table(("Full name", "Days"), rows),)), "pdf")
    pages = PdfReader(BytesIO(data)).pages
    assert len(pages) > 2
    assert all("Full name" in page.extract_text() for page in pages)


def test_a_draft_says_so_on_every_page():
    paper = dataclasses.replace(LIST, blocks=(Para("One"), papers.Break(), Para("Two")), status="DRAFT")
    assert all("DRAFT" in page.extract_text() for page in PdfReader(BytesIO(render(paper, "pdf"))).pages)


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "pptx"])
def test_equal_papers_give_equal_bytes(form):
    paper = dataclasses.replace(LIST, blocks=(Para("**Words**"), NAMES, CHART))
    assert render(paper, form) == render(dataclasses.replace(paper), form)


def test_without_fonts_the_pdf_is_refused_with_the_command_that_helps(monkeypatch):
    monkeypatch.setattr(fonts, "installed", lambda: False)
    with pytest.raises(Refused, match="fonts-noto-core"):
        render(LIST, "pdf")


class Canary(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


def test_a_face_is_unpacked_once_for_every_process_of_a_machine(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path
    face = next(settings.ASSETS.rglob("*.woff2"))
    unpacked = fonts.unpacked(face)
    assert unpacked[:4] == b"\x00\x01\x00\x00"
    monkeypatch.setattr(fonts.woff2, "decompress", None)
    assert fonts.unpacked(face) == unpacked


@pytest.fixture
def canary():
    server = HTTPServer(("127.0.0.1", 0), Canary)
    Canary.asked.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_nothing_in_a_paper_makes_a_request_or_reads_a_file(canary, tmp_path, monkeypatch):
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARY-OF-THE-FILE-SYSTEM")
    read = []
    original = type(secret).open
    monkeypatch.setattr(
        type(secret), "open", lambda self, *a, **k: read.append(self) or original(self, *a, **k)
    )
    hostile = (
        f'<img src="{canary}/a"><link rel="attachment" href="file://{secret}">'
        f'<style>@import url("{canary}/b"); body {{ background: url(file://{secret}) }}</style>'
    )
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
        f'<image href="{canary}/c" width="9" height="9"/><image x:href="file://{secret}" width="9"/>'
        f'<style>@import url("{canary}/d");</style><use href="{canary}/e#x"/></svg>'
    )
    blocks = (
        Para(hostile),
        Heading(hostile),
        Table((hostile,), ((hostile,),), caption=hostile),
        Facts(((hostile, hostile),)),
        Address((hostile,)),
        Signature(hostile, hostile),
        Drawing(drawing, hostile),
        Bullets((hostile,)),
        Cards((Card(hostile, (hostile,), hostile, hostile),)),
    )
    paper = dataclasses.replace(LIST, blocks=blocks, title=hostile, number="X", status=hostile)
    for form in ("pdf", "docx", "xlsx", "pptx"):
        data = render(paper, form)
        assert b"CANARY" not in data
        if form == "docx":
            parts = zipfile.ZipFile(BytesIO(data))
            assert not any(canary.encode() in parts.read(n) for n in parts.namelist() if n.endswith(".svg"))
    assert Canary.asked == []
    assert secret not in read
    with pikepdf.open(BytesIO(render(paper, "pdf"))) as pdf:
        assert len(pdf.attachments) == 0
        assert "CANARY" not in text_of(render(paper, "pdf"))


def test_a_drawing_keeps_its_shapes_and_loses_what_loads_links_or_runs():
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="x()"><rect width="9" height="9"/>'
        '<script>x()</script><a href="http://x"><text>T</text></a><rect fill="url(//x)" width="1"/></svg>'
    )
    assert cleaned(drawing) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" />'
        '<rect width="1" /></svg>'
    )


# Word


def test_difficult_names_come_out_of_word_unchanged():
    words = words_of(render(LIST, "docx"))
    assert [name for name in DIFFICULT if name not in words] == []


def test_word_has_real_styles_fields_and_repeated_heads():
    blocks = (Heading("Opening", 2), Numbered("1.", "**Adopted** it."), Bullets(("one",)), NAMES)
    data = render(dataclasses.replace(LIST, blocks=blocks), "docx")
    document = docx.Document(BytesIO(data))
    assert [p.style.name for p in document.paragraphs[:5]] == [
        "Title",
        "Subtitle",
        "Heading 2",
        "Numbered 1",
        "List Bullet",
    ]
    assert [run.text for run in document.paragraphs[3].runs if run.bold] == ["Adopted"]
    assert document.tables[0].rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None
    foot = document.sections[0].footer._element.xml
    assert "PAGE" in foot
    assert "NUMPAGES" in foot
    assert "IC-40/INF-1 · v2 · Internal" in document.sections[0].footer.paragraphs[0].text


def test_word_says_its_title_author_language_and_day():
    data = render(dataclasses.replace(LIST, language="fr"), "docx")
    about = docx.Document(BytesIO(data)).core_properties
    assert (about.title, about.subject, about.language) == ("List of participants", "IC-40/INF-1", "fr")
    assert about.created.date() == date(2026, 11, 10)
    assert 'w:lang w:val="fr-FR"' in zipfile.ZipFile(BytesIO(data)).read("word/styles.xml").decode()


def test_a_letter_has_its_address_its_subject_and_its_signature():
    blocks = (Address(("Dr X", "Paris")), Para("Dear Dr X,"), Signature("The Secretary", "Secretary"))
    letter = dataclasses.replace(LIST, blocks=blocks, title="Invitation")
    assert "Dr X\nParis" in words_of(render(letter, "docx"))
    text = text_of(render(letter, "pdf"))
    assert (
        text.index("Dr X") < text.index("Invitation") < text.index("Dear Dr X,") < text.index("The Secretary")
    )


def test_a_letter_does_not_call_itself_internal_but_says_what_is_higher():
    letter = dataclasses.replace(LIST, blocks=(Address(("Dr X",)), Para("Dear Dr X,")))
    kept = dataclasses.replace(letter, level="restricted")
    for paper, foot in ((letter, "IC-40/INF-1 · v2"), (kept, "IC-40/INF-1 · v2 · Restricted")):
        assert text_of(render(paper, "pdf")).splitlines()[-1] == f"{foot} Page 1 of 1"
        document = docx.Document(BytesIO(render(paper, "docx")))
        assert document.sections[0].footer.paragraphs[0].text.split("\t")[0] == foot


def test_a_sign_carries_nothing_but_its_words():
    sign = dataclasses.replace(LIST, blocks=(Para("Welcome", "poster"),), letterhead=False)
    assert text_of(render(sign, "pdf")).split() == ["Welcome"]
    section = docx.Document(BytesIO(render(sign, "docx"))).sections[0]
    assert [part.paragraphs[0].text for part in (section.header, section.footer)] == ["", ""]


def test_control_characters_do_not_break_any_form():
    paper = dataclasses.replace(
        LIST, blocks=(Para("a\x00b\x0bc"), Table(("x\x01",), (("y\x02",),))), title="t\x03"
    )
    for form in ("pdf", "docx", "xlsx", "pptx"):
        assert render(paper, form)


# Excel and PowerPoint


def test_excel_keeps_numbers_as_numbers_days_as_days_and_text_as_text():
    sheet = openpyxl.load_workbook(BytesIO(render(LIST, "xlsx")))["Names"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[0] for row in rows] == [*DIFFICULT, "Total"]
    assert {row[1] for row in rows[:-1]} == {1234.5}
    assert rows[0][2].date() == date(2026, 11, 18)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet["B5"].number_format == "#,##0.00"


def test_powerpoint_holds_the_same_rows_and_native_charts():
    deck = pptx.Presentation(BytesIO(render(dataclasses.replace(LIST, blocks=(NAMES, CHART)), "pptx")))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    tables = [[c.text for c in row.cells] for s in shapes if s.has_table for row in s.table.rows]
    assert [name for name in DIFFICULT if name not in [row[0] for row in tables]] == []
    [chart] = [shape.chart for shape in shapes if shape.has_chart]
    assert [tuple(series.values) for series in chart.plots[0].series] == [(3.0, 5.0), (12.5, 18.0)]


def test_the_numbers_of_the_four_forms_are_equal():
    paper = dataclasses.replace(LIST, blocks=(NAMES,))
    word = docx.Document(BytesIO(render(paper, "docx"))).tables[0]
    amounts = [row.cells[1].text for row in word.rows[1:]]
    pdf, deck = text_of(render(paper, "pdf")), pptx.Presentation(BytesIO(render(paper, "pptx")))
    shown = [
        cell.text
        for s in deck.slides
        for shape in s.shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
    ]
    sheet = openpyxl.load_workbook(BytesIO(render(paper, "xlsx")))["Names"]
    assert amounts == [f"{sheet.cell(row, 2).value:,.2f}" for row in range(5, 5 + len(amounts))]
    assert all(amount in pdf and amount in shown for amount in amounts)


def test_cards_come_as_sheets_without_a_letterhead():
    paper = dataclasses.replace(LIST, blocks=(Cards(tuple(Card(name) for name in DIFFICULT), "badge"),))
    text = text_of(render(paper, "pdf"))
    assert [name for name in DIFFICULT if name not in text] == []
    assert "ITER Organization" not in text


def test_a_code_is_a_picture_with_words_for_those_who_cannot_see_it():
    paper = dataclasses.replace(LIST, blocks=(Code("https://office.example/v/1", "Scan to verify"),))
    with pikepdf.open(BytesIO(render(paper, "pdf"))) as pdf:
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert "Scan to verify" in [str(figure.Alt) for figure in figures if "/Alt" in figure]
    assert 'descr="Scan to verify"' in docx.Document(BytesIO(render(paper, "docx"))).element.xml
