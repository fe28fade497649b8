"""Call sheets on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Spacer

from kachinko.report.shooting.grid import Grid, fields, wide_pages
from kachinko.report.shooting.paper import (
    DARK,
    MUTED,
    Lines,
    Section,
    room,
)
from kachinko.report.shooting.strips import TONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

    from kachinko.report.shooting.documents import Documents
    from kachinko.report.shooting.paper import Paper
    from kachinko.report.shooting.sheets import CallSheet, Group
    from kachinko.report.shooting.strips import Strip
    from kachinko.report.shooting.texts import Words

ITEMS_A_ROW = 20
"""Of what a call sheet says is to be there."""


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
        fields(
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
    keys = ("no", "part", "actor", "status", "first", "onset")
    grid.head([*(words(f"col.{key}") for key in keys), ""])
    for row in sheet.cast:
        cells = [row.id, row.name, row.actor or "–", row.code, row.first, row.about, row.limit]
        grid.row(cells, bold=(0, 1))
    return grid.table()


def _needs(groups: Sequence[Group], width: float, words: Words) -> list[Flowable]:
    if not groups:
        return [Lines(words("call.needs.none"), 7.5)]
    grid = Grid([40 * mm, width - 40 * mm], size=7.5)
    for group in groups:
        for first in range(0, len(group.items), ITEMS_A_ROW):
            part = ", ".join(group.items[first : first + ITEMS_A_ROW])
            grid.row(["" if first else group.name, part], bold=(0,))
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
