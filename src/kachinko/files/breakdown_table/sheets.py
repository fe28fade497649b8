"""The sheets beside the scenes: records a row, or keys with their values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kachinko.files.breakdown_table.cells import split, stage_of, text_of, value_of
from kachinko.files.breakdown_table.forms import AVAILABILITY
from kachinko.files.breakdown_table.grid import find_heads
from kachinko.files.plain_ids import free_id, free_number, id_from
from kachinko.files.register import Register
from kachinko.files.xlsx_sheets import has_value, is_value
from kachinko.model.consistency import nearest
from kachinko.model.errors import Fault
from kachinko.model.raw_tree import MOST_COMPARED

if TYPE_CHECKING:
    from kachinko.files.breakdown_table.forms import Form
    from kachinko.files.breakdown_table.grid import Grid
    from kachinko.files.register import Raw
    from kachinko.files.tables import Column
    from kachinko.model.consistency import Path

MOST_FAULTS = 500


@dataclass
class Reading:
    """A file being read: what was found, and where."""

    source: str
    file: str
    currency: str
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    tree: Raw = field(default_factory=dict)
    places: dict[Path, tuple[Grid, int, int | None]] = field(default_factory=dict)

    def fault(self, place: str, what: str, right: str = "") -> None:
        """Note a fault; beyond a number of them nobody reads on."""
        if len(self.faults) <= MOST_FAULTS:
            self.faults.append(Fault(place, what, right))

    def where(self, path: Path) -> str:
        """Where the value at a path of the tree stands, or else what surrounds it."""
        around = path
        while around:
            if around in self.places:
                grid, row, column = self.places[around]
                return grid.where(row, column)
            around = around[:-1]
        return self.file

    def value(self, grid: Grid, row: int, place: int) -> Any:
        """A cell's value; a fault where it shows something and holds none."""
        broken = grid.broken(row, place)
        if broken:
            self.fault(grid.where(row, place), broken, "a value")
        return grid.cell(row, place)

    def put(self, path: Path, record: Raw, column: Column, spot: tuple[Grid, int, int]) -> None:
        """Put a cell's value where its column says, and note where it stands."""
        value = value_of(self.value(*spot), column, self.currency)
        if value is None:
            return
        *groups, last = column.steps
        for step in groups:
            record = record.setdefault(step, {})
        record[last] = value
        self.places[(*path, *column.steps)] = spot


def read_keyed(grid: Grid, form: Form, reading: Reading) -> None:
    """Read a sheet of keys and values into the tree."""
    columns = {}
    for row, cells in enumerate(grid.rows):
        head = text_of(cells[0]) if cells else ""
        column = form.column_of(head) if head else None
        if column is not None:
            columns[row] = column
        elif head and not (row == 0 and head.lower() == "key") and has_value(cells[1:2]):
            reading.remarks.append(f"{grid.where(row, 0)}: {head[:60]!r} is not known; not read")
    record = reading.tree
    for step in form.steps:
        record = record.setdefault(step, {})
    # The currency first: amounts are read by it.
    for row in sorted(columns, key=lambda row: columns[row].head != "currency"):
        column = columns[row]
        reading.put(form.steps, record, column, (grid, row, 1))
        if column.head == "currency" and isinstance(record.get("currency"), str):
            reading.currency = record["currency"].strip()
    # An amount without a currency is in the one of the shooting.
    for part in record.values():
        if isinstance(part, dict) and set(part) == {"amount"}:
            part["currency"] = reading.currency


def read_records(grid: Grid, form: Form, reading: Reading, *, start: int = 0) -> list[Raw]:
    """Read the rows of a sheet as raw records; `start` counts those that stand there before."""
    heads = find_heads(grid, form)
    if heads is None:
        return []
    note_unread(grid, heads.others, heads.twice, heads.row, reading)
    records: list[Raw] = []
    for row in range(heads.row + 1, len(grid.rows)):
        if not has_value(grid.rows[row]):
            continue
        path: Path = (*form.steps, start + len(records))
        record: Raw = {}
        reading.places[path] = (grid, row, None)
        for place, column in heads.columns.items():
            if column.head == "stage":
                _put_stage(path, record, (grid, row, place), reading)
            else:
                reading.put(path, record, column, (grid, row, place))
        for part in record.values():
            if isinstance(part, dict) and set(part) == {"amount"}:
                part["currency"] = reading.currency
            elif isinstance(part, dict) and set(part) == {"currency"}:
                part.clear()
        records.append({key: part for key, part in record.items() if part != {}})
    return records


def _put_stage(path: Path, record: Raw, spot: tuple[Grid, int, int], reading: Reading) -> None:
    value = reading.value(*spot)
    if is_value(value):
        stage = value if isinstance(value, bool) else stage_of(text_of(value))
        record["stage"] = value if stage is None else stage
        reading.places[(*path, "stage")] = spot


def note_unread(
    grid: Grid, others: dict[int, str], twice: list[int], row: int, reading: Reading
) -> None:
    """Remark which columns are not read."""
    for place, head in others.items():
        if any(is_value(grid.cell(below, place)) for below in range(row + 1, len(grid.rows))):
            reading.remarks.append(
                f"{grid.where(row, place)}: {head[:60]!r} is not known; not read"
            )
    for place in twice:
        reading.fault(
            grid.where(row, place), "the head stands here a second time", "each head once"
        )


def take_window(records: list[Raw], form: Form, reading: Reading) -> None:
    """Turn columns Available from and Stop date into a stretch of availability."""
    for index, record in enumerate(records):
        path: Path = (*form.steps, index)
        first, last = record.pop("from", None), record.pop("to", None)
        if first is None and last is None:
            continue
        for key in ("from", "to"):
            spot = reading.places.get((*path, key))
            if spot is not None:
                reading.places[(*path, "available", 0, key)] = spot
        # One end alone is no limit on the other side.
        record["available"] = [{"from": first or "1900-01-01", "to": last or "2200-12-31"}]


def give_availability(grid: Grid, registers: dict[str, Register], reading: Reading) -> None:
    """Read the sheet Availability and give its stretches to cast, sets and locations."""
    heads = find_heads(grid, AVAILABILITY)
    if heads is None:
        return
    at_of, at_id = heads.place("of"), heads.place("id")
    if at_of is None or at_id is None:
        reading.fault(grid.where(heads.row), "a column Of or Id is missing", "Of, Id, From, To")
        return
    positions = {
        kind: {id_: index for index, id_ in enumerate(one.records)}
        for kind, one in registers.items()
    }
    dates = {place: column for place, column in heads.columns.items() if column.kind == "date"}
    for row in range(heads.row + 1, len(grid.rows)):
        if not has_value(grid.rows[row]):
            continue
        kind = text_of(grid.cell(row, at_of)).lower()
        register = registers.get(kind)
        if register is None:
            right = ", ".join(registers)
            reading.fault(grid.where(row, at_of), f"{kind[:40]!r} is none of these", right)
            continue
        name = text_of(grid.cell(row, at_id))
        id_ = register.find(name)
        if id_ is None:
            unknown(grid.where(row, at_id), kind, name, register, reading)
            continue
        spans = register.records[id_].setdefault("available", [])
        table = {"cast": "cast", "set": "sets", "location": "locations"}[kind]
        path: Path = (table, positions[kind][id_], "available", len(spans))
        span: Raw = {}
        reading.places[path] = (grid, row, None)
        for place, column in dates.items():
            reading.put(path, span, column, (grid, row, place))
        spans.append(span)


def unknown(place: str, kind: str, name: str, register: Register, reading: Reading) -> None:
    """Note that something is named that is not on the sheet of its kind."""
    names = [*register.records, *(str(one.get("name", "")) for one in register.records.values())]
    close = nearest(name, names) if len(names) <= MOST_COMPARED else None
    right = f"{close!r}, perhaps" if close else "one of that sheet"
    reading.fault(place, f"there is no {kind} {name[:60]!r} on its sheet", right)


def register_of(records: list[Raw], stem: str, reading: Reading, form: Form) -> Register:
    """A register of a sheet's records; ids that are missing are made out of the names."""
    register = Register(stem, sort="category" if stem == "element" else "")
    for index, record in enumerate(records):
        id_ = record.get("id")
        path: Path = (*form.steps, index)
        if id_ is None and isinstance(record.get("name"), str):
            # Added at once, so that a second one of the name becomes a fault below.
            record["id"] = id_ = _made_id(record["name"], stem, register)
        if "name" not in record and id_ is not None:
            record["name"] = f"Cast {id_}" if stem == "cast" else str(id_)
        # Every record stays, under some id, so that faults in it are placed right.
        record["id"] = text_of(id_) or free_id("unnamed", register, "-")
        if record["id"] in register:
            where = reading.where((*path, "id"))
            reading.fault(where, f"{record['id']!r} stands here a second time")
            record["id"] = free_id(record["id"], register, "-")
        register.add(record)
    return register


def _made_id(name: str, stem: str, register: Register) -> str:
    return free_number(register) if stem == "cast" else id_from(name, register, stem)


def parts_of(text: str, register: Register, sort: str = "") -> list[str]:
    """The names in a cell: all of it where that is one name, else its parts."""
    return [text] if register.find(text, sort) is not None else split(text)
