"""Improvement: free some titles, plan them again exactly, keep what is better."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.staging.cpsat import extract
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.objective import CostTerms, value_of, value_step
from kachinko.staging.cpsat.solve import Effort, Halt, solve
from kachinko.staging.neighbourhoods import WAYS, Slate, first_few
from kachinko.staging.occupancy import Occupancy

if TYPE_CHECKING:
    import random

    from kachinko.staging.objective import Prices
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Job, Problem
    from kachinko.staging.schedule import Schedule

SMALLEST, LARGEST = 8, 120
"""Bounds on how many sets and blocks are freed at once."""


@dataclass(slots=True)
class Taste:
    """What has paid so far: how large a part to free, and which ways of choosing find more."""

    sets: float = 24.0
    credit: list[float] = field(default_factory=lambda: [1.0] * len(WAYS))

    def choose(self, rng: random.Random) -> int:
        """Pick a way of choosing, by what it has earned."""
        return rng.choices(range(len(WAYS)), self.credit)[0]

    def learn(self, way: int, *, better: bool, proven: bool) -> None:
        """Free more where the solver finished, less where it did not; reward what found more."""
        self.sets = self.sets * 1.07 if proven else self.sets * 0.93
        self.sets = min(max(self.sets, SMALLEST), LARGEST)
        self.credit[way] = 0.9 * self.credit[way] + (1.0 if better else 0.03)


class Improver:
    """Plans parts of a schedule again with CP-SAT while the rest stands."""

    def __init__(self, problem: Problem, offers: Offers, prices: Prices) -> None:
        self.problem = problem
        self.offers = offers
        self.prices = prices
        self.slate = Slate(problem, offers)

    def step(
        self, schedule: Schedule, taste: Taste, rng: random.Random, effort: Effort, halt: Halt, *, for_value: bool
    ) -> Schedule:
        """One improvement attempt; returns a schedule that is at least as good."""
        way = taste.choose(rng)
        jobs = first_few(WAYS[way](self.slate, schedule, rng), int(taste.sets))
        if not jobs:
            return schedule
        better, proven = self.again(schedule, jobs, effort, halt, for_value=for_value)
        if not halt.thrown:
            taste.learn(way, better=better is not schedule, proven=proven)
        return better

    def again(
        self, schedule: Schedule, jobs: list[Job], effort: Effort, halt: Halt, *, for_value: bool
    ) -> tuple[Schedule, bool]:
        """Plan `jobs` again around the rest; the better schedule, and whether that was settled.

        With `for_value` only a plan of more value will do, which prunes far more than a weighted
        sum of value and cost; without it the same titles stay in, at less cost. A must title
        that is in stays in; one that is out weighs more than all others together.
        """
        if not for_value:
            jobs = [job for job in jobs if job.index in schedule.placements]
            if not jobs:
                return schedule, True
        free = {job.index for job in jobs}
        known = {i: p for i, p in schedule.placements.items() if i in free}
        rest = {i: p for i, p in schedule.placements.items() if i not in free}
        fixed = Occupancy(self.problem, rest.values())
        model = build_model(self.problem, self.offers, jobs, fixed, musts=False)
        for job in jobs:
            if job.index in known and (job.must or not for_value):
                model.cp.add(model.titles[job.index].accepted == 1)
        if for_value:
            step = value_step(jobs)
            extra = sum(job.value for job in jobs) // step + 1
            urgent = sum(
                model.titles[job.index].accepted
                for job in jobs
                if job.must and job.index not in known
            )
            worth = value_of(model, step) + extra * urgent
            at_least = sum(self.problem.jobs[index].value for index in known) // step
            model.cp.add(worth >= at_least + 1)
            model.cp.maximize(worth)
        else:
            cost = CostTerms(model, self.prices, exact=False)
            model.cp.minimize(cost.total)
        extract.hint(model, known)
        answer = solve(model.cp, effort, halt)
        settled = answer.status in ("optimal", "infeasible")
        if answer.value is None:
            return schedule, settled
        found = extract.placements(model, answer.value, self.prices)
        candidate = self.prices.schedule({**rest, **found})
        return (candidate if candidate.rank > schedule.rank else schedule), settled


def patience(sets: float) -> float:
    """How much work (deterministic seconds) a neighbourhood of that size deserves."""
    return 0.3 + 1.2 * math.sqrt(sets / 24.0)
