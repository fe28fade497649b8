"""The sheet Budget of a workbook: name, currency, dates and answers, a key with its value a row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kachinko.files.breakdown_table.cells import text_of
from kachinko.files.budget.cells import amount_of, day_of, flag_of
from kachinko.files.xlsx_sheets import is_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.files.breakdown_table.grid import Grid
    from kachinko.files.budget.line_rows import Lines
    from kachinko.model.budget import Budget

BUDGET_SHEET = "Budget"
KEYS = ("schema", "name", "title", "currency", "notes")
_GROUPS = ("dates", "facts")


def head_rows(budget: Budget) -> Iterator[tuple[str, Any, str]]:
    """Key, value and kind of each row."""
    yield "schema", budget.schema_, "text"
    yield "name", budget.name, "text"
    yield "title", budget.title, "text"
    yield "currency", budget.currency, "text"
    yield "notes", budget.notes, "text"
    for trigger, day in budget.dates.items():
        yield f"dates.{trigger}", day, "day"
    for question, answer in budget.facts.items():
        yield f"facts.{question}", answer, _kind(answer)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, Decimal):
        return "number"
    return "day" if isinstance(value, date) else "text"


def read_head_sheet(grid: Grid, lines: Lines) -> None:
    """Read the sheet into the tree of a budget that is being read."""
    for row in range(len(grid.rows)):
        key, value = text_of(grid.cell(row, 0)), grid.cell(row, 1)
        if not key or key.lower() == "key" or not is_value(value):
            continue
        group, dot, inner = key.partition(".")
        path: tuple[str, ...] = (group, inner) if dot else (key,)
        if dot and group in _GROUPS:
            lines.tree.setdefault(group, {})[inner] = _value(value, text_of(grid.cell(row, 2)))
        elif key in KEYS:
            lines.tree[key] = text_of(value)
        else:
            lines.remarks.append(f"{grid.where(row, 0)}: {key[:60]!r} is not known; not read")
        lines.places[path] = grid.where(row, 1)


def _value(value: Any, kind: str) -> Any:
    if kind == "yes or no":
        return flag_of(value)
    if kind == "number":
        return amount_of(value)
    if kind == "day" or not isinstance(value, str):
        return day_of(value)
    return value
