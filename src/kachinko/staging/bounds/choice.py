"""The choice of titles and stages as a linear programme, tightened row by row.

Titles and sets may be taken in part: that makes it quick, and its optimum an upper bound. GLOP
solves it in floating-point numbers; what is told is worked out from its prices in whole numbers,
so that it holds whatever GLOP rounds (weak duality: for prices y ≥ 0 of the rows Ax ≤ b, every x
with c·x as value has c·x ≤ y·b + Σ max over xⱼ of (c − yA)ⱼ xⱼ).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.linear_solver import pywraplp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.halt import Halt
    from kachinko.staging.bounds.rows import Key, Row
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Job

FINE = 1 << 60
"""Prices are whole multiples of 1 / FINE."""
A_DAY = 86_400.0
"""Seconds; GLOP takes no longer limits."""


class Choice:
    """Which titles are in, at which home, and on which stage each set stands, in part."""

    def __init__(self, offers: Offers, jobs: Sequence[Job], step: int) -> None:
        self.lp = pywraplp.Solver.CreateSolver("GLOP")
        self.objective = self.lp.Objective()
        self.objective.SetMaximization()
        self.variables: list[pywraplp.Variable] = []
        self.least: list[int] = []
        self.worth: list[int] = []
        self.rows: list[tuple[pywraplp.Constraint, list[tuple[int, int]], int, bool]] = []
        """Constraint, its terms (variable, weight), its most, and whether it is an equation."""
        self.accepted: dict[int, int] = {}
        self.on: dict[Key, int] = {}
        for job in jobs:
            self._title(offers, job, job.value // step)

    def add(self, row: Row) -> None:
        """Limit the choice."""
        self._limit(
            [(self.on[k], w) for k, w in zip(row.keys, row.weights, strict=True) if k in self.on],
            row.most,
        )

    def solve(self, seconds: float, halt: Halt) -> bool:
        """Find the best choice; whether it was found in time."""
        self.lp.SetTimeLimit(max(1, int(min(seconds, A_DAY) * 1000)))
        halt.enter(self)
        try:
            return bool(self.lp.Solve() == pywraplp.Solver.OPTIMAL)
        finally:
            halt.leave(self)

    def stop_search(self) -> None:
        """End a solve that runs in another thread."""
        self.lp.InterruptSolve()

    def chosen(self) -> dict[Key, float]:
        """How much of each set stands on each stage, where that is more than nothing."""
        parts = {key: self.variables[n].solution_value() for key, n in self.on.items()}
        return {key: part for key, part in parts.items() if part > 0}

    def taken(self) -> dict[int, float]:
        """How much of each title is in."""
        return {job: self.variables[n].solution_value() for job, n in self.accepted.items()}

    def proven(self) -> int:
        """No choice of whole titles is worth more steps of value: exact, from the prices."""
        gain = [worth * FINE for worth in self.worth]
        total = 0
        for constraint, terms, most, equation in self.rows:
            scale = 1 if equation else max(1, most)
            price = int(constraint.dual_value() * FINE) // scale
            if not equation:
                price = max(0, price)
            if price:
                total += price * most
                for n, weight in terms:
                    gain[n] -= price * weight
        total += sum(max(g, g * least) for g, least in zip(gain, self.least, strict=True))
        return total // FINE

    def _title(self, offers: Offers, job: Job, worth: int) -> None:
        accepted = self.accepted[job.index] = self._variable(worth, 1 if job.must else 0)
        homes = {home: self._variable(0) for home in offers.homes(job)}
        self._equal(list(homes.values()), accepted)
        for piece in job.pieces:
            by_site: dict[int, list[int]] = {}
            for floor in offers.floors(job, piece):
                if not job.set_chances[piece.index, floor.site].starts:
                    continue
                if not job.title.split and floor.site not in homes:
                    continue
                variable = self.on[job.index, piece.index, floor.index] = self._variable(0)
                by_site.setdefault(floor.site, []).append(variable)
            if job.title.split:
                self._equal([one for group in by_site.values() for one in group], accepted)
                continue
            for home, variable in homes.items():
                self._equal(by_site.get(home, []), variable)

    def _variable(self, worth: int, least: int = 0) -> int:
        variable = self.lp.NumVar(least, 1, "")
        if worth:
            self.objective.SetCoefficient(variable, worth)
        self.variables.append(variable)
        self.least.append(least)
        self.worth.append(worth)
        return len(self.variables) - 1

    def _equal(self, parts: list[int], whole: int) -> None:
        self._limit([*((one, 1) for one in parts), (whole, -1)], 0, equation=True)

    def _limit(self, terms: list[tuple[int, int]], most: int, *, equation: bool = False) -> None:
        """Rows other than equations are divided by their most, so that GLOP sees like numbers."""
        scale = 1 if equation else max(1, most)
        constraint = self.lp.Constraint(0 if equation else -self.lp.infinity(), most / scale)
        for n, weight in terms:
            constraint.SetCoefficient(self.variables[n], weight / scale)
        self.rows.append((constraint, terms, most, equation))
