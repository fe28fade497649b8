"""Rectangles on a stage floor: is there room, and where."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.offers import turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kachinko.staging.problem import Floor, Piece

Box = tuple[int, int, int, int]
"""Left, bottom, width, depth [0.01 m]."""
NEVER = 1 << 40
"""More than any side."""


def apart(one: Box, other: Box, aisle: int) -> bool:
    """Whether a straight aisle of that width runs between two boxes."""
    return (
        one[0] + one[2] + aisle <= other[0]
        or other[0] + other[2] + aisle <= one[0]
        or one[1] + one[3] + aisle <= other[1]
        or other[1] + other[3] + aisle <= one[1]
    )


def find_room(floor: Floor, piece: Piece, standing: Sequence[Box]) -> tuple[int, int, bool] | None:
    """A position for a set beside what stands during its stay, or None.

    Tries the corners that the walls and the standing boxes make, lowest and leftmost first; for
    boxes that do not move these are all that need to be tried (a box can be slid left and down
    until it meets a wall or the aisle of another).
    """
    assert floor.sides is not None
    assert piece.sides is not None
    width, depth = floor.sides
    for turned in turns(floor, piece):
        w, d = (piece.sides[1], piece.sides[0]) if turned else piece.sides
        lefts = sorted({0, *(box[0] + box[2] + floor.aisle for box in standing)})
        bottoms = sorted({0, *(box[1] + box[3] + floor.aisle for box in standing)})
        for y in bottoms:
            if y + d > depth:
                break
            for x in lefts:
                if x + w > width:
                    break
                if all(apart((x, y, w, d), box, floor.aisle) for box in standing):
                    return x, y, turned
    return None


def crowds(floor: Floor, pieces: Sequence[Piece], size: int) -> list[tuple[int, ...]]:
    """Which two (`size` 2) or three (3) of some sets can never stand on a stage together.

    Every layout of two or three rectangles can be cut apart edge to edge: they lie in a row, in a
    column, or one lies beside two. So these are all ways to try. (Of four, a pinwheel cannot.)
    Three are told only where each two of them could stand together.
    """
    assert floor.sides is not None
    groups = np.array(list(combinations(range(len(pieces)), size)), dtype=np.int64)
    if not len(groups):
        return []
    # With the aisle added to every width and depth, and to the stage, sizes simply add up.
    wide, deep = (side + floor.aisle for side in floor.sides)
    ways = np.array([_ways(floor, piece) for piece in pieces])[groups]  # group, member, way, side
    fits = np.zeros(len(groups), dtype=bool)
    for along, across in ((0, 1), (1, 0)):
        room = (wide, deep)[along]
        least = ways[:, :, :, along].min(axis=2)
        fits |= least.sum(axis=1) <= room
        if size == 3:
            for one in range(3):
                left = (room - least[:, one])[:, None, None]
                others = np.delete(ways, one, axis=1)
                stacked = np.where(others[..., along] <= left, others[..., across], NEVER)
                fits |= stacked.min(axis=2).sum(axis=1) <= (wide, deep)[across]
    found = [tuple(group) for group in groups[~fits].tolist()]
    if size == 3:
        pairs = set(crowds(floor, pieces, 2))
        found = [three for three in found if not pairs.intersection(combinations(three, 2))]
    return found


def _ways(floor: Floor, piece: Piece) -> NDArray[np.int64]:
    """Width and depth, an aisle added, of each way to lay a set; `NEVER` where it does not fit."""
    assert piece.sides is not None
    width, depth = (side + floor.aisle for side in piece.sides)
    found = np.full((2, 2), NEVER, dtype=np.int64)
    for turned in turns(floor, piece):
        found[int(turned)] = (depth, width) if turned else (width, depth)
    return found
