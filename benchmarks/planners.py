"""Who plans a case: Kachinko itself and its peers, all on the same project with the same limit."""

from __future__ import annotations

import math
import random
import time
from typing import TYPE_CHECKING

from kachinko.staging.assemble import assemble
from kachinko.staging.construct import Inserter, construct
from kachinko.staging.cpsat import extract
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.objective import value_of, value_step
from kachinko.staging.cpsat.solve import Effort, solve
from kachinko.staging.incumbent import Incumbent
from kachinko.staging.limits import Halt, Limits
from kachinko.staging.objective import Prices
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.planner import plan_project
from kachinko.staging.problem import compile_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.outcome import Task
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.cpsat.variables import Var
    from kachinko.staging.schedule import Placement

FOREVER = 1e9
"""Of work: a peer is held by its seconds alone."""
UNBOUNDED = 10**15
"""No slate is worth more."""


def kachinko(project: Project, task: Task) -> tuple[Plan, float | None]:
    """The planner as it is; seconds to its first plan count from the loaded project."""
    plan = plan_project(
        project,
        limits=Limits(seconds=task.seconds),
        clock=time.monotonic,
        seed=task.seed,
        workers=task.workers,
    )
    return plan, plan.seconds_to_first


def insertion(project: Project, task: Task) -> tuple[Plan, float | None]:
    """As one plans with a spreadsheet: by value, each title as early as it goes, once."""
    peer = _Peer(project)
    if peer.is_possible:
        rng = random.Random(task.seed)
        occupancy = Occupancy(peer.problem)
        placed: dict[int, Placement] = {}
        for job in sorted(peer.jobs, key=lambda job: (not job.must, -job.value)):
            placed |= construct([job], peer.inserter, occupancy, rng, shake=0.0, stop=lambda: False)
        peer.offer(placed)
    return peer.plan(task)


def one_model(project: Project, task: Task) -> tuple[Plan, float | None]:
    """The whole problem in one CP-SAT model that maximises the value, from nothing."""
    peer = _Peer(project)
    if peer.is_possible:
        step = value_step(peer.jobs)
        model = build_model(
            peer.problem, peer.offers, peer.jobs, Occupancy(peer.problem), musts=True
        )
        model.cp.maximize(value_of(model, step))

        def offer(value: Callable[[Var], int]) -> None:
            peer.offer(extract.placements(model, value, peer.prices))

        left = task.seconds - peer.incumbent.seconds
        effort = Effort(left, FOREVER, task.workers, task.seed)
        answer = solve(model.cp, effort, Halt(), on_solution=offer)
        if answer.value is not None:
            offer(answer.value)
        if answer.status == "infeasible":
            peer.incumbent.refute(tuple(job.title.name for job in peer.jobs if job.must))
        elif answer.bound is not None:
            peer.incumbent.lower_value_bound(math.floor(answer.bound + 1e-6) * step)
    return peer.plan(task)


PLANNERS: dict[str, Callable[[Project, Task], tuple[Plan, float | None]]] = {
    "kachinko": kachinko,
    "insertion": insertion,
    "one model": one_model,
}


class _Peer:
    """What both peers need: the compiled problem and a place for their best plan."""

    def __init__(self, project: Project) -> None:
        # Its watch starts here, so that compiling the project counts.
        self.incumbent = Incumbent(
            titles=len(project.titles),
            musts=sum(title.commitment == "must" for title in project.titles),
            value_bound=UNBOUNDED,
            clock=time.monotonic,
            begun=time.monotonic(),
            on_progress=lambda _: None,
        )
        self.problem = compile_problem(project)
        self.offers = Offers(self.problem)
        self.prices = Prices(self.problem)
        self.inserter = Inserter(self.problem, self.offers, self.prices)
        self.jobs = [job for job in self.problem.jobs if self.offers.homes(job)]
        self.incumbent.lower_value_bound(sum(job.value for job in self.jobs))
        lost = [job.title.name for job in self.problem.jobs if job.must and job not in self.jobs]
        self.is_possible = not lost
        if lost:
            self.incumbent.refute(tuple(lost))

    def offer(self, placed: dict[int, Placement]) -> None:
        self.incumbent.offer(self.prices.schedule(placed))

    def plan(self, task: Task) -> tuple[Plan, float | None]:
        plan = assemble(
            self.problem, self.incumbent, {}, seed=task.seed, workers=task.workers, versions={}
        )
        return plan, plan.seconds_to_first
