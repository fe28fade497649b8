"""The breakdown as a sheet of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from kachinko.files.plan_xlsx import HEAD_ROW
from kachinko.model.scene import EIGHTHS_A_PAGE, Category
from kachinko.report.shooting.strips import TONES
from kachinko.report.shooting.workbook_strips import PAGES, lines_of
from kachinko.report.workbook_cells import Column, fill, table, title

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.report.shooting.documents import Documents


def write_breakdown(sheet: Worksheet, made: Documents) -> None:
    """Write the breakdown: a row a scene, a column a category."""
    words = made.words
    title(sheet, words("breakdown.heading"), made.shooting.name)
    keys = ("cast", *get_args(Category))
    names = [words(f"category.{key}") for key in keys]
    used = {group.name for each in made.breakdown for group in each.groups}
    names = [name for name in names if name in used]
    columns = [
        Column(words("col.scene"), 9),
        Column(words("col.ie"), 6),
        Column(words("col.set"), 30, wrap=True),
        Column(words("col.dn"), 9),
        Column(words("col.pages"), 8, PAGES),
        Column(words("col.minutes"), 9, "0", centre=True),
        Column(words("breakdown.story"), 11, centre=True),
        Column(words("breakdown.shot"), 24, wrap=True),
        Column(words("breakdown.location"), 26, wrap=True),
        Column(words("col.synopsis"), 44, wrap=True),
        *(Column(name, 26, wrap=True) for name in names),
    ]
    rows: list[list[Any]] = []
    for each in made.breakdown:
        strip, held = each.strip, {group.name: group.items for group in each.groups}
        head: list[Any] = [strip.number, strip.setting, strip.set, strip.time]
        head += [strip.eighths / EIGHTHS_A_PAGE, strip.minutes, strip.script_day]
        head += [each.shot, strip.place, strip.synopsis]
        rows.append(head + ["\n".join(held.get(name, ())) or None for name in names])
    table(sheet, columns, rows)
    for at, each in enumerate(made.breakdown, start=HEAD_ROW + 1):
        colour = fill(TONES[each.strip.tone])
        for column in range(1, 5):
            sheet.cell(at, column).fill = colour
        items = max(
            (sum(lines_of(item, 26) for item in group.items) for group in each.groups), default=1
        )
        lines = max(items, lines_of(each.strip.synopsis, 44), lines_of(each.strip.set, 30))
        sheet.row_dimensions[at].height = 14.5 * lines + 2
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
