"""From what a foreign file says of a shooting to a `Shooting`, or to every fault in it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kachinko.files.records import faults_of
from kachinko.model.errors import Fault, InputError
from kachinko.model.shooting import Shooting
from kachinko.model.shooting_consistency import shooting_inconsistencies

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.raw_tree import Path

    Where = Callable[[Path], str]

MOST_FAULTS = 500
NO_SET = "Set not named"
"""The set of scenes that name none; they are one set until somebody parts them."""
ASSUMED_CURRENCY = "JPY"
"""Of files that state none, unless the reader is told otherwise; prices there have no sign."""


def to_shooting(source: str, tree: dict[str, Any], where: Where, faults: list[Fault]) -> Shooting:
    """Make a shooting out of a raw tree; `where` says where a value stands in the file.

    Raises
    ------
    InputError
        With the faults that reading found, those of single values, and those of what its parts do
        not agree on.
    """
    shooting: Shooting | None = None
    found = list(faults)
    try:
        shooting = Shooting.model_validate(tree, by_alias=True, by_name=False)
    except ValidationError as error:
        found += faults_of(error, tree, where, where)
    # One fault of a large table may be found again in each of its rows: nobody reads them all.
    disagreements = list(islice(shooting_inconsistencies(tree), MOST_FAULTS + 1))
    found += [Fault(where(each.path), each.what, each.right) for each in disagreements]
    if found or shooting is None:
        found = list(dict.fromkeys(found))
        more = len(found) - MOST_FAULTS
        if more > 0:
            left = "more faults" if len(disagreements) > MOST_FAULTS else f"{more:,} more faults"
            found[MOST_FAULTS:] = [Fault(source, f"there are {left}")]
        raise InputError(source, found)
    return shooting
