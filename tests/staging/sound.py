"""A schedule as a plan, before the independent checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.assemble import assemble
from kachinko.staging.check import check_plan
from kachinko.staging.incumbent import Incumbent

if TYPE_CHECKING:
    from kachinko.model.project import Project
    from kachinko.staging.problem import Problem
    from kachinko.staging.schedule import Schedule


def assert_sound(project: Project, problem: Problem, schedule: Schedule) -> None:
    """The checker has nothing to say, but that titles that must be made may be missing.

    The searches may leave such a title out; the planner then does not call it a plan.
    """
    incumbent = Incumbent(
        titles=len(project.titles),
        musts=schedule.musts,
        value_bound=10**12,
        clock=lambda: 0.0,
        begun=0.0,
        on_progress=lambda _: None,
    )
    incumbent.offer(schedule)
    plan = assemble(problem, incumbent, {}, seed=0, workers=1, versions={})
    titles = [t.model_copy(update={"commitment": "may"}) for t in project.titles]
    result = check_plan(project.model_copy(update={"titles": tuple(titles)}), plan)
    assert result.ok, result.breaches[0].sentence
