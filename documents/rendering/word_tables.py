"""Tables in Word: thin rules, repeated heads, numbers to the right; cards as tables to cut."""

from base64 import b64decode
from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm
from docx.table import Table as WordTable

from documents import papers
from documents.papers import Para
from documents.rendering import drawings, word_pictures
from documents.rendering.words import cell_text, natural_shares, plain

CARD_SIZES = {"place": (96, 92), "badge": (90, 55)}


def rows(document: WordDocument, block: papers.Table, language: str) -> None:
    """A table with its caption, its repeated head, its rows and its total."""
    if block.caption:
        document.add_paragraph(plain(block.caption), style="Heading 3").paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(block.columns))
    table.autofit = False
    borders(table, top=None, bottom="D0D5DD", insideH="D0D5DD")
    flush(table)
    head = add_row(table, block.columns, block, language, style="Table head")
    repeat(head)
    for cells in block.rows:
        add_row(table, cells, block, language)
    if block.total:
        for cell in add_row(table, block.total, block, language).cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
    shares = block.widths or natural_shares(block, language)
    columns(table, [int(text_width(document) * share / sum(shares)) for share in shares])
    document.add_paragraph(style="Small")


def beside(document: WordDocument) -> tuple:
    """Two cells next to each other, without rules."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    flush(table)
    width = text_width(document)
    return tuple(columns(table, (int(width * 0.52), int(width * 0.48))))


def add_row(table: WordTable, cells: tuple, block: papers.Table, language: str, style: str = "Table text"):
    row = table.add_row()
    whole(row)
    for cell, value, numeric in zip(row.cells, cells, block.numeric, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        write(paragraph, value, language)
        if numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return row


def write(paragraph, value: papers.Cell, language: str) -> None:
    pieces = papers.runs(value.text) if isinstance(value, Para) else [("", cell_text(value, language))]
    for mark, part in pieces:
        run = paragraph.add_run(plain(part))
        run.bold, run.italic = (mark == "bold") or None, (mark == "italic") or None


def facts(document: WordDocument, block: papers.Facts) -> None:
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    flush(table)
    for label, value in block.pairs:
        row = table.add_row()
        whole(row)
        for cell, text, style in zip(row.cells, (label, value), ("Fact label", "Table text"), strict=True):
            cell.paragraphs[0].style = style
            cell.paragraphs[0].add_run(plain(text))
    columns(table, (Cm(4.5), text_width(document) - Cm(4.5)))
    document.add_paragraph(style="Small")


def faces(document: WordDocument, block: papers.Faces) -> None:
    """Photographs four in a row, each over its name."""
    table = document.add_table(rows=0, cols=4)
    found = list(zip(block.pictures, block.names, strict=True))
    for start in range(0, len(found), 4):
        row = table.add_row()
        whole(row)
        for cell, (data, name) in zip(row.cells, found[start : start + 4], strict=False):
            shape = cell.paragraphs[0].add_run().add_picture(BytesIO(b64decode(data)), height=Cm(3.6))
            shape._inline.docPr.set("descr", name)
            cell.add_paragraph(plain(name), style="Small")
    document.add_paragraph(style="Small")


def cards(document: WordDocument, block: papers.Cards) -> None:
    width, height = CARD_SIZES[block.kind]
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    borders(table, **dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "D0D5DD"))
    for start in range(0, len(block.cards), 2):
        row = table.add_row()
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
        whole(row)
        for cell, card in zip(row.cells, block.cards[start : start + 2], strict=False):
            write_card(cell, card, block.kind)
    columns(table, (Mm(width), Mm(width)))


def write_card(cell, card: papers.Card, kind: str) -> None:
    cell.paragraphs[0].style = "Letterhead address"
    cell.paragraphs[0].add_run(plain(card.corner))
    cell.add_paragraph(plain(card.name), style="Card name")
    cell.add_paragraph(plain("\n".join(card.lines)), style="Card lines")
    if card.code and kind == "badge":
        code = cell.add_paragraph(style="Card lines")
        word_pictures.add(code, drawings.code(card.code), Cm(1.4), alt=card.name)


def columns(table: WordTable, widths) -> list:
    """Set the widths; the cells of the first row."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return list(table.rows[0].cells)


def borders(table: WordTable, **sides: str | None) -> None:
    element = OxmlElement("w:tblBorders")
    for side, colour in sides.items():
        rule = OxmlElement(f"w:{side}")
        rule.set(qn("w:val"), "single" if colour else "nil")
        rule.set(qn("w:sz"), "4")
        rule.set(qn("w:color"), colour or "auto")
        element.append(rule)
    table._tbl.tblPr.append(element)


def flush(table: WordTable) -> None:
    """The text of the first column stands at the edge of the page's text."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", "0"), ("right", "115")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), width)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def rule_below(table: WordTable) -> None:
    borders(table, bottom="D0D5DD")


def repeat(row) -> None:
    """The row stands again at the head of every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def whole(row) -> None:
    """The row is not torn between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def text_width(document: WordDocument) -> int:
    section = document.sections[0]
    return section.page_width - section.left_margin - section.right_margin
