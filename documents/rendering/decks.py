"""A deck that somebody made, brought up to date: shapes whose names are known get their new values."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from zipfile import BadZipFile

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.exc import PackageNotFoundError
from pptx.shapes.base import BaseShape

from documents import papers
from documents.papers import Chart, Table
from documents.rendering.words import cell_text, plain

Values = Mapping[str, str | Chart | Table]


class NotADeck(ValueError):
    """The bytes are not a PowerPoint file."""


def refresh(data: bytes, values: Values, language: str) -> tuple[bytes, list[str]]:
    """The deck with the new values, its looks kept, and the names of the shapes that took one."""
    try:
        deck = Presentation(BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise NotADeck(str(error)) from error
    done = []
    for shape in shapes_of(deck):
        value = values.get(shape.name.strip().casefold())
        if value is not None and put(shape, value, language):
            done.append(shape.name)
    out = BytesIO()
    deck.save(out)
    return out.getvalue(), done


def shapes_of(deck) -> Iterator[BaseShape]:
    """Every shape of every slide, those inside groups too."""
    waiting = [shape for slide in deck.slides for shape in slide.shapes]
    while waiting:
        shape = waiting.pop(0)
        waiting += list(getattr(shape, "shapes", ()))
        yield shape


def put(shape: BaseShape, value: str | Chart | Table, language: str) -> bool:
    """Whether the shape is of the kind that can show this value."""
    if isinstance(value, Chart) and shape.has_chart:
        put_chart(shape.chart, value)
    elif isinstance(value, Chart | Table) and shape.has_table:
        put_rows(shape.table, papers.chart_table(value) if isinstance(value, Chart) else value, language)
    elif isinstance(value, str) and shape.has_text_frame:
        put_text(shape.text_frame, value)
    else:
        return False
    return True


def put_chart(chart, value: Chart) -> None:
    data = CategoryChartData()
    data.categories = list(value.categories)
    for name, numbers in value.series:
        data.add_series(name, numbers)
    chart.replace_data(data)


def put_rows(table, value: Table, language: str) -> None:
    """As many rows as there are now, each looking like the last one was; columns stay as many as they are."""
    body = table._tbl.tr_lst
    for _ in range(len(value.rows) + 1 - len(body)):
        table._tbl.append(deepcopy(body[-1]))
    for extra in table._tbl.tr_lst[len(value.rows) + 1 :]:
        table._tbl.remove(extra)
    for row, cells in zip(table.rows, [value.columns, *value.rows], strict=True):
        for cell, content in zip(row.cells, cells, strict=False):
            put_text(cell.text_frame, cell_text(content, language))


def put_text(frame, text: str) -> None:
    """The words changed, the looks of the first of them kept."""
    paragraph = frame.paragraphs[0]
    runs = paragraph.runs or [paragraph.add_run()]
    runs[0].text = plain(text)
    for run in runs[1:]:
        run._r.getparent().remove(run._r)
    for other in frame.paragraphs[1:]:
        other._p.getparent().remove(other._p)
