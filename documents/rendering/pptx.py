"""A paper as PowerPoint: a slide for each heading, native tables and charts, number and page on each."""

from collections.abc import Iterator
from io import BytesIO
from math import ceil

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from documents import papers
from documents.papers import Chart, Heading, Paper, Table
from documents.rendering import drawings, zips
from documents.rendering.words import cell_text, natural_shares, plain, said

NAVY, INK, GREY, LINE = (RGBColor.from_string(c) for c in ("1F4E8C", "1D2939", "5D6B82", "D0D5DD"))
SERIES = tuple(RGBColor.from_string(colour[1:].upper()) for colour in drawings.SERIES)
WIDTH, HEIGHT, EDGE, TOP = Inches(13.333), Inches(7.5), Inches(0.7), Inches(1.5)
BODY = (EDGE, TOP, WIDTH - 2 * EDGE, Inches(5.2))
LINES, LINES_OF_TABLE, CHARACTERS = 11, 22, 175
TITLE_SLIDE, TITLE_ONLY = 0, 5


def pptx(paper: Paper, *, marking: str = "") -> bytes:
    """A deck with the same words and numbers as every other form of the paper."""
    words = said(paper) | ({"marking": marking} if marking else {})
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    describe(deck, paper, words)
    title_slide(deck, paper, words)
    for heading, block in slides_of(paper):
        slide = add_slide(deck, heading)
        put(slide, block, paper.language)
    for number, slide in enumerate(deck.slides, start=1):
        foot(slide, paper, words, number, len(deck.slides))
    out = BytesIO()
    deck.save(out)
    return zips.steady(out.getvalue())


def describe(deck: Presentation, paper: Paper, words: dict[str, str]) -> None:
    about = deck.core_properties
    about.title, about.subject = plain(papers.unmarked(paper.title), 255), plain(paper.number, 255)
    about.author = about.last_modified_by = f"{words['organisation']} — {words['office']}"
    about.language, about.category, about.keywords = paper.language, paper.kind, paper.level
    about.created = about.modified = zips.moment(paper.date)
    about.revision = 1


def slides_of(paper: Paper) -> Iterator[tuple[str, object]]:
    """What each slide shows: its heading, and lines of text, a table of few rows, or a chart."""
    heading, text = papers.unmarked(paper.title), []
    for block in paper.blocks:
        if isinstance(block, Heading | Table | Chart):
            yield from text_slides(heading, text)
            text = []
        match block:
            case Heading():
                heading = papers.unmarked(block.text)
            case Chart():
                yield block.title or heading, block
                yield from table_slides(block.title or heading, papers.chart_table(block), paper.language)
            case Table():
                yield from table_slides(block.caption or heading, block, paper.language)
            case _:
                text += papers.lines_of(block)
    yield from text_slides(heading, text)


def text_slides(heading: str, lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    for start in range(0, len(lines), LINES):
        yield heading, lines[start : start + LINES]


def table_slides(heading: str, table: Table, language: str) -> Iterator[tuple[str, Table]]:
    """The table cut into slides that hold it, the same widths on each."""
    widths = table.widths or natural_shares(table, language)
    room, rows = LINES_OF_TABLE, []
    for cells in [*table.rows, *([table.total] if table.total else [])]:
        high = height(cells, widths, language)
        if rows and room < high:
            yield heading, Table(table.columns, rows, widths)
            room, rows = LINES_OF_TABLE, []
        rows.append(cells)
        room -= high
    yield heading, Table(table.columns, rows, widths)


def height(cells: tuple, widths, language: str) -> float:
    """Lines that a row takes, with its margins."""
    most = 1
    for cell, share in zip(cells, widths, strict=True):
        wide = max(1.0, CHARACTERS * share / sum(widths))
        most = max(most, sum(ceil((len(line) or 1) / wide) for line in cell_text(cell, language).split("\n")))
    return most + 0.55


def title_slide(deck: Presentation, paper: Paper, words: dict[str, str]) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_SLIDE])
    title, subtitle = slide.shapes.title, slide.placeholders[1]
    place(title, EDGE, Inches(2.2), WIDTH - 2 * EDGE, Inches(1.8))
    place(subtitle, EDGE, Inches(4.1), WIDTH - 2 * EDGE, Inches(1.4))
    write(title.text_frame, [papers.unmarked(paper.title)], 36, NAVY, bold=True)
    facts = (paper.number, words["version"], words["on"], paper.status)
    office = f"{words['organisation']} — {words['office']}"
    write(subtitle.text_frame, [" · ".join(filter(None, facts)), office], 16, GREY)


def add_slide(deck: Presentation, heading: str) -> Slide:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    place(slide.shapes.title, EDGE, Inches(0.45), WIDTH - 2 * EDGE, Inches(0.9))
    write(slide.shapes.title.text_frame, [heading], 26, NAVY, bold=True)
    return slide


def put(slide: Slide, block: object, language: str) -> None:
    if isinstance(block, Chart):
        put_chart(slide, block)
    elif isinstance(block, Table):
        put_table(slide, block, language)
    else:
        box = slide.shapes.add_textbox(*BODY)
        box.text_frame.word_wrap = True
        write(box.text_frame, block, 16, INK, space=8)


def put_table(slide: Slide, block: Table, language: str) -> None:
    left, top, width, _height = BODY
    shape = slide.shapes.add_table(
        len(block.rows) + 1, len(block.columns), left, top, width, Inches(0.36) * (len(block.rows) + 1)
    )
    shape.table.horz_banding = False
    widths = block.widths or [1] * len(block.columns)
    for column, share in zip(shape.table.columns, widths, strict=True):
        column.width = Emu(int(width * share / sum(widths)))
    for row, cells in enumerate([block.columns, *block.rows]):
        for column, cell in enumerate(cells):
            frame = shape.table.cell(row, column)
            text = cell_text(cell, language)
            shade(frame, head=row == 0)
            right = block.numeric[column]
            colour = RGBColor(255, 255, 255) if row == 0 else INK
            write(frame.text_frame, [text], 11, colour, bold=row == 0, right=right)


def shade(cell, *, head: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = NAVY if head else RGBColor(255, 255, 255)
    cell.margin_top = cell.margin_bottom = Inches(0.04)


def put_chart(slide: Slide, block: Chart) -> None:
    data = CategoryChartData()
    data.categories = list(block.categories)
    for name, values in block.series:
        data.add_series(name, values)
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if block.kind == "bar" else XL_CHART_TYPE.LINE_MARKERS
    frame = slide.shapes.add_chart(kind, *BODY, data)
    frame.name = block.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", papers.chart_words(block))
    chart = frame.chart
    chart.has_legend, chart.font.size = len(block.series) > 1, Pt(12)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.major_gridlines.format.line.color.rgb = LINE
    for number, series in enumerate(chart.plots[0].series):
        colour = SERIES[number % len(SERIES)]
        ink = series.format.fill if block.kind == "bar" else series.format.line
        if block.kind == "bar":
            ink.solid()
            ink.fore_color.rgb = colour
        else:
            ink.color.rgb = colour


def foot(slide: Slide, paper: Paper, words: dict[str, str], number: int, count: int) -> None:
    left = " · ".join(filter(None, (paper.number, words["version"], words["marking"], paper.status)))
    for text, edge, right in (
        (left, EDGE, False),
        (f"{words['page']} {number} {words['of']} {count}", WIDTH // 2, True),
    ):
        box = slide.shapes.add_textbox(edge, Inches(6.95), WIDTH // 2 - EDGE, Inches(0.35))
        write(box.text_frame, [text], 10, GREY, right=right)


def place(shape, *box: int) -> None:
    shape.left, shape.top, shape.width, shape.height = box


def write(frame, lines: list[str], size: int, colour: RGBColor, **looks) -> None:
    """Lines of text, each a paragraph; marks become bold and italic."""
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if looks.get("right") else PP_ALIGN.LEFT
        paragraph.space_after = Pt(looks.get("space", 0))
        for mark, part in papers.runs(line) if looks.get("space") else [("", line)]:
            run = paragraph.add_run()
            run.text = plain(part)
            run.font.size, run.font.color.rgb, run.font.name = Pt(size), colour, "Calibri"
            run.font.bold, run.font.italic = looks.get("bold") or mark == "bold", mark == "italic"
