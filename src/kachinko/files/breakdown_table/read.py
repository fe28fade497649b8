"""Read a breakdown as a table: CSV, or a workbook with as many of its sheets as are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.files.breakdown_table.csv_text import read_csv
from kachinko.files.breakdown_table.forms import (
    AVAILABILITY,
    CAST,
    CLOSURES,
    ELEMENTS,
    FORMS,
    LOCATIONS,
    MOVES,
    README,
    RULES,
    SCENES,
    SETS,
    SHOOTING,
    Form,
)
from kachinko.files.breakdown_table.grid import Grid, find_heads
from kachinko.files.breakdown_table.named import Named
from kachinko.files.breakdown_table.scenes import SceneRows
from kachinko.files.breakdown_table.sheets import (
    Reading,
    give_availability,
    read_keyed,
    read_records,
    register_of,
    take_window,
    unknown,
)
from kachinko.files.plain_ids import clean_name
from kachinko.files.shooting_tree import ASSUMED_CURRENCY, to_shooting
from kachinko.files.slugline import fold
from kachinko.files.source import read_bytes, refusal
from kachinko.files.xlsx_package import Valueless, inspect
from kachinko.files.xlsx_sheets import load_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.files.breakdown_table.grid import Heads
    from kachinko.files.register import Raw, Register
    from kachinko.model.shooting import Shooting

LEAST_HEADS = 2
"""Known heads by which a table is taken for one of scenes, that of the number among them."""
MOST_ROWS = 50_000
MOST_REMARKS = 200
_LISTED = (("cast", CAST), ("set", SETS), ("location", LOCATIONS), ("element", ELEMENTS))


def read_breakdown_table(
    path: Path, *, currency: str = ASSUMED_CURRENCY, name: str = ""
) -> tuple[Shooting, list[str]]:
    """Read a breakdown from a ``.csv``, ``.tsv``, ``.txt`` or ``.xlsx`` file.

    Parameters
    ----------
    path
        The file.
    currency
        Of the prices, where the file has no sheet that says it.
    name
        Of the title, where the file does not say it; else the file's own name.

    Returns
    -------
    The shooting, and remarks: what is not read, and what was assumed.

    Raises
    ------
    InputError
        With every fault of the file at once, each with sheet, row and column.
    """
    source = str(path)
    reading = Reading(source, path.name, currency)
    data = read_bytes(path, source, "breakdown")
    grids = _grids(path, data, reading)
    found = _sort(grids, reading)
    if SHOOTING in found:
        read_keyed(found[SHOOTING], SHOOTING, reading)
    else:
        reading.remarks.append(f"no currency is stated: {currency} is assumed")
    if RULES in found:
        read_keyed(found[RULES], RULES, reading)
    registers, closed = _registers(found, reading)
    rows = SceneRows(
        found[SCENES],
        _heads_of_scenes(found[SCENES], source),
        Named(registers, closed, reading),
        [str(unit) for unit in reading.tree.get("units", [])],
    )
    scenes = rows.read()
    shooting = to_shooting(
        source, _tree(found, scenes, registers, name or path.stem, reading),
        reading.where, reading.faults,
    )  # fmt: skip
    remarks = list(dict.fromkeys(reading.remarks))
    more = len(remarks) - MOST_REMARKS
    if more > 0:
        remarks[MOST_REMARKS:] = [f"… and {more:,} remarks more"]
    return shooting, remarks


def _grids(path: Path, data: bytes, reading: Reading) -> list[Grid]:
    if path.suffix.lower() in (".xlsx", ".xlsm") or data.startswith(b"PK\x03\x04"):
        valueless = inspect(data, reading.source)
        return [
            Grid(path.name, sheet.name, sheet.rows, valueless.get(sheet.name, Valueless()))
            for sheet in load_sheets(data, reading.source)
        ]

    def heads_in(rows: list[list[str]]) -> int:
        heads = find_heads(Grid(path.name, "", list(rows)), SCENES)
        return len(heads.columns) if heads is not None else 0

    return [Grid(path.name, "", list(read_csv(data, reading.source, heads_in, reading.remarks)))]


def _sort(grids: list[Grid], reading: Reading) -> dict[Form, Grid]:
    """Which sheet is which: by its name, and the scenes also by their heads."""
    found: dict[Form, Grid] = {}
    others = []
    for grid in grids:
        form = next((form for form in FORMS if grid.sheet and form.has_name(grid.sheet)), None)
        if form is not None and form not in found:
            found[form] = grid
        elif not grid.is_empty and fold(grid.sheet) != fold(README):
            others.append(grid)
    if SCENES not in found or _scene_heads(found[SCENES]) < LEAST_HEADS:
        by_heads = max(others, key=_scene_heads, default=None)
        if by_heads is not None and _scene_heads(by_heads) >= LEAST_HEADS:
            others.remove(by_heads)
            if SCENES in found:
                others.append(found[SCENES])
            found[SCENES] = by_heads
    if SCENES not in found or _scene_heads(found[SCENES]) < LEAST_HEADS:
        raise refusal(
            reading.source,
            "there is no table of scenes in it",
            "a row of heads such as Scene, Set, INT/EXT, D/N, Pages, Cast (シーン, 場所, 内外, "
            "昼夜, ページ, 出演)",
        )
    for grid in found.values():
        if len(grid.rows) > MOST_ROWS:
            raise refusal(
                reading.source,
                f"the table {grid.sheet} has {len(grid.rows):,} rows",
                f"at most {MOST_ROWS:,}; perhaps this is another file",
            )
    reading.remarks += [f"the sheet {grid.sheet!r} is not read" for grid in others]
    return found


def _scene_heads(grid: Grid) -> int:
    heads = find_heads(grid, SCENES)
    if heads is None or heads.place("number") is None:
        return 0
    return len(heads.columns)


def _heads_of_scenes(grid: Grid, source: str) -> Heads:
    heads = find_heads(grid, SCENES)
    if heads is None:
        raise refusal(source, "there is no table of scenes in it")
    return heads


def _registers(found: dict[Form, Grid], reading: Reading) -> tuple[dict[str, Register], set[str]]:
    """What the sheets list; the kinds of which a sheet lists any are closed."""
    registers, closed = {}, set()
    for kind, form in _LISTED:
        records = read_records(found[form], form, reading) if form in found else []
        take_window(records, form, reading)
        if records:
            closed.add(kind)
        registers[kind] = register_of(records, kind, reading, form)
    if AVAILABILITY in found:
        with_dates = {kind: registers[kind] for kind in ("cast", "set", "location")}
        give_availability(found[AVAILABILITY], with_dates, reading)
    _set_places(registers, closed, reading)
    return registers, closed


def _set_places(registers: dict[str, Register], closed: set[str], reading: Reading) -> None:
    """On the sheet Sets the place stands by its name; the model wants its id."""
    places = registers["location"]
    for index, record in enumerate(registers["set"].records.values()):
        place = record.get("location")
        if place is None:
            continue
        text = str(place)
        if "location" in closed and places.find(text) is None:
            where = reading.where(("sets", index, "location"))
            unknown(where, "location", text, places, reading)
        else:
            record["location"] = places.named(text)


def _tree(
    found: dict[Form, Grid],
    scenes: list[Raw],
    registers: dict[str, Register],
    name: str,
    reading: Reading,
) -> Raw:
    tree: Raw = {"schema": "kachinko-shooting/1", "name": clean_name(name) or "Untitled"}
    tree |= reading.tree
    tree.setdefault("currency", reading.currency)
    for kind, form in _LISTED:
        tree[form.steps[0]] = list(registers[kind].records.values())
    if MOVES in found:
        tree["moves"] = read_records(found[MOVES], MOVES, reading)
        for move in tree["moves"]:
            between = move.get("between")
            if isinstance(between, list):
                places = registers["location"]
                move["between"] = [places.find(text) or text for text in between]
    if CLOSURES in found:
        closures = read_records(found[CLOSURES], CLOSURES, reading)
        if closures:
            tree.setdefault("calendar", {})["closures"] = closures
    tree["scenes"] = scenes
    units = list(tree.get("units", []))
    named = dict.fromkeys(scene["unit"] for scene in scenes)
    tree["units"] = [*units, *(unit for unit in named if unit not in units)] or ["main"]
    return tree
