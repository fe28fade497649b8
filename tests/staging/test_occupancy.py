"""What `Occupancy.stays` offers, held against walking through the days one by one."""

from __future__ import annotations

import random

import pytest

from kachinko.staging.construct import Inserter, construct
from kachinko.staging.objective import Prices
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.problem import Chance, Floor, Piece, Problem, compile_problem
from tests.projects import SMALL, random_project


def ways(problem: Problem, occupancy: Occupancy, floor: Floor, piece: Piece, chance: Chance):
    """Every shoot day with its latest first day and earliest strike, by brute force."""
    f, n = floor.index, len(problem.sites[floor.site].days)
    crews = problem.sites[floor.site].crews

    def quiet(day: int) -> bool:
        return not floor.quiet or occupancy.takes[f][day] == 0

    def hands(day: int) -> bool:
        return quiet(day) and (crews is None or occupancy.crews[floor.site][day] < crews)

    def lit(day: int) -> bool:
        return floor.power is None or not piece.power or (
            occupancy.load[f][day] + piece.power <= floor.power
        )  # fmt: skip

    def shootable(day: int) -> bool:
        silent = occupancy.noise[f][day] == 0 or not floor.quiet or not piece.set.sync_sound
        return quiet(day) and lit(day) and silent

    def roomy(day: int) -> bool:
        return occupancy.floor[f][day] + piece.area <= (floor.area or 0)

    for shoot in range(n):
        if not chance.starts >> shoot & 1:
            continue
        if not all(d < n and shootable(d) for d in range(shoot, shoot + piece.shoot)):
            continue
        firsts = [
            first
            for first in (range(chance.lo, shoot - piece.lead + 1) if piece.lead else [shoot])
            if all(hands(d) for d in range(first, first + piece.build))
            and all(lit(d) for d in range(first + piece.build, first + piece.lead))
        ]
        last = chance.hi + 1 - piece.strike
        strikes = [
            strike
            for strike in (
                range(shoot + piece.held, last + 1) if piece.strike else [shoot + piece.held]
            )
            if strike <= last and all(hands(d) for d in range(strike, strike + piece.strike))
        ]
        if not firsts or not strikes:
            continue
        first, strike = max(firsts), min(strikes)
        stop = strike + piece.strike
        in_bay = any(bay.lo <= first and stop <= bay.hi + 1 for bay in floor.bays)
        if in_bay and all(roomy(d) for d in range(first, stop)):
            yield first, shoot, strike


@pytest.mark.parametrize("seed", range(80))
def test_stays_are_exactly_those_found_by_walking_the_days(seed: int) -> None:
    problem = compile_problem(random_project(random.Random(seed), SMALL))
    offers = Offers(problem)
    inserter = Inserter(problem, offers, Prices(problem))
    occupancy = Occupancy(problem)
    half = problem.jobs[: len(problem.jobs) // 2 + 1]
    construct(half, inserter, occupancy, random.Random(seed), shake=0.4, stop=lambda: False)

    for job in problem.jobs:
        for piece in job.pieces:
            for floor in offers.floors(job, piece):
                chance = job.set_chances[piece.index, floor.site]
                found = list(occupancy.stays(floor, piece, chance))
                assert found == list(ways(problem, occupancy, floor, piece, chance))


@pytest.mark.parametrize("seed", range(20))
def test_taking_everything_away_leaves_nothing(seed: int) -> None:
    problem = compile_problem(random_project(random.Random(seed), SMALL))
    occupancy = Occupancy(problem)
    inserter = Inserter(problem, Offers(problem), Prices(problem))
    placed = construct(
        problem.jobs, inserter, occupancy, random.Random(seed), shake=0.0, stop=lambda: False
    )

    for placement in placed.values():
        for stay in placement.stays:
            occupancy.remove(stay)

    profiles = (*occupancy.floor, *occupancy.noise, *occupancy.takes, *occupancy.load)
    assert not any(profile.any() for profile in (*profiles, *occupancy.crews))
    assert not any(occupancy.boxes)
