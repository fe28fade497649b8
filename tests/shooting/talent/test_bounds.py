"""Bounds on the middle: never above the best order of it, whatever was shot at the two ends."""

from __future__ import annotations

import random

import numpy as np
import pytest

from kachinko.shooting.talent import leave_bound, stay_bound
from kachinko.shooting.talent.bits import Bits
from kachinko.shooting.talent.moves import append
from kachinko.shooting.talent.reduce import Frame, frame, reduce_instance

from .cases import draw, middle_optimum

NEED = 1 << 50


def _state(laid: Frame, beginning: list[int], end: list[int]) -> tuple[Bits, Bits, Bits, int]:
    """Append scenes one by one, as the search would."""
    middle, first, last, cost = Bits((1 << len(laid.needs)) - 1), Bits(0), Bits(0), 0
    tables = (laid.scenes, laid.duration_table, laid.rate_table, laid.rates)
    for number in range(max(len(beginning), len(end))):
        if number < len(beginning):
            group, who = Bits(1 << beginning[number]), _open(laid, middle, first, last)
            who &= laid.needs[beginning[number]]
            middle, first, last, cost = append(middle, first, last, cost, group, who, *tables)
            middle, first, last = Bits(middle), Bits(first), Bits(last)
        if number < len(end):
            group, who = Bits(1 << end[number]), _open(laid, middle, first, last)
            who &= laid.needs[end[number]]
            middle, last, first, cost = append(middle, last, first, cost, group, who, *tables)
            middle, first, last = Bits(middle), Bits(first), Bits(last)
    return middle, first, last, cost


def _open(laid: Frame, middle: Bits, first: Bits, last: Bits) -> Bits:
    unseen = sum(
        1 << player
        for player, scenes in enumerate(laid.scenes.tolist())
        if not scenes & ~int(middle)
    )
    return Bits(int(first) | int(last) | unseen)


@pytest.mark.parametrize("narrow", [False, True], ids=["without a need", "up to a need"])
def test_no_bound_is_above_the_best_order_of_the_middle(narrow: bool) -> None:
    rng = random.Random(7)
    met = []
    for _ in range(300):
        instance = draw(rng, most_scenes=9, most_cast=7)
        reduced = reduce_instance(instance)
        laid = frame(reduced)
        size = len(laid.needs)
        if size < 4 or not len(laid.scenes):
            continue
        scenes = rng.sample(range(size), rng.randint(2, min(4, size - 1)))
        cut = rng.randint(0, len(scenes))
        beginning, end = scenes[:cut], scenes[cut:]
        middle, first, last, cost = _state(laid, beginning, end)

        best = middle_optimum(
            instance, reduced.order(beginning), reduced.order(list(reversed(end)))
        )
        rest = best - instance.working_pay - cost
        need = 1 + rng.randint(0, 2 * rest + 5) if narrow else NEED
        rooms = (
            stay_bound.stay_room(len(laid.scenes)),
            leave_bound.leave_room(size, len(laid.scenes), 1 << rng.choice([20, 40])),
        )
        quick = stay_bound.stay_bound(
            middle, first, last, laid.scenes, laid.duration_table, laid.rates, rooms[0]
        )
        strong = leave_bound.leave_bound(
            middle, first, last, laid.needs, laid.scenes, laid.durations, laid.rates, need, rooms[1]
        )

        assert 0 <= quick <= rest
        assert strong >= 0
        if strong >= need:
            assert rest >= need
        else:
            assert strong <= rest
            met.append(strong == rest)
    assert sum(met) > len(met) / 4 > 5


def test_weights_count_what_a_set_has() -> None:
    from kachinko.shooting.talent.bits import weigh, weights

    table = weights(list(range(1, 65)))
    for members in ([], [0], [63], [7, 8, 40], list(range(64))):
        bits = np.uint64(sum(1 << one for one in members))
        assert weigh.py_func(bits, table) == sum(one + 1 for one in members)
