"""What the parts of a shooting must agree on: ids, references, order, windows, currency.

Works on the raw tree of a reader, as `kachinko.model.consistency` does for projects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.model.errors import Fault
from kachinko.model.raw_tree import (
    Inconsistency,
    Path,
    breadcrumb,
    circles,
    day,
    identity,
    is_whole,
    names,
    records,
    references,
    unique,
    unknown,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.raw_tree import Place
    from kachinko.model.shooting import Shooting

_PRICES = (
    ("cast", "day_rate"),
    ("moves", "cost"),
    ("sets", "standing_cost"),
)
_DEFAULT_UNITS = ("main",)


def find_shooting_faults(shooting: Shooting) -> list[Fault]:
    """Find what does not agree in a shooting that was built in code."""
    tree = shooting.model_dump(by_alias=True)
    return [
        Fault(breadcrumb(tree, found.path), found.what, found.right)
        for found in shooting_inconsistencies(tree)
    ]


def shooting_inconsistencies(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    """Find everything in a raw tree of a shooting that does not agree with the rest of it."""
    for rule in (
        _ids_are_unique,
        _units_are_named_once,
        _scenes_name_what_there_is,
        _scenes_name_nothing_twice,
        _sets_stand_at_locations,
        _moves_join_two_locations,
        _scenes_follow_scenes,
        _scenes_are_in_some_order,
        _dates_run_forwards,
        _windows_run_forwards,
        _scenes_are_within_the_shooting,
        _prices_are_in_the_currency,
    ):
        yield from rule(tree)


# -- ids and references ---------------------------------------------------------------------------


def _ids_are_unique(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    kinds = {"cast": "player", "locations": "location", "sets": "set", "elements": "element"}
    for key, kind in kinds.items():
        yield from unique(records(tree, (), key), kind, "of a shooting")
    yield from unique(_scenes(tree), "scene", "of a shooting", key="number")


def _units_are_named_once(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    yield from _twice(references((), tree, "units"), "unit", "in the shooting")


def _scenes_name_what_there_is(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    units = dict.fromkeys(name for _, name in references((), tree, "units"))
    sets = _known(tree, "sets")
    tables = [
        (key, kind, known)
        for key, kind in (("cast", "player"), ("elements", "element"))
        if (known := _known(tree, key)) is not None
    ]
    for path, scene in _scenes(tree):
        yield from _named(path, scene, "set", sets)
        yield from _named(path, scene, "unit", units or dict.fromkeys(_DEFAULT_UNITS))
        for key, kind, known in tables:
            for place, name in references(path, scene, key):
                if name not in known:
                    yield unknown(place, kind, name, known)


def _known(tree: dict[str, Any], table: str) -> dict[str, None] | None:
    """The ids of a table; None: it is malformed, and does not tell which there are."""
    return names(records(tree, (), table)) if is_whole(tree, table) else None


def _named(
    path: Path, record: dict[str, Any], key: str, known: dict[str, None] | None
) -> Iterator[Inconsistency]:
    """The one thing that a key names, where its table tells which there are."""
    name = identity(record.get(key))
    if name is not None and known is not None and name not in known:
        yield unknown((*path, key), key, name, known)


def _scenes_name_nothing_twice(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for path, scene in _scenes(tree):
        for key, kind in (("cast", "player"), ("elements", "element"), ("after", "scene")):
            yield from _twice(references(path, scene, key), kind, "in the scene")


def _sets_stand_at_locations(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    known = _known(tree, "locations")
    for path, each in records(tree, (), "sets"):
        yield from _named(path, each, "location", known)


def _moves_join_two_locations(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    known = _known(tree, "locations")
    seen: set[frozenset[str]] = set()
    for path, move in records(tree, (), "moves"):
        ends = references(path, move, "between")
        for place, name in ends:
            if known is not None and name not in known:
                yield unknown(place, "location", name, known)
        pair = frozenset(name for _, name in ends)
        if len(ends) == 2 and len(pair) == 1:
            yield Inconsistency(
                (*path, "between"), "a move leads to where it began", "two different locations"
            )
        elif len(ends) == 2 and pair in seen:
            yield Inconsistency(
                (*path, "between"),
                f"the move between {' and '.join(sorted(pair))} stands here again",
                "each move once; it holds both ways",
            )
        seen.add(pair)


def _scenes_follow_scenes(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    known = names(_scenes(tree), "number")
    whole = is_whole(tree, "scenes")
    for path, scene in _scenes(tree):
        own = identity(scene.get("number"))
        for place, before in references(path, scene, "after"):
            if before == own:
                yield Inconsistency(place, f"{own!r} is to come after itself", "another scene")
            elif whole and before not in known:
                yield unknown(place, "scene", before, [each for each in known if each != own])


def _scenes_are_in_some_order(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    yield from circles(_scenes(tree), "number")


def _twice(found: list[tuple[Path, str]], kind: str, where: str) -> Iterator[Inconsistency]:
    seen: set[str] = set()
    for place, name in found:
        if name in seen:
            yield Inconsistency(place, f"{kind} {name!r} is named twice {where}", "each named once")
        seen.add(name)


# -- dates and money ------------------------------------------------------------------------------


def _dates_run_forwards(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for path, record in walk(tree):
        yield from _forwards(path, record, "from", "to")


def _windows_run_forwards(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    yield from _forwards((), tree, "start", "latest")
    for path, scene in _scenes(tree):
        yield from _forwards(path, scene, "earliest", "latest")
        yield from _forwards(path, scene, "earliest", "on")
        yield from _forwards(path, scene, "on", "latest")


def _scenes_are_within_the_shooting(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    start, latest = day(tree.get("start")), day(tree.get("latest"))
    for path, scene in _scenes(tree):
        for key in ("earliest", "on", "latest"):
            date = day(scene.get(key))
            if date is None:
                continue
            if latest is not None and date > latest and key != "latest":
                yield Inconsistency(
                    (*path, key),
                    f"{key!r} ({date}) lies after the last day of the shooting ({latest})",
                    f"{latest} or earlier",
                )
            elif start is not None and date < start and key != "earliest":
                yield Inconsistency(
                    (*path, key),
                    f"{key!r} ({date}) lies before the first day of the shooting ({start})",
                    f"{start} or later",
                )


def _forwards(path: Path, record: dict[str, Any], first: str, last: str) -> Iterator[Inconsistency]:
    begin, end = day(record.get(first)), day(record.get(last))
    if begin is not None and end is not None and end < begin:
        yield Inconsistency(
            (*path, last),
            f"{last!r} ({end}) lies before {first!r} ({begin})",
            f"{begin} or later",
        )


def _prices_are_in_the_currency(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    currency = tree.get("currency")
    if not isinstance(currency, str):
        return
    prices: list[tuple[Place, str]] = [(((), tree), key) for key in ("unit_day_cost", "move_cost")]
    for table, key in _PRICES:
        prices += [(place, key) for place in records(tree, (), table)]
    for (path, record), key in prices:
        money = record.get(key)
        other = money.get("currency") if isinstance(money, dict) else None
        if isinstance(other, str) and other.strip() != currency.strip():
            yield Inconsistency(
                (*path, key, "currency"),
                f"{key} is in {other}, the shooting counts in {currency}",
                f"an amount in {currency}: a board has no exchange rates",
            )


def _scenes(tree: dict[str, Any]) -> list[Place]:
    return records(tree, (), "scenes")
