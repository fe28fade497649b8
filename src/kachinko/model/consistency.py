"""What the parts of a project must agree on: ids, references, order, windows, currency.

Works on the raw tree that a reader of files has (dicts, lists, texts, numbers), and passes over
whatever is malformed there, so that a wrong reference is reported in the same go as a wrong
number. `find_faults` does the same for a project built in code.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kachinko.model.errors import Fault
from kachinko.model.span import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kachinko.model.project import Project

Path = tuple[str | int, ...]
"""The way to a value in the tree: ``("titles", 3, "sets", 1, "after", 0)``."""

Place = tuple[Path, dict[str, Any]]
"""A record with the way to it."""


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One thing that does not agree with the rest, and the way to it."""

    path: Path
    what: str
    right: str


def find_faults(project: Project) -> list[Fault]:
    """Find what does not agree in a project that was built in code."""
    tree = project.model_dump(by_alias=True)
    return [
        Fault(breadcrumb(tree, found.path), found.what, found.right)
        for found in inconsistencies(tree)
    ]


def inconsistencies(tree: dict[str, Any]) -> list[Inconsistency]:
    """Find everything in a raw tree that does not agree with the rest of it."""
    found: list[Inconsistency] = []
    for rule in (
        _ids_are_unique,
        _agreements_name_stages_of_their_studio,
        _titles_name_studios,
        _items_name_cast,
        _items_follow_items_of_their_title,
        _items_are_in_some_order,
        _dates_run_forwards,
        _windows_run_forwards,
        _windows_meet_the_horizon,
        _prices_are_in_the_project_currency,
        _sets_have_a_footprint,
        _titles_have_something_to_shoot,
    ):
        found.extend(rule(tree))
    return found


def breadcrumb(tree: Any, path: Path) -> str:
    """Write a path for people, counted from 1: ``titles[3] 'vapor' > sets[1] 'lab' > after[1]``."""
    crumbs: list[str] = []
    node = tree
    for step in path:
        if isinstance(step, int):
            node = node[step] if isinstance(node, list | tuple) and step < len(node) else None
            name = _identity(node.get("id")) if isinstance(node, dict) else None
            label = f"[{step + 1}]" + (f" '{name}'" if name else "")
            if crumbs:
                crumbs[-1] += label
            else:
                crumbs.append(label)
        else:
            crumbs.append(step)
            node = node.get(step) if isinstance(node, dict) else None
    return " > ".join(crumbs)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that was probably meant, or None."""
    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def _one_of(word: str, known: Iterable[str], none: str) -> str:
    names = list(dict.fromkeys(known))
    close = nearest(word, names)
    if close is not None:
        return f"{close!r}, perhaps"
    if not names:
        return none
    shown = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    return f"one of {shown}"


# -- ids --------------------------------------------------------------------------------------


def _ids_are_unique(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    yield from _unique(_records(tree, (), "studios"), "studio", "in a project")
    yield from _unique(
        (stage for place in _records(tree, (), "studios") for stage in _inside(place, "stages")),
        "stage",
        "over all studios of a project",
    )
    yield from _unique(_records(tree, (), "agreements"), "agreement", "in a project")
    yield from _unique(_records(tree, (), "titles"), "title", "in a project")
    for title in _records(tree, (), "titles"):
        yield from _unique(_inside(title, "cast"), "cast member", "in a title")
        yield from _unique(_items(title), "set or location block", "in a title")


def _unique(places: Iterable[Place], kind: str, where: str) -> Iterator[Inconsistency]:
    seen: set[str] = set()
    for path, record in places:
        name = _identity(record.get("id"))
        if name in seen:
            yield Inconsistency(
                (*path, "id"),
                f"the id {name!r} is given to a second {kind}",
                f"an id that no other {kind} {where} has",
            )
        elif name is not None:
            seen.add(name)


# -- references -------------------------------------------------------------------------------


def _agreements_name_stages_of_their_studio(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    if not _is_whole(tree, "studios"):
        return
    owner: dict[str, str] = {}
    by_studio: dict[str, list[str]] = {}
    for studio in _records(tree, (), "studios"):
        studio_id = _identity(studio[1].get("id"))
        if studio_id is None or not _is_whole(studio[1], "stages"):
            return
        stages = [_identity(stage.get("id")) for _, stage in _inside(studio, "stages")]
        by_studio[studio_id] = [stage for stage in stages if stage is not None]
        owner.update(dict.fromkeys(by_studio[studio_id], studio_id))
    for path, agreement in _records(tree, (), "agreements"):
        studio_name = _identity(agreement.get("studio"))
        if studio_name is not None and studio_name not in by_studio:
            yield _unknown((*path, "studio"), "studio", studio_name, by_studio)
        yield from _agreed_stages(path, agreement, owner, by_studio)


def _agreed_stages(
    path: Path, agreement: dict[str, Any], owner: dict[str, str], by_studio: dict[str, list[str]]
) -> Iterator[Inconsistency]:
    studio = _identity(agreement.get("studio"))
    seen: set[str] = set()
    for place, stage in _references(path, agreement, "stages"):
        if stage not in owner:
            yield _unknown(place, "stage", stage, by_studio.get(studio or "", owner))
        elif studio in by_studio and owner[stage] != studio:
            yield Inconsistency(
                place,
                f"stage {stage!r} belongs to studio {owner[stage]!r}, not to {studio!r}",
                _one_of(stage, by_studio[studio], f"a stage of {studio}"),
            )
        elif stage in seen:
            yield Inconsistency(
                place, f"stage {stage!r} is named twice in one agreement", "each stage named once"
            )
        seen.add(stage)


def _titles_name_studios(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    if not _is_whole(tree, "studios"):
        return
    known = _names(_records(tree, (), "studios"))
    for path, title in _records(tree, (), "titles"):
        for place, studio in _references(path, title, "studios"):
            if studio not in known:
                yield _unknown(place, "studio", studio, known)


def _items_name_cast(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for title in _records(tree, (), "titles"):
        if not _is_whole(title[1], "cast"):
            continue
        known = _names(_inside(title, "cast"))
        for path, item in _items(title):
            for place, member in _references(path, item, "cast"):
                if member not in known:
                    yield _unknown(place, "cast member of this title", member, known)


def _items_follow_items_of_their_title(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for title in _records(tree, (), "titles"):
        if not (_is_whole(title[1], "sets") and _is_whole(title[1], "location_blocks")):
            continue
        known = _names(_items(title))
        for path, item in _items(title):
            own = _identity(item.get("id"))
            for place, before in _references(path, item, "after"):
                if before == own:
                    yield Inconsistency(
                        place, f"{own!r} is said to come after itself", "another set or block"
                    )
                elif before not in known:
                    others = [name for name in known if name != own]
                    yield _unknown(place, "set or location block of this title", before, others)


def _items_are_in_some_order(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for title in _records(tree, (), "titles"):
        before: dict[str, list[str]] = {}
        places: dict[str, Path] = {}
        for path, item in _items(title):
            own = _identity(item.get("id"))
            if own is not None and own not in before:
                before[own] = [name for _, name in _references(path, item, "after") if name != own]
                places[own] = (*path, "after")
        for ring in _rings(before):
            yield Inconsistency(
                places[ring[0]],
                f"'after' runs in a circle: {' after '.join([*ring, ring[0]])}",
                "an order in which each comes after the ones before it only",
            )


def _rings(before: dict[str, list[str]]) -> list[list[str]]:
    """One ring out of each tangle of the graph, without recursion."""
    rings: list[list[str]] = []
    done: set[str] = set()
    for start in before:
        trail: list[str] = [start] if start not in done else []
        waiting = [iter(before[start])] if trail else []
        while trail:
            following = next(waiting[-1], None)
            if following is None:
                done.add(trail.pop())
                waiting.pop()
            elif following in trail:
                rings.append(trail[trail.index(following) :])
                done.update(trail)
                break
            elif following in before and following not in done:
                trail.append(following)
                waiting.append(iter(before[following]))
    return rings


def _unknown(path: Path, kind: str, name: str, known: Iterable[str]) -> Inconsistency:
    return Inconsistency(
        path,
        f"there is no {kind} {name!r}",
        _one_of(name, known, f"the id of a {kind}; so far there is none"),
    )


# -- dates ------------------------------------------------------------------------------------


def _dates_run_forwards(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for path, record in _walk(tree):
        first, last = _day(record.get("from")), _day(record.get("to"))
        if first is not None and last is not None and last < first:
            yield Inconsistency(
                (*path, "to"),
                f"'to' ({last}) lies before 'from' ({first})",
                f"{first} or later",
            )


def _windows_run_forwards(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for path, record in _windows(tree):
        first, last = _day(record.get("earliest")), _day(record.get("latest"))
        if first is not None and last is not None and last < first:
            yield Inconsistency(
                (*path, "latest"),
                f"'latest' ({last}) lies before 'earliest' ({first})",
                f"{first} or later",
            )


def _windows_meet_the_horizon(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    horizon = tree.get("horizon")
    if not isinstance(horizon, dict):
        return
    start, stop = _day(horizon.get("from")), _day(horizon.get("to"))
    if start is None or stop is None or stop < start:
        return
    for path, record in _windows(tree):
        first, last = _day(record.get("earliest")), _day(record.get("latest"))
        if first is not None and first > stop:
            yield Inconsistency(
                (*path, "earliest"),
                f"'earliest' ({first}) lies after the end of the horizon ({stop})",
                f"a day from {start} to {stop}",
            )
        elif last is not None and last < start:
            yield Inconsistency(
                (*path, "latest"),
                f"'latest' ({last}) lies before the beginning of the horizon ({start})",
                f"a day from {start} to {stop}",
            )


def _windows(tree: dict[str, Any]) -> Iterator[Place]:
    for title in _records(tree, (), "titles"):
        yield title
        yield from _inside(title, "location_blocks")


# -- what a record needs as a whole -----------------------------------------------------------


def _prices_are_in_the_project_currency(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    currency = tree.get("currency")
    if not isinstance(currency, str):
        return
    prices = [(place, "unit_day_cost") for place in _records(tree, (), "titles")]
    prices += [(place, "rent") for place in _records(tree, (), "agreements")]
    for studio in _records(tree, (), "studios"):
        prices += [(stage, "floor_rate") for stage in _inside(studio, "stages")]
    for (path, record), key in prices:
        money = record.get(key)
        other = money.get("currency") if isinstance(money, dict) else None
        if isinstance(other, str) and other.strip() != currency.strip():
            yield Inconsistency(
                (*path, key, "currency"),
                f"{key} is in {other}, the project counts in {currency}",
                f"an amount in {currency}: a stage plan has no exchange rates",
            )


def _sets_have_a_footprint(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for title in _records(tree, (), "titles"):
        for path, item in _inside(title, "sets"):
            if all(item.get(key) is None for key in ("area_m2", "width_m", "depth_m")):
                yield Inconsistency(
                    path, "the set has no footprint", "area_m2, or width_m and depth_m"
                )


def _titles_have_something_to_shoot(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for path, title in _records(tree, (), "titles"):
        if not title.get("sets") and not title.get("location_blocks"):
            yield Inconsistency(
                path, "the title has nothing to shoot", "at least one set or location block"
            )


# -- reading a tree that may be malformed -----------------------------------------------------


def _records(node: dict[str, Any], path: Path, key: str) -> list[Place]:
    entries = node.get(key)
    if not isinstance(entries, list | tuple):
        return []
    return [
        ((*path, key, index), entry)
        for index, entry in enumerate(entries)
        if isinstance(entry, dict)
    ]


def _inside(place: Place, key: str) -> list[Place]:
    return _records(place[1], place[0], key)


def _items(title: Place) -> list[Place]:
    return _inside(title, "sets") + _inside(title, "location_blocks")


def _is_whole(node: dict[str, Any], key: str) -> bool:
    # A list with a malformed entry does not tell which ids it was meant to have.
    entries = node.get(key, [])
    return isinstance(entries, list | tuple) and all(isinstance(entry, dict) for entry in entries)


def _names(places: Iterable[Place]) -> dict[str, None]:
    names = (_identity(record.get("id")) for _, record in places)
    return {name: None for name in names if name is not None}


def _references(path: Path, record: dict[str, Any], key: str) -> list[tuple[Path, str]]:
    entries = record.get(key)
    if not isinstance(entries, list | tuple):
        return []
    named = [((*path, key, index), _identity(entry)) for index, entry in enumerate(entries)]
    return [(place, name) for place, name in named if name is not None]


def _identity(value: Any) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def _day(value: Any) -> date | None:
    try:
        return parse_day(value)
    except ValueError:
        return None


def _walk(node: Any, path: Path = ()) -> Iterator[Place]:
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            if isinstance(value, dict | list | tuple):
                yield from _walk(value, (*path, key))
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            if isinstance(value, dict | list | tuple):
                yield from _walk(value, (*path, index))
