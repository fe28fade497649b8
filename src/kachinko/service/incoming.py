"""A file that comes, opened so that a person can put right what is wrong with it; nothing is kept.

Runs in the process of the intake: `opened` answers with the sheets or the text, every fault with
its cell or line, and the project where there is none.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from kachinko.files.project_sheets import NAMES, Cell, empty_sheets, sheets_of, trimmed
from kachinko.files.source import PROJECT, Source, refusal
from kachinko.files.spots import Spot, spot_in_sheets, spot_in_text, spot_in_tree
from kachinko.files.tables import PROJECT_SHEET, README_SHEET, TABLES, project_columns
from kachinko.files.validation import to_project
from kachinko.files.xlsx_sheets import Sheet
from kachinko.model.base import Count, Record
from kachinko.model.errors import Fault, InputError
from kachinko.model.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kachinko.files.tables import Column

MOST_CELLS = 200_000
"""Of all sheets together; more cannot be put right in a page."""
Form = Literal["sheets", "text", "tree"]


class HeadOut(Record):
    """What a column may hold, for those who fill it in."""

    head: str
    kind: Literal["text", "number", "whole", "amount", "date", "bool", "list", "choice"]
    description: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


class SheetRows(Record):
    """A sheet with its cells from A1 on; dates are texts (YYYY-MM-DD)."""

    name: str = Field(max_length=200)
    rows: tuple[tuple[Cell, ...], ...] = Field(max_length=MOST_CELLS)


class SheetOut(SheetRows):
    """A sheet as it is shown."""

    known: bool = Field(default=True, description="Whether it is a table of projects.")
    heads: tuple[HeadOut, ...] = Field(default=(), description="The columns that it may have.")


class Sheets(Record):
    """Sheets as a person has corrected them."""

    sheets: tuple[SheetRows, ...] = Field(max_length=200)


class PlacedFault(Record):
    """A fault with its place in words and for programs; counted from 1."""

    place: str
    what: str
    right: str = ""
    sheet: str | None = None
    row: Count | None = None
    column: Count | None = None
    line: Count | None = None
    path: tuple[str | int, ...] | None = None


class Opened(Record):
    """What a file holds, and what is wrong with it."""

    # Lines of a text are counted from its very beginning.
    model_config = ConfigDict(str_strip_whitespace=False)

    form: Form
    sheets: tuple[SheetOut, ...] = ()
    text: str | None = Field(default=None, description="Of a YAML or JSON file.")
    faults: tuple[PlacedFault, ...] = ()
    project: dict[str, Any] | None = Field(
        default=None, description="As kachinko/1; null while there are faults."
    )


def opened(path: Path, beside: Path | None = None) -> Opened:
    """Open a file; `beside` is a project (JSON) whose tables a CSV file joins.

    Raises
    ------
    InputError
        Where it cannot be opened at all.
    """
    match path.suffix:
        case ".xlsx":
            return _workbook(path)
        case ".csv":
            return _csv(path, beside)
        case ".sheets":
            return _corrected(path)
        case ".json":
            return _tree(path)
        case _:
            return _yaml(path)


def _workbook(path: Path) -> Opened:
    from kachinko.files.source import read_bytes
    from kachinko.files.xlsx_package import inspect
    from kachinko.files.xlsx_reader import read_sheets
    from kachinko.files.xlsx_sheets import load_sheets

    data = read_bytes(path, path.name)
    valueless = inspect(data, path.name)
    sheets = load_sheets(data, path.name)
    return _of_sheets(
        sheets, path.name, lambda: read_sheets(sheets, path.name, path.name, valueless)
    )


def _csv(path: Path, beside: Path | None) -> Opened:
    from kachinko.files.one_table import joined, read_table
    from kachinko.files.source import read_bytes

    table, rows = read_table(read_bytes(path, path.name), path.name)
    standing = empty_sheets()
    if beside is not None:
        standing = sheets_of(Project.model_validate_json(beside.read_bytes()))
    return _judged(joined(standing, table, rows), "the sheets")


def _corrected(path: Path) -> Opened:
    try:
        given = TypeAdapter(Sheets).validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError("the sheets", [Fault(place, str(first["msg"]))]) from None
    return _judged([Sheet(one.name, [list(row) for row in one.rows], []) for one in given.sheets])


def _judged(sheets: list[Sheet], name: str = "the sheets") -> Opened:
    from kachinko.files.xlsx_reader import read_sheets

    return _of_sheets(sheets, name, lambda: read_sheets(sheets, name, name))


def _of_sheets(sheets: list[Sheet], name: str, read: Callable[[], Source]) -> Opened:
    if sum(len(row) for sheet in sheets for row in sheet.rows) > 20 * MOST_CELLS:
        raise _too_many(name)
    out = [_shown(sheet) for sheet in sheets if sheet.name != README_SHEET]
    if sum(len(row) for sheet in out for row in sheet.rows) > MOST_CELLS:
        raise _too_many(name)
    names = [sheet.name for sheet in sheets]
    # Readers name a sheet as it should be called, whatever its capitals.
    names += [each for each in NAMES if each not in names]
    return _answer("sheets", read, lambda place: spot_in_sheets(place, name, names), sheets=out)


def _yaml(path: Path) -> Opened:
    from kachinko.files.source import read_bytes
    from kachinko.files.yaml_reader import read_file

    text = read_bytes(path, path.name).decode("utf-8", errors="replace")
    return _answer(
        "text", lambda: read_file(path), lambda place: spot_in_text(place, path.name), text=text
    )


def _tree(path: Path) -> Opened:
    from kachinko.files.json_reader import read_json

    content = path.read_bytes()
    found = _answer(
        "tree",
        lambda: read_json(content, path.name, PROJECT),
        lambda place: spot_in_tree(place, path.name),
    )
    if found.project is None:
        return found.model_copy(update={"text": content.decode("utf-8", errors="replace")})
    sheets = tuple(_shown(sheet) for sheet in sheets_of(Project.model_validate(found.project)))
    return found.model_copy(update={"sheets": sheets})


def _answer(
    form: Form, read: Callable[[], Source], spot: Callable[[str], Spot], **shown: Any
) -> Opened:
    try:
        project = to_project(read())
    except InputError as error:
        faults = [
            PlacedFault(
                place=each.place, what=each.what, right=each.right,
                sheet=at.sheet, row=at.row, column=at.column, line=at.line, path=at.path,
            )
            for each in error.faults
            for at in [spot(each.place)]
        ]  # fmt: skip
        return Opened(form=form, faults=tuple(faults), **shown)
    return Opened(form=form, project=json.loads(project.model_dump_json(by_alias=True)), **shown)


def _shown(sheet: Sheet) -> SheetOut:
    known = {name.lower(): name for name in NAMES}
    name = known.get(sheet.name.strip().lower().replace("_", " "), sheet.name)
    tables = {table.sheet: table.columns for table in TABLES}
    columns = project_columns() if name == PROJECT_SHEET else tables.get(name, ())
    return SheetOut(
        name=name,
        rows=tuple(map(tuple, trimmed(sheet.rows))),
        known=name in NAMES,
        heads=tuple(map(_head, columns)),
    )


def _head(column: Column) -> HeadOut:
    return HeadOut(
        head=column.head,
        kind=column.kind,
        description=column.description,
        required=column.required,
        choices=column.choices,
    )


def _too_many(name: str) -> InputError:
    what = "it has more cells than can be put right in a page"
    right = f"at most {MOST_CELLS:,}; the command line reads it, too"
    return refusal(name, what, right)
