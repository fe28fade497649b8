"""The day-out-of-days as a sheet of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kachinko.files.plan_xlsx import HEAD_ROW
from kachinko.report.shooting.codes import CODE_FILLS, OFF, kind_of
from kachinko.report.workbook_cells import (
    DATE,
    FONT,
    INK,
    MUTED,
    UNDERLINE,
    fill,
    head_cell,
    money_format,
    print_set_up,
    put,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.report.shooting.documents import Documents
    from kachinko.shooting.dood import DoodRow

FIRST = 3
"""Column of the first day."""
DATES, LAST_HEAD = HEAD_ROW + 2, HEAD_ROW + 3
"""Rows above the days: month, weekday, date, number of the shooting day."""
A3 = 8
"""Paper, as Excel numbers it."""


def write_dood(sheet: Worksheet, made: Documents, rows: Sequence[DoodRow], which: str) -> None:
    """Write a row for each player (or set, or stage) and a column for each day."""
    words, days = made.words, made.dood.days
    numbered = which == "cast"
    title(sheet, words(f"{which}.heading"), f"{made.shooting.name}. {words(f'dood.{which}.key')}")
    heads = [words("col.no") if numbered else "", words("col.part" if numbered else "col.name")]
    shot = {day: at for at, day in enumerate(made.dood.shooting, start=1)}
    ends = ("work", "hold", "total", "start", "finish", "pay" if numbered else "cost")
    for row in range(HEAD_ROW, LAST_HEAD + 1):
        for at in range(1, FIRST + len(days) + len(ends)):
            head_cell(put(sheet, row, at, None))
    for at, text in enumerate(heads, start=1):
        head_cell(put(sheet, LAST_HEAD, at, text))
    for at, day in enumerate(days, start=FIRST):
        if at == FIRST or day.day == 1:
            head_cell(put(sheet, HEAD_ROW, at, words.month(day)))
            sheet.cell(HEAD_ROW, at).alignment = Alignment(wrap_text=False)
        for row, value, format_ in (
            (HEAD_ROW + 1, words.weekday(day), "General"),
            (DATES, day, "d"),
            (LAST_HEAD, shot.get(day), "0"),
        ):
            cell = put(sheet, row, at, value, format_)
            head_cell(cell)
            cell.alignment = Alignment(horizontal="center")
        sheet.column_dimensions[get_column_letter(at)].width = 5.4
    after = FIRST + len(days)
    for at, key in enumerate(ends, start=after):
        cell = put(sheet, LAST_HEAD, at, words(f"col.{key}"))
        head_cell(cell)
        cell.alignment = Alignment(horizontal="right")
        sheet.column_dimensions[get_column_letter(at)].width = 14 if at > after + 2 else 8
    sheet.column_dimensions["A"].width = 6
    sheet.column_dimensions["B"].width = 34
    for at, each in enumerate(rows, start=LAST_HEAD + 1):
        _row(sheet, at, each, made, numbered=numbered)
    print_set_up(sheet, repeat=LAST_HEAD, paper=A3)
    sheet.print_title_cols = "A:B"
    sheet.freeze_panes = f"{get_column_letter(FIRST)}{LAST_HEAD + 1}"


def _row(sheet: Worksheet, at: int, row: DoodRow, made: Documents, *, numbered: bool) -> None:
    days = made.dood.days
    put(sheet, at, 1, row.id if numbered else None)
    put(sheet, at, 2, row.name)
    for column, day in enumerate(days, start=FIRST):
        code = row.codes.get(day, "")
        cell = put(sheet, at, column, code or None)
        cell.alignment = Alignment(horizontal="center")
        cell.font = Font(name=FONT, size=9, bold="W" in code, color=INK)
        colour = CODE_FILLS.get(kind_of(code)) or (OFF if day in made.dood.off else None)
        if colour:
            cell.fill = fill(colour)
    after = FIRST + len(days)
    money = money_format(made.board.currency)
    values = (
        (row.worked, "0"),
        (row.held, "0"),
        (row.total, "0"),
        (row.start, DATE),
        (row.finish, DATE),
        (row.pay, money),
    )
    for column, (value, format_) in enumerate(values, start=after):
        put(sheet, at, column, value, format_)
    if numbered and row.pay is None:
        said = put(sheet, at, after + 5, made.words("cost.unpriced"))
        said.font = Font(name=FONT, size=9.5, italic=True, color=MUTED)
        said.alignment = Alignment(horizontal="right")
    for column in range(1, after + len(values)):
        sheet.cell(at, column).border = UNDERLINE
