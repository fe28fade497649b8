"""A walk over plans by compiled ruin and recreate, in chunks between which it can be stopped."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.construct import effort
from kachinko.staging.swift import frame as arrays
from kachinko.staging.swift import walk
from kachinko.staging.tighten import tighten

if TYPE_CHECKING:
    from kachinko.staging.objective import Prices
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Problem
    from kachinko.staging.schedule import Placement, Schedule

CHUNK_SECONDS = 0.5
STEPS = 200
"""Iterations of a chunk while only attempts are counted, so that every machine does the same."""
FEWEST_STEPS, MOST_STEPS = 10, 100_000
MOST_OUT, MOST_DRAWN, TRIES = 5, 16, 2
"""Titles taken out at once, titles tried after that, places tried for each."""
HOT, COLD = 0.7, 0.025
"""First and last temperature, in values of an average title."""
LOUD_PRICE = 0.4
"""Worth of a day without noise on a quiet stage, in what such a day carries on average."""
MUST = 1000.0
TASTES = np.array(
    [[0.2, 0.0, 1.0, 2.0], [0.2, 0.3, 1.0, 2.0], [0.1, 1.0, 1.0, 4.0], [0.5, 2.0, 1.0, 6.0]]
)
"""What a place costs in days of delay: a day idle, a day newly loud, spare floor, chance."""


class Walker:
    """One walk; `cooled` from 0 to 1 says how far it has come."""

    def __init__(self, problem: Problem, offers: Offers, prices: Prices, seed: int) -> None:
        self.problem = problem
        self.offers = offers
        self.prices = prices
        self.frame = arrays.make_frame(problem, offers, [effort(job) for job in problem.jobs])
        self.state = arrays.empty_state(self.frame)
        self.best = arrays.decisions(self.state)
        self.kept = arrays.decisions(self.state)
        self.undo = arrays.decisions(self.state)
        self.rng = np.array([seed * 7919 + 88172645463325252], dtype=np.uint64)
        values = self.frame.value
        average = values.mean() or 1.0 if len(values) else 1.0
        musts = np.array([job.must for job in problem.jobs], dtype=np.float64)
        self.weights = values / average + MUST * musts
        self.steps = STEPS
        self.known: Schedule | None = None
        open_days = sum(
            bay.hi - bay.lo + 1 for floor in problem.floors if floor.quiet for bay in floor.bays
        )
        self.carried = 1.0 / max(1, open_days)

    def construct(self) -> Schedule:
        """Insert titles by value for effort, each at the best of some places."""
        order = np.argsort(-self.weights / self.frame.effort, kind="stable")
        walk.construct(self.frame, self.state, order, TRIES, TASTES, self.kept, self.rng)
        walk.save(self.state, self.best)
        return self._schedule(self.best)

    def chunk(self, incumbent: Schedule, cooled: float, *, timed: bool) -> Schedule:
        """Walk on for a while, from the incumbent if that is better than all met so far.

        With `timed` a chunk lasts about half a second, else a fixed number of steps.
        """
        if self.known is None or incumbent.rank > self.known.rank:
            walk.load(self.frame, self.state, arrays.from_placements(
                self.frame, incumbent.placements))  # fmt: skip
            self.known = incumbent
        begun = time.monotonic()
        heat = HOT * (COLD / HOT) ** min(1.0, max(0.0, cooled))
        walk.walk(
            self.frame,
            self.state,
            self.best,
            self.kept,
            self.undo,
            self.weights,
            TASTES,
            (self.steps, MOST_OUT, MOST_DRAWN, TRIES),
            (heat, heat),
            LOUD_PRICE * self.carried * self._worth(),
            self.rng,
        )
        if timed:
            pace = CHUNK_SECONDS / max(1e-3, time.monotonic() - begun)
            self.steps = int(min(MOST_STEPS, max(FEWEST_STEPS, self.steps * min(2.0, pace))))
        if self.best_value() <= self.known.value:
            return self.known
        found = tighten(self.problem, self.prices, self._schedule(self.best))
        if found.rank > self.known.rank:
            self.known = found
        return self.known

    def best_value(self) -> int:
        """Value of the best plan of the last chunk."""
        return int(self.frame.value[self.best.home >= 0].sum())

    def _worth(self) -> float:
        return float(self.weights[self.state.home >= 0].sum() % MUST)

    def _schedule(self, made: arrays.Decisions) -> Schedule:
        placements: dict[int, Placement] = {}
        for index, placement in arrays.to_placements(self.problem, self.frame, made).items():
            cost = self.prices.of_title(self.problem.jobs[index], placement)
            placements[index] = replace(placement, cost=cost)
        return self.prices.schedule(placements)
