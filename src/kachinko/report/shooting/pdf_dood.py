"""The day-out-of-days on paper, four weeks a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Spacer

from kachinko.report.shooting.codes import CODE_FILLS, OFF, kind_of
from kachinko.report.shooting.grid import Grid
from kachinko.report.shooting.paper import MUTED, REGULAR, Lines, Section, room

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportlab.platypus import Flowable

    from kachinko.report.shooting.documents import Documents
    from kachinko.report.shooting.paper import Paper
    from kachinko.shooting.dood import DoodRow

DAYS_A_PAGE = 28
DAY = 6.1 * mm
NUMBER, TOTAL, DATE, PAY = 9 * mm, 10 * mm, 17 * mm, 22 * mm


def dood_section(documents: Documents, paper: Paper, which: str) -> Section:
    """The day-out-of-days of the cast or of the sets (and stages)."""
    words, made = documents.words, documents.dood
    rows = list(made.cast if which == "cast" else made.sets)
    body: list[Flowable] = []
    days = made.days
    if not rows:
        body.append(Lines(words("dood.empty")))
    body += _tables(documents, rows, days, paper, numbered=which == "cast")
    if which == "sets":
        if made.stages:
            body += [Spacer(1, 8), Lines(words("stages.heading"), 10, bold=True)]
            body += _tables(documents, made.stages, days, paper, numbered=False)
        else:
            body += [Spacer(1, 6), Lines(words("dood.stages.none"), 7)]
    body += [Spacer(1, 4), Lines(words(f"dood.{which}.key"), 6.5, ink=MUTED)]
    return Section(words(f"{which}.heading"), body, wide=True)


def _tables(
    documents: Documents,
    rows: Sequence[DoodRow],
    days: Sequence[date],
    paper: Paper,
    *,
    numbered: bool,
) -> list[Flowable]:
    totals = NUMBER + 3 * TOTAL + 2 * DATE + PAY
    width = room(paper, wide=True)
    fit = int((width - totals - 40 * mm) // DAY)
    found: list[Flowable] = []
    pieces: list[Sequence[date]] = []
    left = list(days)
    while left:
        # The totals stand on the last piece, so that one has less room for days.
        take = len(left) if len(left) <= fit else min(DAYS_A_PAGE, len(left) - 1)
        pieces.append(left[:take])
        left = left[take:]
    for at, piece in enumerate(pieces):
        if at:
            found.append(PageBreak())
        last = at == len(pieces) - 1
        found.append(_table(documents, rows, piece, width, numbered=numbered, totals=last))
    return found


def _table(
    documents: Documents,
    rows: Sequence[DoodRow],
    days: Sequence[date],
    width: float,
    *,
    numbered: bool,
    totals: bool,
) -> Flowable:
    words, made = documents.words, documents.dood
    ends = [TOTAL, TOTAL, TOTAL, DATE, DATE, PAY] if totals else []
    name = min(width - NUMBER - DAY * len(days) - sum(ends), 75 * mm)
    grid = Grid(
        [NUMBER, name, *([DAY] * len(days)), *ends], size=6.4, tight=range(2, 2 + len(days))
    )
    keys = ("work", "hold", "total", "start", "finish", "pay" if numbered else "cost")
    tail = [words(f"col.{key}") for key in keys] if totals else []
    shot = {day: at for at, day in enumerate(made.shooting, start=1)}
    blank = [""] * len(ends)
    grid.across(_months(documents, days), bold=True, line=False)
    grid.row(["", "", *(words.weekday(day) for day in days), *blank], size=5.8, line=False)
    grid.row(["", "", *(str(day.day) for day in days), *blank], size=6.6, line=False)
    numbers = [str(shot[day]) if day in shot else "" for day in days]
    heads = [words("col.no") if numbered else "", words("col.name"), *numbers, *tail]
    grid.heads += 3
    first_end = 2 + len(days)
    right = tuple(range(first_end, first_end + len(ends)))
    grid.head(heads, right=right)
    for row in rows:
        _row(grid, documents, row, days, numbered=numbered, totals=totals)
    for at, day in enumerate(days, start=2):
        if day in made.off:
            grid.style.append(("BACKGROUND", (at, 1), (at, -1), HexColor(f"#{OFF}")))
    grid.style += [
        # Forty parts and the heads on one page.
        ("TOPPADDING", (0, 4), (-1, -1), 0.9),
        ("BOTTOMPADDING", (0, 4), (-1, -1), 1.5),
        ("LINEAFTER", (1, 4), (1 + len(days), -1), 0.25, HexColor("#d4d1ca")),
    ]
    return grid.table()


def _months(documents: Documents, days: Sequence[date]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for at, day in enumerate(days, start=2):
        name = documents.words.month(day)
        if found and found[-1][2] == name:
            found[-1] = (found[-1][0], at, name)
        else:
            found.append((at, at, name))
    return [each if each[1] - each[0] >= 3 else (each[0], each[1], "") for each in found]


def _row(
    grid: Grid,
    documents: Documents,
    row: DoodRow,
    days: Sequence[date],
    *,
    numbered: bool,
    totals: bool,
) -> None:
    words = documents.words
    codes = [row.codes.get(day, "") for day in days]
    cells = [row.id if numbered else "", row.name, *codes]
    if totals:
        cells += [str(row.worked), str(row.held), str(row.total)]
        cells += [words.brief(day) if day else "" for day in (row.start, row.finish)]
        cells.append(words.figure(row.pay, documents.board.currency))
    first_end = 2 + len(days)
    right = tuple(range(first_end, len(cells)))
    at = grid.row(cells, bold=(0,), most=1, right=right)
    for column, code in enumerate(codes, start=2):
        fill = CODE_FILLS.get(kind_of(code))
        if fill:
            grid.style.append(("BACKGROUND", (column, at), (column, at), HexColor(f"#{fill}")))
        if len(code) > 2:
            grid.style.append(("FONT", (column, at), (column, at), REGULAR, 5.4, 7))
