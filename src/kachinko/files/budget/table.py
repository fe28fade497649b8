"""Budgets as tables: CSV and workbooks, with a chart that says what their accounts mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kachinko.files.breakdown_table.cells import text_of
from kachinko.files.breakdown_table.csv_text import read_csv
from kachinko.files.breakdown_table.grid import Grid
from kachinko.files.budget.cells import field_of
from kachinko.files.budget.head_sheet import BUDGET_SHEET, read_head_sheet
from kachinko.files.budget.line_rows import Lines
from kachinko.files.budget.mapping import fields_by_head, head_field
from kachinko.files.source import read_bytes, refusal
from kachinko.files.xlsx_package import Valueless, inspect
from kachinko.files.xlsx_sheets import has_value, load_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.model.budget import Budget
    from kachinko.model.chart import Chart, LineField

DETAIL_SHEET = "Detail"
HEADS_WITHIN = 40
MOST_ROWS = 50_000
MOST_REMARKS = 200
_TOTAL = re.compile(r"^(grand |sub[- ]?)?total\b|^合計|^小計|^総計", re.IGNORECASE)


def read_table(path: Path, chart: Chart | None) -> tuple[Budget, list[str]]:
    """Read a budget from a ``.csv``, ``.tsv``, ``.txt`` or ``.xlsx`` file; see `read_budget`."""
    source = str(path)
    remarks: list[str] = []
    heads = fields_by_head(chart)
    grids = _grids(path, heads, remarks)
    head_sheet = next((grid for grid in grids if grid.sheet == BUDGET_SHEET), None)
    found = _detail(grids, heads)
    if found is None:
        raise refusal(
            source,
            "no row holds the heads of a budget",
            "a column for the amount, and one for the account or the category; a chart's "
            "'columns' says how they are called",
        )
    grid, row, columns = found
    lines = Lines(source, path, chart, remarks)
    if head_sheet is not None:
        read_head_sheet(head_sheet, lines)
    _note_unread(grid, row, columns, remarks)
    for number in range(row + 1, min(len(grid.rows), MOST_ROWS + 1)):
        if has_value(grid.rows[number]):
            _read_row(grid, number, columns, lines)
    if len(grid.rows) > MOST_ROWS + 1:
        lines.fault(grid.where(MOST_ROWS), "the table goes on", f"at most {MOST_ROWS:,} rows")
    budget = lines.budget()
    return budget, remarks[:MOST_REMARKS]


def _read_row(grid: Grid, row: int, columns: dict[int, LineField], lines: Lines) -> None:
    values: dict[LineField, Any] = {}
    spots: dict[LineField, str] = {}
    for place, field in columns.items():
        broken = grid.broken(row, place)
        if broken:
            lines.fault(grid.where(row, place), broken, "a value")
        value = field_of(grid.cell(row, place), field)
        spots[field] = grid.where(row, place)
        if value is not None:
            values[field] = value
    account, name = text_of(values.get("account")), text_of(values.get("name"))
    words = name or account or text_of(values.get("heading"))
    if "category" not in values and _TOTAL.match(words):
        if account and account != words and "amount" in values:
            lines.fault(
                grid.where(row),
                f"{words[:60]!r} with an account may be a line or a sum",
                "the row left out, or a column Category that says what it is",
            )
        else:
            lines.remarks.append(f"{grid.where(row)}: {words[:60]!r} is a sum; not read")
    elif "amount" not in values and not grid.broken(row, _place(columns, "amount")):
        # The name of an account above its lines.
        if account and name:
            lines.heading(account, name)
        elif values:
            lines.remarks.append(f"{grid.where(row)}: there is no amount; not read")
    else:
        lines.add(values, grid.where(row), spots, row)


def _place(columns: dict[int, LineField], field: LineField) -> int:
    return next(place for place, known in columns.items() if known == field)


def _grids(path: Path, heads: dict[str, LineField], remarks: list[str]) -> list[Grid]:
    source = str(path)
    data = read_bytes(path, source, "budget")
    if path.suffix.lower() in (".xlsx", ".xlsm") or data.startswith(b"PK\x03\x04"):
        valueless = inspect(data, source)
        return [
            Grid(path.name, sheet.name, sheet.rows, valueless.get(sheet.name, Valueless()))
            for sheet in load_sheets(data, source)
        ]

    def heads_in(rows: list[list[str]]) -> int:
        found = _heads(Grid(path.name, "", list(rows)), heads)
        return len(found[1]) if found else 0

    return [Grid(path.name, "", list(read_csv(data, source, heads_in, remarks)))]


def _detail(
    grids: list[Grid], heads: dict[str, LineField]
) -> tuple[Grid, int, dict[int, LineField]] | None:
    """The sheet called Detail, else the one with most heads, where its lines begin."""
    best: tuple[Grid, int, dict[int, LineField]] | None = None
    for grid in grids:
        found = _heads(grid, heads)
        if found is None:
            continue
        if grid.sheet == DETAIL_SHEET:
            return grid, *found
        if best is None or len(found[1]) > len(best[2]):
            best = (grid, *found)
    return best


def _heads(grid: Grid, known: dict[str, LineField]) -> tuple[int, dict[int, LineField]] | None:
    best: tuple[int, dict[int, LineField]] | None = None
    for row, cells in enumerate(grid.rows[:HEADS_WITHIN]):
        columns: dict[int, LineField] = {}
        for place, value in enumerate(cells):
            field = head_field(text_of(value), known)
            if field is not None and field not in columns.values():
                columns[place] = field
        fields = set(columns.values())
        usable = "amount" in fields and fields & {"account", "category", "heading"}
        if usable and (best is None or len(columns) > len(best[1])):
            best = row, columns
    return best


def _note_unread(grid: Grid, row: int, columns: dict[int, LineField], remarks: list[str]) -> None:
    for place, value in enumerate(grid.rows[row]):
        if place not in columns and text_of(value):
            remarks.append(f"{grid.where(row, place)}: {text_of(value)[:60]!r} is not read")
