"""The hold list as a workbook: the list, and the sheet of a week."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook

from kachinko.report.hold_rows import TEXTS
from kachinko.report.hold_week import day_head
from kachinko.report.workbook_cells import DATE, Column, table, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.report.hold_rows import HoldRow
    from kachinko.report.hold_week import WeekSheet

_WIDTHS = {
    "id": 38.0, "stage": 12.0, "first": 12.0, "last": 12.0, "days": 8.0, "rank": 8.0,
    "state": 18.0, "holder": 20.0, "title": 20.0, "set": 14.0, "floor": 12.0, "ends": 34.0,
    "challenge": 26.0, "note": 40.0,
}  # fmt: skip


def hold_workbook(
    rows: Sequence[HoldRow], *, note: str, lang: str = "en", week: WeekSheet | None = None
) -> bytes:
    """Write the list, and a week's sheet where there is one; `note` says what it shows."""
    texts = TEXTS[lang]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = texts["holds"]
    title(sheet, texts["holds"], note)
    heads = [
        Column(texts[name], width, DATE if name in ("first", "last") else "General",
               wrap=name == "note")
        for name, width in _WIDTHS.items()
    ]  # fmt: skip
    table(sheet, heads, [[getattr(row, name) for name in _WIDTHS] for row in rows])
    if week is not None:
        _week(book, week, lang)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _week(book: Workbook, week: WeekSheet, lang: str) -> None:
    texts = TEXTS[lang]
    name = f"{texts['week']} {week.days[0]}"
    sheet = book.create_sheet(name)
    title(sheet, name, "")
    heads = [Column(texts["stage"], 14.0, wrap=True)]
    heads += [Column(day_head(day, lang), 24.0, wrap=True) for day in week.days]
    table(
        sheet,
        heads,
        [[stage, *("\n".join(cell) for cell in cells)] for stage, cells in week.stages],
    )
