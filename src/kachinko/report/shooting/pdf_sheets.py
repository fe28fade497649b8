"""Breakdown sheets and call sheets on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Spacer

from kachinko.model.scene import Category
from kachinko.report.shooting.grid import Grid, wide_pages
from kachinko.report.shooting.paper import DARK, INK, LINE, MUTED, Lines, Section, room
from kachinko.report.shooting.strips import TONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

    from kachinko.report.shooting.documents import Documents
    from kachinko.report.shooting.paper import Paper
    from kachinko.report.shooting.sheets import BreakdownSheet, CallSheet, Group
    from kachinko.report.shooting.strips import Strip
    from kachinko.report.shooting.texts import Words

COLUMNS = 3
"""Of boxes on a breakdown sheet."""
BOX = 24 * mm
"""Least height of a box, so that people can write into it."""


def breakdown_section(documents: Documents, paper: Paper) -> Section:
    """Breakdown sheets, one a page, with a box for every category."""
    body: list[Flowable] = []
    for sheet in documents.breakdown:
        if body:
            body.append(PageBreak())
        body += _sheet(sheet, documents.words, room(paper, wide=False))
    return Section(documents.words("breakdown.heading"), body, wide=False)


def _sheet(sheet: BreakdownSheet, words: Words, width: float) -> list[Flowable]:
    strip = sheet.strip
    heads = _fields(
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
    return [heads, Spacer(1, 8), _boxes(sheet.groups, width, words)]


def _fields(
    width: float,
    rows: Sequence[Sequence[tuple[str, str, int]]],
    words: Words,
    *,
    fill: str,
) -> Flowable:
    """Boxes of a header: a small name above a value; numbers are sixths of the width."""
    grid = Grid([width / 6] * 6, size=9.5)
    for row in rows:
        at, names, values = 0, [], []
        for key, value, sixths in row:
            names.append((at, at + sixths - 1, words(key)))
            values.append((at, at + sixths - 1, value))
            at += sixths
        first = grid.across(names, size=6, ink=MUTED, line=False, fill=fill)
        last = grid.across(values, bold=True, line=False, fill=fill)
        for start, stop, _ in names:
            grid.style.append(("BOX", (start, first), (stop, last), 0.6, HexColor(INK)))
    return grid.table()


def _boxes(groups: Sequence[Group], width: float, words: Words) -> Flowable:
    names = [words(f"category.{name}") for name in ("cast", *get_args(Category))]
    held = {group.name: group.items for group in groups}
    grid = Grid([width / COLUMNS] * COLUMNS, size=8.5)
    for first in range(0, len(names), COLUMNS):
        row = names[first : first + COLUMNS]
        row += [""] * (COLUMNS - len(row))
        above = grid.row(row, size=6.5, bold=True, ink=MUTED, line=False)
        items = ["\n".join(held.get(name, ())) for name in row]
        below = grid.row(items, line=False)
        lines = max(str(text).count("\n") for text in grid.rows[below]) + 1
        grid.heights[below] = max(BOX, (lines * 8.5 * 1.28) + 6) - 5 * mm
        grid.keep(above, below)
        for column in range(COLUMNS):
            if row[column]:
                # The last box, for notes, takes what is left of its row.
                last = column if any(row[column + 1 :]) else COLUMNS - 1
                box = ("BOX", (column, above), (last, below), 0.6, HexColor(LINE))
                grid.style.append(box)
    return grid.table()


def call_sheets_section(documents: Documents, paper: Paper, sheets: Sequence[CallSheet]) -> Section:
    """Call sheets, each from a new page on."""
    body: list[Flowable] = []
    for sheet in sheets:
        if body:
            body.append(PageBreak())
        body += _call_sheet(sheet, documents, room(paper, wide=False))
    return Section(documents.words("call.title"), body, wide=False)


def _call_sheet(sheet: CallSheet, documents: Documents, width: float) -> list[Flowable]:
    words, day = documents.words, sheet.day
    around = documents.shooting.rules.around_minutes
    body: list[Flowable] = [
        Lines(f"{sheet.long_date}    {sheet.count}    {day.unit}", 13, bold=True, after=6),
        _fields(
            width,
            [
                [
                    ("call.call", day.call, 1),
                    ("call.wrap", day.wrap, 1),
                    ("col.kind", day.kind, 1),
                    ("col.pages", wide_pages(day.pages), 1),
                    ("call.place", day.place, 2),
                ],
                [("call.sun", "\n".join(sheet.sun), 6)],
            ],
            words,
            fill="FFFFFF",
        ),
        *_title(words("call.scenes")),
        _scenes(day.strips, width, words),
        *_title(words("call.cast")),
        _cast(sheet, width, words),
        Lines(words("call.cast.note", n=around), 6.5, ink=MUTED),
        *_title(words("call.needs")),
        *_needs(sheet.needs, width, words),
        *_title(words("call.cover")),
        *_cover(sheet, width, words),
        Spacer(1, 8),
        Lines(sheet.next, 8.5, bold=True),
        Lines(words("call.draft"), 6.5, ink=MUTED),
    ]
    return body


def _title(text: str) -> list[Flowable]:
    return [Spacer(1, 7), Lines(text, 9.5, bold=True, ink=DARK, after=3)]


def _scenes(strips: Sequence[Strip], width: float, words: Words) -> Flowable:
    fixed = [13 * mm, 13 * mm, 20 * mm, 40 * mm, 12 * mm, 26 * mm]
    grid = Grid([*fixed, width - sum(fixed)], size=7.5)
    keys = ("time", "scene", "dn", "set", "pages", "cast", "synopsis")
    grid.head([words(f"col.{key}") for key in keys], right=(4,))
    for strip in strips:
        if strip.move:
            grid.across([(0, 6, strip.move)], size=6.8, ink=MUTED, fill="F4F2EE")
        light = " ".join(filter(None, (strip.setting, strip.time)))
        cells = [strip.about, strip.number, light, strip.set, wide_pages(strip.pages)]
        grid.row(
            [*cells, ", ".join(strip.cast), strip.synopsis],
            bold=(1,),
            fill=TONES[strip.tone],
            right=(4,),
        )
    return grid.table()


def _cast(sheet: CallSheet, width: float, words: Words) -> Flowable:
    fixed = [11 * mm, 46 * mm, 38 * mm, 14 * mm, 20 * mm, 16 * mm]
    grid = Grid([*fixed, width - sum(fixed)], size=7.5)
    keys = ("no", "part", "actor", "day", "first", "onset")
    # The code of the day-out-of-days tells whether it is someone's first or last day.
    grid.head([words(f"col.{key}") if key != "day" else "" for key in keys] + [""])
    for row in sheet.cast:
        cells = [row.id, row.name, row.actor or "–", row.code, row.first, row.about, row.limit]
        grid.row(cells, bold=(0, 1))
    return grid.table()


def _needs(groups: Sequence[Group], width: float, words: Words) -> list[Flowable]:
    if not groups:
        return [Lines(words("call.needs.none"), 7.5)]
    grid = Grid([40 * mm, width - 40 * mm], size=7.5)
    for group in groups:
        grid.row([group.name, ", ".join(group.items)], bold=(0,))
    return [grid.table()]


def _cover(sheet: CallSheet, width: float, words: Words) -> list[Flowable]:
    if not sheet.cover:
        return [Lines(sheet.cover_note, 7.5)]
    fixed = [14 * mm, 48 * mm, 14 * mm, 28 * mm]
    grid = Grid([*fixed, width - sum(fixed)], size=7.5)
    keys = ("scene", "set", "pages", "cover", "also")
    grid.head([words(f"col.{key}") for key in keys], right=(2,))
    for strip, planned, also in sheet.cover:
        cells = [strip.number, strip.set, wide_pages(strip.pages), planned, also]
        grid.row(cells, fill=TONES[strip.tone], bold=(0,), right=(2,))
    note = [Lines(sheet.cover_note, 6.5, ink=MUTED)] if sheet.cover_note else []
    return [grid.table(), *note]
