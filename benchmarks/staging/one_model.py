"""Peer: the whole problem in one CP-SAT model, given to the solver once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from benchmarks.staging.peer import Peer
from kachinko.halt import Halt
from kachinko.staging.cpsat import extract
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.objective import value_of, value_step
from kachinko.staging.cpsat.solve import Effort, solve
from kachinko.staging.limits import FOREVER
from kachinko.staging.occupancy import Occupancy

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.staging.curve import Recorder
    from benchmarks.staging.outcome import Task
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.cpsat.variables import Var


def one_model(project: Project, task: Task) -> tuple[Plan, Recorder]:
    """Maximise the value over all titles at once, without a hint, with the solver's defaults.

    It looks for no cheaper plan among those of equal value.
    """
    peer = Peer(project, task)
    if peer.is_possible:
        _solve(peer)
    return peer.plan(), peer.recorder


def _solve(peer: Peer) -> None:
    step = value_step(peer.jobs)
    empty = Occupancy(peer.problem)
    model = build_model(peer.problem, peer.offers, peer.jobs, empty, musts=True)
    model.cp.maximize(value_of(model, step))

    def offer(value: Callable[[Var], int]) -> None:
        peer.offer(extract.placements(model, value, peer.prices))

    def lower(bound: float) -> None:
        peer.incumbent.lower_value_bound(math.floor(bound + 1e-6) * step)

    task = peer.task
    effort = Effort(peer.seconds_left, FOREVER, task.workers, task.seed)
    answer = solve(model.cp, effort, Halt(), on_bound=lower, on_solution=offer)
    if answer.value is not None:
        offer(answer.value)
    if answer.status == "infeasible":
        peer.refute()
    elif answer.bound is not None:
        lower(answer.bound)
