"""A project's tables as sheets of plain values, as a page shows them and people correct them."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kachinko.files.tables import PROJECT_SHEET, TABLES, Table, project_columns
from kachinko.files.xlsx_sheets import Sheet, has_value, is_value
from kachinko.files.xlsx_writer import rows_of, value_of
from kachinko.model.money import plain_number

if TYPE_CHECKING:
    from kachinko.model.project import Project

Cell = bool | int | float | str | None
NAMES = (PROJECT_SHEET, *(table.sheet for table in TABLES))
"""Of the sheets that are read, in the order of a workbook."""


def plain(value: Any) -> Cell:
    """A cell's value as JSON has it; None for an empty one, dates as YYYY-MM-DD."""
    if not is_value(value):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return int(value) if value.is_integer() else value
    return value if isinstance(value, bool | int | str) else str(value)


def sheets_of(project: Project) -> list[Sheet]:
    """All tables of a project, empty ones with their heads."""
    keys: list[list[Any]] = [["key", "value", "what it means"]]
    keys += [[c.head, value_of(project, c), c.description] for c in project_columns()]
    return [
        Sheet(PROJECT_SHEET, keys, []),
        *(Sheet(table.sheet, [*_rows(table, project)], []) for table in TABLES),
    ]


def empty_sheets() -> list[Sheet]:
    """The heads of all tables, and no rows."""
    keys: list[list[Any]] = [["key", "value", "what it means"]]
    keys += [[c.head, None, c.description] for c in project_columns()]
    heads = ([[column.head for column in table.columns]] for table in TABLES)
    tables = zip(TABLES, heads, strict=True)
    return [Sheet(PROJECT_SHEET, keys, []), *(Sheet(t.sheet, rows, []) for t, rows in tables)]


def trimmed(rows: list[list[Any]]) -> list[list[Cell]]:
    """Rows of plain values, without what is empty at the end; all of the same width."""
    kept = [list(map(plain, row)) for row in rows]
    while kept and not has_value(kept[-1]):
        kept.pop()
    filled = (at for row in kept for at, cell in enumerate(row) if is_value(cell))
    width = max(filled, default=-1) + 1
    return [(row + [None] * width)[:width] for row in kept]


def _rows(table: Table, project: Project) -> list[list[Any]]:
    rows: list[list[Any]] = [[column.head for column in table.columns]]
    for names, record in rows_of(table, project):
        owners = dict(zip(table.owner_heads, names, strict=True))
        rows.append([value_of(record, c) if c.steps else owners[c.head] for c in table.columns])
    return rows
