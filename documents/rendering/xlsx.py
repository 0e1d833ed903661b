"""The tables of a paper as an Excel workbook: numbers are numbers, days are days, text stays text."""

import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from documents import papers
from documents.papers import Chart, Paper, Table
from documents.rendering import drawings, zips
from documents.rendering.words import cell_text, pattern, plain, said

NEVER = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
HEAD_ROWS = 4  # title, facts, an empty row, the heads of the columns
KINDS = {"bar": "column", "line": "line"}


def xlsx(paper: Paper, *, marking: str = "") -> bytes:
    """A sheet for each table and each chart with its data; without any, one sheet with the words."""
    words = said(paper) | ({"marking": marking} if marking else {})
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, **NEVER})
    describe(book, paper, words)
    looks = formats(book)
    names: set[str] = set()
    for block in [b for b in paper.blocks if isinstance(b, Table | Chart)] or [words_table(paper)]:
        table = papers.chart_table(block) if isinstance(block, Chart) else block
        sheet = book.add_worksheet(sheet_name(table.caption or paper.title, names))
        set_up(sheet, paper, words)
        write_table(sheet, table, paper, words, looks)
        if isinstance(block, Chart):
            draw(book, sheet, block)
    book.close()
    return zips.steady(out.getvalue())


def describe(book: Workbook, paper: Paper, words: dict[str, str]) -> None:
    book.set_properties(
        {
            "title": plain(papers.unmarked(paper.title), 255),
            "subject": plain(paper.number, 255),
            "author": f"{words['organisation']} — {words['office']}",
            "category": paper.kind,
            "keywords": paper.level,
            "created": zips.moment(paper.date),
        }
    )


def formats(book: Workbook) -> dict[str, object]:
    plain = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
    strong = plain | {"bold": True}
    return {
        "book": book,
        "made": {},
        "plain": plain,
        "title": book.add_format(strong | {"font_size": 14, "font_color": "#1F4E8C"}),
        "facts": book.add_format(plain | {"font_color": "#5D6B82"}),
        "head": book.add_format(strong | {"bottom": 2, "text_wrap": True, "valign": "bottom"}),
    }


def look(looks: dict, number_format: str, total: bool) -> object:
    """The format of a cell, made once for each number format."""
    key = (number_format, total)
    if key not in looks["made"]:
        facts = looks["plain"] | ({"bold": True, "top": 2} if total else {"text_wrap": not number_format})
        looks["made"][key] = looks["book"].add_format(facts | {"num_format": number_format or "@"})
    return looks["made"][key]


def set_up(sheet: Worksheet, paper: Paper, words: dict[str, str]) -> None:
    """What the printed sheet says on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROWS - 1)
    sheet.freeze_panes(HEAD_ROWS, 0)
    left = " · ".join(filter(None, (paper.number, words["version"], words["marking"], paper.status)))
    sheet.set_footer(f"&L{plain(left, 180).replace('&', '&&')}&R{words['page']} &P {words['of']} &N")


def write_table(sheet: Worksheet, table: Table, paper: Paper, words: dict[str, str], looks: dict) -> None:
    facts = (paper.number, words["version"], words["on"], words["marking"], paper.status)
    sheet.write_string(0, 0, plain(papers.unmarked(paper.title)), looks["title"])
    sheet.write_string(1, 0, plain(" · ".join(filter(None, facts))), looks["facts"])
    for column, head in enumerate(table.columns):
        sheet.write_string(HEAD_ROWS - 1, column, plain(head), looks["head"])
    rows = [*table.rows, *([table.total] if table.total else [])]
    widths = column_widths(table, rows, paper)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, cells in enumerate(rows, start=HEAD_ROWS):
        sheet.set_row(row, 14 * high(cells, widths, paper))
        for column, cell in enumerate(cells):
            write(sheet, row, column, cell, looks, total=cells is table.total)
    if table.rows and len(table.columns) > 1:
        sheet.autofilter(HEAD_ROWS - 1, 0, HEAD_ROWS - 1 + len(table.rows), len(table.columns) - 1)


def column_widths(table: Table, rows: list[tuple], paper: Paper) -> list[int]:
    """As wide as the longest line asks, within reason; a single column of words is wide."""
    most = 60 if len(table.columns) > 1 else 110
    longest = [
        max((len(line) for row in rows for line in lines(row[column], paper)), default=0)
        for column in range(len(table.columns))
    ]
    return [
        min(most, max(8, len(head) + 2, long + 2)) for head, long in zip(table.columns, longest, strict=True)
    ]


def high(cells: tuple, widths: list[int], paper: Paper) -> int:
    """Lines that a row takes."""
    return max(
        sum(max(1, ceil(len(line) / (width * 0.95))) for line in lines(cell, paper))
        for cell, width in zip(cells, widths, strict=True)
    )


def lines(cell: papers.Cell, paper: Paper) -> list[str]:
    return cell_text(cell, paper.language).split("\n")


def write(sheet: Worksheet, row: int, column: int, cell: papers.Cell, looks: dict, *, total: bool) -> None:
    match cell:
        case None | "":
            sheet.write_blank(row, column, None, look(looks, "", total))
        case int() | float() | Decimal() if not isinstance(cell, bool):
            sheet.write_number(row, column, cell, look(looks, pattern(cell), total))
        case date():
            moment = datetime(cell.year, cell.month, cell.day)
            sheet.write_datetime(row, column, moment, look(looks, "dd/mm/yyyy", total))
        case _:
            sheet.write_string(row, column, plain(cell_text(cell, "en"), 32_767), look(looks, "", total))


def draw(book: Workbook, sheet: Worksheet, block: Chart) -> None:
    """A native chart beside its data."""
    chart = book.add_chart({"type": KINDS[block.kind]})
    last = HEAD_ROWS + len(block.categories) - 1
    for column, (_name, _values) in enumerate(block.series, start=1):
        colour = {"color": drawings.colour(column - 1)}
        chart.add_series(
            {
                "name": [sheet.name, HEAD_ROWS - 1, column],
                "categories": [sheet.name, HEAD_ROWS, 0, last, 0],
                "values": [sheet.name, HEAD_ROWS, column, last, column],
                "fill": colour,
                "line": colour,
            }
        )
    chart.set_title({"name": block.title})
    chart.set_size({"width": 720, "height": 360})
    sheet.insert_chart(
        HEAD_ROWS - 1, len(block.series) + 2, chart, {"description": papers.chart_words(block)}
    )


def sheet_name(text: str, taken: set[str]) -> str:
    """A name that Excel accepts and no other sheet has."""
    base = NOT_IN_NAMES.sub(" ", plain(papers.unmarked(text))).strip()[:27] or "1"
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        name = f"{base} {count}"
    taken.add(name.casefold())
    return name


def words_table(paper: Paper) -> Table:
    """The words of a paper without tables, a line each."""
    lines = (papers.unmarked(line) for block in paper.blocks for line in papers.lines_of(block))
    return Table(("",), tuple((line,) for line in lines))
