"""Rectangles on a stage floor: is there room, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.offers import turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.staging.problem import Floor, Piece

Box = tuple[int, int, int, int]
"""Left, bottom, width, depth [0.01 m]."""


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
