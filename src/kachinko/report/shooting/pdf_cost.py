"""The cost of the order on paper: lines, who waits, moves, and the changes that save most."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from kachinko.report.shooting.grid import Grid
from kachinko.report.shooting.paper import ACCENT, INK, MUTED, Lines, Section, room

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from kachinko.report.shooting.documents import Documents
    from kachinko.report.shooting.money import Waiting
    from kachinko.report.shooting.paper import Paper

WORKED, IDLE = "#1f5f9e", ACCENT
BAR, BAR_HEIGHT = 45 * mm, 2.6 * mm


def cost_section(documents: Documents, paper: Paper) -> Section:
    """What the order costs and who waits."""
    words, money = documents.words, documents.money
    width = room(paper, wide=False)
    body: list[Flowable] = [_lines(documents, width)]
    body += [Spacer(1, 10), Lines(words("save.heading"), 10, bold=True)]
    body += [
        Lines(f"{at}.  {text}", 8.5, after=5) for at, text in enumerate(money.savings, start=1)
    ]
    body.append(Lines(money.savings_note, 7, ink=MUTED))
    body += [Spacer(1, 10), Lines(words("cost.who"), 10, bold=True)]
    if money.waiting:
        body.append(Lines(words("cost.who.note"), 7, ink=MUTED))
    else:
        body.append(Lines(words("cost.who.none"), 8))
    for rows in (money.cast, money.sets):
        if rows:
            body += [_stays(documents, rows, width), Spacer(1, 8)]
    body.append(Lines(words("cost.moves.heading"), 10, bold=True))
    body.append(_moves(documents, width) if money.moves else Lines(words("cost.moves.none"), 8))
    body += [Spacer(1, 10), Lines(words("cost.assumptions"), 10, bold=True)]
    body += [Lines(f"· {note}", 8) for note in money.notes] or [
        Lines(words("cost.assumptions.none"), 8)
    ]
    return Section(words("cost.heading"), body, wide=False)


def _lines(documents: Documents, width: float) -> Flowable:
    words, money = documents.words, documents.money
    grid = Grid([width - 90 * mm, 45 * mm, 45 * mm], size=9)
    grid.head([words("col.what"), words("col.amount"), words("col.idle")], right=(1, 2))
    for line in money.lines:
        idle = "" if line.idle is None else words.money(line.idle, money.currency)
        grid.row([line.what, words.money(line.amount, money.currency), idle], right=(1, 2))
    total = [words.money(amount, money.currency) for amount in (money.total, money.idle)]
    at = grid.row([words("cost.all"), *total], bold=True, right=(1, 2), line=False)
    grid.style.append(("LINEABOVE", (0, at), (-1, at), 0.8, HexColor(INK)))
    return grid.table()


def _stays(documents: Documents, rows: tuple[Waiting, ...], width: float) -> Flowable:
    words, money = documents.words, documents.money
    fixed = [9 * mm, BAR + 2 * mm, 11 * mm, 11 * mm, 17 * mm, 15 * mm, 21 * mm, 21 * mm]
    grid = Grid([fixed[0], width - sum(fixed), *fixed[1:]], size=7.5)
    numbered = any(row.id for row in rows)
    keys = ("work", "waits", "dropped", "paid", "cost", "idlecost")
    heads = [words("col.no") if numbered else "", words("col.part" if numbered else "col.set"), ""]
    right = tuple(range(3, 9))
    grid.head([*heads, *(words(f"col.{key}") for key in keys)], right=right)
    longest = max(row.paid for row in rows)
    for row in rows:
        figures = [str(row.worked), str(row.idle or "–"), str(row.dropped or "–"), str(row.paid)]
        cost = (
            words("cost.unpriced") if row.rate is None else words.figure(row.cost, money.currency)
        )
        idle = words.figure(row.idle_cost, money.currency) if row.idle else "–"
        grid.row(
            [row.id, row.name, _bar(row, longest), *figures, cost, idle],
            bold=(0,),
            right=right,
            most=2,
        )
    return grid.table()


def _bar(row: Waiting, longest: int) -> Drawing:
    """Days of work and days of waiting, to one scale for the whole table."""
    drawing = Drawing(BAR, BAR_HEIGHT + 1)
    unit = BAR / longest
    work = row.worked * unit
    for x, wide, colour in ((0.0, work, WORKED), (work, row.idle * unit, IDLE)):
        if wide:
            part = Rect(x, 0, wide, BAR_HEIGHT)
            part.fillColor, part.strokeColor = HexColor(colour), None
            drawing.add(part)
    return drawing


def _moves(documents: Documents, width: float) -> Flowable:
    words, money = documents.words, documents.money
    grid = Grid([28 * mm, width - 95 * mm, 32 * mm, 35 * mm], size=7.5)
    heads = [words("col.date"), words("col.move"), "", words("col.cost")]
    grid.head(heads, right=(3,))
    for move in money.moves:
        cost = words.figure(move.cost, money.currency)
        grid.row([move.date, move.way, move.when, cost], right=(3,))
    total = sum((move.cost or Decimal(0) for move in money.moves), Decimal(0))
    grid.row(
        ["", "", words("cost.all"), words.figure(total, money.currency)], bold=True, right=(3,)
    )
    return grid.table()
