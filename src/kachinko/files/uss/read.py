"""Read a USS file: a shooting, its board if it has one, and what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.files.plain_ids import clean_name
from kachinko.files.shooting_tree import ASSUMED_CURRENCY, to_shooting
from kachinko.files.uss.boards import (
    calendar_of,
    choose_stripboard,
    read_strips,
    to_board,
    units_by_board,
)
from kachinko.files.uss.document import OURS, Node, load_document
from kachinko.files.uss.elements import Elements, read_elements
from kachinko.files.uss.scenes import Scenes, read_scenes
from kachinko.model.errors import Fault, InputError
from kachinko.model.shooting import Shooting

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kachinko.files.register import Raw
    from kachinko.files.uss.calendar import DayCount
    from kachinko.model.board import Board

TABLES = ("cast", "locations", "sets", "elements")
ROOT_KEYS = {
    field.alias or name for name, field in Shooting.model_fields.items()
} - {"name", "scenes", *TABLES}  # fmt: skip
"""What stands under our key of the whole file."""
MOST_REMARKS = 200
_LOST_HEADER = (
    "author", "company", "description", "episode", "episodeName", "schedColor", "scriptColor",
    "schedDate", "scriptDate", "season",
)  # fmt: skip


def read_uss(
    path: Path, *, currency: str = ASSUMED_CURRENCY, start: date | None = None
) -> tuple[Shooting, Board | None, list[str]]:
    """Read a USS file.

    Parameters
    ----------
    path
        The file.
    currency
        Of a file that another program wrote: the standard knows no prices.
    start
        First day of photography of a stripboard whose calendar has none.

    Returns
    -------
    The shooting; the board, where the file has days with dates; and remarks: what the file says
    that is not kept, and what was assumed. At most `MOST_REMARKS` of these are returned.

    Raises
    ------
    InputError
        With every fault of the file at once.
    """
    faults: list[Fault] = []
    remarks: list[str] = []
    root = load_document(path, faults)
    version = root.text("ussVersion", "version")
    draft = version.startswith("0.")
    if version and not version.startswith(("0.", "1.")):
        remarks.append(f"the file has version {version[:20]}; 1.x is what is understood")
    faults += [
        Fault(path.name, f"{key} is missing", "a list […]")
        for key in ("breakdowns", "categories", "elements")
        if root.value.get(key) is None
    ]
    own = {key: value for key, value in root.ours.items() if key in ROOT_KEYS}
    units = own.get("units") if isinstance(own.get("units"), list) else []
    elements = read_elements(root, draft=draft, remarks=remarks)
    scenes = read_scenes(root, elements, [str(unit) for unit in units or []], remarks)
    stripboard = choose_stripboard(root, scenes, remarks)
    count = calendar_of(root, stripboard, remarks)
    if count is not None and count.start is None:
        count.start = start
    if stripboard is not None:
        by_board = units_by_board(stripboard, scenes)
        for record in scenes.records:
            record.setdefault("unit", by_board.get(record["number"], "main"))
    strips = read_strips(stripboard, scenes, count, remarks) if stripboard is not None else None
    tree = _tree(root, own, elements, scenes, count, currency)
    if not own:
        remarks.append(f"the file states no currency: {currency} is assumed")
        dropped = sum("drop_days" in player for player in tree["cast"])
        if dropped:
            remarks.append(
                f"{dropped} of the cast may be dropped and picked up, as the file says; many "
                "programs say so of everybody unasked"
            )
    shooting = to_shooting(str(path), tree, _where(path, tree, elements, scenes), faults)
    board = None
    if stripboard is not None and (strips is not None or "board" in stripboard.ours):
        try:
            board = to_board(stripboard, strips or [], shooting, list(shooting.units), remarks)
        except ValueError as error:
            raise InputError(str(path), [Fault(stripboard.place, str(error))]) from None
    _note_what_is_lost(root, remarks)
    remarks = list(dict.fromkeys(remarks))
    more = len(remarks) - MOST_REMARKS
    if more > 0:
        remarks[MOST_REMARKS:] = [f"… and {more:,} remarks more"]
    return shooting, board, remarks


def _tree(
    root: Node,
    own: dict[str, Any],
    elements: Elements,
    scenes: Scenes,
    count: DayCount | None,
    currency: str,
) -> Raw:
    name = clean_name(root.text("project") or root.text("name")) or "Untitled"
    tree: Raw = {"schema": "kachinko-shooting/1", "name": name, "currency": currency}
    if count is not None and not own:
        closures = [
            {"from": day, "to": day, "reason": clean_name(reason)}
            for day, reason in sorted(count.dates_off.items())
        ]
        tree["calendar"] = {"weekdays": count.weekdays, "closures": closures}
        tree["start"] = count.start
    tree |= own
    for table in TABLES:
        tree[table] = list(elements.records.get(table, {}).values())
    tree["scenes"] = scenes.records
    units = tree.get("units", [])
    if isinstance(units, list):
        named = dict.fromkeys(record.get("unit", "main") for record in scenes.records)
        tree["units"] = [*units, *(unit for unit in named if unit not in units)] or ["main"]
    return tree


def _where(path: Path, tree: Raw, elements: Elements, scenes: Scenes) -> Any:
    def where(steps: tuple[str | int, ...]) -> str:
        if len(steps) > 1 and isinstance(steps[1], int):
            table, index = str(steps[0]), steps[1]
            if table == "scenes" and index < len(scenes.places):
                return scenes.places[index]
            if table in TABLES and index < len(tree[table]):
                return elements.places[table, tree[table][index]["id"]]
        return f"{path.name}, {OURS}"

    return where


def _note_what_is_lost(root: Node, remarks: list[str]) -> None:
    header = [key for key in _LOST_HEADER if root.value.get(key)]
    if header:
        remarks.append(f"not kept of the header: {', '.join(header)}")
    foreign: set[str] = set()
    waiting: list[Any] = [root.value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            foreign |= {key for key in node if key.startswith("_") and key != OURS}
            waiting += [value for key, value in node.items() if not key.startswith("_")]
        elif isinstance(node, list):
            waiting += node
    if foreign:
        shown = ", ".join(sorted(foreign)[:20])
        remarks.append(f"keys that another program added are not kept: {shown}")
