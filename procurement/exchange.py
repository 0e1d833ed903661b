"""The file of approved requests for SAP, written and checked; the columns of what SAP gives back; pure."""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """One line of an approved request as SAP takes it."""

    request: str
    revision: int
    line: int
    vendor: str
    material_group: str
    description: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    amount: Decimal
    currency: str
    cost_centre: str
    budget_line: str
    wanted_on: date | None


MUST = ("request", "vendor", "material_group", "description", "cost_centre", "budget_line")


def wrong(line: Line) -> list[str]:
    """The columns that SAP would refuse."""
    found = [name for name in MUST if not str(getattr(line, name)).strip()]
    found += [name for name in ("quantity",) if getattr(line, name) <= 0]
    return found + (["description"] if line.description.startswith(FORMULA_STARTS) else [])


def written(lines: Iterable[Line]) -> bytes:
    """The file: semicolons, points in numbers, ISO days, one head, and a last row that closes the sum."""
    lines = list(lines)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.name for field in fields(Line)])
    for line in lines:
        writer.writerow([cell(value) for value in astuple(line)])
    total = sum((line.amount for line in lines), Decimal("0.00"))
    writer.writerow(["TOTAL", len(lines), *[""] * 7, f"{total:.2f}", *[""] * 4])
    return out.getvalue().encode("utf-8")


def cell(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)


# What comes back

COLUMNS = {
    "order": ("request", "order", "amount"),
    "receipt": ("order", "line", "quantity", "received_on", "reference"),
    "payment": ("certificate", "reference", "paid_on", "amount"),
}


def decimal_of(text: str) -> Decimal | None:
    """1234.50, 1234,50 or 1 234,50; None when it is no number."""
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").strip()
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def day_of(text: str) -> date | None:
    """2026-11-18, 18.11.2026 or 18/11/2026; None when it is no day."""
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y%m%d"):
        try:
            return datetime.strptime(text.strip()[:10], form).date()
        except ValueError:
            continue
    return None
