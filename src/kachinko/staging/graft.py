"""What was found on the ground of an earlier plan, put together with what others found since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.occupancy import Occupancy
from kachinko.staging.resume import holds

if TYPE_CHECKING:
    from kachinko.staging.objective import Prices
    from kachinko.staging.offers import Offers
    from kachinko.staging.schedule import Schedule


def graft(
    offers: Offers, prices: Prices, before: Schedule, now: Schedule, found: Schedule
) -> Schedule:
    """The plan that stands `now`, changed as `found` changes the plan `before`.

    Where those changes do not hold beside what stands now, or lose more than they gain there, what
    was found stands alone.
    """
    problem = prices.problem
    changed = {i: p for i, p in found.placements.items() if before.placements.get(i) != p}
    gone = before.placements.keys() - found.placements.keys()
    both = {i: p for i, p in now.placements.items() if i not in gone and i not in changed}
    occupancy = Occupancy(problem, both.values())
    for index, placement in changed.items():
        if not holds(problem, offers, problem.jobs[index], placement, occupancy):
            return found
        for stay in placement.stays:
            occupancy.add(stay)
    return max(found, prices.schedule({**both, **changed}), key=lambda one: one.rank)
