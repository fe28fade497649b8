"""Tables of text whose columns stand below each other, also where letters are wide."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def text_table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Set rows, the heads first, into columns; those in `right` end below each other."""
    wide = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_cells(row, wide, right)).rstrip() for row in rows]


def _cells(row: Sequence[str], wide: Sequence[int], right: Sequence[int]) -> list[str]:
    cells = []
    for at, (cell, room) in enumerate(zip(row, wide, strict=True)):
        space = " " * (room - width(cell))
        cells.append(space + cell if at in right else cell + space)
    return cells


def width(text: str) -> int:
    """How many columns of a terminal a text takes; wide letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
