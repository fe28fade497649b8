"""The sheets of a workbook as rows of values."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from kachinko.files.xlsx_package import damaged


@dataclass(slots=True)
class Sheet:
    """A sheet with its cells from A1 on."""

    name: str
    rows: list[list[Any]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    """Areas of merged cells: row and column of their first and their last cell, from 0."""


def load_sheets(data: bytes, source: str) -> list[Sheet]:
    """Read the sheets of a workbook that `xlsx_package.inspect` has let pass.

    Raises
    ------
    InputError
        Where the workbook is damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            rows = sheet.to_python(skip_empty_area=False)
            sheets.append(Sheet(meta.name, rows, list(sheet.merged_cell_ranges or [])))
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(source) from error
    except BaseException as error:
        # The Rust reader's own alarm is no Exception; anything else passes.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(source) from error
    return sheets


def is_value(value: Any) -> bool:
    """Whether a cell holds anything but blanks."""
    return value is not None and not (isinstance(value, str) and not value.strip())


def has_value(row: list[Any]) -> bool:
    """Whether a row holds anything."""
    return any(map(is_value, row))


def column_letters(place: int) -> str:
    """The letters of a column, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
