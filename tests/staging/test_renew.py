"""Planning whole studios again: never worse, always sound, also beside what others find."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from kachinko.halt import Halt
from kachinko.staging.construct import construct
from kachinko.staging.cpsat.solve import Effort
from kachinko.staging.graft import graft
from kachinko.staging.improve import Improver
from kachinko.staging.occupancy import Occupancy
from tests.projects import Size, random_project
from tests.staging.cases import Case
from tests.staging.sound import assert_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.staging.schedule import Schedule

BUSY = Size(studios=(2, 2), titles=(8, 12), sets=(1, 3), horizon_days=(30, 50))
EFFORT = Effort(seconds=5.0, work=0.3)


def busy(seed: int) -> Case:
    """A random project of two studios."""
    return Case(random_project(random.Random(seed), BUSY))


def improver(case: Case) -> Improver:
    """The move, of a case."""
    return Improver(case.problem, case.offers, case.prices)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_a_renewed_plan_is_sound_and_no_worse(seed: int) -> None:
    case = busy(seed)
    before = case.constructed(seed)
    for turn in range(3):
        rng = random.Random(turn)
        found = improver(case).renew(before, rng, EFFORT, Halt())
        assert_sound(case.project, case.problem, found)
        assert found.rank >= before.rank


def test_more_titles_get_in_where_the_first_plan_left_room() -> None:
    gained = 0
    for seed in range(12):
        case = busy(seed)
        before = case.constructed(seed)
        found = improver(case).renew(before, random.Random(0), EFFORT, Halt())
        gained += found.value > before.value
    assert gained


def grafts() -> Iterator[tuple[Case, Schedule, Schedule, Schedule]]:
    """A plan, another one that is there meanwhile, and one found by planning a part again."""
    for seed in range(100):
        case = busy(seed)
        before = case.constructed(seed)
        for part in range(2):
            now, found = (again(case, before, site, seed) for site in (part, 1 - part))
            yield case, before, now, found


def again(case: Case, before: Schedule, site: int, seed: int) -> Schedule:
    """A plan in which what is made at one studio alone is inserted anew."""
    elsewhere = {i: p for i, p in before.placements.items() if not p.only_at(site)}
    free = [job for job in case.problem.jobs if job.index not in elsewhere]
    occupancy = Occupancy(case.problem, elsewhere.values())
    rng = random.Random(seed + 1000)
    placed = construct(free, case.inserter, occupancy, rng, shake=0.9, stop=lambda: False)
    return case.prices.schedule({**elsewhere, **placed})


@pytest.mark.slow
def test_what_is_found_is_sound_beside_what_others_found_meanwhile() -> None:
    mixed = 0
    for case, before, now, found in grafts():
        both = graft(case.offers, case.prices, before, now, found)
        assert_sound(case.project, case.problem, both)
        assert both.rank >= found.rank
        mixed += both.placements not in (now.placements, found.placements)
    assert mixed > 20


@pytest.mark.slow
def test_where_nothing_else_happened_meanwhile_what_was_found_stands() -> None:
    for case, before, _, found in grafts():
        both = graft(case.offers, case.prices, before, before, found)
        assert both.placements == found.placements
        assert both.rank == found.rank
