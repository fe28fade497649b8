"""The compiled walk keeps every rule, repeats by seed, and agrees with the bit sets."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numba import njit

from kachinko.staging.objective import Prices
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers, has_rectangle
from kachinko.staging.problem import compile_problem
from kachinko.staging.search import MOST_ITEMS, can_walk
from kachinko.staging.swift import frame as arrays
from kachinko.staging.swift import place, walk
from kachinko.staging.swift.walker import Walker
from tests.projects import SMALL, random_project
from tests.staging.sound import assert_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.project import Project


def walker_of(project: Project, seed: int = 0) -> Walker:
    problem = compile_problem(project)
    return Walker(problem, Offers(problem), Prices(problem), seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_every_plan_of_a_walk_is_sound(seed: int) -> None:
    project = random_project(random.Random(seed), SMALL)
    walker = walker_of(project, seed)
    found = walker.construct()
    assert_sound(project, walker.problem, found)
    for cooled in (0.0, 0.5, 1.0):
        better = walker.chunk(found, cooled, timed=False)
        assert better.rank >= found.rank
        assert_sound(project, walker.problem, better)
        found = better


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_split_titles_are_made_where_they_may_be(seed: int) -> None:
    """Half of the titles may be made at two of three studios only, the others at any."""
    size = replace(SMALL, studios=(3, 3), titles=(10, 14), sets=(1, 3), blocks=(0, 0))
    project = random_project(random.Random(seed), size)
    some = tuple(studio.id for studio in project.studios[:2])
    titles = tuple(
        title.model_copy(update={"split": True, "studios": some if n % 2 else ()})
        for n, title in enumerate(project.titles)
    )
    project = project.model_copy(update={"titles": titles})
    walker = walker_of(project, seed)
    found = walker.construct()
    for cooled in (0.0, 0.2, 0.4):
        found = walker.chunk(found, cooled, timed=False)
        made = arrays.decisions(walker.state)
        assert_sound(project, walker.problem, walker._schedule(made))


@pytest.mark.slow
def test_the_state_is_that_of_its_decisions() -> None:
    """Thousands of insertions and removals leave the profiles of what stands, and no more."""
    walker = walker_of(random_project(random.Random(5), SMALL))
    walker.chunk(walker.construct(), 0.2, timed=False)
    again = arrays.empty_state(walker.frame)
    walk.load(walker.frame, again, arrays.decisions(walker.state))
    for name in ("days", "crews", "loud"):
        assert np.array_equal(getattr(again, name), getattr(walker.state, name)), name


@pytest.mark.slow
def test_the_same_seed_walks_the_same_way() -> None:
    project = random_project(random.Random(11), SMALL)
    plans = []
    for _ in range(2):
        walker = walker_of(project, 3)
        found = walker.chunk(walker.construct(), 0.1, timed=False)
        plans.append(walker.chunk(found, 0.9, timed=False))
    assert plans[0] == plans[1]


@pytest.mark.slow
def test_the_earliest_stay_is_that_of_the_bit_sets() -> None:
    found = [both for seed in range(60) for both in earliest_stays(seed)]
    assert len(found) > 50
    assert any(by_bits is not None for by_bits, _ in found)
    assert all(by_bits == compiled for by_bits, compiled in found)


Days = tuple[int, int, int]


def earliest_stays(seed: int) -> Iterator[tuple[Days | None, Days | None]]:
    """For each set of each title that a construction leaves out, on each stage: both answers."""
    walker = walker_of(random_project(random.Random(seed), SMALL), seed)
    placed = walker.construct().placements
    problem, frame, offers = walker.problem, walker.frame, Offers(walker.problem)
    occupancy = Occupancy(problem, placed.values())
    for job in problem.jobs:
        for piece in job.pieces if job.index not in placed else ():
            item = int(frame.titles[job.index, arrays.J_ITEMS_FROM]) + piece.index
            rows = range(frame.items[item, arrays.I_ROWS_FROM], frame.items[item, arrays.I_ROWS_TO])
            for row in rows:
                site = int(frame.rows[row, arrays.R_SITE])
                chance = job.set_chances[piece.index, site]
                for floor in offers.floors(job, piece, site):
                    if not has_rectangle(floor, piece):
                        by_bits = next(occupancy.stays(floor, piece, chance), None)
                        yield by_bits, earliest(walker, item, row, floor.index)


@njit  # type: ignore[untyped-decorator]  # the functions inside have no wrapper for Python
def _find_stay(frame, state, item, row, floor, busy):  # type: ignore[no-untyped-def]
    return place.find_stay(frame, state, item, row, floor, 0, 2**20, busy, 0)


def earliest(walker: Walker, item: int, row: int, floor: int) -> Days | None:
    busy = np.empty((1, 2), dtype=np.int64)
    stay = _find_stay(walker.frame, walker.state, item, row, floor, busy)
    return None if stay[1] < 0 else (int(stay[0]), int(stay[1]), int(stay[2]))


def test_a_title_of_very_many_sets_is_left_to_the_other_moves() -> None:
    project = random_project(random.Random(1), SMALL)
    title = project.titles[0]
    sets = tuple(
        title.sets[0].model_copy(update={"id": f"s{n}", "after": ()}) for n in range(MOST_ITEMS + 1)
    )
    many = title.model_copy(update={"sets": sets, "location_blocks": ()})
    problem = compile_problem(project)
    assert can_walk(problem)
    assert not can_walk(compile_problem(project.model_copy(update={"titles": (many,)})))
