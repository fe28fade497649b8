"""The cost of the order as a sheet of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Alignment, Font

from kachinko.report.shooting.workbook_strips import lines_of
from kachinko.report.workbook_cells import (
    ACCENT,
    FONT,
    UNDERLINE,
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

WIDTHS = (34, 16, 16, 12, 12, 18, 18, 18)


def write_cost(sheet: Worksheet, made: Documents) -> None:
    """Write what the order costs, what would save, who waits, and the company moves."""
    words, money = made.words, made.money
    title(sheet, words("cost.heading"), f"{made.shooting.name}. {money.currency}")
    for letter, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    figure = money_format(money.currency)
    lines: list[Sequence[Any]] = [(line.what, line.amount, line.idle) for line in money.lines]
    lines.append((words("cost.all"), money.total, money.idle))
    heads = [words(f"col.{key}") for key in ("what", "amount", "idle")]
    row = _table(sheet, 4, heads, lines, ["General", figure, figure])
    for column in (1, 2, 3):
        sheet.cell(row - 1, column).font = Font(name=FONT, size=10.5, bold=True)
    row = _texts(sheet, row + 1, words("save.heading"), [*money.savings, money.savings_note])
    for rows, what in ((money.cast, "part"), (money.sets, "set")):
        if not rows:
            continue
        keys = (what, "work", "waits", "dropped", "paid", "rate", "cost", "idlecost")
        formats = ["General", "0", "0", "0", "0", figure, figure, figure]
        body = [
            (
                f"{each.id}. {each.name}" if each.id else each.name,
                *(each.worked, each.idle, each.dropped, each.paid),
                *(each.rate, each.cost, each.idle_cost),
            )
            for each in rows
        ]
        first = row + 2
        row = _table(sheet, row + 1, [words(f"col.{key}") for key in keys], body, formats)
        bar = DataBarRule("num", 0, "max", color="C8401C")  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(f"C{first}:C{row - 1}", bar)
    if money.moves:
        heads = [words("col.move"), words("col.date"), "", words("col.cost")]
        moves = [(each.way, each.date, each.when, each.cost) for each in money.moves]
        row = _table(sheet, row + 1, heads, moves, ["General", "General", "General", figure])
    row = _texts(sheet, row + 1, words("cost.assumptions"), money.notes)
    print_set_up(sheet, repeat=None)
    sheet.freeze_panes = "B4"


def _table(
    sheet: Worksheet,
    row: int,
    heads: Sequence[str],
    rows: Sequence[Sequence[Any]],
    formats: Sequence[str],
) -> int:
    """Write a table; returns the row below it."""
    for at, head in enumerate(heads, start=1):
        cell = put(sheet, row, at, head)
        head_cell(cell)
        if formats[at - 1] != "General":
            cell.alignment = Alignment(horizontal="right", vertical="center", wrap_text=True)
    for values in rows:
        row += 1
        sheet.row_dimensions[row].height = 15 * lines_of(str(values[0]), WIDTHS[0])
        for at, (value, format_) in enumerate(zip(values, formats, strict=True), start=1):
            cell = put(sheet, row, at, value, format_)
            cell.border = UNDERLINE
            cell.alignment = Alignment(vertical="top", wrap_text=at == 1)
    return row + 1


def _texts(sheet: Worksheet, row: int, head: str, texts: Sequence[str]) -> int:
    """Write lines of text under a head; returns the row below them."""
    put(sheet, row, 1, head).font = Font(name=FONT, size=12, bold=True, color=ACCENT)
    for text in texts:
        row += 1
        put(sheet, row, 1, text)
        sheet.merge_cells(None, row, 1, row, len(WIDTHS))
        sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        # Excel does not find the height of merged cells by itself.
        letters = sum(2 if letter > "\u2e7f" else 1 for letter in text)
        sheet.row_dimensions[row].height = 15 * (1 + letters // 140)
    return row + 1
