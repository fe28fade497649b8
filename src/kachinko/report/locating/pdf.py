"""The memo on paper: one page for the committee, then what stands behind it, then the appendix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, KeepInFrame, Spacer
from reportlab.platypus import Table as Side

from kachinko.report.locating.blocks import Bridges, Fold, Ranges, Says, Table
from kachinko.report.locating.pdf_charts import bridges_drawing, ranges_drawing
from kachinko.report.locating.texts import MemoWords
from kachinko.report.locating.view import memo_view
from kachinko.report.locating.view_turns import flip_text, nearest_flips
from kachinko.report.shooting.grid import Grid
from kachinko.report.shooting.paper import (
    ACCENT,
    INK,
    MUTED,
    Lines,
    Section,
    depth,
    print_pages,
    room,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlab.platypus import Flowable

    from kachinko.locating.memo import Memo
    from kachinko.report.locating.blocks import Block, Cell, View
    from kachinko.report.locating.blocks import Section as Part
    from kachinko.report.shooting.paper import Paper

MOST_FLIPS = 6
BEHIND = ("bridge", "turns", "stages", "cash", "duties", "rates", "assumed")
A_ROW = 6
SMALL = 6.6
HEADING = 72.0
"""Room [pt] below which a heading goes to the next page with what it heads."""


def memo_pdf(memo: Memo, lang: str = "en", paper: Paper = "A4") -> bytes:
    """Print the memo.

    Raises
    ------
    InputError
        For a language that is none of ours.
    """
    words, view = MemoWords(lang, memo), memo_view(memo, lang)
    parts = {part.id: part for part in view.sections}
    width = room(paper, wide=True)
    # More places than usual make the page smaller, never two of it.
    first = KeepInFrame(
        width, depth(paper, wide=True) - 2, _first(memo, words, view, width), mode="shrink"
    )
    sections = [Section(words("page.kind.long"), [first], wide=True)]
    body: list[Flowable] = []
    for name in BEHIND:
        body += _part(parts[name], words, width)
    sections.append(Section(words("paper.behind"), body, wide=True))
    sections += [
        Section(f"{words('trace.nav')}: {fold.name}", _blocks(fold.blocks, words, width), wide=True)
        for fold in parts["trace"].blocks
        if isinstance(fold, Fold)
    ]
    return print_pages(view.name, sections, words, paper, foot=view.mark)


def _first(memo: Memo, words: MemoWords, view: View, width: float) -> list[Flowable]:
    """All that a committee needs, on one page."""
    places = next(part for part in view.sections if part.id == "places")
    bridge = next(part for part in view.sections if part.id == "bridge")
    table, dates = (block for block in places.blocks if isinstance(block, Table))
    chart = next(block for block in places.blocks if isinstance(block, Ranges))
    falls = next(block for block in bridge.blocks if isinstance(block, Bridges))
    gap = "" if words.lang == "ja" else " "
    body: list[Flowable] = [
        Lines(f"{view.claim[0]}{gap}{view.claim[1]}", 17, bold=True, after=3),
        Lines(f"{view.verdict} {view.told}", 8, after=3),
        Lines(f"{view.where[1]}. {table.name}.", 6.8, ink=MUTED, after=3),
        _table(table, width, size=7, notes=False),
        Spacer(1, 5),
    ]
    left, right = width * 0.5, width * 0.47
    flips: list[Flowable] = [Lines(words("turns.heading"), 8.5, bold=True, after=3)]
    turned = nearest_flips(memo, MOST_FLIPS)
    flips += [Lines(f"· {flip_text(words, memo, turn)}", 6.8, after=1.5) for turn in turned]
    if memo.turns and not turned:
        flips.append(Lines(words("turns.none"), 6.8))
    ranges: list[Flowable] = [
        Lines(chart.label, 8.5, bold=True, after=2),
        Lines(_key(chart), 6, ink=MUTED, after=2),
        ranges_drawing(chart, left - 10),
    ]
    side = Side([[ranges, flips]], colWidths=[left + width * 0.03, right])
    bare = [(f"{edge}PADDING", (0, 0), (-1, -1), 0) for edge in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    side.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *bare])
    body += [
        side,
        Spacer(1, 3),
        Lines(f"{bridge.heading}: {bridge.hint}", 7.2, bold=True, after=2),
        bridges_drawing(falls, words, width, a_row=A_ROW, height=72),
        Spacer(1, 2),
        _table(dates, width, size=6.2, notes=False),
        Spacer(1, 3),
    ]
    notes = [block for block in places.blocks if isinstance(block, Says)]
    body += [Lines(text, 6, ink=MUTED, after=1) for block in notes for text in block.texts]
    return body


def _key(chart: Ranges) -> str:
    signs = {"gross": "|", "reach": "■", "half": "●", "net": "◇"}
    return "   ".join(f"{signs[key]} {text}" for key, text in chart.keys)


def _part(part: Part, words: MemoWords, width: float) -> list[Flowable]:
    body: list[Flowable] = [CondPageBreak(HEADING), Lines(part.heading, 11, bold=True, after=3)]
    if part.hint:
        body.append(Lines(part.hint, 7, ink=MUTED))
    # The charts stand on the first page.
    kept = [block for block in part.blocks if not isinstance(block, Ranges | Bridges)]
    return [*body, *_blocks(kept, words, width), Spacer(1, 9)]


def _blocks(blocks: Iterable[Block], words: MemoWords, width: float) -> list[Flowable]:
    made: list[Flowable] = []
    for block in blocks:
        if isinstance(block, Table | Says) and block.name:
            name = Lines(block.name, 8.5, bold=True, after=2)
            made += [CondPageBreak(HEADING), Spacer(1, 4), name]
        if isinstance(block, Table):
            made += [_table(block, width, size=SMALL), Spacer(1, 4)]
        elif isinstance(block, Says):
            mark = "· " if block.form == "list" else ""
            ink = INK if block.form == "list" else MUTED
            made += [Lines(f"{mark}{text}", 7, ink=ink, after=1.5) for text in block.texts]
        elif isinstance(block, Ranges):
            made.append(ranges_drawing(block, width))
        elif isinstance(block, Bridges):
            made.append(bridges_drawing(block, words, width, a_row=A_ROW))
        else:
            made += _blocks(block.blocks, words, width)
    return made


def _table(block: Table, width: float, *, size: float, notes: bool = True) -> Flowable:
    weights = block.widths or _weights(block)
    whole = sum(weights)
    grid = Grid([width * weight / whole for weight in weights], size=size)
    grid.head(list(block.heads), right=block.right)
    for row in block.rows:
        texts = [_text(cell, notes=notes) for cell in row]
        bold = [place for place, cell in enumerate(row) if cell.tone == "strong"]
        at = grid.row(texts, bold=bold, right=block.right)
        for place, cell in enumerate(row):
            ink = {"bad": ACCENT, "muted": MUTED, "good": "#1d7a4a"}.get(cell.tone)
            if ink:
                grid.style.append(("TEXTCOLOR", (place, at), (place, at), HexColor(ink)))
    return grid.table()


def _text(cell: Cell, *, notes: bool) -> str:
    return f"{cell.text} ({cell.note})" if cell.note and notes else cell.text


def _weights(block: Table) -> Sequence[float]:
    return [1.0 if place in block.right else 1.6 for place in range(len(block.heads))]
