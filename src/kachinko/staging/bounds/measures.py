"""Ways to weigh what happens on a stage so that no day weighs more than a known amount.

A measure gives each set a weight for a day on which it shoots, one for a day on which it makes
other noise (builds, strikes), and one for any day of its stay, such that on every day that keeps
the rules the weights on a stage sum to at most `most`. Added up over days, that limits which sets
a stage can carry, whatever the dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.staging.offers import has_rectangle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kachinko.staging.problem import Floor, Piece

Weight = tuple[int, int, int]
"""Of one set: for each day of its shoot, of its build or strike, and of its whole stay."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Weights of sets on one stage, in their order, and the most of one day."""

    name: str
    weights: tuple[Weight, ...]
    most: int


def measures(floor: Floor, crews: int | None, pieces: Sequence[Piece]) -> list[Measure]:
    """All measures of a stage over sets that it can take.

    - floor: footprints over stays (rule 2); and where sets have rectangles, these (see `_grown`);
    - noise: on a quiet stage a sound take counts as the whole floor, for it allows no other
      noise, and every other noise as its footprint (rules 2 and 3);
    - crews: there a sound take counts as all the studio's crews, for it keeps them off the stage,
      and each build or strike as one (rules 3 and 4).
    """
    found = list(_of_floor(floor, pieces))
    if floor.quiet and crews:
        weights = tuple((crews if piece.set.sync_sound else 0, 1, 0) for piece in pieces)
        found.append(Measure("crews", weights, crews))
    return found


def _of_floor(floor: Floor, pieces: Sequence[Piece]) -> Iterable[Measure]:
    for most, share in _shares(floor):
        shares = [share(piece) for piece in pieces]
        yield Measure("floor", tuple((0, 0, part) for part in shares), most)
        if floor.quiet:
            yield Measure(
                "noise",
                tuple(
                    (most if piece.set.sync_sound else part, part, 0)
                    for piece, part in zip(pieces, shares, strict=True)
                ),
                most,
            )


def _shares(floor: Floor) -> Iterable[tuple[int, Callable[[Piece], int]]]:
    """What a stage has and what a set fills of it: by footprint, and by rectangle."""
    assert floor.area is not None
    yield floor.area, lambda piece: piece.area
    if floor.sides is not None:
        width, depth = floor.sides
        aisle = floor.aisle
        yield (width + aisle) * (depth + aisle), lambda piece: _grown(floor, piece)


def _grown(floor: Floor, piece: Piece) -> int:
    """A set's rectangle with an aisle added to each side; a set by area alone counts nothing.

    Rectangles at least an aisle apart do not overlap when each is grown by it to the right and
    upwards, and they lie in the stage's rectangle grown alike.
    """
    if not has_rectangle(floor, piece):
        return 0
    assert piece.sides is not None
    return (piece.sides[0] + floor.aisle) * (piece.sides[1] + floor.aisle)
