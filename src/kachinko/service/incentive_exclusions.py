"""Programmes of which only one can be had, asked at once."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from kachinko.incentives.stack import comes_off
from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kachinko.model.budget import Budget
    from kachinko.model.estimate import Case
    from kachinko.model.programme import Programme


def exclusive_pairs(programmes: Sequence[Programme]) -> tuple[frozenset[str], ...]:
    """Ids of each two programmes that exclude each other."""
    return tuple(
        frozenset((one.id, other.id))
        for one, other in combinations(programmes, 2)
        if other.id in one.not_with or one.id in other.not_with
    )


def refuse_net_of_both(programmes: Sequence[Programme], case: Case | Budget, as_of: date) -> None:
    """Stop where a programme would be net of two awards of which only one can be had.

    Raises
    ------
    InputError
        With each such pair: the answer would be too low, and which of the two is meant is not
        ours to choose.
    """
    pairs = exclusive_pairs(programmes)
    faults = [
        Fault(
            "--programme",
            f"{' and '.join(sorted(pair))} exclude each other, and {each.id} is net of both",
            "one of the two, named by its id",
        )
        for each in programmes
        for pair in pairs
        if pair <= set(comes_off(each, case, as_of))
    ]
    if faults:
        raise InputError("The programmes", faults)
