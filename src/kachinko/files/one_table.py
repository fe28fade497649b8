"""A table that comes alone, as CSV: which sheet it is, and how its rows join those that stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.files.breakdown_table.csv_text import read_csv
from kachinko.files.source import refusal
from kachinko.files.tables import TABLES, Column, Table
from kachinko.files.xlsx_sheets import Sheet, has_value
from kachinko.model.money import written_number

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = ("number", "whole")


def read_table(data: bytes, source: str) -> tuple[Table, list[list[Any]]]:
    """Read a CSV file as the table whose heads it has; its first row is the heads.

    Raises
    ------
    InputError
        Where it is no table of a project.
    """
    rows = [row for row in read_csv(data, source, _best, []) if has_value(row)]
    heads = list(map(_fold, rows[0])) if rows else []
    table = max(TABLES, key=lambda each: _common(each, heads))
    if not _common(table, heads):
        right = "a first row of heads such as title, id, name, area_m2, shoot_days"
        raise refusal(source, "its first row has no head of a project's tables", right)
    columns = {column.head: column for column in table.columns}
    kinds = [columns.get(head) for head in heads]
    return table, [
        rows[0],
        *(
            [_typed(cell, kind) for cell, kind in zip(row, kinds, strict=False)]
            + row[len(kinds) :]
            for row in rows[1:]
        ),
    ]  # fmt: skip


def joined(sheets: Sequence[Sheet], table: Table, rows: list[list[Any]]) -> list[Sheet]:
    """Sheets with the rows of a table in them: in place of those of the same ids, else below."""
    heads = [column.head for column in table.columns]
    given = list(map(_fold, rows[0]))
    more = [head for head in given if head not in heads]
    key = [*table.owner_heads, "id"] if "id" in heads else []
    out = []
    for sheet in sheets:
        if sheet.name != table.sheet:
            out.append(sheet)
            continue
        kept = [row + [None] * len(more) for row in sheet.rows[1:]]
        names = [_names(row, heads, key) for row in kept]
        for row in rows[1:]:
            cells = dict(zip(given, row, strict=False))
            fresh = [cells.get(head) for head in (*heads, *more)]
            name = _names(fresh, heads, key)
            if key and name in names:
                at = names.index(name)
                mixed = zip((*heads, *more), kept[at], fresh, strict=True)
                kept[at] = [new if head in given else old for head, old, new in mixed]
            else:
                kept.append(fresh)
                names.append(name)
        shown = [*heads, *(rows[0][given.index(head)] for head in more)]
        out.append(Sheet(sheet.name, [shown, *kept], []))
    return out


def _best(rows: list[list[str]]) -> int:
    found = next((list(map(_fold, row)) for row in rows if has_value(row)), [])
    return max(_common(table, found) for table in TABLES)


def _common(table: Table, heads: list[str]) -> int:
    return len({column.head for column in table.columns} & set(heads))


def _fold(text: Any) -> str:
    return "_".join(str(text).strip().lower().replace("-", " ").split())


def _names(row: list[Any], heads: list[str], key: list[str]) -> tuple[str, ...]:
    return tuple(str(row[heads.index(head)]).strip() for head in key)


def _typed(cell: str, column: Column | None) -> Any:
    # CSV has texts only; what belongs into a column of numbers and is one, is one.
    if column is None or column.kind not in NUMBERS:
        return cell
    digits = cell.replace(",", "").strip()
    try:
        number = written_number(digits)
    except ValueError:
        return cell
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return number
