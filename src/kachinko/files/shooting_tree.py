"""From what a foreign file says of a shooting to a `Shooting`, or to every fault in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kachinko.files.records import faults_of
from kachinko.model.consistency import nearest
from kachinko.model.errors import Fault, InputError
from kachinko.model.shooting import Shooting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kachinko.model.consistency import Path

    Where = Callable[[Path], str]

MOST_FAULTS = 500
MOST_COMPARED = 2_000
"""Names among which a near one is looked for; among more it would take too long."""
NO_SET = "Set not named"
"""The set of scenes that name none; they are one set until somebody parts them."""
ASSUMED_CURRENCY = "JPY"
"""Of files that state none, unless the reader is told otherwise; prices there have no sign."""


def to_shooting(source: str, tree: dict[str, Any], where: Where, faults: list[Fault]) -> Shooting:
    """Make a shooting out of a raw tree; `where` says where a value stands in the file.

    Raises
    ------
    InputError
        With the faults that reading found, those of single values, and those of references.
    """
    shooting: Shooting | None = None
    found = list(faults)
    try:
        shooting = Shooting.model_validate(tree, by_alias=True, by_name=False)
    except ValidationError as error:
        found += faults_of(error, tree, where, where)
    found += _references(tree, where)
    if found or shooting is None:
        found = list(dict.fromkeys(found))
        more = len(found) - MOST_FAULTS
        if more > 0:
            found[MOST_FAULTS:] = [Fault(source, f"there are {more:,} more faults")]
        raise InputError(source, found)
    return shooting


def _references(tree: dict[str, Any], where: Where) -> Iterator[Fault]:
    """References that no reader makes good by itself: the order of scenes, and the moves."""
    scenes = {str(scene.get("number")): "" for scene in tree.get("scenes", [])}
    places = {str(location.get("id")): "" for location in tree.get("locations", [])}
    for index, scene in enumerate(tree.get("scenes", [])):
        for before in _texts(scene.get("after")):
            path: Path = ("scenes", index, "after")
            if before == scene.get("number"):
                yield Fault(where(path), f"{before!r} is to come after itself", "another scene")
            elif before not in scenes:
                yield Fault(where(path), f"there is no scene {before!r}", _close(before, scenes))
    for index, move in enumerate(tree.get("moves", [])):
        for place in _texts(move.get("between")):
            if place not in places:
                path = ("moves", index, "between")
                yield Fault(where(path), f"there is no location {place!r}", _close(place, places))


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []


def _close(text: str, known: dict[str, str]) -> str:
    close = nearest(text, known) if len(known) <= MOST_COMPARED else None
    return f"{close!r}, perhaps" if close else ""
