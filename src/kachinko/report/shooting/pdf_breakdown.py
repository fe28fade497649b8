"""Breakdown sheets on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Spacer

from kachinko.model.scene import Category
from kachinko.report.shooting.grid import PAD, Grid, fields, wide_pages
from kachinko.report.shooting.paper import (
    LINE,
    MUTED,
    Section,
    broken,
    depth,
    room,
)
from kachinko.report.shooting.strips import TONES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus import Flowable

    from kachinko.report.shooting.documents import Documents
    from kachinko.report.shooting.paper import Paper
    from kachinko.report.shooting.sheets import BreakdownSheet, Group
    from kachinko.report.shooting.texts import Words

COLUMNS = 3
"""Of boxes on a breakdown sheet."""
BOX, LOWEST_BOX = 21 * mm, 7 * mm
"""Height of an empty box, so that people can write into it: as a rule, and where room is short."""
NAMES, GAP = 13.0, 8.0
"""Height of a row with the names of boxes, and between the header and the boxes [pt]."""
SIZE = 8.5
"""Of what stands in a box [pt]."""
LINES_A_BOX = 30


def breakdown_section(documents: Documents, paper: Paper) -> Section:
    """Breakdown sheets, one a page, with a box for every category."""
    body: list[Flowable] = []
    for sheet in documents.breakdown:
        if body:
            body.append(PageBreak())
        body += _sheet(sheet, documents.words, room(paper, wide=False), depth(paper, wide=False))
    return Section(documents.words("breakdown.heading"), body, wide=False)


def _sheet(sheet: BreakdownSheet, words: Words, width: float, height: float) -> list[Flowable]:
    strip = sheet.strip
    heads = fields(
        width,
        [
            [
                ("col.scene", strip.number, 1),
                ("col.ie", strip.setting, 1),
                ("col.dn", strip.time or "–", 1),
                ("col.pages", wide_pages(strip.pages), 1),
                ("col.minutes", words("breakdown.minutes", n=strip.minutes), 1),
                ("breakdown.story", strip.script_day or "–", 1),
            ],
            [("col.set", strip.set, 3), ("breakdown.location", strip.place, 3)],
            [("col.heading", sheet.heading or "–", 6)],
            [("col.synopsis", strip.synopsis or "–", 6)],
            [
                ("breakdown.shot", sheet.shot, 3),
                ("breakdown.after", ", ".join(sheet.after) or "–", 3),
            ],
        ],
        words,
        fill=TONES[strip.tone],
    )
    left = height - heads.wrap(width, height)[1] - GAP
    return [heads, Spacer(1, GAP), _boxes(sheet.groups, width, words, left)]


def _boxes(groups: Sequence[Group], width: float, words: Words, height: float) -> Flowable:
    names = [words(f"category.{name}") for name in ("cast", *get_args(Category))]
    held = {group.name: group.items for group in groups}
    boxes: list[tuple[str, str]] = []
    for name in names:
        parts = list(_parts(held.get(name, ()), width / COLUMNS - 2 * PAD)) or [""]
        for at, part in enumerate(parts, start=1):
            boxes.append((f"{name} ({at})" if len(parts) > 1 else name, part))
    grid = Grid([width / COLUMNS] * COLUMNS, size=SIZE)
    rows = [boxes[first : first + COLUMNS] for first in range(0, len(boxes), COLUMNS)]
    needs = [max(items.count("\n") for _, items in row) + 1 for row in rows]
    heights = [lines * SIZE * 1.28 + 6 for lines in needs]
    least = _least(heights, height - len(rows) * NAMES)
    for row, needed in zip(rows, heights, strict=True):
        blank = [""] * (COLUMNS - len(row))
        above = grid.row(
            [name for name, _ in row] + blank, size=6.5, bold=True, ink=MUTED, line=False
        )
        below = grid.row([items for _, items in row] + blank, line=False)
        grid.heights[below] = max(least, needed)
        grid.keep(above, below)
        for column in range(len(row)):
            # The last box, for notes, takes what is left of its row.
            last = column if column < len(row) - 1 else COLUMNS - 1
            box = ("BOX", (column, above), (last, below), 0.6, HexColor(LINE))
            grid.style.append(box)
    return grid.table()


def _least(heights: Sequence[float], left: float) -> float:
    """How high an empty box may be so that all boxes fit on the page, if they can."""
    box = BOX
    while box > LOWEST_BOX and sum(max(box, height) for height in heights) > left:
        box -= mm
    return box


def _parts(items: Sequence[str], width: float) -> Iterator[str]:
    """What a box holds, in parts of so many lines that each fits on a page."""
    lines: list[str] = []
    for item in items:
        more = broken(item, width, SIZE).split("\n")
        if lines and len(lines) + len(more) > LINES_A_BOX:
            yield "\n".join(lines)
            lines = []
        lines += more
    if lines:
        yield "\n".join(lines)
