"""The elements of a USS file, each as what it is here: a set, a place, a player, a prop …"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kachinko.files.plain_ids import clean_name, free_id, free_number, id_from, is_id
from kachinko.files.uss.calendar import stamp_day
from kachinko.files.uss.categories import kind_of
from kachinko.model.scene import Element, Location, Player, ShootingSet
from kachinko.model.span import FIRST_YEAR, LAST_YEAR, ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kachinko.files.register import Raw
    from kachinko.files.uss.categories import Kind
    from kachinko.files.uss.document import Node
    from kachinko.model.scene import Category

OWN_KEYS = {
    "cast": set(Player.model_fields) - {"id", "name", "drop_days"},
    "set": set(ShootingSet.model_fields) - {"id", "name"},
    "location": set(Location.model_fields) - {"id", "name"},
    "": set(Element.model_fields) - {"id", "name", "category"},
}
"""What stands under our own key of an element, by kind; all else the standard can say."""


@dataclass
class Elements:
    """What the elements of a file are, by their ids there."""

    kinds: dict[str, Kind | Category] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """Our ids of sets, places, cast and other elements."""
    records: dict[str, dict[str, Raw]] = field(default_factory=dict)
    """Raw records by table (sets, locations, cast, elements) and our id."""
    made: dict[str, str] = field(default_factory=dict)
    """Ids of what only comments made, and of the set of scenes that name none."""
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    """Where a record stands, by table and our id."""

    def name(self, uss_id: str) -> str:
        """The name of an element, as the models take it."""
        return clean_name(self.nodes[uss_id].text("name"))

    def enter(self, table: str, record: Raw, place: str) -> str:
        """Add a record that has its id."""
        self.records.setdefault(table, {})[record["id"]] = record
        self.places[table, record["id"]] = place
        return str(record["id"])


def read_elements(root: Node, *, draft: bool, remarks: list[str]) -> Elements:
    """Read categories and elements."""
    found = Elements()
    kinds: dict[str, Kind | Category] = {}
    listed: dict[str, str] = {}
    for category in root.nodes("categories"):
        kind, certain = kind_of(category, draft=draft)
        id_ = category.text("id")
        kinds.setdefault(id_, kind)
        if not certain:
            name = category.text("name")[:60]
            remarks.append(f"{category.place}: the category {name!r} is read as notes")
        for element in category.texts("elements"):
            listed.setdefault(element, id_)
    nodes = root.nodes("elements")
    for node in nodes:
        id_ = node.text("id")
        kind_here = kinds.get(node.text("category") or listed.get(id_, ""))
        if kind_here is None:
            remarks.append(f"{node.place}: in no category, and so not read, as the standard says")
        elif id_ in found.nodes:
            remarks.append(f"{node.place}: the id {id_[:40]!r} stands there before; not read")
        else:
            found.kinds[id_], found.nodes[id_] = kind_here, node
    _enter_cast(found, remarks)
    for id_, kind in found.kinds.items():
        if kind in ("set", "location") or kind not in _IN_SCENES:
            _enter_thing(found, id_, kind)
    _note_what_is_lost(nodes, remarks)
    return found


_IN_SCENES = ("cast", "setting", "time", "script_day", "unit", "sequence")
"""Kinds of elements that are no records of their own."""


def _enter_thing(found: Elements, uss_id: str, kind: Kind | Category) -> None:
    node = found.nodes[uss_id]
    table = {"set": "sets", "location": "locations"}.get(kind, "elements")
    taken = found.records.get(table, {})
    stem = kind if table != "elements" else kind.replace("_", "-")
    name = found.name(uss_id) or f"Unnamed {stem}"
    own = node.ours.get("id")
    id_ = own if isinstance(own, str) and is_id(own) and own not in taken else ""
    record: Raw = {"id": id_ or id_from(name, taken, stem), "name": name}
    if table == "elements":
        record["category"] = kind
    record |= _own(node, OWN_KEYS.get(kind, OWN_KEYS[""]))
    found.ids[uss_id] = found.enter(table, record, node.place)


def _enter_cast(found: Elements, remarks: list[str]) -> None:
    # Numbers given come first, so that a player without one does not take another's.
    cast = [id_ for id_, kind in found.kinds.items() if kind == "cast"]
    numbers: dict[str, str] = {}
    taken: set[str] = set()
    for uss_id in cast:
        node = found.nodes[uss_id]
        number = node.text("elementId").strip()
        if is_id(number):
            numbers[uss_id] = free_id(number, taken, ".")
            taken.add(numbers[uss_id])
            if numbers[uss_id] != number:
                remarks.append(f"{node.place}: the number {number} is taken; now {numbers[uss_id]}")
    for uss_id in cast:
        if uss_id not in numbers:
            numbers[uss_id] = free_number(taken)
            taken.add(numbers[uss_id])
        found.ids[uss_id] = _enter_player(found, uss_id, numbers[uss_id], remarks)


def _enter_player(found: Elements, uss_id: str, number: str, remarks: list[str]) -> str:
    node = found.nodes[uss_id]
    record: Raw = {"id": number, "name": found.name(uss_id) or f"Cast {number}"}
    drop = node.number("dropDayCount", "doodDropDays")
    if node.flag("isDrop", "doodDropAllow") and drop is not None and 1 <= drop <= 2000:
        record["drop_days"] = int(drop)
    off = {}
    for event in node.nodes("events"):
        day = stamp_day(event, remarks) if event.text("type") == "dayOff" else None
        if day is not None:
            off[day] = True
    record |= _own(node, OWN_KEYS["cast"])
    if off and "available" not in record:
        record["available"] = _spans_without(sorted(off))
    if node.items("daysOff"):
        remarks.append(f"{node.place}: weekdays off of {record['name']} are not kept")
    return found.enter("cast", record, node.place)


def _spans_without(off: list[date]) -> list[Raw]:
    spans, first = [], off[0].replace(FIRST_YEAR, 1, 1)
    for day in off:
        if first < day:
            spans.append({"from": first, "to": day - ONE_DAY})
        first = day + ONE_DAY
    if first.year <= LAST_YEAR:
        spans.append({"from": first, "to": first.replace(LAST_YEAR, 12, 31)})
    return spans


def _own(node: Node, keys: Iterable[str]) -> dict[str, Any]:
    return {key: value for key, value in node.ours.items() if key in keys}


def _note_what_is_lost(nodes: list[Node], remarks: list[str]) -> None:
    linked = sum(bool(node.value.get("linkedElements")) for node in nodes)
    if linked:
        remarks.append(f"links between elements are not kept ({linked} elements have some)")
    events = sum(
        isinstance(event, dict) and event.get("type") != "dayOff"
        for node in nodes
        if isinstance(node.value.get("events"), list)
        for event in node.value["events"]
    )
    if events:
        remarks.append(f"events of elements, such as fittings, are not kept ({events})")
