"""Rule 2 for sets with sides: inside the stage, an aisle apart from all that stands meanwhile.

Each two sets on a stage keep apart in one of six ways: one is gone before the other comes, or an
aisle lies between them on one of four sides. That is the rule. Two things that follow from it are
said too, because the solver learns them slowly: what stands together fills, aisle included, no
more than the stage does; and of three sets for which there is no layout two never meet.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from kachinko.staging.cpsat.intervals import floors, stay
from kachinko.staging.layout import crowds
from kachinko.staging.offers import has_rectangle, turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.staging.cpsat.variables import SetVars, StageModel, Var
    from kachinko.staging.layout import Box
    from kachinko.staging.problem import Floor

CROWDED = 24
"""Up to so many sets on a stage, three that have no layout are named: some two thousand groups."""

_Box = tuple["Var", "Var", "Var", "Var"]
"""Left, bottom, width and depth."""
_Order = tuple["Var", "Var"]
"""Whether the first of two sets is gone before the second comes, and the other way round."""


def rectangles_keep_their_aisle(model: StageModel) -> None:
    """Rule 2, rectangles."""
    for floor, sets in floors(model):
        flat = [one for one in sets if has_rectangle(floor, one.piece)]
        if not flat:
            continue
        boxes = [_box(model, floor, one) for one in flat]
        for one, box in zip(flat, boxes, strict=True):
            for standing, where in model.fixed.boxes[floor.index]:
                _apart_from_fixed(model, floor, one, box, (standing.first, standing.stop), where)
        never = set(crowds(floor, [one.piece for one in flat], 2))
        orders = {
            (a, b): _apart(model, floor, flat[a], boxes[a], flat[b], boxes[b], (a, b) in never)
            for a, b in combinations(range(len(flat)), 2)
        }
        _grown_fit(model, floor, flat)
        if len(flat) <= CROWDED:
            _no_three_too_many(model, floor, flat, orders)


def _box(model: StageModel, floor: Floor, one: SetVars) -> _Box:
    """Where a set lies on a stage; kept for extraction."""
    assert floor.sides is not None
    assert one.piece.sides is not None
    cp = model.cp
    (width, depth), (w, d) = floor.sides, one.piece.sides
    possible = turns(floor, one.piece)
    turned: Var = cp.new_bool_var("") if len(possible) > 1 else int(possible[0])
    wide, deep = w + (d - w) * turned, d + (w - d) * turned
    x = cp.new_int_var(0, width - min(w if not t else d for t in possible), "")
    y = cp.new_int_var(0, depth - min(d if not t else w for t in possible), "")
    literal = one.on[floor.index]
    cp.add(x + wide <= width).only_enforce_if(literal)
    cp.add(y + deep <= depth).only_enforce_if(literal)
    one.corner[floor.index] = x, y, turned
    return x, y, wide, deep


def _apart(
    model: StageModel,
    floor: Floor,
    one: SetVars,
    box: _Box,
    other: SetVars,
    other_box: _Box,
    never_together: bool,
) -> _Order:
    cp, aisle = model.cp, floor.aisle
    (x, y, w, d), (u, v, p, q) = box, other_box
    rules = [one.stop <= other.first, other.stop <= one.first]
    if not never_together:
        rules += [x + w + aisle <= u, u + p + aisle <= x, y + d + aisle <= v, v + q + aisle <= y]
    ways = [cp.new_bool_var("") for _ in rules]
    for way, rule in zip(ways, rules, strict=True):
        cp.add(rule).only_enforce_if(way)
    cp.add_bool_or([*ways, one.on[floor.index].negated(), other.on[floor.index].negated()])
    return ways[0], ways[1]


def _apart_from_fixed(
    model: StageModel, floor: Floor, one: SetVars, box: _Box, days: tuple[int, int], standing: Box
) -> None:
    cp, aisle = model.cp, floor.aisle
    (x, y, w, d), (u, v, p, q) = box, standing
    ways = [cp.new_bool_var("") for _ in range(6)]
    cp.add(one.stop <= days[0]).only_enforce_if(ways[0])
    cp.add(one.first >= days[1]).only_enforce_if(ways[1])
    cp.add(x + w + aisle <= u).only_enforce_if(ways[2])
    cp.add(x >= u + p + aisle).only_enforce_if(ways[3])
    cp.add(y + d + aisle <= v).only_enforce_if(ways[4])
    cp.add(y >= v + q + aisle).only_enforce_if(ways[5])
    cp.add_bool_or([*ways, one.on[floor.index].negated()])


def _grown_fit(model: StageModel, floor: Floor, flat: Sequence[SetVars]) -> None:
    """Rectangles an aisle apart do not overlap when each is grown by it, nor leave the stage."""
    assert floor.sides is not None
    aisle = floor.aisle
    most = (floor.sides[0] + aisle) * (floor.sides[1] + aisle)
    grown = [(w + aisle) * (d + aisle) for one in flat for w, d in [one.piece.sides or (0, 0)]]
    if sum(grown) > most:
        model.cp.add_cumulative([stay(model, one, floor) for one in flat], grown, most)


def _no_three_too_many(
    model: StageModel,
    floor: Floor,
    flat: Sequence[SetVars],
    orders: dict[tuple[int, int], _Order],
) -> None:
    """Stays of which each two meet have a day in common: where that cannot be, two never meet."""
    for three in crowds(floor, [one.piece for one in flat], 3):
        apart = [way for pair in combinations(three, 2) for way in orders[pair]]
        elsewhere = [flat[n].on[floor.index].negated() for n in three]
        model.cp.add_bool_or([*apart, *elsewhere])
