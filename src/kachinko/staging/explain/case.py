"""Can some titles be made beside others that stand as planned? A plan, a proof, or neither.

A requirement is dropped by editing the project or the list of what stands, and the whole is
compiled again: so every rule can be dropped, and none has a second meaning here.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kachinko.model.edit import with_
from kachinko.staging import bound
from kachinko.staging.construct import Inserter, construct
from kachinko.staging.cpsat import extract
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.solve import Effort, solve
from kachinko.staging.cpsat.variables import Bounds, Near
from kachinko.staging.objective import Prices
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from kachinko.staging.resume import read_placement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kachinko.halt import Halt
    from kachinko.model.plan import PlannedTitle
    from kachinko.model.project import Project
    from kachinko.staging.cpsat.solve import Answer
    from kachinko.staging.problem import Job, Problem
    from kachinko.staging.schedule import Placement

ATTEMPTS = 3
"""Insertions with shaken orders before a solver is asked."""
KEPT = 4
"""Compiled projects that are kept for the next question."""
WORK = 4.0
"""Most solver work a question may cost, in the solver's own measure."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question: the titles that are to be made, and the sets that stand as planned.

    `made` are ids; `standing` gives for each other title the ids of those sets that stand where
    and when the plan has them.
    """

    project: Project
    made: tuple[str, ...]
    standing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer: `possible` with placements of all titles, proven impossible, or None: unknown."""

    possible: bool | None
    problem: Problem | None = None
    placements: Mapping[int, Placement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A case's titles compiled, with the placements of those that stand."""

    project: Project
    key: tuple[frozenset[str], frozenset[str]]
    """Which titles are to be made, and which stand."""
    problem: Problem
    inserter: Inserter
    placements: Mapping[int, Placement]


class Judge:
    """Answers cases about one plan until time is up or somebody says stop."""

    def __init__(
        self,
        planned: Mapping[str, PlannedTitle],
        *,
        clock: Callable[[], float],
        halt: Halt,
        seed: int,
    ) -> None:
        self.planned = planned
        self.clock = clock
        self.halt = halt
        self.seed = seed
        self.deadline = clock()
        self._known: list[_Ready] = []

    @property
    def remaining(self) -> float:
        """Seconds until the deadline; 0 once somebody said stop."""
        return 0.0 if self.halt.thrown else max(0.0, self.deadline - self.clock())

    def settle(self, case: Case, seconds: float, *, shift: int | None = None) -> Verdict:
        """Decide a case.

        With `shift` what stands keeps its stages and may move its shoots by so many working days;
        "impossible" then speaks of moves so short alone.
        """
        seconds = min(seconds, self.remaining)
        if seconds <= 0:
            return Verdict(possible=None)
        ready = self._ready(case)
        problem, offers, inserter = ready.problem, ready.inserter.offers, ready.inserter
        made = [job for job in problem.jobs if job.title.id in case.made]
        if not all(offers.homes(job) for job in made):
            return Verdict(problem=problem, possible=False)
        standing = ready.placements
        if shift is not None:
            return self._shifted(inserter, made, standing, seconds, shift)
        fixed = Occupancy(problem)
        for index, placement in standing.items():
            shown = case.standing[problem.jobs[index].title.id]
            for stay in placement.stays:
                if stay.piece.set.id in shown:
                    fixed.add(stay)
        found = self._insert(inserter, made, fixed)
        if found is not None:
            return Verdict(problem=problem, possible=True, placements={**standing, **found})
        kept = tuple(job.title.id for job in made if self._is_whole(job))
        if 0 < len(kept) < len(made):
            # With the plan known, the rest beside it is a small question: a plan if it has one.
            rest = tuple(name for name in case.made if name not in kept)
            whole = {name: tuple(one.id for one in self.planned[name].sets) for name in kept}
            verdict = self.settle(replace(case, made=rest, standing=whole), seconds)
            if verdict.possible:
                return verdict
        return self._solve(inserter, made, fixed, standing, seconds)

    def _is_whole(self, job: Job) -> bool:
        """Whether the plan has the title with the very sets and blocks that it has here."""
        planned = self.planned.get(job.title.id)
        if planned is None:
            return False
        placed = {one.id for one in planned.sets} | {one.id for one in planned.location_blocks}
        return placed == {thing.id for thing in job.title.shoots}

    def _ready(self, case: Case) -> _Ready:
        """The titles of a case compiled; of the last ones asked about, that is done already."""
        key = frozenset(case.made), frozenset(case.standing)
        for ready in self._known:
            if ready.project is case.project and ready.key == key:
                return ready
        titles = key[0] | key[1]
        project = with_(
            case.project,
            titles=tuple(t for t in case.project.titles if t.id in titles and t.shoots),
        )
        problem = compile_problem(project)
        prices = Prices(problem)
        placements = {}
        for job in problem.jobs:
            if job.title.id in case.standing:
                placement = read_placement(problem, job, self.planned[job.title.id])
                assert placement is not None  # a plan that the checker accepts can be read
                cost = prices.of_title(job, placement)
                placements[job.index] = replace(placement, cost=cost)
        inserter = Inserter(problem, Offers(problem), prices)
        ready = _Ready(case.project, key, problem, inserter, placements)
        self._known = [ready, *self._known[: KEPT - 1]]
        return ready

    def _insert(
        self, inserter: Inserter, made: Sequence[Job], fixed: Occupancy
    ) -> dict[int, Placement] | None:
        for attempt in range(ATTEMPTS):
            rng = random.Random(f"{self.seed}/explain/{attempt}")
            shake = 0.0 if attempt == 0 else 0.3
            found = construct(made, inserter, fixed, rng, shake=shake, stop=lambda: False)
            for placement in found.values():
                for stay in placement.stays:
                    fixed.remove(stay)
            if len(found) == len(made):
                return found
        return None

    def _solve(
        self,
        inserter: Inserter,
        made: Sequence[Job],
        fixed: Occupancy,
        standing: Mapping[int, Placement],
        seconds: float,
    ) -> Verdict:
        problem, offers = inserter.problem, inserter.offers
        if len(made) > 1:
            # Sums over whole stages are soon refuted where a schedule would take long.
            sack = bound.capacity_model(problem, offers, made)
            for literal in sack.accepted.values():
                sack.cp.add(literal == 1)
            effort = Effort(seconds / 3, WORK / 3, 1, self.seed)
            if solve(sack.cp, effort, self.halt).status == "infeasible":
                return Verdict(problem=problem, possible=False)
        model = build_model(problem, offers, made, fixed, musts=False)
        for title in model.titles.values():
            model.cp.add(title.accepted == 1)
        answer = solve(model.cp, Effort(seconds, WORK, 1, self.seed), self.halt)
        if answer.value is None:
            return _without_plan(problem, answer)
        found = extract.placements(model, answer.value, inserter.prices)
        return Verdict(problem=problem, possible=True, placements={**standing, **found})

    def _shifted(
        self,
        inserter: Inserter,
        made: Sequence[Job],
        standing: Mapping[int, Placement],
        seconds: float,
        shift: int,
    ) -> Verdict:
        problem = inserter.problem
        bounds: dict[int, Bounds] = {i: Near(p, shift) for i, p in standing.items()}
        jobs = [*made, *(problem.jobs[index] for index in standing)]
        empty = Occupancy(problem)
        model = build_model(problem, inserter.offers, jobs, empty, musts=False, bounds=bounds)
        for title in model.titles.values():
            model.cp.add(title.accepted == 1)
        extract.hint(model, dict(standing))
        answer = solve(model.cp, Effort(seconds, WORK, 1, self.seed), self.halt, linear=False)
        if answer.value is None:
            return _without_plan(problem, answer)
        found = extract.placements(model, answer.value, inserter.prices)
        return Verdict(problem=problem, possible=True, placements=found)


def _without_plan(problem: Problem, answer: Answer) -> Verdict:
    return Verdict(problem=problem, possible=False if answer.status == "infeasible" else None)
