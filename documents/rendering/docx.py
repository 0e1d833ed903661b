"""Papers as editable Word: real styles, heads and feet with fields; equal papers give equal bytes."""

from functools import singledispatch
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph

from documents import papers
from documents.papers import Paper, Para
from documents.rendering import drawings, word_pictures, word_styles, word_tables, zips
from documents.rendering.html import (
    body_blocks,
    footing,
    is_cards,
    is_letter,
    is_marked,
    is_poster,
    letter_facts,
)
from documents.rendering.word_styles import GREEN, RED, STYLES, field
from documents.rendering.words import ADDRESS, plain, said

SIZES = {"A4": (210, 297), "A4 landscape": (297, 210), "A5": (148, 210), "A5 landscape": (210, 148)}


def docx(paper: Paper, *, marking: str = "") -> bytes:
    """The paper as a .docx that Word and LibreOffice open and edit."""
    words = said(paper) | ({"marking": marking} if marking else {})
    document = Document()
    word_styles.dress(document, paper.language)
    describe(document, paper, words)
    lay_out(document, paper)
    heads_and_feet(document, paper, words)
    if not (is_cards(paper) or is_poster(paper)):
        (letter_opening if is_letter(paper) else sheet_opening)(document, paper, words)
    for block in body_blocks(paper):
        add(block, document, paper.language)
    for block in paper.blocks:
        if isinstance(block, papers.Contents):
            word_styles.bookmark(document, {papers.unmarked(h): papers.anchor(h) for h in block.items})
    out = BytesIO()
    document.save(out)
    return zips.steady(out.getvalue())


def describe(document: WordDocument, paper: Paper, words: dict[str, str]) -> None:
    """What Word shows about the file; the moment is the paper's date, not the clock's."""
    about = document.core_properties
    about.title = plain(papers.unmarked(paper.title), 255)
    about.author = about.last_modified_by = f"{words['organisation']} — {words['office']}"
    about.subject = about.identifier = plain(paper.number, 255)
    about.category, about.language, about.keywords = paper.kind, paper.language, paper.level
    about.comments, about.revision = "", 1
    about.created = about.modified = zips.moment(paper.date)


def lay_out(document: WordDocument, paper: Paper) -> None:
    section = document.sections[0]
    width, height = SIZES[paper.page]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    edge = 9 if is_cards(paper) else 22
    section.left_margin = section.right_margin = Mm(edge)
    section.top_margin, section.bottom_margin = Mm(edge + 2), Mm(edge + 2)
    section.header_distance = section.footer_distance = Mm(min(edge, 11))


def heads_and_feet(document: WordDocument, paper: Paper, words: dict[str, str]) -> None:
    """A letterhead on the first page, a running head on the others, number and page at every foot."""
    if is_cards(paper):
        return
    section = document.sections[0]
    if is_poster(paper):
        status(section.header.paragraphs[0], paper, words)
        return
    section.different_first_page_header_footer = True
    first, running = section.first_page_header, section.header
    width = section.page_width - section.left_margin - section.right_margin
    status(first.paragraphs[0], paper, words)
    if paper.letterhead:
        letterhead(first, words, width)
    line(running.paragraphs[0], f"{words['organisation']} · {words['office']}", paper.title, width)
    if paper.status or is_marked(paper):
        status(running.add_paragraph(style="Header"), paper, words)
    for footer in (section.first_page_footer, section.footer):
        foot = line(footer.paragraphs[0], footing(paper, words), f"{words['page']} ", width)
        field(foot, "PAGE")
        foot.add_run(f" {words['of']} ")
        field(foot, "NUMPAGES")


def status(paragraph: Paragraph, paper: Paper, words: dict[str, str]) -> None:
    stamp = " · ".join(filter(None, (paper.status, words["marking"] if is_marked(paper) else "")))
    run = paragraph.add_run(plain(stamp))
    run.bold, run.font.color.rgb = True, RED
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(6 if stamp else 0)


def line(paragraph: Paragraph, left: str, right: str, width: int) -> Paragraph:
    """One line with a text at each edge."""
    word_styles.right_tab(paragraph, width)
    paragraph.add_run(f"{plain(left)}\t{plain(papers.unmarked(right))}")
    return paragraph


def letterhead(header, words: dict[str, str], width: int) -> None:
    table = header.add_table(1, 3, width)
    table.autofit = False
    mark, name, address = word_tables.columns(table, (Cm(1.7), Cm(7.5), width - Cm(9.2)))
    word_pictures.add(mark.paragraphs[0], drawings.mark_picture(), Cm(1.3), alt="")
    name.paragraphs[0].style = "Letterhead"
    strong = name.paragraphs[0].add_run(words["organisation"])
    strong.bold, strong.font.color.rgb = True, word_styles.NAVY
    name.paragraphs[0].add_run(f"\n{words['office']}")
    address.paragraphs[0].style = "Letterhead address"
    address.paragraphs[0].add_run("\n".join(ADDRESS.split(", ", 2)))
    word_tables.rule_below(table)
    word_tables.flush(table)
    header.add_paragraph(style="Header")


def letter_opening(document: WordDocument, paper: Paper, words: dict[str, str]) -> None:
    address = next(block for block in paper.blocks if isinstance(block, papers.Address))
    left, right = word_tables.beside(document)
    left.paragraphs[0].style, right.paragraphs[0].style = "Address", "Letter facts"
    left.paragraphs[0].add_run(plain("\n".join(address.lines)))
    right.paragraphs[0].add_run(plain("\n".join(letter_facts(paper, words))))
    if not any(isinstance(block, Para) and block.style == "subject" for block in paper.blocks):
        document.add_paragraph(plain(paper.title), style="Subject")


def sheet_opening(document: WordDocument, paper: Paper, words: dict[str, str]) -> None:
    facts = filter(None, (paper.number, words["version"], paper.reference, words["on"]))
    document.add_paragraph(plain(papers.unmarked(paper.title)), style="Title")
    document.add_paragraph(plain(" · ".join(facts)), style="Subtitle")


def marked(paragraph: Paragraph, text: str) -> Paragraph:
    """Add running text with its bold and its italics."""
    for mark, part in papers.runs(text):
        run = paragraph.add_run(plain(part))
        run.bold, run.italic = (mark == "bold") or None, (mark == "italic") or None
        run.underline, run.font.strike = (mark == "added") or None, (mark == "removed") or None
        if mark in ("added", "removed"):
            run.font.color.rgb = GREEN if mark == "added" else RED
    return paragraph


@singledispatch
def add(block: papers.Block, document: WordDocument, language: str) -> None:
    raise TypeError(f"{block!r} is not a block of a paper")


@add.register
def _(block: papers.Heading, document: WordDocument, language: str) -> None:
    marked(document.add_paragraph(style=f"Heading {min(max(block.level, 1), 4)}"), block.text)


@add.register
def _(block: papers.Contents, document: WordDocument, language: str) -> None:
    document.add_paragraph(plain(block.title), style="Heading 3")
    for text in block.items:
        paragraph = document.add_paragraph(style="Small")
        word_styles.right_tab(paragraph, word_tables.text_width(document))
        marked(paragraph, text).add_run("\t")
        field(paragraph, f"PAGEREF {papers.anchor(text)} \\h")


@add.register
def _(block: Para, document: WordDocument, language: str) -> None:
    marked(document.add_paragraph(style=STYLES[block.style]), block.text)


@add.register
def _(block: papers.Numbered, document: WordDocument, language: str) -> None:
    paragraph = document.add_paragraph(style=f"Numbered {min(max(block.level, 1), 3)}")
    paragraph.add_run(f"{plain(block.number)}\t")
    marked(paragraph, block.text)


@add.register
def _(block: papers.Redlined, document: WordDocument, language: str) -> None:
    paragraph = document.add_paragraph(style="Numbered 1")
    paragraph.add_run(f"{plain(block.number)}\t")
    for mark, text in block.pieces:
        run = paragraph.add_run(plain(text))
        run.underline, run.font.strike = (mark == "inserted") or None, (mark == "deleted") or None
        if mark:
            run.font.color.rgb = word_styles.NAVY if mark == "inserted" else RED


@add.register
def _(block: papers.Bullets, document: WordDocument, language: str) -> None:
    for item in block.items:
        marked(document.add_paragraph(style="List Bullet"), item)


@add.register
def _(block: papers.Table, document: WordDocument, language: str) -> None:
    word_tables.rows(document, block, language)


@add.register
def _(block: papers.Facts, document: WordDocument, language: str) -> None:
    word_tables.facts(document, block)


@add.register
def _(block: papers.Address, document: WordDocument, language: str) -> None:
    document.add_paragraph(plain("\n".join(block.lines)), style="Address")


@add.register
def _(block: papers.Signature, document: WordDocument, language: str) -> None:
    if block.place:
        document.add_paragraph(plain(block.place), style="Signature place")
    paragraph = document.add_paragraph(style="Signature")
    paragraph.add_run(plain(block.name)).bold = True
    paragraph.add_run(f"\n{plain(block.title)}")


@add.register
def _(block: papers.Break, document: WordDocument, language: str) -> None:
    document.add_page_break()


@add.register
def _(block: papers.Code, document: WordDocument, language: str) -> None:
    picture(document, drawings.code(block.data), Cm(2.4), block.caption or block.data, block.caption)


@add.register
def _(block: papers.Drawing, document: WordDocument, language: str) -> None:
    picture(document, drawings.cleaned(block.svg), word_tables.text_width(document), block.alt, block.caption)


@add.register
def _(block: papers.Faces, document: WordDocument, language: str) -> None:
    word_tables.faces(document, block)


@add.register
def _(block: papers.Chart, document: WordDocument, language: str) -> None:
    wide, words = word_tables.text_width(document), papers.chart_words(block)
    picture(document, drawings.chart(block, language), wide, words, "")
    word_tables.rows(document, papers.chart_table(block), language)


@add.register
def _(block: papers.Cards, document: WordDocument, language: str) -> None:
    word_tables.cards(document, block)


def picture(document: WordDocument, svg: str, width: int, alt: str, caption: str) -> None:
    word_pictures.add(document.add_paragraph(), svg, width, alt=alt)
    if caption:
        document.add_paragraph(plain(caption), style="Caption")
