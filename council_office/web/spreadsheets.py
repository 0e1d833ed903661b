"""Spreadsheets out: text stays text, dates are dates, nothing is ever a formula."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

FORMS = ("xlsx", "csv")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 2000


def download(form: str, title: str, columns: list, queryset: QuerySet) -> HttpResponse:
    """Every row of the queryset in these columns, under a name that a person would give."""
    name = f"{title} {timezone.localdate():%Y-%m-%d}.{form}"
    head = [str(column.label) for column in columns]
    rows = ([column.plain(row) for column in columns] for row in queryset.iterator(chunk_size=CHUNK))
    if form == "xlsx":
        return FileResponse(workbook(title, head, rows), as_attachment=True, filename=name, content_type=XLSX)
    response = StreamingHttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def workbook(title: str, head: list[str], rows: Iterable[list]) -> Any:
    """A workbook of one sheet, written row by row into a temporary file."""
    file = TemporaryFile()  # noqa: SIM115  closed by the response
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options | {"strings_to_numbers": False, "remove_timezone": True})
    sheet = book.add_worksheet("".join(c for c in title if c not in "[]:*?/\\'")[:31] or "1")
    bold = book.add_format({"bold": True, "bottom": 1})
    formats = {
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(head) - 1, 0), 22)
    for place, text in enumerate(head):
        sheet.write_string(0, place, text, bold)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            write(sheet, line, place, value, formats)
    sheet.autofilter(0, 0, max(sheet.dim_rowmax or 0, 0), max(len(head) - 1, 0))
    book.close()
    file.seek(0)
    return file


def write(sheet, line: int, place: int, value: Any, formats: dict) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        sheet.write_datetime(line, place, local(value), formats[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, formats[date])
    elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, str(value))


def local(value: datetime) -> datetime:
    return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value


class Echo:
    def write(self, text: str) -> str:
        return text


def csv_lines(head: list[str], rows: Iterable[list]) -> Iterator[str]:
    """Lines with a byte order mark and the separator that Excel expects; no cell starts a formula."""
    separator = ";" if (get_language() or "").startswith("fr") else ","
    writer = csv.writer(Echo(), delimiter=separator)
    yield "\ufeff" + writer.writerow([harmless(text) for text in head])
    for row in rows:
        yield writer.writerow([harmless(value) for value in row])


def harmless(value: Any) -> str:
    """The cell as text; what a spreadsheet would run as a formula starts with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return local(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, (int, float, Decimal)):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text
