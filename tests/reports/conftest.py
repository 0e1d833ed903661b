"""What the tests of the reports share: sessions, decisions with dangerous words, files read back."""

import re
from io import BytesIO

import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from council_office.directory.states import Role
from council_office.reports import actions, queries
from council_office.reports.catalogue import REPORTS
from council_office.reports.declared import Asked
from documents import archive
from meetings.states import ParticipantRole
from tests.meetings import factories

NAMES = ["Dupont & Fils <SARL>", "=1+1", "李明", "Đorđe", "김"]


@pytest.fixture
def secretary(office):
    return office[Role.COUNCIL_SECRETARY]


@pytest.fixture
def session(secretary):
    """A convened session with people whose names other programs lose."""
    made = factories.convened(number=61, in_days=8, by=secretary)
    for name, code in zip(NAMES, ("CN", "EU", "IN", "JP", "KR"), strict=True):
        factories.place(made, ParticipantRole.EXPERT, code, family_name=name, given_names="")
    return made


@pytest.fixture
def order(run_jobs):
    """An issued report, made by the worker: `order("participation", by=…, forms=[…])`."""

    def ordered(code, *, by, forms=("xlsx",), language="en", **asked):
        asked.setdefault("span", "all")
        issue = actions.order(
            REPORTS[code], by=by, asked=Asked(**asked), forms=list(forms), language=language
        )
        run_jobs()
        issue.refresh_from_db()
        return issue

    return ordered


def files(issue) -> dict[str, bytes]:
    return {document.form: archive.read(document) for document in queries.documents_of(issue)}


def words_of(form: str, data: bytes) -> list[str]:
    """Every text of a file, cell by cell or line by line."""
    if form == "pdf":
        return [line for page in PdfReader(BytesIO(data)).pages for line in page.extract_text().split("\n")]
    if form == "docx":
        tables = WordDocument(BytesIO(data)).tables
        return [cell.text for table in tables for row in table.rows for cell in row.cells]
    if form == "xlsx":
        sheets = load_workbook(BytesIO(data)).worksheets
        return [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]
    shapes = [shape for slide in Presentation(BytesIO(data)).slides for shape in slide.shapes]
    tables = [shape.table for shape in shapes if shape.has_table]
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def grids_of(form: str, data: bytes, heads: list[str]) -> list[list[str]]:
    """The rows of the first table of a Word, Excel or PowerPoint file that has these heads."""
    for rows in tables_of(form, data):
        for place, row in enumerate(rows):
            if row[: len(heads)] == heads:
                return [[cell for cell in line] for line in rows[place + 1 :] if any(line)]
    return []


def tables_of(form: str, data: bytes):
    if form == "docx":
        return [
            [[cell.text for cell in row.cells] for row in table.rows]
            for table in WordDocument(BytesIO(data)).tables
        ]
    if form == "xlsx":
        return [
            [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
            for sheet in load_workbook(BytesIO(data)).worksheets
        ]
    shapes = [shape for slide in Presentation(BytesIO(data)).slides for shape in slide.shapes]
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows] for shape in shapes if shape.has_table
    ]


def squeezed(texts) -> str:
    """The text without spaces: a PDF breaks its lines where it likes."""
    return re.sub(r"\s+", "", "".join(texts))
