"""Write a breakdown as a workbook with all its sheets, or as CSV with one row a scene."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from kachinko.files.breakdown_table.forms import (
    AVAILABILITY,
    CATEGORY_COLUMNS,
    FORMS,
    LOCATION,
    README,
    SCENES,
    Form,
)
from kachinko.files.register import Register
from kachinko.files.xlsx_writer import fill_cell, fit_to_page, write_heads
from kachinko.files.xlsx_writer import value_of as value_in
from kachinko.model.scene import EIGHTHS_A_PAGE, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.files.tables import Column
    from kachinko.model.base import Record
    from kachinko.model.scene import Player
    from kachinko.model.shooting import Shooting

_PAGES_FORMAT = "# ?/8"
_CSV_KEYS = (
    "number", "heading", "setting", "set", "time", "eighths", "minutes", "synopsis", "script_day",
    "unit", "location", "cast", "after", "on", "earliest", "latest",
)  # fmt: skip
_README = (
    "One sheet a table; the sheet Scenes has one row a scene. Empty rows do not matter.",
    "Pages are eighths: 2 3/8 is shown for 2.375. Cast are numbers of the sheet Cast, by commas.",
    "Sets, places, cast and elements that scenes name stand on the sheets of these.",
    "Dates are dates, first and last day included. Minutes count from midnight for calls.",
    "This sheet is not read.",
)
_SEPARATORS = ",;、，；\n"


def write_breakdown_workbook(shooting: Shooting) -> bytes:
    """The bytes of a workbook that reads back as the same shooting."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title = shooting.name[:255]
    book.properties.creator = "Kachinko"
    names = _Names(shooting)
    _write_readme(book, shooting)
    for form in FORMS:
        sheet = book.create_sheet(form.sheet)
        if form.keyed:
            _write_keyed(sheet, form, shooting)
        else:
            _write_table(sheet, form, list(_rows(form, shooting, names)))
    book.active = 1 + FORMS.index(SCENES)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_breakdown_csv(shooting: Shooting) -> bytes:
    """One row a scene, in UTF-8 with the mark by which Excel knows it; rates and rules are lost."""
    names = _Names(shooting)
    used = {element.category for element in shooting.elements}
    departments = [column for column in CATEGORY_COLUMNS if column.head in used]
    columns = {column.head: column for column in SCENES.columns}
    places = {set_.id: set_.location for set_ in shooting.sets}
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(
        [SCENES.label(columns[key]) for key in _CSV_KEYS]
        + [column.head.replace("_", " ").capitalize() for column in departments]
    )
    for scene in shooting.scenes:
        place = places.get(scene.set)
        values: dict[str, Any] = {key: value_in(scene, columns[key]) for key in _CSV_KEYS
                                  if key not in ("location", "cast")}  # fmt: skip
        values["set"] = names.sets.shown(scene.set)
        values["location"] = names.locations.shown(place) if place is not None else ""
        values["eighths"] = pages(scene.eighths)
        values["cast"] = "; ".join(names.player(id_) for id_ in scene.cast)
        row = ["" if values[key] is None else str(values[key]) for key in _CSV_KEYS]
        for column in departments:
            named = [names.category_of[id_] == column.head for id_ in scene.elements]
            own = [id_ for id_, here in zip(scene.elements, named, strict=True) if here]
            row.append("; ".join(names.elements.shown(id_, column.head) for id_ in own))
        writer.writerow([_not_a_formula(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


class _Names:
    """How things are called in a cell so that reading finds them again."""

    def __init__(self, shooting: Shooting) -> None:
        self.sets = _register(shooting.sets, "set")
        self.locations = _register(shooting.locations, "location")
        self.elements = _register(shooting.elements, "element", sort="category")
        self.category_of = {element.id: element.category for element in shooting.elements}
        self.cast: dict[str, Player] = {player.id: player for player in shooting.cast}

    def element(self, id_: str) -> str:
        """The name of an element, where it means that one and no other."""
        name = str(self.elements.records.get(id_, {}).get("name", ""))
        clear = name and not set(name) & set(_SEPARATORS)
        return name if clear and self.elements.find_any(name) == {id_} else id_

    def player(self, id_: str) -> str:
        """Number and part, as in ``4. KEN``."""
        player = self.cast.get(id_)
        plain = player is not None and not set(player.name) & set(_SEPARATORS)
        return f"{id_}. {player.name}" if player is not None and plain and id_.isdigit() else id_


def _register(records: tuple[Any, ...], stem: str, sort: str = "") -> Register:
    dumped = [
        {"id": one.id, "name": one.name} | ({sort: getattr(one, sort)} if sort else {})
        for one in records
    ]
    return Register(stem, dumped, sort=sort)


def _rows(form: Form, shooting: Shooting, names: _Names) -> Iterator[dict[str, Any]]:
    """The cells of a sheet by the keys of its columns."""
    if form is AVAILABILITY:
        for kind, records in (
            ("cast", shooting.cast), ("set", shooting.sets), ("location", shooting.locations),
        ):  # fmt: skip
            for record in records:
                for span in record.available:
                    yield {"of": kind, "id": record.id, "from": span.first, "to": span.last}
        return
    rows: Any = shooting
    for step in form.steps:
        rows = getattr(rows, step)
    for row in rows:
        cells = {column.head: value_in(row, column) for column in written_columns(form)}
        if form is SCENES:
            cells["set"] = names.sets.shown(row.set)
            cells["elements"] = ", ".join(map(names.element, row.elements)) or None
        elif "location" in cells and row.location is not None:
            cells["location"] = names.locations.shown(row.location)
        yield cells


def written_columns(form: Form) -> list[Column]:
    """The columns that are written: those of the model, whose records say all."""
    if form is AVAILABILITY:
        return list(form.columns)
    return [column for column in form.columns if column not in form.more and column != LOCATION]


def _write_readme(book: Workbook, shooting: Shooting) -> None:
    from openpyxl.styles import Font

    sheet = book.active
    assert sheet is not None
    sheet.title = README
    sheet.column_dimensions["A"].width = 100
    fill_cell(sheet.cell(1, 1), shooting.name)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for number, text in enumerate(_README, start=2):
        fill_cell(sheet.cell(number, 1), text)


def _write_keyed(sheet: Worksheet, form: Form, shooting: Shooting) -> None:
    record: Record = shooting
    for step in form.steps:
        record = getattr(record, step)
    write_heads(sheet, (("key", ""), ("value", ""), ("what it means", "")))
    for number, column in enumerate(form.columns, start=2):
        fill_cell(sheet.cell(number, 1), column.head)
        _fill(sheet.cell(number, 2), value_in(record, column))
        fill_cell(sheet.cell(number, 3), column.description)
    for letters, width in (("A", 24), ("B", 40), ("C", 80)):
        sheet.column_dimensions[letters].width = width
    sheet.freeze_panes = "A2"
    fit_to_page(sheet)


def _write_table(sheet: Worksheet, form: Form, rows: list[dict[str, Any]]) -> None:
    from openpyxl.utils import get_column_letter

    columns = written_columns(form)
    write_heads(sheet, tuple((form.label(one), one.description) for one in columns))
    widths = [len(form.label(column)) + 4 for column in columns]
    for number, cells in enumerate(rows, start=2):
        for place, column in enumerate(columns):
            cell = sheet.cell(number, place + 1)
            value = cells.get(column.head)
            if column.head == "eighths" and value is not None:
                # A number that shows as 2 3/8, so that a column of them can be summed.
                fill_cell(cell, value / EIGHTHS_A_PAGE)
                cell.number_format = _PAGES_FORMAT
            else:
                _fill(cell, value)
            widths[place] = max(widths[place], min(len(str(value or "")) + 2, 50))
    for place, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(len(rows) + 1, 2)}"
    fit_to_page(sheet)


def _fill(cell: Cell | Any, value: Any) -> None:
    if isinstance(value, float) and float(f"{value:.16g}") != value:
        # Sixteen digits are what the writer of cells keeps.
        value = repr(value)
    fill_cell(cell, value)


def _not_a_formula(text: str) -> str:
    """A cell that a spreadsheet takes for a text, whatever it begins with."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
