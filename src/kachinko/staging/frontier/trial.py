"""One question about one slate: can all of it be made? A plan says yes, a proof says no."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.halt import Halt
from kachinko.model.edit import with_
from kachinko.staging.assemble import assemble
from kachinko.staging.construct import Inserter, construct
from kachinko.staging.cpsat.solve import Effort
from kachinko.staging.incumbent import Incumbent, Progress
from kachinko.staging.limits import Limits
from kachinko.staging.objective import Prices
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from kachinko.staging.prove import Prover
from kachinko.staging.resume import resume
from kachinko.staging.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project

REFUTING_WORK = 6.0
"""Deterministic work of CP-SAT for one proof by capacity."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a trial may use: threads, a seed, a clock [s], a switch, and who makes the plan."""

    workers: int
    seed: int
    clock: Callable[[], float]
    halt: Halt
    versions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trial found out about a slate of `titles` titles."""

    titles: int
    accepted: int
    bound: int
    """No plan makes more of them than this (proven)."""
    plan: Plan
    """The best plan, of the whole slate or of a part of it."""

    @property
    def whole(self) -> bool:
        """Whether all titles are in the plan."""
        return self.accepted == self.titles


class _Passed:
    """Ends one switch when another one is thrown."""

    def __init__(self, inner: Halt) -> None:
        self._inner = inner

    def stop_search(self) -> None:
        self._inner.throw()


def attempt(slate: Project, seconds: float, means: Means, start: Plan | None = None) -> Outcome:
    """Look for a plan of the whole slate for so long; ends at once with one, or with a proof.

    What of `start` still holds is where the search begins; a plan that holds wholly is the answer.
    """
    problem = compile_problem(slate)
    offers = Offers(problem)
    inserter = Inserter(problem, offers, Prices(problem))
    count = len(problem.jobs)
    inner = Halt()

    def watch(progress: Progress) -> None:
        if progress.titles_in == count or progress.bound < count:
            inner.throw()

    incumbent = Incumbent(
        titles=count,
        musts=0,
        value_bound=sum(job.value for job in problem.jobs if offers.homes(job)),
        clock=means.clock,
        begun=means.clock(),
        on_progress=watch,
    )
    passed = _Passed(inner)
    means.halt.enter(passed)
    try:
        if means.halt.thrown:
            inner.throw()
        if start is not None:
            incumbent.offer(resume(problem, offers, inserter.prices, start))
        if not inner.thrown:
            _insert_the_rest(inserter, incumbent, means.seed)
        if not inner.thrown:
            Search(inserter, incumbent, Limits(seconds), means.seed, inner).run(means.workers)
    finally:
        means.halt.leave(passed)
    unit = max((job.value for job in problem.jobs), default=1)
    plan = assemble(
        problem, incumbent, {}, seed=means.seed, workers=means.workers, versions=means.versions
    )
    return Outcome(count, len(plan.accepted), incumbent.value_bound // unit, plan)


def _insert_the_rest(inserter: Inserter, incumbent: Incumbent, seed: int) -> None:
    """One construction around what stands already."""
    standing = incumbent.schedule.placements
    occupancy = Occupancy(inserter.problem)
    for placement in standing.values():
        for stay in placement.stays:
            occupancy.add(stay)
    left = [job for job in inserter.problem.jobs if job.index not in standing]
    rng = random.Random(f"{seed}/rest")
    more = construct(left, inserter, occupancy, rng, shake=0.0, stop=lambda: False)
    incumbent.offer(inserter.prices.schedule({**standing, **more}))


def refuted(slate: Project, seconds: float, means: Means) -> bool:
    """Whether it is proven, by what stages and crews can carry, that not all of it can be made."""
    musts = with_(slate, titles=tuple(with_(title, commitment="must") for title in slate.titles))
    problem = compile_problem(musts)
    offers = Offers(problem)
    if not all(offers.homes(job) for job in problem.jobs):
        return True
    incumbent = Incumbent(
        titles=len(problem.jobs),
        musts=len(problem.jobs),
        value_bound=sum(job.value for job in problem.jobs),
        clock=means.clock,
        begun=means.clock(),
        on_progress=lambda _: None,
    )
    prover = Prover(problem, offers, Prices(problem), incumbent, means.halt)
    prover.capacity(Effort(seconds, REFUTING_WORK, 1, means.seed))
    return incumbent.infeasible is not None or incumbent.value_bound < sum(
        job.value for job in problem.jobs
    )


def stranded(project: Project) -> list[str]:
    """Ids of the titles of a project of which no studio can take all sets."""
    problem = compile_problem(project)
    offers = Offers(problem)
    return [job.title.id for job in problem.jobs if not offers.homes(job)]
