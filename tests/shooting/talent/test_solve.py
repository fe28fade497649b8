"""Best orders: equal to trying all, to what was published, and honest when time runs out."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.files.talent_dat import read_talent
from kachinko.model.talent import TalentInstance
from kachinko.shooting.talent.solve import order_scenes

from .cases import draw, optimum, pay

INSTANCES = Path(__file__).parents[3] / "benchmarks" / "shooting" / "instances"
PUBLISHED = {
    "MobStory": (871, 146),
    "film103": (1031, 187),
    "film105": (849, 110),
    "film114": (867, 143),
    "film116": (541, 110),
    "film117": (913, 197),
    "film118": (853, 156),
    "film119": (790, 159),
    "concert": (111, 17),
    "Warwick1201": (222, 31),
}


@pytest.mark.parametrize("seed", range(20))
def test_an_order_is_best_of_all(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(15):
        instance = draw(rng)
        found = order_scenes(instance, seconds=60, clock=time.monotonic)

        assert sorted(found.order) == list(range(instance.scenes))
        assert found.total == pay(instance, found.order) == optimum(instance)
        assert found.proven
        assert found.waiting == found.total - instance.working_pay


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_an_order_is_best_of_all_of_thousands(seed: int) -> None:
    rng = random.Random(1000 + seed)
    for _ in range(150):
        instance = draw(rng, most_scenes=7, most_cast=9)
        found = order_scenes(instance, seconds=60, clock=time.monotonic, workers=1 + seed % 2)
        assert found.proven
        assert found.total == pay(instance, found.order) == optimum(instance)


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_optima_that_were_published(name: str) -> None:
    instance = read_talent(INSTANCES / f"{name}.dat")
    found = order_scenes(instance, seconds=60, clock=time.monotonic, workers=2)

    assert (found.total, found.waiting) == PUBLISHED[name]
    assert found.proven
    assert pay(instance, found.order) == found.total


@given(st.integers(0, 2**32), st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_a_bound_is_none_above_the_best_order_when_time_runs_out(seed: int, looks: int) -> None:
    rng = random.Random(seed)
    instance = draw(rng, most_scenes=30, most_cast=12)
    best = order_scenes(instance, seconds=60, clock=time.monotonic)
    turns = iter(range(looks))

    found = order_scenes(
        instance,
        seconds=60,
        clock=time.monotonic,
        goes_on=lambda: next(turns, None) is not None,
    )

    assert best.proven
    assert found.bound <= best.total <= found.total == pay(instance, found.order)


def test_one_worker_repeats_and_progress_only_gets_better() -> None:
    instance = read_talent(INSTANCES / "MobStory.dat")
    heard = []

    runs = [
        order_scenes(instance, seconds=60, clock=time.monotonic, seed=3, on_progress=heard.append)
        for _ in range(2)
    ]

    assert runs[0].order == runs[1].order
    assert heard
    assert all(one.bound <= 871 <= one.total for one in heard)


@pytest.mark.slow
def test_more_scenes_than_a_proof_takes_get_a_good_order_and_a_plain_bound() -> None:
    rng = random.Random(5)
    needs = tuple(tuple(rng.random() < 0.3 for _ in range(90)) for _ in range(12))
    instance = TalentInstance("long", needs, tuple(range(1, 13)), (1,) * 90)

    found = order_scenes(instance, seconds=1, clock=time.monotonic)

    assert found.bound == instance.working_pay
    assert not found.proven
    assert found.total == pay(instance, found.order)
    assert found.total < pay(instance, tuple(range(90)))


def test_too_many_players_are_refused_in_words() -> None:
    rng = random.Random(5)
    needs = tuple(tuple(rng.random() < 0.5 for _ in range(30)) for _ in range(80))
    instance = TalentInstance("crowded", needs, (1,) * 80, (1,) * 30)

    with pytest.raises(ValueError, match="80 players who can wait; at most 64"):
        order_scenes(instance, seconds=1, clock=time.monotonic)
