"""What all peers share: the compiled problem, a watch, and a place for their best plan."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.staging.curve import Recorder
from kachinko.staging.assemble import assemble
from kachinko.staging.incumbent import Incumbent
from kachinko.staging.objective import Prices
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem

if TYPE_CHECKING:
    from benchmarks.staging.outcome import Task
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.schedule import Placement

UNBOUNDED = 10**15
"""No slate is worth more."""


class Peer:
    """A project compiled for a peer; `is_possible` is False where a must title has no place.

    Its watch starts here, so that compiling the project counts as its time.
    """

    def __init__(self, project: Project, task: Task) -> None:
        self.task = task
        self.recorder = Recorder()
        self.incumbent = Incumbent(
            titles=len(project.titles),
            musts=sum(title.commitment == "must" for title in project.titles),
            value_bound=UNBOUNDED,
            clock=time.monotonic,
            begun=time.monotonic(),
            on_progress=self.recorder.hear,
        )
        self.problem = compile_problem(project)
        self.offers = Offers(self.problem)
        self.prices = Prices(self.problem)
        self.jobs = [job for job in self.problem.jobs if self.offers.homes(job)]
        self.incumbent.lower_value_bound(sum(job.value for job in self.jobs))
        lost = [job.title.name for job in self.problem.jobs if job.must and job not in self.jobs]
        self.is_possible = not lost
        if lost:
            self.incumbent.refute(tuple(lost))

    @property
    def seconds_left(self) -> float:
        """What remains of its time."""
        return max(0.0, self.task.seconds - self.incumbent.seconds)

    def offer(self, placed: dict[int, Placement]) -> None:
        """Take placements by title if they are worth more than what it has."""
        self.incumbent.offer(self.prices.schedule(placed))

    def refute(self) -> None:
        """The must titles were proven impossible together."""
        self.incumbent.refute(tuple(job.title.name for job in self.jobs if job.must))

    def plan(self) -> Plan:
        """Its best plan, with its own bound."""
        task = self.task
        return assemble(
            self.problem, self.incumbent, {}, seed=task.seed, workers=task.workers, versions={}
        )
