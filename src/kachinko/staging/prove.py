"""What is proven: bounds on value and cost, infeasibility, and optimality of small problems."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from kachinko.staging import bound
from kachinko.staging.bounds.capacity import Capacity
from kachinko.staging.cpsat import extract
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.objective import CostTerms, value_of, value_step
from kachinko.staging.cpsat.solve import Effort, solve
from kachinko.staging.occupancy import Occupancy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.halt import Halt
    from kachinko.staging.cpsat.variables import StageModel, Var
    from kachinko.staging.incumbent import Incumbent
    from kachinko.staging.objective import Prices
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Job, Piece, Problem

SMALL = 250
"""Up to so many choices of a stage for a set, the whole problem is given to the solver at once."""

WHOLE_TITLES = 1000
"""Up to so many choices of a stage for a set, CP-SAT is asked for whole titles under the rows."""

WHOLE_TITLES_WORK = 0.3
"""What that may take, some seconds: it gains at once or hardly ever."""

WHOLE = 1e-6
"""Solvers bound whole numbers by floats; a bound is rounded inward by no more than this."""


class Prover:
    """Finds proofs about a problem and tells them to the incumbent."""

    def __init__(
        self, problem: Problem, offers: Offers, prices: Prices, incumbent: Incumbent, halt: Halt
    ) -> None:
        self.problem = problem
        self.offers = offers
        self.prices = prices
        self.incumbent = incumbent
        self.halt = halt
        self.jobs = [job for job in problem.jobs if offers.homes(job)]
        self.step = value_step(self.jobs)
        self.favoured: dict[int, float] = {}
        """How much of each title is in the best choice under capacity alone, once known."""

    @property
    def is_small(self) -> bool:
        """Whether one model of the whole problem is worth trying."""
        return self.choices <= SMALL

    @property
    def choices(self) -> int:
        """How many choices of a stage for a set there are."""
        return sum(len(self.offers.floors(job, piece)) for job in self.jobs for piece in job.pieces)

    def capacity(self, effort: Effort) -> None:
        """Bound the value by what the stages can carry in days and floor.

        First titles may be in by parts, which is quick; where the problem is not too large CP-SAT
        then asks for whole titles under the same rows.
        """
        self.incumbent.tell("bounding by capacity")
        stop = self.incumbent.seconds + effort.seconds
        parts = Capacity(self.problem, self.offers, self.jobs, self.step)
        parts.tighten(
            lambda: stop - self.incumbent.seconds,
            self.halt,
            on_bound=lambda steps: self.incumbent.lower_value_bound(steps * self.step),
        )
        self.favoured = parts.favoured
        if len(parts.choice.on) <= WHOLE_TITLES:
            left = stop - self.incumbent.seconds
            self._whole_titles(parts, replace(effort, seconds=left, work=WHOLE_TITLES_WORK))

    def _whole_titles(self, parts: Capacity, effort: Effort) -> None:
        sack = bound.choice_model(self.offers, self.jobs)
        for row in parts.rows:
            terms = zip(row.keys, row.weights, strict=True)
            sack.cp.add(sum(weight * sack.on[key] for key, weight in terms) <= row.most)
        for job in self.jobs:
            if job.must:
                sack.cp.add(sack.accepted[job.index] == 1)
        worth = sum(job.value // self.step * sack.accepted[job.index] for job in self.jobs)
        sack.cp.add(worth <= self.incumbent.value_bound // self.step)
        sack.cp.maximize(worth)
        answer = solve(sack.cp, effort, self.halt, on_bound=self._lower)
        if answer.status == "infeasible":
            self._refute_musts()
        elif answer.bound is not None:
            self._lower(answer.bound)

    def musts(self, effort: Effort) -> None:
        """Find a plan of the must titles alone, or prove that there is none."""
        self.incumbent.tell("planning the must titles")
        jobs = [job for job in self.jobs if job.must]
        model = self._whole(jobs)
        answer = solve(model.cp, effort, self.halt)
        if answer.status == "infeasible":
            self._refute_musts()
        elif answer.value is not None:
            self._offer(model, answer.value)

    def everything(self, effort: Effort) -> None:
        """Solve the whole problem in one model: the value first, then the cost."""
        self.incumbent.tell("solving the whole problem")
        model = self._whole(self.jobs)
        worth = value_of(model, self.step)
        model.cp.add(worth <= self.incumbent.value_bound // self.step)
        if self.incumbent.complete:
            model.cp.add(worth >= self.incumbent.schedule.value // self.step)
        model.cp.maximize(worth)
        extract.hint(model, self.incumbent.schedule.placements)
        answer = solve(
            model.cp,
            effort,
            self.halt,
            on_bound=self._lower,
            on_solution=lambda value: self._offer(model, value),
        )
        if answer.status == "infeasible":
            self._refute_musts()
        if answer.value is not None:
            self._offer(model, answer.value)
        if answer.bound is not None:
            self._lower(answer.bound)

    def least_cost(self, effort: Effort) -> None:
        """Prove the least cost of a plan of the best value; rent by the day is left aside."""
        self.incumbent.tell("proving the cost")
        schedule = self.incumbent.schedule
        model = self._whole(self.jobs)
        worth = value_of(model, self.step)
        model.cp.add(worth >= schedule.value // self.step)
        cost = CostTerms(model, self.prices, exact=True)
        model.cp.minimize(cost.total)
        extract.hint(model, schedule.placements)

        def raise_bound(found: float) -> None:
            least = math.ceil(found - WHOLE * max(1.0, abs(found)))
            self.incumbent.raise_cost_bound(max(0, least) * cost.unit, schedule.value)

        answer = solve(
            model.cp,
            effort,
            self.halt,
            on_bound=raise_bound,
            on_solution=lambda value: self._offer(model, value),
        )
        if answer.value is not None:
            self._offer(model, answer.value)
        if answer.status == "optimal" and answer.objective is not None:
            self.incumbent.raise_cost_bound(round(answer.objective) * cost.unit, schedule.value)
        elif answer.bound is not None:
            raise_bound(answer.bound)

    def cheapest_titles(self, effort: Effort, halt: Halt) -> None:
        """Bound the cost: each title at its least, and titles enough to reach the value.

        Cheap, so it is done even when the search was ended: every plan has a bound on its cost.
        """
        schedule = self.incumbent.schedule
        floor = [math.floor(least_cost_of(self.problem, self.offers, self.prices, job))
                 for job in self.jobs]  # fmt: skip
        cp = cp_model.CpModel()
        chosen = [cp.new_bool_var("") for _ in self.jobs]
        for literal, job in zip(chosen, self.jobs, strict=True):
            if job.must:
                cp.add(literal == 1)
        cp.add(
            sum(j.value // self.step * c for j, c in zip(self.jobs, chosen, strict=True))
            >= schedule.value // self.step
        )
        cp.minimize(sum(f * c for f, c in zip(floor, chosen, strict=True)))
        answer = solve(cp, effort, halt)
        if answer.bound is not None:
            least = math.ceil(answer.bound - WHOLE * max(1.0, abs(answer.bound)))
            self.incumbent.raise_cost_bound(Decimal(max(0, least)), schedule.value)

    def _whole(self, jobs: Sequence[Job]) -> StageModel:
        return build_model(self.problem, self.offers, jobs, Occupancy(self.problem), musts=True)

    def _lower(self, found: float) -> None:
        self.incumbent.lower_value_bound(math.floor(found + WHOLE) * self.step)

    def _offer(self, model: StageModel, value: Callable[[Var], int]) -> None:
        found = extract.placements(model, value, self.prices)
        self.incumbent.offer(self.prices.schedule(found))

    def _refute_musts(self) -> None:
        self.incumbent.refute(tuple(job.title.name for job in self.jobs if job.must))


def least_cost_of(problem: Problem, offers: Offers, prices: Prices, job: Job) -> Decimal:
    """What a title costs at least wherever and whenever it is made, rent by the day apart."""
    least: list[Decimal] = []
    for home in offers.homes(job):
        standing = (_standing(piece, s) for piece, s in _stands(problem, offers, prices, job, home))
        least.append(_engaged(job, prices) + sum(standing, Decimal(0)))
    return min(least)


def _engaged(job: Job, prices: Prices) -> Decimal:
    """The busiest unit's shooting days at the price of a day; split titles: blocks alone."""
    units: dict[str, int] = {}
    shoots = job.blocks if job.title.split else job.title.shoots
    for thing in shoots:
        units[thing.unit] = units.get(thing.unit, 0) + thing.shoot_days
    return prices.unit_day[job.index] * max(units.values(), default=0)


def _stands(
    problem: Problem, offers: Offers, prices: Prices, job: Job, home: int
) -> list[tuple[Piece, list[tuple[Decimal, int]]]]:
    """For each set the floor rates and least calendar days of the stages that can take it."""
    found = []
    for piece in job.pieces:
        floors = offers.floors(job, piece, None if job.title.split else home)
        found.append(
            (
                piece,
                [
                    (prices.floor_day[f.index], _shortest(problem, f.site, piece.least_stay))
                    for f in floors
                ],
            )
        )
    return found


def _standing(piece: Piece, options: list[tuple[Decimal, int]]) -> Decimal:
    area = Decimal(str(piece.set.footprint_m2))
    return min((rate * days * area for rate, days in options), default=Decimal(0))


def _shortest(problem: Problem, site: int, days: int) -> int:
    """The fewest calendar days over which so many working days in a row run at a site."""
    ordinals = problem.sites[site].ordinals
    if days > len(ordinals):
        return days
    return int(np.min(ordinals[days - 1 :] - ordinals[: len(ordinals) - days + 1])) + 1
