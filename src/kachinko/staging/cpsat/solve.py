"""Runs CP-SAT so that it can be stopped from outside, and says what it proved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.halt import Halt
    from kachinko.staging.cpsat.variables import Var


@dataclass(frozen=True, slots=True)
class Effort:
    """How long one solve may take: wall seconds, and work that repeats on every machine."""

    seconds: float
    work: float
    workers: int = 1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solve found and proved; `value` reads a variable of the solution.

    `work` is what it took, in the solver's own measure, which is the same on every machine.
    """

    status: str
    objective: float | None
    bound: float | None
    value: Callable[[Var], int] | None
    work: float = 0.0

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return self.value is not None


_STATUS = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "infeasible",
}


class _Watch(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]  # OR-Tools is untyped
    def __init__(self, say: Callable[[Callable[[Var], int]], None]) -> None:
        super().__init__()
        self._say = say

    def on_solution_callback(self) -> None:
        self._say(lambda var: int(self.value(var)))


def solve(
    model: cp_model.CpModel,
    effort: Effort,
    halt: Halt,
    *,
    on_bound: Callable[[float], None] | None = None,
    on_solution: Callable[[Callable[[Var], int]], None] | None = None,
    linear: bool = True,
    around: bool = False,
    hasty: bool = False,
) -> Answer:
    """Solve a model within an effort.

    Without `linear` no linear relaxation is solved: on parts of a plan that leaves more time for
    search, and finds more in the same time. A `hasty` solve prepares the model in one round. With
    `around` it does so too, and all search is in neighbourhoods of the best solution so far, of
    the solver's own choice. The bound is CP-SAT's proven bound on the objective, None for a model
    without one or without a solution.
    A fault in a callback ends the solve and is raised here.
    """
    if halt.thrown or effort.seconds <= 0:
        return Answer("unknown", None, None, None)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.max_time_in_seconds = effort.seconds
    parameters.max_deterministic_time = effort.work
    parameters.num_workers = effort.workers
    parameters.random_seed = effort.seed % (2**31)
    parameters.catch_sigint_signal = False
    if not linear:
        parameters.linearization_level = 0
    if around:
        parameters.use_lns_only = True
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
    if around or hasty:
        parameters.max_presolve_iterations = 1
    if on_bound is not None:
        solver.best_bound_callback = on_bound
    watch = None if on_solution is None else _Watch(on_solution)
    halt.enter(solver)
    try:
        code = solver.solve(model, watch)
    finally:
        halt.leave(solver)
    status = _STATUS.get(code, "unknown")
    has_objective = model.has_objective()
    found = status in ("optimal", "feasible")
    return Answer(
        status,
        solver.objective_value if found and has_objective else None,
        # Without a solution the reported bound may be a mere placeholder; `on_bound` has heard
        # every real one.
        solver.best_objective_bound if found and has_objective else None,
        (lambda var: int(solver.value(var))) if found else None,
        solver.response_proto.deterministic_time,
    )
