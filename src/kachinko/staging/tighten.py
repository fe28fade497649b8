"""Let no set stand longer than it must: build as late, strike as early as the others allow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kachinko.staging.occupancy import Occupancy

if TYPE_CHECKING:
    from kachinko.staging.objective import Prices
    from kachinko.staging.problem import Job, Problem
    from kachinko.staging.schedule import Placement, Schedule, Stay


def tighten(problem: Problem, prices: Prices, schedule: Schedule) -> Schedule:
    """Shorten every stay around its shoot, one after another, without moving any shoot.

    A stay only shrinks, so that floor, positions and quiet of all others are kept; the floor that
    it frees costs nothing and leaves room for more.
    """
    occupancy = Occupancy(problem, schedule.placements.values())
    placements: dict[int, Placement] = {}
    for index, placement in schedule.placements.items():
        job = problem.jobs[index]
        stays = tuple(_shorter(problem, job, stay, occupancy) for stay in placement.stays)
        tightened = replace(placement, stays=stays)
        placements[index] = replace(tightened, cost=prices.of_title(job, tightened))
    return prices.schedule(placements)


def _shorter(problem: Problem, job: Job, stay: Stay, occupancy: Occupancy) -> Stay:
    occupancy.remove(stay)
    floor, chance = problem.floors[stay.floor], job.set_chances[stay.piece.index, stay.site]
    ways = occupancy.stays(floor, stay.piece, chance, 1 << stay.shoot)
    first, _, strike = next(ways)  # the present stay is one way, so there is a next
    shorter = replace(stay, first=first, strike=strike)
    occupancy.add(shorter)
    return shorter
