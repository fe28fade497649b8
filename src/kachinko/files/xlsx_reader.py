"""Read a project from an Excel workbook, one sheet a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from kachinko.files.source import Source, read_bytes, refusal
from kachinko.files.tables import (
    PROJECT_SHEET,
    README_SHEET,
    TABLES,
    Column,
    Table,
    project_columns,
)
from kachinko.files.xlsx_package import Valueless, inspect
from kachinko.files.xlsx_sheets import Sheet, column_letters, has_value, is_value, load_sheets
from kachinko.model.consistency import nearest
from kachinko.model.errors import Fault

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from kachinko.model.consistency import Path

_SEPARATORS = re.compile(r"[,;、，；\n]")
ORPHANAGE = 10**9
"""Index of an owner that does not exist; the tree has none there."""


@dataclass
class XlsxSource(Source):
    """A tree out of a workbook; cells are (sheet, row, head, letters), rows (sheet, row)."""

    cells: dict[Path, tuple[str, int, str, str]] = field(default_factory=dict)
    rows: dict[Path, tuple[str, int]] = field(default_factory=dict)
    absent: set[tuple[str, Path]] = field(default_factory=set)
    """Sheets with steps of columns that are missing, which is one fault and not one a row."""
    file: str = ""

    def where(self, path: Path) -> str:
        """Say ``book.xlsx, sheet Sets, row 7, column build_days (cell G7)``."""
        around = path
        while around:
            if around in self.cells:
                sheet, row, head, letters = self.cells[around]
                return f"{self.file}, sheet {sheet}, row {row}, column {head} (cell {letters}{row})"
            if around in self.rows:
                sheet, row = self.rows[around]
                return f"{self.file}, sheet {sheet}, row {row}"
            around = around[:-1]
        return f"{self.file}, sheet {PROJECT_SHEET}"

    def where_key(self, path: Path) -> str:
        """Say where the value stands; its head is named there too."""
        return self.where(path)

    def is_blank(self, path: Path) -> bool:
        """Whether the cell is there and empty."""
        return path in self.cells

    def is_reported(self, path: Path) -> bool:
        """Whether the whole column is missing, which was said once."""
        return any(
            (self.rows[path[:cut]][0], path[cut:]) in self.absent
            for cut in range(len(path))
            if path[:cut] in self.rows
        )


def read_workbook(path: FilePath) -> XlsxSource:
    """Read a project from a workbook."""
    name = str(path)
    data = read_bytes(path, name)
    valueless = inspect(data, name)
    return read_sheets(load_sheets(data, name), name, path.name, valueless)


def read_sheets(
    sheets: list[Sheet], name: str, file: str, valueless: dict[str, Valueless] | None = None
) -> XlsxSource:
    """Read a project from sheets, wherever they come from; `file` is named in their faults.

    Raises
    ------
    InputError
        Where nothing stands in them.
    """
    reader = _Reader(XlsxSource(name, file=file), valueless or {})
    reader.read(sheets)
    return reader.source


class _Reader:
    """Turns sheets into a tree, and notes where each value stands."""

    def __init__(self, source: XlsxSource, valueless: dict[str, Valueless]) -> None:
        self.source = source
        self.valueless = valueless
        self.owners: dict[tuple[str, tuple[str, ...]], tuple[dict[str, Any], Path]] = {}
        self.orphans = 0

    def read(self, sheets: list[Sheet]) -> None:
        known = {_fold(name): name for name in (PROJECT_SHEET, *(t.sheet for t in TABLES))}
        found: dict[str, Sheet] = {}
        for sheet in sheets:
            name = known.get(_fold(sheet.name))
            if name is not None:
                found.setdefault(name, sheet)
            elif _fold(sheet.name) != _fold(README_SHEET) and any(map(has_value, sheet.rows)):
                close = nearest(sheet.name, known.values())
                self.fault(
                    f"sheet {sheet.name}",
                    f"the sheet {sheet.name!r} is unknown",
                    f"{close!r}, perhaps" if close else f"one of {', '.join(known.values())}",
                )
        if not any(map(has_value, (row for sheet in sheets for row in sheet.rows))):
            raise refusal(
                self.source.name, "the workbook is empty", "a project; 'kachinko new' writes one"
            )
        if PROJECT_SHEET not in found:
            self.source.broken = True
            self.fault(
                "the workbook",
                f"there is no sheet {PROJECT_SHEET!r}",
                "a sheet with name, currency, horizon_from and horizon_to",
            )
        else:
            self.project(found[PROJECT_SHEET])
        for table in TABLES:
            if table.sheet in found:
                self.table(table, found[table.sheet])

    def fault(self, where: str, what: str, right: str = "") -> None:
        self.source.faults.append(Fault(f"{self.source.file}, {where}", what, right))

    # -- the sheet of keys and values ------------------------------------------------------

    def project(self, sheet: Sheet) -> None:
        self.damaged_cells(sheet, PROJECT_SHEET)
        columns = {column.head: column for column in project_columns()}
        seen: set[str] = set()
        for index, row in enumerate(sheet.rows):
            head = _fold(row[0]) if row and row[0] != "" else ""
            number = index + 1
            if not head or (head == "key" and index == 0):
                continue
            where = f"sheet {PROJECT_SHEET}, row {number} (cell A{number})"
            if head not in columns:
                close = nearest(head, columns)
                right = f"{close!r}, perhaps" if close else f"one of {', '.join(columns)}"
                self.fault(where, f"the key {str(row[0])!r} is unknown", right)
            elif head in seen:
                self.fault(where, f"the key {head!r} stands here a second time", "each key once")
            else:
                seen.add(head)
                column = columns[head]
                self.source.cells[column.steps] = (PROJECT_SHEET, number, head, "B")
                _put(self.source.tree, column, row[1] if len(row) > 1 else "")

    # -- the sheets of records -------------------------------------------------------------

    def table(self, table: Table, sheet: Sheet) -> None:
        self.damaged_cells(sheet, table.sheet)
        first = next((i for i, row in enumerate(sheet.rows) if has_value(row)), None)
        if first is None:
            return
        heads = self.heads(table, sheet, first)
        rows = sheet.rows[first + 1 :]
        if not any(map(has_value, rows)):
            return
        for column in table.columns:
            if column.required and column.head not in {head.head for head in heads.values()}:
                self.source.absent.add((table.sheet, column.steps))
                self.fault(
                    f"sheet {table.sheet}",
                    f"the column {column.head!r} is missing",
                    f"a column with that head ({column.description.rstrip('.').lower()})",
                )
        for offset, row in enumerate(rows):
            if has_value(row):
                self.row(table, heads, row, first + offset + 2)

    def heads(self, table: Table, sheet: Sheet, first: int) -> dict[int, Column]:
        """Match the heads in the first filled row with the columns of the table."""
        columns = {column.head: column for column in table.columns}
        heads: dict[int, Column] = {}
        width = max(len(row) for row in sheet.rows)
        for place in range(width):
            text = sheet.rows[first][place] if place < len(sheet.rows[first]) else ""
            letters = column_letters(place)
            where = f"sheet {table.sheet}, row {first + 1} (cell {letters}{first + 1})"
            head = _fold(text) if text != "" else ""
            if not head:
                if any(place < len(row) and is_value(row[place]) for row in sheet.rows):
                    right = "a head in the first row, or an empty column"
                    self.fault(where, f"column {letters} has values and no head", right)
            elif head not in columns:
                close = nearest(head, columns)
                right = f"{close!r}, perhaps" if close else f"one of {', '.join(columns)}"
                self.fault(where, f"the column {str(text)!r} is unknown", right)
            elif columns[head] in heads.values():
                self.fault(where, f"the column {head!r} stands here twice", "each column once")
            else:
                heads[place] = columns[head]
        return heads

    def row(self, table: Table, heads: dict[int, Column], row: list[Any], number: int) -> None:
        record: dict[str, Any] = {}
        cells: dict[str, Any] = {}
        for place, column in heads.items():
            value = row[place] if place < len(row) else ""
            cells[column.head] = value
            if column.steps:
                _put(record, column, value)
        letters = {column.head: column_letters(place) for place, column in heads.items()}
        path = self.adopt(table, cells, letters, record, number)
        self.source.rows[path] = (table.sheet, number)
        for place, column in heads.items():
            if column.steps:
                spot = (table.sheet, number, column.head, column_letters(place))
                self.source.cells[(*path, *column.steps)] = spot
        if table.key_heads:
            names = tuple(_identity(cells.get(head, "")) for head in table.key_heads)
            if path[1] != ORPHANAGE:
                self.owners.setdefault((table.sheet, names), (record, path))

    def adopt(
        self,
        table: Table,
        cells: dict[str, Any],
        letters: dict[str, str],
        record: dict[str, Any],
        number: int,
    ) -> Path:
        """Put a record into the list of its owner; without one it is kept aside."""
        owner: dict[str, Any] = self.source.tree
        path: Path = ()
        if table.owner:
            names = tuple(_identity(cells.get(head, "")) for head in table.owner_heads)
            found = self.owners.get((table.owner, names))
            if found is None:
                self.without_owner(table, cells, letters, number)
                self.orphans += 1
                path = (*_way(table.owner), *table.steps, self.orphans)
                self.source.orphans.append((table.model, record, path))
                return path
            owner, path = found
        *groups, last = table.steps
        for step in groups:
            owner = owner.setdefault(step, {})
        entries = owner.setdefault(last, [])
        entries.append(record)
        return (*path, *table.steps, len(entries) - 1)

    def without_owner(
        self, table: Table, cells: dict[str, Any], letters: dict[str, str], number: int
    ) -> None:
        """Report a row whose owner is not named, or not there."""
        if (table.sheet, ()) in self.source.absent:
            return
        names = [_identity(cells[head]) for head in table.owner_heads]
        last = len(names) - 1
        wrong = names.index("") if "" in names else last
        head = table.owner_heads[wrong]
        where = f"sheet {table.sheet}, row {number}, column {head} (cell {letters[head]}{number})"
        if not names[wrong]:
            self.fault(where, f"{head} has no value", f"the id of a {head}")
            return
        owners = [key for sheet, key in self.owners if sheet == table.owner]
        known = [key[last] for key in owners if key[:last] == tuple(names[:last])]
        close = nearest(names[last], known)
        beside = f" in the title {names[0]!r}" if last else ""
        kind = "cast member" if head == "cast" else head
        self.fault(
            where,
            f"there is no {kind} {names[last]!r}{beside} on the sheet {table.owner}",
            f"{close!r}, perhaps" if close else f"an id of the sheet {table.owner}",
        )

    def damaged_cells(self, sheet: Sheet, name: str) -> None:
        """Report what the reader of cells would silently take for empty."""
        valueless = self.valueless.get(sheet.name, Valueless())
        for cell in sorted(valueless.errors, key=_by_row):
            self.fault(
                f"sheet {name}, cell {cell}", "the cell shows an error such as #REF!", "a value"
            )
        for cell in sorted(valueless.uncalculated, key=_by_row):
            self.fault(
                f"sheet {name}, cell {cell}",
                "the formula in the cell was never calculated",
                "a value, or the workbook opened and saved once in Excel",
            )
        for (top, left), (bottom, right) in sheet.merged:
            area = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
            self.fault(f"sheet {name}, cells {area}", "cells are merged", "a value in each cell")


def _way(sheet: str) -> Path:
    # The path of an owner that does not exist: right in its keys, out of range in its index.
    table = next(table for table in TABLES if table.sheet == sheet)
    above = _way(table.owner) if table.owner else ()
    return (*above, *table.steps, ORPHANAGE)


def _put(record: dict[str, Any], column: Column, value: Any) -> None:
    value = _clean(value, column)
    if value is None:
        return
    *groups, last = column.steps
    for step in groups:
        record = record.setdefault(step, {})
    record[last] = value


def _clean(value: Any, column: Column) -> Any:
    """A cell's value as YAML would have it; None for an empty cell."""
    if not is_value(value):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    if column.kind == "list":
        if isinstance(value, str):
            return [part.strip() for part in _SEPARATORS.split(value) if part.strip()]
        return [value]
    if column.kind == "bool" and isinstance(value, str):
        return {"yes": True, "no": False, "true": True, "false": False}.get(_fold(value), value)
    return value


def _identity(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _fold(text: Any) -> str:
    return re.sub(r"[\s_-]+", "_", str(text).strip().lower())


def _by_row(cell: str) -> tuple[int, str]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]), letters
