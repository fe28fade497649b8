"""A raw tree of lists and groups as a reader of files has it, which may be malformed anywhere.

What looks for disagreements between the parts of a tree works with these; malformed values are
passed over, as the models report them.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kachinko.model.span import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

Path = tuple[str | int, ...]
"""The way to a value in the tree: ``("titles", 3, "sets", 1, "after", 0)``."""

Place = tuple[Path, dict[str, Any]]
"""A record with the way to it."""

MOST_COMPARED = 2_000
"""Names among which a near one is looked for; among more it would take too long."""


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One thing that does not agree with the rest, and the way to it."""

    path: Path
    what: str
    right: str


def breadcrumb(tree: Any, path: Path) -> str:
    """Write a path for people, counted from 1: ``titles[3] 'vapor' > sets[1] 'lab' > after[1]``."""
    crumbs: list[str] = []
    node = tree
    for step in path:
        if isinstance(step, int):
            node = node[step] if isinstance(node, list | tuple) and step < len(node) else None
            name = identity(node.get("id", node.get("number"))) if isinstance(node, dict) else None
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


def one_of(word: str, known: Iterable[str], none: str) -> str:
    """Say which of the known words would be right."""
    names = list(dict.fromkeys(known))
    close = nearest(word, names) if len(names) <= MOST_COMPARED else None
    if close is not None:
        return f"{close!r}, perhaps"
    if not names:
        return none
    shown = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    return f"one of {shown}"


def unique(
    places: Iterable[Place], kind: str, where: str, *, key: str = "id"
) -> Iterator[Inconsistency]:
    """Find ids that are given twice; `key` is the key of the id."""
    seen: set[str] = set()
    for path, record in places:
        name = identity(record.get(key))
        if name in seen:
            yield Inconsistency(
                (*path, key),
                f"the {key} {name!r} is given to a second {kind}",
                f"{'an' if key == 'id' else 'a'} {key} that no other {kind} {where} has",
            )
        elif name is not None:
            seen.add(name)


def rings(before: dict[str, list[str]]) -> list[list[str]]:
    """One ring out of each tangle of the graph, without recursion."""
    rings: list[list[str]] = []
    done: set[str] = set()
    for start in before:
        # Keys of a dictionary: an ordered list that says at once whether it has a name.
        trail: dict[str, None] = {start: None} if start not in done else {}
        waiting = [iter(before[start])] if trail else []
        while trail:
            following = next(waiting[-1], None)
            if following is None:
                done.add(trail.popitem()[0])
                waiting.pop()
            elif following in trail:
                way = list(trail)
                rings.append(way[way.index(following) :])
                done.update(trail)
                break
            elif following in before and following not in done:
                trail[following] = None
                waiting.append(iter(before[following]))
    return rings


def circles(places: Iterable[Place], key: str) -> Iterator[Inconsistency]:
    """Records, known by a key, that by their `after` come after themselves, one of each tangle."""
    before: dict[str, list[str]] = {}
    where: dict[str, Path] = {}
    for path, record in places:
        own = identity(record.get(key))
        if own is not None and own not in before:
            before[own] = [name for _, name in references(path, record, "after") if name != own]
            where[own] = (*path, "after")
    for ring in rings(before):
        yield Inconsistency(
            where[ring[0]],
            f"'after' runs in a circle: {' after '.join([*ring, ring[0]])}",
            "an order in which each comes after the ones before it only",
        )


def unknown(path: Path, kind: str, name: str, known: Iterable[str]) -> Inconsistency:
    """A reference to what there is not."""
    return Inconsistency(
        path,
        f"there is no {kind} {name!r}",
        one_of(name, known, f"the id of a {kind}; so far there is none"),
    )


def records(node: dict[str, Any], path: Path, key: str) -> list[Place]:
    """The records in a list of a record, with the way to each."""
    entries = node.get(key)
    if not isinstance(entries, list | tuple):
        return []
    return [
        ((*path, key, index), entry)
        for index, entry in enumerate(entries)
        if isinstance(entry, dict)
    ]


def inside(place: Place, key: str) -> list[Place]:
    """The records in a list of a record that was found."""
    return records(place[1], place[0], key)


def is_whole(node: dict[str, Any], key: str) -> bool:
    """Whether a list tells which ids it was meant to have."""
    # One with a malformed entry does not.
    entries = node.get(key, [])
    return isinstance(entries, list | tuple) and all(isinstance(entry, dict) for entry in entries)


def names(places: Iterable[Place], key: str = "id") -> dict[str, None]:
    """The ids of records, in their order."""
    names = (identity(record.get(key)) for _, record in places)
    return {name: None for name in names if name is not None}


def references(path: Path, record: dict[str, Any], key: str) -> list[tuple[Path, str]]:
    """The ids that a list of a record names, with the way to each."""
    entries = record.get(key)
    if not isinstance(entries, list | tuple):
        return []
    named = [((*path, key, index), identity(entry)) for index, entry in enumerate(entries)]
    return [(place, name) for place, name in named if name is not None]


def identity(value: Any) -> str | None:
    """An id as text, also where a reader took it for a number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def day(value: Any) -> date | None:
    """A date, or None for what is none."""
    try:
        return parse_day(value)
    except ValueError:
        return None


def walk(node: Any, path: Path = ()) -> Iterator[Place]:
    """All groups of a tree, with the way to each."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            if isinstance(value, dict | list | tuple):
                yield from walk(value, (*path, key))
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            if isinstance(value, dict | list | tuple):
                yield from walk(value, (*path, index))
