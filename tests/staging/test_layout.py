"""Room on a floor, held against trying every position on a fine grid."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from kachinko.model.studio import Stage
from kachinko.model.title import Set
from kachinko.staging.layout import Box, apart, crowds, find_room
from kachinko.staging.problem import Bay, Floor, Piece


def floor_of(width: int, depth: int, aisle: int) -> Floor:
    stage = Stage(id="a", name="A", width_m=width, depth_m=depth, aisle_m=aisle)
    return Floor(0, 0, stage, 100 * width * depth, (width, depth), aisle, None, (Bay(0, 9),))


def piece_of(width: int, depth: int) -> Piece:
    one = Set(id="s", name="S", width_m=width, depth_m=depth, shoot_days=1)
    return Piece(0, one, 100 * width * depth, (width, depth), 0)


@pytest.mark.parametrize("seed", range(60))
def test_room_is_found_exactly_when_there_is_some(seed: int) -> None:
    rng = random.Random(seed)
    floor = floor_of(rng.randint(4, 9), rng.randint(4, 9), rng.randint(0, 2))
    piece = piece_of(rng.randint(1, 5), rng.randint(1, 5))
    assert floor.sides is not None
    width, depth = floor.sides
    standing: list[tuple[int, int, int, int]] = []
    for _ in range(rng.randint(0, 3)):
        w, d = rng.randint(1, 3), rng.randint(1, 3)
        box = (rng.randint(0, width - w), rng.randint(0, depth - d), w, d)
        if all(apart(box, other, floor.aisle) for other in standing):
            standing.append(box)
    w, d = piece.sides or (0, 0)
    possible = any(
        x + a <= width and y + b <= depth
        and all(apart((x, y, a, b), box, floor.aisle) for box in standing)
        for a, b in ((w, d), (d, w))
        for x in range(width)
        for y in range(depth)
    )  # fmt: skip

    room = find_room(floor, piece, standing)

    assert (room is not None) == possible
    if room is not None:
        x, y, turned = room
        box = (x, y, d, w) if turned else (x, y, w, d)
        assert box[0] + box[2] <= width
        assert box[1] + box[3] <= depth
        assert all(apart(box, other, floor.aisle) for other in standing)


def can_lie_together(floor: Floor, pieces: list[Piece], standing: tuple[Box, ...] = ()) -> bool:
    """Whether there is a layout, by trying every position of one set after another."""
    if not pieces:
        return True
    assert floor.sides is not None
    assert pieces[0].sides is not None
    (width, depth), (w, d) = floor.sides, pieces[0].sides
    boxes = [
        (x, y, a, b)
        for a, b in {(w, d), (d, w)}
        for x in range(width - a + 1)
        for y in range(depth - b + 1)
    ]
    return any(
        can_lie_together(floor, pieces[1:], (*standing, box))
        for box in boxes
        if all(apart(box, other, floor.aisle) for other in standing)
    )


@pytest.mark.parametrize("seed", range(60))
def test_sets_that_never_stand_together_are_those_without_a_layout(seed: int) -> None:
    rng = random.Random(seed)
    floor = floor_of(rng.randint(4, 7), rng.randint(4, 7), rng.randint(0, 1))
    pieces = [piece_of(rng.randint(1, 4), rng.randint(1, 4)) for _ in range(5)]
    none = {
        group
        for size in (2, 3)
        for group in combinations(range(5), size)
        if not can_lie_together(floor, [pieces[n] for n in group])
    }
    pairs = {group for group in none if len(group) == 2}
    triples = {g for g in none - pairs if not pairs.intersection(combinations(g, 2))}

    assert set(crowds(floor, pieces, 2)) == pairs
    assert set(crowds(floor, pieces, 3)) == triples
