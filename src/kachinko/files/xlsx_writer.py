"""Write a project as an Excel workbook that helps whoever fills it in."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kachinko.files.tables import (
    PROJECT_SHEET,
    README_SHEET,
    TABLES,
    Column,
    Table,
    project_columns,
)
from kachinko.model.money import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet
    from pydantic import BaseModel

    from kachinko.model.project import Project

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_RELIABLE_DAY = date(1900, 3, 1)
_SPARE_ROWS = 500
_CURRENCIES = "JPY,KRW,USD,CAD,EUR,GBP,HUF,TWD,THB,AUD,NZD"
_README = (
    ("Kachinko project", True),
    (
        "One sheet a table. Fill in rows below the heads; empty rows and columns do not matter.",
        False,
    ),
    (
        "Rest the mouse on a head to read what belongs there. An empty cell takes the default.",
        False,
    ),
    ("The sheets belong together by ids: a row of Sets names its title, and so on.", False),
    ("Several values in one cell are separated by commas: tank, green", False),
    ("Dates are dates (2028-02-01); both first and last day are included.", False),
    (
        "Areas and lengths are in m² and m; text with a unit is taken too: 300 tsubo, 9,000 ft2.",
        False,
    ),
    ("Money is an amount and a currency (ISO 4217), in two columns.", False),
    ("This sheet is not read. Do not rename the others, nor their heads.", False),
    ("Plan it with: kachinko plan THIS-FILE --out out", False),
)


def write_workbook(project: Project) -> bytes:
    """The bytes of a workbook with all tables, empty ones too."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title = project.name[:255]
    book.properties.creator = "Kachinko"
    _write_readme(book)
    _write_project(book.create_sheet(PROJECT_SHEET), project)
    for table in TABLES:
        _write_table(book.create_sheet(table.sheet), table, project)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_of(table: Table, project: Project) -> Iterator[tuple[tuple[str, ...], BaseModel]]:
    """The records of a table in order, each with the ids that name its owner."""
    for names, owner in _owners(table, project):
        records: Any = owner
        for step in table.steps:
            records = getattr(records, step)
        for record in records:
            yield names, record


def _owners(table: Table, project: Project) -> Iterator[tuple[tuple[str, ...], BaseModel]]:
    if not table.owner:
        yield (), project
        return
    above = next(other for other in TABLES if other.sheet == table.owner)
    for names, record in rows_of(above, project):
        own = (*names, record.id) if hasattr(record, "id") else names
        yield own[-len(table.owner_heads) :], record


def value_of(record: BaseModel, column: Column) -> Any:
    """What a column holds for a record; None for an empty cell."""
    value: Any = record
    for step in column.steps:
        if value is None:
            return None
        fields = type(value).model_fields
        value = getattr(value, next(n for n, f in fields.items() if (f.alias or n) == step))
    if isinstance(value, tuple):
        return ", ".join(value) or None
    return None if value == "" else value


# -- sheets -----------------------------------------------------------------------------------


def _write_readme(book: Workbook) -> None:
    from openpyxl.styles import Font

    sheet = book.active
    assert sheet is not None
    sheet.title = README_SHEET
    sheet.column_dimensions["A"].width = 100
    for number, (text, is_title) in enumerate(_README, start=1):
        cell = sheet.cell(number, 1, text)
        cell.font = Font(bold=is_title, size=14 if is_title else 11)


def _write_project(sheet: Worksheet, project: Project) -> None:
    write_heads(sheet, (("key", ""), ("value", ""), ("what it means", "")))
    for number, column in enumerate(project_columns(), start=2):
        fill_cell(sheet.cell(number, 1), column.head)
        value = sheet.cell(number, 2)
        if column.kind == "date":
            value.number_format = "yyyy-mm-dd"
        fill_cell(value, value_of(project, column))
        fill_cell(sheet.cell(number, 3), column.description)
        _add_validation(sheet, column, f"B{number}")
    for letters, width in (("A", 16), ("B", 50), ("C", 70)):
        sheet.column_dimensions[letters].width = width
    sheet.freeze_panes = "A2"
    fit_to_page(sheet)


def _write_table(sheet: Worksheet, table: Table, project: Project) -> None:
    from openpyxl.utils import get_column_letter

    columns = table.columns
    write_heads(sheet, tuple((column.head, _comment(column)) for column in columns))
    widths = [len(column.head) + 4 for column in columns]
    number = 1
    for number, (names, record) in enumerate(rows_of(table, project), start=2):
        owners = dict(zip(table.owner_heads, names, strict=True))
        for place, column in enumerate(columns):
            value = value_of(record, column) if column.steps else owners[column.head]
            fill_cell(sheet.cell(number, place + 1), value)
            widths[place] = max(widths[place], min(len(str(value or "")) + 2, 40))
    last = number + _SPARE_ROWS
    for place, column in enumerate(columns):
        letters = get_column_letter(place + 1)
        dimension = sheet.column_dimensions[letters]
        dimension.width = max(widths[place], 12 if column.kind == "date" else 8)
        if column.kind == "date":
            dimension.number_format = "yyyy-mm-dd"
        _add_validation(sheet, column, f"{letters}2:{letters}{last}")
    frozen = get_column_letter(len(table.owner_heads) + 2)
    sheet.freeze_panes = f"{frozen}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(number, 2)}"
    fit_to_page(sheet)


def fit_to_page(sheet: Worksheet) -> None:
    """Print all columns on one landscape page, the heads on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def write_heads(sheet: Worksheet, heads: tuple[tuple[str, str], ...]) -> None:
    """Write the first row: heads, each with the comment that explains it."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    for place, (head, text) in enumerate(heads, start=1):
        cell = sheet.cell(1, place, head)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F3A4D")
        cell.alignment = Alignment(vertical="center")
        if text:
            cell.comment = Comment(text, "Kachinko", height=40 + 18 * (len(text) // 34), width=260)
    sheet.row_dimensions[1].height = 20


def _comment(column: Column) -> str:
    parts = [column.description or column.head]
    if column.choices:
        parts.append(f"One of: {', '.join(column.choices)}.")
    elif column.kind == "bool":
        parts.append("TRUE or FALSE.")
    parts.append("Needed." if column.required else "May be empty.")
    return "\n".join(parts)


# -- cells ------------------------------------------------------------------------------------


def fill_cell(cell: Cell | Any, value: Any) -> None:
    """Put a value into a cell so that it reads back as it is; nothing for None."""
    if value is None:
        return
    if isinstance(value, Decimal):
        value = f"{value:f}" if _loses_digits(value) else plain_number(value)
    if isinstance(value, date) and value < _FIRST_RELIABLE_DAY:
        # Excel believes that 1900 was a leap year.
        value = value.isoformat()
    if isinstance(value, str):
        cell.value = _ESCAPE.sub("_x005F_", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@", "'"))
        if "\n" in value:
            from openpyxl.styles import Alignment

            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def _loses_digits(amount: Decimal) -> bool:
    # Sixteen digits are what the writer of cells keeps.
    return Decimal(f"{float(amount):.16g}") != amount


def _add_validation(sheet: Worksheet, column: Column, cells: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule: Any = None
    if column.choices and len(column.choices) > 1 and column.kind == "choice":
        rule = DataValidation("list", formula1=f'"{",".join(column.choices)}"')
    elif column.kind == "bool":
        rule = DataValidation("list", formula1='"TRUE,FALSE"')
    elif column.refers_to is not None:
        rule = DataValidation("list", formula1=_range(*column.refers_to), errorStyle="warning")
    elif column.head.endswith("currency"):
        # A proposal only; any ISO code is right.
        rule = DataValidation("list", formula1=f'"{_CURRENCIES}"', showErrorMessage=False)
    elif column.kind == "whole":
        rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
    elif column.kind == "date":
        rule = DataValidation("date", operator="greaterThan", formula1="1")
    elif column.kind == "list":
        rule = DataValidation(showErrorMessage=False)
        rule.promptTitle, rule.prompt = column.head, _prompt(column)
    if rule is None:
        return
    rule.allow_blank = True
    if rule.showErrorMessage is not False:
        rule.showErrorMessage = True
        rule.errorTitle = column.head
        rule.error = (column.description or "Not a value that can stand here.")[:220]
    rule.showInputMessage = bool(rule.prompt)
    rule.add(cells)
    sheet.add_data_validation(rule)


def _prompt(column: Column) -> str:
    if column.head == "weekdays":
        return "mon, tue, wed, thu, fri, sat, sun: those that are worked, separated by commas."
    return "Separate several by commas."


def _range(sheet: str, head: str) -> str:
    from openpyxl.utils import get_column_letter

    table = next(table for table in TABLES if table.sheet == sheet)
    heads = [column.head for column in table.columns]
    letters = get_column_letter(heads.index(head) + 1)
    return f"'{sheet}'!${letters}$2:${letters}$2000"
