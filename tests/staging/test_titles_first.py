"""Titles first: never worse, always sound, and no choice is made again that cannot be."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from benchmarks.staging.case import load

from kachinko.staging.construct import Inserter, construct
from kachinko.staging.cpsat.solve import Effort
from kachinko.staging.limits import FOREVER, Halt
from kachinko.staging.neighbourhoods import Slate
from kachinko.staging.objective import Prices
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from kachinko.staging.select import Selector
from kachinko.staging.titles_first import TitlesFirst
from tests.projects import Size, random_project
from tests.staging.sound import assert_sound

if TYPE_CHECKING:
    from kachinko.model.project import Project
    from kachinko.staging.schedule import Schedule

BUSY = Size(studios=(1, 3), titles=(8, 14), sets=(1, 3), horizon_days=(30, 50))
EFFORT = Effort(seconds=FOREVER, work=FOREVER)


class Case:
    """A project, the move, and plans made by insertion."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.problem = compile_problem(project)
        self.inserter = Inserter(self.problem, Offers(self.problem), Prices(self.problem))
        self.slate = Slate(self.problem, self.inserter.offers)
        self.move = TitlesFirst(self.slate, self.inserter.prices)

    def constructed(self, seed: int) -> Schedule:
        placed = construct(
            self.problem.jobs,
            self.inserter,
            Occupancy(self.problem),
            random.Random(seed),
            shake=0.9,
            stop=lambda: False,
        )
        return self.inserter.prices.schedule(placed)

    def after(self, schedule: Schedule, steps: int, seed: int = 0) -> Schedule:
        rng = random.Random(seed)
        for number in range(steps):
            effort = replace(EFFORT, seed=number)
            schedule = self.move.step(lambda: schedule, rng, effort, Halt())  # noqa: B023
        return schedule


def busy(seed: int) -> Case:
    return Case(random_project(random.Random(seed), BUSY))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_each_step_is_sound_and_no_worse(seed: int) -> None:
    case = busy(seed)
    schedule = case.constructed(seed)
    for turn in range(6):
        found = case.after(schedule, 1, turn)
        assert_sound(case.project, case.problem, found)
        assert found.rank >= schedule.rank
        schedule = found


def test_more_titles_get_in_where_the_first_plan_left_room() -> None:
    gained = 0
    for seed in range(12):
        case = busy(seed)
        before = case.constructed(seed)
        gained += case.after(before, 3).value > before.value
    assert gained


def test_the_same_seed_finds_the_same() -> None:
    first, again = (busy(3).after(busy(3).constructed(1), 4) for _ in range(2))
    assert first.value == again.value
    assert [(i, p.stays) for i, p in first.placements.items()] == [
        (i, p.stays) for i, p in again.placements.items()
    ]


def test_a_choice_is_worth_what_is_asked_and_not_made_twice() -> None:
    case = Case(load("tiny-2"))
    selector = Selector(case.problem.sites[0], case.inserter.offers, case.slate.jobs)
    worth = case.move.worth
    met = set()
    for _ in range(5):
        chosen = selector.choose(
            case.slate.jobs, worth, 18, {}, random.Random(0), Effort(5.0, 1.0), Halt()
        )
        assert chosen is not None
        assert sum(worth[index] for index in chosen.titles) >= 18
        assert not any(other <= chosen.titles for other in met)
        met.add(chosen.titles)
        selector.tried.append(chosen.titles)


def test_sets_that_clash_are_not_put_on_those_stages_together() -> None:
    case = Case(load("tiny-2"))
    selector = Selector(case.problem.sites[0], case.inserter.offers, case.slate.jobs)
    first = selector.choose(
        case.slate.jobs, case.move.worth, 18, {}, random.Random(0), Effort(5.0, 1.0), Halt()
    )
    assert first is not None
    one, other = first.jobs[:2]
    selector.clashes.append(
        tuple((job.index, 0, first.floors[job.index][0]) for job in (one, other))
    )
    second = selector.choose(
        case.slate.jobs, case.move.worth, 18, {}, random.Random(0), Effort(5.0, 1.0), Halt()
    )
    assert second is not None
    assert not {one.index, other.index} <= second.titles  # there is one stage only


def test_more_than_there_is_cannot_be_asked_for() -> None:
    case = Case(load("tiny-2"))
    selector = Selector(case.problem.sites[0], case.inserter.offers, case.slate.jobs)
    most = sum(case.move.worth.values()) + 1
    assert (
        selector.choose(
            case.slate.jobs, case.move.worth, most, {}, random.Random(0), Effort(5.0, 1.0), Halt()
        )
        is None
    )
