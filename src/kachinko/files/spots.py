"""Where a fault stands, for programs: the places that readers write in words, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_CELL = re.compile(r"\bcells? ([A-Z]{1,3})([0-9]{1,7})")
_ROW = re.compile(r"\brow ([0-9]{1,7})")
_LINE = re.compile(r" line ([0-9]+)(?:, column ([0-9]+))?")
_STEP = re.compile(r"\.?([^.\[\]]+)|\[([0-9]+)\]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a workbook (sheet, row, column), a text (line, column) or a tree (path)."""

    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    """Rows, columns and lines are counted from 1."""
    line: int | None = None
    path: tuple[str | int, ...] | None = None


def spot_in_sheets(place: str, file: str, sheets: Collection[str]) -> Spot:
    """Where ``book.xlsx, sheet Sets, row 7, column build_days (cell G7)`` stands."""
    rest = place.removeprefix(f"{file}, sheet ")
    if rest == place:
        return Spot()
    fitting = [name for name in sheets if f"{rest}, ".startswith(f"{name}, ")]
    if not fitting:
        return Spot()
    sheet = max(fitting, key=len)
    rest = rest[len(sheet) :]
    cell, row = _CELL.search(rest), _ROW.search(rest)
    if cell is not None:
        return Spot(sheet, int(cell[2]), _column(cell[1]))
    return Spot(sheet, None if row is None else int(row[1]))


def spot_in_text(place: str, file: str) -> Spot:
    """Where ``titles.yaml line 12, column 5 (…)`` stands."""
    found = _LINE.match(place.removeprefix(file)) if place.startswith(file) else None
    if found is None:
        return Spot()
    return Spot(line=int(found[1]), column=None if found[2] is None else int(found[2]))


def spot_in_tree(place: str, file: str) -> Spot:
    """Where ``project.json line 12, titles[2].sets[0].area_m2`` stands."""
    found = spot_in_text(place, file)
    _, comma, words = place.removeprefix(file).partition(", ")
    if found.line is None or not comma:
        return found
    steps = [key or int(number) for key, number in _STEP.findall(words)]
    return Spot(line=found.line, path=tuple(steps))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
