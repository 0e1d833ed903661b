"""Spreadsheets as files: Excel and CSV in either language's habit; text stays text in both directions."""

import csv
import io
from typing import Any
from zipfile import BadZipFile

import openpyxl
import tablib
import xlsxwriter
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from import_export.formats.base_formats import Format

from council_office.directory.resources.cells import FORMULA_STARTS

ROW_LIMIT = 20_000


def read(content: bytes | str) -> tablib.Dataset:
    """The rows of an Excel or CSV file, or of pasted cells; a ValidationError says what cannot be read."""
    is_workbook = isinstance(content, bytes) and content[:2] == b"PK"
    return (Xlsx() if is_workbook else Csv()).create_dataset(content)


class Spreadsheet(Format):
    """Comes in and goes out as bytes; how text is encoded it knows itself."""

    def __init__(self, encoding: str | None = None) -> None:
        """`encoding` is what the import pages give every format; nothing depends on it."""

    def can_import(self) -> bool:
        return True

    def can_export(self) -> bool:
        return True


class Xlsx(Spreadsheet):
    """An Excel workbook; of several sheets the first."""

    def get_title(self) -> str:
        return "Excel (.xlsx)"

    def get_extension(self) -> str:
        return "xlsx"

    def get_content_type(self) -> str:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def create_dataset(self, in_stream: bytes, **kwargs) -> tablib.Dataset:
        try:
            book = openpyxl.load_workbook(io.BytesIO(in_stream), read_only=True, data_only=True)
            rows = [list(row) for row in first(book.worksheets[0].iter_rows(values_only=True))]
        except (BadZipFile, KeyError, ValueError, OSError, IndexError) as error:
            raise ValidationError(_("This is not an Excel workbook (.xlsx) that can be read.")) from error
        return dataset(rows)

    def export_data(self, dataset: tablib.Dataset, **kwargs) -> bytes:
        file = io.BytesIO()
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(file, {"in_memory": True, **plain}) as book:
            sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
            sheet.freeze_panes(1, 0)
            for line, row in enumerate([dataset.headers, *dataset]):
                for place, cell in enumerate(row):
                    sheet.write_string(line, place, "" if cell is None else str(cell), None if line else bold)
        return file.getvalue()


class Csv(Spreadsheet):
    """Text separated by commas, semicolons or tabs, in Unicode or as Excel on Windows writes it."""

    def get_title(self) -> str:
        return "CSV"

    def get_extension(self) -> str:
        return "csv"

    def get_content_type(self) -> str:
        return "text/csv"

    def create_dataset(self, in_stream: bytes | str, **kwargs) -> tablib.Dataset:
        text = in_stream if isinstance(in_stream, str) else decoded(in_stream)
        head = text.lstrip().partition("\n")[0]
        try:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=max("\t;,", key=head.count))
            return dataset(list(first(rows)))
        except csv.Error as error:
            raise ValidationError(_("This is not a CSV file that can be read.")) from error

    def export_data(self, dataset: tablib.Dataset, **kwargs) -> bytes:
        file = io.StringIO(newline="")
        writer = csv.writer(file, delimiter=";" if (get_language() or "").startswith("fr") else ",")
        writer.writerows([[harmless(cell) for cell in row] for row in [dataset.headers, *dataset]])
        return file.getvalue().encode("utf-8-sig")


FORMATS = [Xlsx, Csv]


def first(rows):
    """No more rows than any list may have, and one to tell that there are more."""
    return (row for row, _place in zip(rows, range(ROW_LIMIT + 2), strict=False))


def dataset(rows: list[list[Any]]) -> tablib.Dataset:
    """The first row as headers, the others without empty ones, each as wide as the headers."""
    rows = [row for row in rows if any(cell not in (None, "") for cell in row)]
    if not rows:
        raise ValidationError(_("There is nothing in this list."))
    if len(rows) > ROW_LIMIT + 1:
        raise ValidationError(_("This list is longer than %(limit)s rows: divide it.") % {"limit": ROW_LIMIT})
    width = len(rows[0])
    found = tablib.Dataset(headers=["" if cell is None else str(cell) for cell in rows[0]])
    found.extend([*row, *[None] * width][:width] for row in rows[1:])
    return found


def decoded(content: bytes) -> str:
    """Unicode, else what Excel on Windows writes in western Europe."""
    for encoding in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("The letters of this file cannot be read: save it as “CSV UTF-8”."))


def harmless(cell: Any) -> str:
    """The cell as text; what a spreadsheet would run as a formula starts with an apostrophe."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
