"""Tables of text whose columns stand below each other, also where letters are wide."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


LEAST_LAST = 24
"""Columns that the last cell is given at least, however narrow the terminal."""


def text_table(
    rows: Sequence[Sequence[str]], right: Sequence[int] = (), most: int | None = None
) -> list[str]:
    """Set rows, the heads first, into columns; those in `right` end below each other.

    Where a row is wider than `most`, its last cell goes on below, broken after a semicolon.
    """
    wide = [max(map(width, column)) for column in zip(*rows, strict=True)]
    left = sum(wide[:-1]) + 2 * (len(wide) - 1)
    room = None if most is None else max(most - left, LEAST_LAST)
    lines = []
    for row in rows:
        first, *more = _broken(row[-1], room)
        lines.append("  ".join(_cells([*row[:-1], first], wide, right)).rstrip())
        lines += [" " * left + each for each in more]
    return lines


def _broken(text: str, room: int | None) -> list[str]:
    """The pieces of a cell, each as long as there is room."""
    if room is None or width(text) <= room:
        return [text]
    *pieces, last = text.split("; ")
    lines = [""]
    for piece in [*(f"{each};" for each in pieces), last]:
        longer = f"{lines[-1]} {piece}".lstrip()
        if lines[-1] and width(longer) > room:
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines


def _cells(row: Sequence[str], wide: Sequence[int], right: Sequence[int]) -> list[str]:
    cells = []
    for at, (cell, room) in enumerate(zip(row, wide, strict=True)):
        space = " " * (room - width(cell))
        cells.append(space + cell if at in right else cell + space)
    return cells


def width(text: str) -> int:
    """How many columns of a terminal a text takes; wide letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def fitted(text: str, room: int) -> str:
    """A text that takes exactly so many columns: cut, or with blanks behind it."""
    while width(text) > room:
        text = text[:-1]
    return text + " " * (room - width(text))
