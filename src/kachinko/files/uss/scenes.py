"""The breakdowns of a USS file as scenes."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.files.page_length import parse_pages
from kachinko.files.plain_ids import clean_text, free_id, id_from, scene_number, unit_id
from kachinko.files.shooting_tree import NO_SET
from kachinko.files.slugline import fold, parse_setting, parse_time
from kachinko.model.base import LONGEST_TEXT
from kachinko.model.scene import MINUTES_A_DAY

if TYPE_CHECKING:
    from kachinko.files.register import Raw
    from kachinko.files.uss.document import Node
    from kachinko.files.uss.elements import Elements

MS_A_MINUTE = 60_000
OWN_KEYS = {"heading", "script_day", "after", "on", "earliest", "latest"}


@dataclass
class Scenes:
    """The scenes of a file, and what else stands among its breakdowns."""

    records: list[Raw] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    """Our scene numbers by the ids of breakdowns."""
    without_unit: set[str] = field(default_factory=set)
    """Numbers of scenes that name no unit."""
    day_strips: set[str] = field(default_factory=set)
    """Ids of strips that end a day, as drafts of the standard had them."""
    others: set[str] = field(default_factory=set)
    """Ids of banners and day strips."""
    unsized: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    locations: list[tuple[str, str]] = field(default_factory=list)
    """The place that each scene names for its set."""


def read_scenes(root: Node, elements: Elements, units: list[str], remarks: list[str]) -> Scenes:
    """Read the breakdowns; elements that only comments make are added to `elements`."""
    found = Scenes()
    banners = 0
    for node in root.nodes("breakdowns"):
        kind = node.text("type") or "scene"
        if kind in ("day", "banner"):
            found.others.add(node.text("id"))
        if kind == "day":
            found.day_strips.add(node.text("id"))
        elif kind == "banner":
            banners += 1
        else:
            _read_scene(node, found, elements, units, remarks)
    if banners:
        remarks.append(f"banners are not kept ({banners})")
    if found.unsized:
        shown = ", ".join(found.unsized[:20]) + (" …" if len(found.unsized) > 20 else "")
        remarks.append(f"scenes without a length count as 1/8 of a page: {shown}")
    _set_locations(found, elements, remarks)
    return found


def _read_scene(
    node: Node, found: Scenes, elements: Elements, units: list[str], remarks: list[str]
) -> None:
    number = _number(node, found, remarks)
    parts = _parts(node, elements, remarks)
    record: Raw = {
        "number": number,
        "set": _set_of(parts, elements),
        "eighths": _eighths(node, number, found),
        "cast": [elements.ids[id_] for id_ in parts.get("cast", [])],
        "elements": [elements.ids[id_] for id_ in parts.get("element", [])],
        "synopsis": clean_text(node.text("description"), LONGEST_TEXT),
    }
    _read_slugline(record, parts, elements, node, remarks)
    if "unit" in parts:
        name = elements.name(parts["unit"][0])
        record["unit"] = name if name in units else unit_id(name)
    else:
        found.without_unit.add(number)
    if "location" in parts:
        found.locations.append((record["set"], elements.ids[parts["location"][0]]))
    duration = node.number("duration", "time")
    if duration is not None:
        minutes = math.ceil(duration / MS_A_MINUTE)
        if 0 <= minutes <= MINUTES_A_DAY:
            record["minutes"] = minutes
        else:
            remarks.append(f"{node.place}: {minutes:,} minutes are not kept, a day has 1,440")
    comment = clean_text(node.text("comments"), 10_000)
    if comment:
        record["elements"].append(_comment(comment, elements, node.place))
    record["elements"] = list(dict.fromkeys(record["elements"]))
    record["cast"] = list(dict.fromkeys(record["cast"]))
    record |= {key: value for key, value in node.ours.items() if key in OWN_KEYS}
    found.numbers.setdefault(node.text("id"), number)
    found.records.append(record)
    found.places.append(node.place)


def _number(node: Node, found: Scenes, remarks: list[str]) -> str:
    written = node.text("scene")
    number = scene_number(written) or "unnumbered"
    unique = free_id(number, found.taken, "pt" if number != "unnumbered" else "-")
    found.taken.add(unique)
    if unique != written.strip():
        remarks.append(f"{node.place}: the scene {written[:40]!r} is now {unique}")
    return unique


def _parts(node: Node, elements: Elements, remarks: list[str]) -> dict[str, list[str]]:
    """The elements of a breakdown by kind, in their order; all departments are one kind."""
    parts: dict[str, list[str]] = {}
    for id_ in node.texts("elements"):
        kind = elements.kinds.get(id_)
        if kind is None:
            remarks.append(f"{node.place}: there is no element {id_[:40]!r}")
            continue
        special = ("set", "setting", "time", "script_day", "unit", "sequence", "location", "cast")
        parts.setdefault(kind if kind in special else "element", []).append(id_)
    remarks += [
        f"{node.place}: several elements of the kind {kind}; the first counts"
        for kind in ("set", "setting", "time", "script_day", "unit", "location")
        if len(parts.get(kind, [])) > 1
    ]
    if "sequence" in parts:
        remarks.append(f"{node.place}: the sequence is not kept")
    return parts


def _set_of(parts: dict[str, list[str]], elements: Elements) -> str:
    if "set" in parts:
        return elements.ids[parts["set"][0]]
    if NO_SET not in elements.made:
        id_ = id_from(NO_SET, elements.records.get("sets", {}), "set")
        elements.made[NO_SET] = elements.enter("sets", {"id": id_, "name": NO_SET}, NO_SET)
    return elements.made[NO_SET]


def _eighths(node: Node, number: str, found: Scenes) -> int:
    eighths = 0
    if node.value.get("pages") is not None:
        try:
            eighths = parse_pages(node.value["pages"])
        except ValueError:
            node.reject("pages", "pages as a decimal number of eighths, such as 2.375")
    if eighths == 0:
        found.unsized.append(number)
    return max(eighths, 1)


def _read_slugline(
    record: Raw, parts: dict[str, list[str]], elements: Elements, node: Node, remarks: list[str]
) -> None:
    for kind, parse in (("setting", parse_setting), ("time", parse_time)):
        if kind in parts:
            name = elements.name(parts[kind][0])
            word = parse(name)
            if word is not None:
                record[kind] = word
            elif fold(name):
                remarks.append(f"{node.place}: {name[:40]!r} is no {kind} that is known; not kept")
    if "script_day" in parts:
        record["script_day"] = elements.name(parts["script_day"][0])


def _comment(text: str, elements: Elements, place: str) -> str:
    name = clean_text(" ".join(text.split()), 200)
    key = f"comment {name}"
    if key not in elements.made:
        id_ = id_from(name, elements.records.get("elements", {}), "note")
        record = {"id": id_, "name": name, "category": "notes"}
        elements.made[key] = elements.enter("elements", record, place)
    return elements.made[key]


def _set_locations(found: Scenes, elements: Elements, remarks: list[str]) -> None:
    """Give each set the place that its scenes name; the model has one for a set."""
    named: dict[str, Counter[str]] = {}
    for set_, place in found.locations:
        named.setdefault(set_, Counter())[place] += 1
    known = elements.records.get("locations", {})
    for id_, record in elements.records.get("sets", {}).items():
        if id_ in named:
            record["location"] = named[id_].most_common(1)[0][0]
            if len(named[id_]) > 1:
                name, count = record["name"], len(named[id_])
                remarks.append(f"the set {name!r} is shot at {count} places; the most usual counts")
        elif record.get("location") is not None and record["location"] not in list(known):
            remarks.append(f"the place {record.pop('location')!r} of a set is not there any more")
