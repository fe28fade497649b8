"""A budget as a workbook that reads back as the same, and its lines as CSV."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kachinko.files.budget.cells import amount_of
from kachinko.files.budget.head_sheet import BUDGET_SHEET, head_rows
from kachinko.files.xlsx_writer import fill_cell, fit_to_page, write_heads
from kachinko.model.chart import UNKNOWN_PLACE
from kachinko.model.money import plain_number

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.model.budget import Budget, BudgetLine

COLUMNS: tuple[tuple[str, str], ...] = (
    ("id", "ID"), ("account", "Account"), ("name", "Description"), ("department", "Department"),
    ("category", "Category"), ("level", "Level"), ("amount", "Amount"), ("currency", "Currency"),
    ("place", "Place"), ("zone", "Zone"), ("payee", "Payee resident in"), ("person", "Person"),
    ("labour", "Labour"), ("connected", "Connected party"), ("first", "From"), ("last", "To"),
    ("stage", "Stage"), ("basis", "Basis"), ("note", "Note"),
)  # fmt: skip
"""Field and head of each column of the lines."""

_WIDE = {"id": 24, "name": 44, "note": 60, "department": 20, "category": 18, "amount": 16}


def budget_workbook(budget: Budget) -> bytes:
    """The bytes of a workbook with the sheets Budget and Detail."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = BUDGET_SHEET
    write_head_sheet(sheet, budget)
    write_detail(book.create_sheet("Detail"), budget)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_head_sheet(sheet: Worksheet, budget: Budget) -> None:
    """Write name, currency, dates and answers."""
    write_heads(sheet, (("Key", ""), ("Value", ""), ("Kind", "")))
    for row, (key, value, kind) in enumerate(head_rows(budget), start=2):
        for column, cell in enumerate((key, value, kind), start=1):
            _fill(sheet.cell(row, column), cell)
    for letter, width in zip("ABC", (34, 60, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    fit_to_page(sheet)


def write_detail(sheet: Worksheet, budget: Budget) -> None:
    """Write the lines, one a row."""
    from openpyxl.utils import get_column_letter

    write_heads(sheet, tuple((head, "") for _, head in COLUMNS))
    for row, line in enumerate(budget.lines, start=2):
        for column, (field, _) in enumerate(COLUMNS, start=1):
            cell = sheet.cell(row, column)
            _fill(cell, _cell(line, field))
            if field == "amount":
                cell.number_format = "#,##0.##" if line.amount % 1 else "#,##0"
    for column, (field, head) in enumerate(COLUMNS, start=1):
        width = _WIDE.get(field, max(11, len(head) + 3))
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(budget.lines) + 1}"
    fit_to_page(sheet)


def budget_csv(budget: Budget) -> str:
    """The lines as CSV, with the mark by which spreadsheets know UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([head for _, head in COLUMNS])
    for line in budget.lines:
        writer.writerow([_text(_cell(line, field)) for field, _ in COLUMNS])
    return "\ufeff" + stream.getvalue()


def _cell(line: BudgetLine, field: str) -> Any:
    value = getattr(line, field)
    if field == "place":
        return value or UNKNOWN_PLACE
    # An empty text reads back as none.
    return value if value != "" else None


def _fill(cell: Any, value: Any) -> None:
    if isinstance(value, Decimal):
        number = plain_number(value)
        # A cell keeps fifteen digits: an amount with more stands as text.
        value = number if amount_of(float(number)) == value else f"{value:f}"
    fill_cell(cell, value)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            text = str(value)
            # Else a spreadsheet makes a formula of it; reading takes the apostrophe off again.
            return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
