"""A workbook with ten different faults, each in a cell of its own."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from kachinko.files.example import example_project
from kachinko.files.xlsx_writer import write_workbook

FAULTS = [
    # sheet, row or its id, head, wrong value, what is told of it
    ("Titles", "example-series", "kind", "serial", "kind is 'serial'"),
    ("Titles", "example-film", "earliest", "1 March", "earliest is '1 March'"),
    ("Titles", "example-series", "studios", "example-studdio", "there is no studio"),
    ("Titles", "example-film", "unit_day_cost_currency", "YENN", "currency is 'YENN'"),
    ("Titles", "example-film", "value", -1, "value is -1"),
    ("Sets", 2, "build_days", "twelve", "build_days is 'twelve'"),
    ("Sets", 3, "shoot_days", None, "shoot_days has no value"),
    ("Sets", 4, "title", "example-flim", "there is no title"),
    ("Sets", 2, "area_m2", "big", "area_m2 is 'big'"),
    ("Stages", "stage-a", "id", "stage a", "id is 'stage a'"),
]


def faulty_workbook() -> tuple[bytes, list[tuple[str, int, int, str, str]]]:
    """Its bytes, and of each fault sheet, row and column (from 1), words, and the right value."""
    book = load_workbook(io.BytesIO(write_workbook(example_project())))
    faults = []
    for sheet, row, head, wrong, told in FAULTS:
        table = book[sheet]
        heads = [cell.value for cell in table[1]]
        if isinstance(row, str):
            ids = [line[heads.index("id")].value for line in table.iter_rows()]
            row = ids.index(row) + 1
        cell = table.cell(row, heads.index(head) + 1)
        right = cell.value
        right = right.date().isoformat() if hasattr(right, "date") else str(right)
        cell.value = wrong
        faults.append((sheet, cell.row, cell.column, told, right))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), faults
