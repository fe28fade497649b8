"""Instances drawn for tests, and their optimum by trying every order."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from kachinko.model.talent import TalentInstance

if TYPE_CHECKING:
    import random


def draw(rng: random.Random, most_scenes: int = 7, most_cast: int = 6) -> TalentInstance:
    """A small instance with whatever may be in one: idle scenes, busy ones, free players."""
    scenes, cast = rng.randint(1, most_scenes), rng.randint(0, most_cast)
    share = rng.choice([0.2, 0.5, 0.8])
    return TalentInstance(
        "drawn",
        tuple(tuple(rng.random() < share for _ in range(scenes)) for _ in range(cast)),
        tuple(rng.randint(0, 20) for _ in range(cast)),
        tuple(rng.randint(1, 5) for _ in range(scenes)),
    )


def pay(instance: TalentInstance, order: tuple[int, ...]) -> int:
    """What an order costs, day by day as one would on paper."""
    days = [scene for scene in order for _ in range(instance.durations[scene])]
    total = 0
    for row, rate in zip(instance.needs, instance.rates, strict=True):
        there = [day for day, scene in enumerate(days) if row[scene]]
        if there:
            total += rate * (there[-1] - there[0] + 1)
    return total


def optimum(instance: TalentInstance) -> int:
    """The least cost of all orders."""
    return min(pay(instance, order) for order in permutations(range(instance.scenes)))


def middle_optimum(
    instance: TalentInstance, beginning: tuple[int, ...], end: tuple[int, ...]
) -> int:
    """The least cost of all orders that begin and end as given."""
    middle = [s for s in range(instance.scenes) if s not in (*beginning, *end)]
    return min(pay(instance, (*beginning, *order, *end)) for order in permutations(middle))
