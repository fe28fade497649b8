"""Cells, tables and print set-up that the sheets of plan.xlsx share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from babel.numbers import get_currency_precision
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from kachinko.files.plan_xlsx import HEAD_ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

INK, MUTED, LINE, ACCENT, EDITABLE = "1F2933", "6B7785", "D5DBE1", "1F3A5F", "FFFBEA"
FONT = "Calibri"
LONGEST_TEXT = 32_000
"""Characters; Excel holds 32,767 in a cell."""

DATE = "yyyy-mm-dd"
PERCENT = "0.0%"
AREA = "#,##0.##"

_THIN = Side(style="thin", color=LINE)
UNDERLINE = Border(bottom=_THIN)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, width, format, and whether people edit it."""

    head: str
    width: float
    format: str = "General"
    editable: bool = False
    note: str = ""
    wrap: bool = False
    centre: bool = False


def fill(colour: str) -> PatternFill:
    """Make a plain fill."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def plain_text(text: str) -> str:
    """Take out what a workbook cannot hold: control characters, and text without end."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]


def money_format(currency: str) -> str:
    """Format amounts of a currency with as many places as it has."""
    places = get_currency_precision(currency)
    return "#,##0" + (f".{'0' * places}" if places else "")


def put(sheet: Worksheet, row: int, column: int, value: Any, format_: str = "General") -> Cell:
    """Write a value so that text stays text, whatever it begins with."""
    cell = sheet.cell(row, column)
    assert not isinstance(cell, MergedCell)
    if isinstance(value, str):
        cell.value = plain_text(value)
        cell.data_type = "s"
        if value[:1] in ("=", "+", "-", "@"):
            # Without this mark Excel makes a formula of it as soon as someone edits the cell.
            cell.quotePrefix = True
    else:
        cell.value = value
        cell.number_format = format_
    cell.font = Font(name=FONT, size=10.5, color=INK)
    return cell


def title(sheet: Worksheet, text: str, note: str) -> None:
    """Write a sheet's title and the line below that says what it shows."""
    put(sheet, 1, 1, text).font = Font(name=FONT, size=16, bold=True, color=ACCENT)
    put(sheet, 2, 1, note).font = Font(name=FONT, size=10, italic=True, color=MUTED)
    sheet.row_dimensions[1].height = 26
    sheet.sheet_view.showGridLines = False


def head_cell(cell: Cell) -> None:
    """Give a cell the look of a column head."""
    cell.font = Font(name=FONT, size=10.5, bold=True, color="FFFFFF")
    cell.fill = fill(ACCENT)
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def table(sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> int:
    """Write column heads and rows, frozen below the heads; returns the last row."""
    for at, column in enumerate(columns, start=1):
        cell = put(sheet, HEAD_ROW, at, column.head)
        head_cell(cell)
        if column.note:
            cell.comment = Comment(column.note, "Kachinko", width=260, height=90)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
        cell.alignment = Alignment(
            horizontal=_side(column, head=True), vertical="center", wrap_text=True
        )
    sheet.row_dimensions[HEAD_ROW].height = 32
    last = HEAD_ROW
    for last, row in enumerate(rows, start=HEAD_ROW + 1):
        for at, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
            cell = put(sheet, last, at, value, column.format)
            cell.border = UNDERLINE
            cell.alignment = Alignment(
                vertical="top",
                wrap_text=column.wrap,
                horizontal=_side(column, head=False),
            )
            if column.editable:
                cell.fill = fill(EDITABLE)
    if last > HEAD_ROW:
        letter = get_column_letter(len(columns))
        sheet.auto_filter.ref = f"A{HEAD_ROW}:{letter}{last}"
    print_set_up(sheet, repeat=HEAD_ROW)
    return last


def _side(column: Column, *, head: bool) -> Literal["left", "center", "right"] | None:
    if column.centre or column.format == DATE:
        return "center"
    # Excel sets numbers to the right by itself, but not the text above them.
    return "right" if head and column.format != "General" else None


def offer(sheet: Worksheet, column: int, first: int, last: int, formula: str, hint: str) -> None:
    """Offer a list of values in a column, and refuse others with a hint."""
    validation = DataValidation(type="list", formula1=formula, allow_blank=True)
    validation.errorTitle, validation.error = "Kachinko", hint
    validation.showErrorMessage = True
    letter = get_column_letter(column)
    validation.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(validation)


def dates_only(sheet: Worksheet, columns: Sequence[int], first: int, last: int, hint: str) -> None:
    """Accept nothing but dates in some columns, else give a hint."""
    validation = DataValidation(
        type="date", operator="between", formula1="1", formula2="109938", allow_blank=True
    )
    validation.errorTitle, validation.error = "Kachinko", hint
    validation.showErrorMessage = True
    for column in columns:
        letter = get_column_letter(column)
        validation.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(validation)


def print_set_up(sheet: Worksheet, *, repeat: int | None, paper: int = 9) -> None:
    """Print in landscape, one page wide, with the head rows on each page (paper 9: A4, 8: A3)."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.8
    sheet.page_margins.footer = 0.4
    footer = sheet.oddFooter
    assert footer is not None
    footer.left.text, footer.right.text = "&A", "&P / &N"
    if repeat is not None:
        sheet.print_title_rows = f"1:{repeat}"
        sheet.freeze_panes = f"A{repeat + 1}"
