"""What is left of an earlier plan, mended: musts that it has lost are put in at little cost.

A booking that was moved, or a hold that somebody keeps, often leaves its own title without order.
That title must be made, and a plan without it is worth less than any with it: so the search would
begin with a plan of its own, and all that was good in the earlier one would be lost.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from kachinko.staging.construct import construct
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.resume import holds

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.staging.construct import Inserter
    from kachinko.staging.problem import Job
    from kachinko.staging.schedule import Placement, Schedule

TRIES = 60
SHAKE = 0.3


def mend(
    inserter: Inserter, kept: Schedule, seed: int, *, stop: Callable[[], bool] = lambda: False
) -> Schedule:
    """The schedule with the must titles that it lacks, where a way was found to put all in.

    Parameters
    ----------
    inserter
        Of the problem.
    kept
        What is left; nothing of it that must be made is moved.
    seed
        Of the random choices.
    stop
        Asked before each further try.

    Of many tries the one of the greatest value, then the least cost, is given. Each lets some of
    what need not be made stand, from all of it to nothing, puts in what must, and then whatever
    still fits: as it stood, or anew.
    """
    problem = inserter.problem
    missing = [job for job in problem.jobs if job.must and job.index not in kept.placements]
    if not missing:
        return kept
    rng = random.Random(f"{seed}/mend")
    best = kept
    for number in range(TRIES):
        if number and stop():
            break
        found = _tried(inserter, kept, missing, 1.0 - number / (TRIES - 1), rng)
        if found is not None and found.rank > best.rank:
            best = found
    return best


def _tried(
    inserter: Inserter, kept: Schedule, missing: list[Job], share: float, rng: random.Random
) -> Schedule | None:
    """One way; `share` is how likely each title that need not be made stands from the first."""
    problem = inserter.problem
    placed: dict[int, Placement] = {}
    waiting: list[Placement] = []
    for index, placement in kept.placements.items():
        stands = problem.jobs[index].must or rng.random() < share
        if stands:
            placed[index] = placement
        else:
            waiting.append(placement)
    occupancy = Occupancy(problem, placed.values())
    shake = SHAKE if share < 1.0 else 0.0
    entered = construct(missing, inserter, occupancy, rng, shake=shake, stop=lambda: False)
    if len(entered) < len(missing):
        return None
    placed |= entered
    waiting.sort(key=lambda placement: problem.jobs[placement.job].value, reverse=True)
    for placement in waiting:
        job = problem.jobs[placement.job]
        if holds(problem, inserter.offers, job, placement, occupancy):
            for stay in placement.stays:
                occupancy.add(stay)
            placed[job.index] = placement
    left = [job for job in problem.jobs if job.index not in placed]
    placed |= construct(left, inserter, occupancy, rng, shake=SHAKE, stop=lambda: False)
    return inserter.prices.schedule(placed)
