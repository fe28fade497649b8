"""Tables on paper, filled row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import LongTable, Spacer

from kachinko.report.shooting.paper import INK, LINE, MUTED, broken, font_for

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reportlab.platypus import Flowable

    from kachinko.report.shooting.texts import Words

MOST_LINES = 45
"""Of a cell: a row must fit on a page, and no text that people read is longer."""
PAD = 1.1 * mm
"""Room at the sides of a cell."""


def wide_pages(pages: str) -> str:
    """A length with room between pages and eighths, so that 1 1/8 is not read as 11/8."""
    return pages.replace(" ", "  ")


class Grid:
    """A table that is filled row by row; its heads are repeated on every page."""

    def __init__(
        self, widths: Sequence[float], size: float = 7.5, tight: Collection[int] = ()
    ) -> None:
        """Make a table of columns of some widths [pt], set in `size` [pt].

        `tight` columns have no room at their sides, and their texts stand in the middle.
        """
        self.tight = tight
        self.widths, self.size = list(widths), size
        self.rows: list[list[Any]] = []  # what reportlab takes: text, or flowables
        self.heights: list[float | None] = []
        self.heads = 0
        self.style: list[tuple[Any, ...]] = [
            ("LEFTPADDING", (0, 0), (-1, -1), PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 1.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TEXTCOLOR", (0, 0), (-1, -1), HexColor(INK)),
        ]
        for column in tight:
            self.style += [
                ("ALIGN", (column, 0), (column, -1), "CENTER"),
                ("LEFTPADDING", (column, 0), (column, -1), 0),
                ("RIGHTPADDING", (column, 0), (column, -1), 0),
            ]

    def head(self, cells: Sequence[str], right: Sequence[int] = ()) -> None:
        """Add the row of column heads."""
        self.row(cells, bold=True, ink=MUTED, size=self.size - 0.5, right=right)
        at = len(self.rows) - 1
        self.style.append(("LINEBELOW", (0, at), (-1, at), 0.8, HexColor(INK)))
        self.heads += 1

    def row(
        self,
        cells: Sequence[Any],
        *,
        bold: bool | Sequence[int] = False,
        fill: str | None = None,
        ink: str | None = None,
        size: float | None = None,
        most: int = MOST_LINES,
        whole: Sequence[int] = (),
        right: Sequence[int] = (),
        line: bool = True,
        height: float | None = None,
    ) -> int:
        """Add a row of texts or flowables; returns its number.

        `bold` is the whole row or some columns; `most` the lines of a cell, but for the columns
        in `whole`; `right` the columns set to the right.
        """
        at, size = len(self.rows), size or self.size
        made = []
        for column, cell in enumerate(cells):
            heavy = bold if isinstance(bold, bool) else column in bold
            if isinstance(cell, str):
                room = self.widths[column] - (0 if column in self.tight else 2 * PAD)
                font = font_for(cell, bold=heavy)
                limit = MOST_LINES if column in whole else most
                cell = broken(cell, room, size, bold=heavy, most=limit)
                self.style.append(("FONT", (column, at), (column, at), font, size, size * 1.28))
            made.append(cell)
        self.rows.append(made)
        self.heights.append(height)
        if fill:
            self.style.append(("BACKGROUND", (0, at), (-1, at), HexColor(f"#{fill.strip('#')}")))
        if ink:
            self.style.append(("TEXTCOLOR", (0, at), (-1, at), HexColor(ink)))
        self.style += [("ALIGN", (column, at), (column, at), "RIGHT") for column in right]
        if line:
            self.style.append(("LINEBELOW", (0, at), (-1, at), 0.4, HexColor(LINE)))
        return at

    def across(self, texts: Sequence[tuple[int, int, str]], **options: Any) -> int:
        """Add a row whose texts each go across columns from the first to the last given."""
        widths = self.widths
        cells = [""] * len(widths)
        at = len(self.rows)
        for first, last, text in texts:
            cells[first] = text
            self.style.append(("SPAN", (first, at), (last, at)))
        self.widths = widths.copy()
        for first, last, _ in texts:
            self.widths[first] = sum(widths[first : last + 1])
        self.row(cells, **options)
        self.widths = widths
        return at

    def keep(self, first: int, last: int) -> None:
        """Keep some rows on one page."""
        self.style.append(("NOSPLIT", (0, first), (-1, last)))

    def table(self) -> Flowable:
        """The table, ready for a page."""
        if not self.rows:
            return Spacer(1, 1)
        return LongTable(
            self.rows,
            colWidths=self.widths,
            rowHeights=self.heights,
            repeatRows=self.heads,
            style=self.style,
            hAlign="LEFT",
        )


def fields(
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
