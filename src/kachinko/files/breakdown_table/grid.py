"""A table of cells, where each of them stands, and which of its rows holds the heads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kachinko.files.breakdown_table.cells import text_of
from kachinko.files.xlsx_package import Valueless
from kachinko.files.xlsx_sheets import column_letters, has_value, is_value

if TYPE_CHECKING:
    from kachinko.files.breakdown_table.forms import Form
    from kachinko.files.tables import Column

_HEADS_WITHIN = 40
"""Rows in which the heads are looked for; titles and dates often stand above them."""


@dataclass
class Grid:
    """A sheet of a workbook, or a CSV file."""

    file: str
    sheet: str
    """Empty: a CSV file."""
    rows: list[list[Any]]
    valueless: Valueless = field(default_factory=Valueless)

    def where(self, row: int, column: int | None = None) -> str:
        """Where a person finds a row or a cell, both counted from 0 here."""
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        if column is None:
            return f"{self.file}{sheet}, row {row + 1}"
        letters = column_letters(column)
        if self.sheet:
            return f"{self.file}{sheet}, row {row + 1}, column {letters} (cell {letters}{row + 1})"
        return f"{self.file}, row {row + 1}, column {column + 1}"

    def cell(self, row: int, column: int) -> Any:
        """The value of a cell; empty outside of the table."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else ""

    def broken(self, row: int, column: int) -> str:
        """What is wrong with a cell that shows something and holds no value; or nothing."""
        cell = f"{column_letters(column)}{row + 1}"
        if cell in self.valueless.errors:
            return "the cell shows an error such as #REF!"
        if cell in self.valueless.uncalculated:
            return "the formula in the cell was never calculated"
        return ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return not any(map(has_value, self.rows))


@dataclass
class Heads:
    """The row of heads of a table: which column of the file is which."""

    row: int
    columns: dict[int, Column]
    others: dict[int, str]
    """Heads that are not known, by their place."""
    twice: list[int]
    """Places of heads that stand a second time."""

    def place(self, key: str) -> int | None:
        """The place of a column, if it is there."""
        return next((at for at, column in self.columns.items() if column.head == key), None)


def find_heads(grid: Grid, form: Form) -> Heads | None:
    """The row that has most heads of a form, the first of equals; nothing where none has any."""
    best: Heads | None = None
    for row in range(min(_HEADS_WITHIN, len(grid.rows))):
        heads = _heads_in(grid, row, form)
        if heads.columns and (best is None or len(heads.columns) > len(best.columns)):
            best = heads
    return best


def _heads_in(grid: Grid, row: int, form: Form) -> Heads:
    heads = Heads(row, {}, {}, [])
    seen: set[str] = set()
    for place, value in enumerate(grid.rows[row]):
        if not is_value(value):
            continue
        column = form.column_of(text_of(value))
        if column is None:
            heads.others[place] = text_of(value)
        elif column.head in seen:
            heads.twice.append(place)
        else:
            seen.add(column.head)
            heads.columns[place] = column
    return heads
