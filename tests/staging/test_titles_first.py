"""Titles first: never worse, always sound, and no choice is made again that cannot be."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from benchmarks.staging.case import load

from kachinko.halt import Halt
from kachinko.staging.cpsat.solve import Effort
from kachinko.staging.limits import FOREVER
from kachinko.staging.select import Selector
from kachinko.staging.titles_first import TitlesFirst
from tests.projects import Size, random_project
from tests.staging.cases import Case
from tests.staging.sound import assert_sound

if TYPE_CHECKING:
    from kachinko.staging.schedule import Schedule
    from kachinko.staging.select import Selection

BUSY = Size(studios=(1, 3), titles=(8, 14), sets=(1, 3), horizon_days=(30, 50))
EFFORT = Effort(seconds=FOREVER, work=FOREVER)


def move_of(case: Case) -> TitlesFirst:
    """The move, which has learnt nothing yet."""
    return TitlesFirst(case.slate, case.prices)


def after(move: TitlesFirst, schedule: Schedule, steps: int, seed: int = 0) -> Schedule:
    """A schedule after some steps of the move."""
    rng = random.Random(seed)
    for number in range(steps):
        effort = replace(EFFORT, seed=number)
        schedule = move.step(schedule, rng, effort, Halt())
    return schedule


def busy(seed: int) -> Case:
    return Case(random_project(random.Random(seed), BUSY))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_each_step_is_sound_and_no_worse(seed: int) -> None:
    case = busy(seed)
    move, schedule = move_of(case), case.constructed(seed)
    for turn in range(6):
        found = after(move, schedule, 1, turn)
        assert_sound(case.project, case.problem, found)
        assert found.rank >= schedule.rank
        schedule = found


def test_more_titles_get_in_where_the_first_plan_left_room() -> None:
    gained = 0
    for seed in range(12):
        case = busy(seed)
        before = case.constructed(seed)
        gained += after(move_of(case), before, 3).value > before.value
    assert gained


def test_the_same_seed_finds_the_same() -> None:
    first, again = (after(move_of(case), case.constructed(1), 4) for case in (busy(3), busy(3)))
    assert first.value == again.value
    assert [(i, p.stays) for i, p in first.placements.items()] == [
        (i, p.stays) for i, p in again.placements.items()
    ]


class Choosing:
    """Choices for the one stage of a case, beginning with nothing."""

    def __init__(self) -> None:
        case = Case(load("tiny-2"))
        self.jobs = case.slate.jobs
        self.worth = move_of(case).worth
        self.selector = Selector(case.problem.sites[0], case.offers, self.jobs)

    def choice(self, at_least: int) -> Selection | None:
        return self.selector.choose(
            self.jobs, self.worth, at_least, {}, random.Random(0), Effort(5.0, 1.0), Halt()
        )


def test_a_choice_is_worth_what_is_asked_and_not_made_twice() -> None:
    choosing, met = Choosing(), set()
    for _ in range(5):
        chosen = choosing.choice(18)
        assert chosen is not None
        assert sum(choosing.worth[index] for index in chosen.titles) >= 18
        assert not any(other <= chosen.titles for other in met)
        met.add(chosen.titles)
        choosing.selector.tried.append(chosen.titles)


def test_sets_that_clash_are_not_put_on_those_stages_together() -> None:
    choosing = Choosing()
    first = choosing.choice(18)
    assert first is not None
    one, other = first.jobs[:2]
    clash = tuple((job.index, 0, first.floors[job.index][0]) for job in (one, other))
    choosing.selector.clashes.append(clash)
    second = choosing.choice(18)
    assert second is not None
    assert not {one.index, other.index} <= second.titles  # there is one stage only


def test_clashes_are_forgotten_when_other_titles_stand_beside() -> None:
    selector = Choosing().selector
    selector.clashes.append(((0, 0, 0), (1, 0, 0)))
    selector.stands_beside(frozenset())
    assert selector.clashes
    selector.stands_beside(frozenset({5}))
    assert not selector.clashes


def test_more_than_there_is_cannot_be_asked_for() -> None:
    choosing = Choosing()
    assert choosing.choice(sum(choosing.worth.values()) + 1) is None
