"""Stripboard and one-liner on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from kachinko.report.shooting.grid import Grid, wide_pages
from kachinko.report.shooting.paper import DARK, MUTED, Lines, Section, room
from kachinko.report.shooting.strips import TONES, DayOfStrips

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from kachinko.report.shooting.documents import Documents
    from kachinko.report.shooting.paper import Paper
    from kachinko.report.shooting.strips import Banner, Strip
    from kachinko.report.shooting.texts import Words

OFF = "E4E1DB"


def _widths(paper: Paper, *fixed: float, flexible: int) -> list[float]:
    """Widths of columns [mm], of which one takes what is left."""
    widths = [each * mm for each in fixed]
    widths[flexible] = room(paper, wide=True) - sum(widths) + widths[flexible]
    return widths


def strips_section(documents: Documents, paper: Paper) -> Section:
    """The stripboard: every scene a coloured strip, with day breaks and banners."""
    words, board = documents.words, documents.strips
    grid = Grid(_widths(paper, 14, 12, 62, 15, 15, 40, 0, 25, flexible=6))
    keys = ("scene", "ie", "set", "dn", "pages", "cast", "synopsis", "time")
    grid.head([words(f"col.{key}") for key in keys], right=(4,))
    for row in board.rows:
        if isinstance(row, DayOfStrips):
            at = _day_break(grid, row, words, bar=True)
            for strip in row.strips:
                _strip(grid, strip)
            grid.keep(at, min(at + 1, len(grid.rows) - 1))
        else:
            _banner(grid, row)
    if board.boneyard:
        at = grid.across(
            [(0, 7, words("boneyard.heading"))], bold=True, fill="6B6F74", ink="#ffffff"
        )
        for strip in board.boneyard:
            _strip(grid, strip)
        grid.keep(at, at + 1)
    legend = [_legend(words), Lines(words("tone.note"), 6.5, ink=MUTED)]
    return Section(words("strips.heading"), [*legend, grid.table()], wide=True)


def _strip(grid: Grid, strip: Strip) -> None:
    if strip.move:
        grid.across([(0, 7, strip.move)], size=6.8, ink=MUTED, fill="F4F2EE")
    grid.row(
        [
            strip.number,
            strip.setting,
            strip.set,
            strip.time,
            wide_pages(strip.pages),
            ", ".join(strip.cast),
            strip.synopsis,
            strip.about,
        ],
        bold=(0, 2),
        fill=TONES[strip.tone],
        most=2,
        whole=(2, 5),
        right=(4,),
    )
    at = len(grid.rows) - 1
    grid.style.append(("LINEBELOW", (0, at), (-1, at), 0.4, HexColor("#8d8a83")))


def _day_break(grid: Grid, day: DayOfStrips, words: Words, *, bar: bool) -> int:
    pages = words("day.pages.one" if day.pages == "1" else "day.pages", pages=wide_pages(day.pages))
    title = "  ".join(filter(None, (day.title, day.unit)))
    hours = f"{day.kind}  {day.hours}"
    last = len(grid.widths) - 1
    fill, ink = (DARK, "#ffffff") if bar else ("E4E1DB", DARK)
    return grid.across(
        [
            (0, 1, title),
            (2, 2, f"{day.date}  {hours}"),
            (3, last - 1, day.place),
            (last, last, pages),
        ],
        bold=True,
        fill=fill,
        ink=ink,
        right=(last,),
        most=2,
    )


def _banner(grid: Grid, banner: Banner) -> None:
    last = len(grid.widths) - 1
    grid.across(
        [(0, 2, banner.days), (3, last, banner.reason)], fill=OFF, ink=MUTED, bold=True, most=2
    )


def _legend(words: Words) -> Flowable:
    grid = Grid([38 * mm] * len(TONES), size=7)
    grid.row([words(f"tone.{name}") for name in TONES], line=False)
    for at, colour in enumerate(TONES.values()):
        grid.style += [
            ("BACKGROUND", (at, 0), (at, 0), HexColor(f"#{colour}")),
            ("BOX", (at, 0), (at, 0), 0.5, HexColor("#8d8a83")),
        ]
    table = grid.table()
    table.spaceAfter = 3
    return table


def one_liner_section(documents: Documents, paper: Paper) -> Section:
    """The one-liner: scenes in shooting order, one line each."""
    words, board = documents.words, documents.strips
    grid = Grid(_widths(paper, 14, 24, 66, 18, 14, 44, 0, flexible=6))
    keys = ("scene", "ie", "set", "scriptday", "pages", "cast", "synopsis")
    grid.head([words(f"col.{key}") for key in keys], right=(4,))
    for row in board.rows:
        if not isinstance(row, DayOfStrips):
            _banner(grid, row)
            continue
        at = _day_break(grid, row, words, bar=False)
        for strip in row.strips:
            _line(grid, strip)
        grid.keep(at, min(at + 1, len(grid.rows) - 1))
    body: list[Flowable] = [grid.table()]
    if board.boneyard:
        rest = Grid(grid.widths)
        for strip in board.boneyard:
            _line(rest, strip)
        body += [Spacer(1, 8), Lines(words("boneyard.heading"), 9, bold=True), rest.table()]
    return Section(words("oneliner.heading"), body, wide=True)


def _line(grid: Grid, strip: Strip) -> None:
    light = " ".join(filter(None, (strip.setting, strip.time)))
    cells = [strip.number, light, strip.set, strip.script_day, wide_pages(strip.pages)]
    grid.row(
        [*cells, ", ".join(strip.cast), strip.synopsis], bold=(0,), most=1, whole=(2, 5), right=(4,)
    )
