"""The memo as an Excel workbook: the same tables with real numbers and dates.

The same memo gives the same bytes: nothing in the file tells when it was written.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kachinko.report.locating.blocks import Fold, Says, Table
from kachinko.report.locating.texts import MemoWords
from kachinko.report.locating.view import memo_view
from kachinko.report.workbook import without_clock
from kachinko.report.workbook_cells import (
    ACCENT,
    DATE,
    FONT,
    MUTED,
    PERCENT,
    UNDERLINE,
    head_cell,
    money_format,
    plain_text,
    print_set_up,
    put,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.locating.memo import Memo
    from kachinko.report.locating.blocks import Block, Cell

NARROW, WIDE = 14, 52
"""Widths of columns: of figures, and the most for words."""
LONGEST_NAME = 28
RED, GREEN = "B3361A", "1D7A4A"


def memo_workbook(memo: Memo, lang: str = "en") -> bytes:
    """Write the memo as a workbook, a sheet for each section and for each place's appendix.

    Raises
    ------
    InputError
        For a language that is none of ours.
    """
    words, view = MemoWords(lang, memo), memo_view(memo, lang)
    note = words("sheet.note", currency=memo.currency, as_of=words.day(memo.as_of))
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for part in view.sections:
        if part.id == "trace":
            continue
        key = f"{part.id}.nav"
        sheet = book.create_sheet(_name(words(key) if words.has(key) else part.heading, book))
        title(sheet, part.heading, f"{view.name}. {note}")
        row = 4
        if part.id == "places":
            row = _head(sheet, row, [f"{view.claim[0]} {view.claim[1]}", view.verdict, view.told])
        # Dates, deadlines and rates at a glance have sheets of their own.
        kept = [each for each in part.blocks if part.id != "places" or not _glance(each)]
        last = _blocks(sheet, row, [_exact(block) for block in kept])
        if part.id == "places":
            _chart(sheet, words, memo, row, last)
        print_set_up(sheet, repeat=None)
    appendix = next(part for part in view.sections if part.id == "trace")
    for fold in appendix.blocks:
        assert isinstance(fold, Fold)
        sheet = book.create_sheet(_name(f"{words('trace.nav')} {fold.name}", book))
        title(sheet, f"{appendix.heading}: {fold.name}", f"{view.name}. {note}")
        _blocks(sheet, 4, fold.blocks)
        print_set_up(sheet, repeat=None)
    book.properties.creator = "Kachinko"
    book.properties.title = plain_text(f"{view.name}: {words('page.kind')}")
    packed = io.BytesIO()
    book.save(packed)
    return without_clock(packed.getvalue())


def _glance(block: Block) -> bool:
    return isinstance(block, Table) and not block.in_millions


def _exact(block: Block) -> Block:
    """A table without its line that says millions: here the amounts are exact."""
    return replace(block, name="") if isinstance(block, Table) and block.in_millions else block


def _name(text: str, book: Workbook) -> str:
    """A name that a sheet can have, and none has yet."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", text).strip("' ")[:LONGEST_NAME] or "Sheet"
    name, turn = plain, 2
    while name.lower() in {each.lower() for each in book.sheetnames}:
        name, turn = f"{plain} {turn}", turn + 1
    return name


def _head(sheet: Worksheet, row: int, texts: list[str]) -> int:
    for place, text in enumerate(text for text in texts if text):
        cell = put(sheet, row, 1, text)
        cell.font = Font(name=FONT, size=14 if place == 0 else 10.5, bold=place == 0)
        row += 1
    return row + 1


def _blocks(sheet: Worksheet, row: int, blocks: Iterable[Block]) -> int:
    """Write blocks below each other; returns the row below them."""
    for block in blocks:
        if isinstance(block, Table | Says) and block.name:
            put(sheet, row, 1, block.name).font = Font(name=FONT, size=12, bold=True, color=ACCENT)
            row += 1
        if isinstance(block, Table):
            row = _table(sheet, row, block) + 1
        elif isinstance(block, Says):
            for text in block.texts:
                cell = put(sheet, row, 1, text)
                if block.form != "list":
                    cell.font = Font(name=FONT, size=10, italic=True, color=MUTED)
                row += 1
            row += 1
    return row


def _table(sheet: Worksheet, row: int, block: Table) -> int:
    for at, head in enumerate(block.heads, start=1):
        cell = put(sheet, row, at, head)
        head_cell(cell)
        if at - 1 in block.right:
            cell.alignment = Alignment(horizontal="right", vertical="center", wrap_text=True)
        _widen(sheet, at, head, figures=at - 1 in block.right)
    for cells in block.rows:
        row += 1
        for at, each in enumerate(cells, start=1):
            _cell(sheet, row, at, each, figures=at - 1 in block.right)
    return row + 1


def _cell(sheet: Worksheet, row: int, at: int, each: Cell, *, figures: bool) -> None:
    value: Any = each.text if each.value is None else each.value
    if each.note and each.value is None:
        value = f"{each.text} ({each.note})"
    cell = put(sheet, row, at, value, _format(each))
    cell.border = UNDERLINE
    bold = each.tone == "strong"
    colour = {"bad": RED, "good": GREEN, "muted": MUTED}.get(each.tone)
    if bold or colour:
        cell.font = Font(name=FONT, size=10.5, bold=bold, color=colour)
    if each.href:
        cell.hyperlink = each.href
    words = isinstance(value, str)
    side = "right" if figures and words else None
    cell.alignment = Alignment(vertical="top", wrap_text=words, horizontal=side)
    _widen(sheet, at, value if words else "", figures=figures)


def _format(each: Cell) -> str:
    if each.value is None:
        return "General"
    return {
        "money": money_format(each.currency or "USD"),
        "share": PERCENT,
        "rate": "0.######",
        "day": DATE,
        "count": "0",
    }.get(each.form, "General")


def _widen(sheet: Worksheet, at: int, text: str, *, figures: bool) -> None:
    letters = sum(2 if letter > "\u2e7f" else 1 for letter in text)
    column = sheet.column_dimensions[get_column_letter(at)]
    wanted = NARROW if figures else min(WIDE, max(NARROW, letters + 2))
    column.width = max(column.width if column.customWidth else 0, wanted)


def _chart(sheet: Worksheet, words: MemoWords, memo: Memo, head: int, below: int) -> None:
    """Gross and net of every place as bars, out of the table's own cells."""
    first = head
    last = first + len(memo.places)
    chart = BarChart()
    chart.type, chart.style = "bar", 10
    chart.title = words("sheet.chart")
    for column in (2, 7):
        chart.add_data(
            Reference(sheet, min_col=column, min_row=first, max_row=last), titles_from_data=True
        )
    chart.set_categories(Reference(sheet, min_col=1, min_row=first + 1, max_row=last))
    chart.y_axis.numFmt = "#,##0"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.height, chart.width = 9, 22
    sheet.add_chart(chart, f"A{below + 1}")
