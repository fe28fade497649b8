"""Who plans a case: Kachinko itself and its peers, all on the same project with the same limit."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.staging.curve import Recorder
from benchmarks.staging.earliest_fit import earliest_fit
from benchmarks.staging.job_shop import job_shop
from benchmarks.staging.names import EARLIEST_FIT, KACHINKO, ONE_MODEL, PYJOBSHOP
from benchmarks.staging.one_model import one_model
from kachinko.halt import Halt
from kachinko.staging.limits import Limits
from kachinko.staging.planner import plan_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.staging.outcome import Task
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.incumbent import Progress


def kachinko(project: Project, task: Task) -> tuple[Plan, Recorder]:
    """The planner as it is."""
    halt = Halt()

    def stop(progress: Progress) -> None:
        if task.until_gap is not None and progress.gap <= task.until_gap:
            halt.throw()

    recorder = Recorder(stop)
    plan = plan_project(
        project,
        limits=Limits(seconds=task.seconds),
        clock=time.monotonic,
        seed=task.seed,
        workers=task.workers,
        halt=halt,
        on_progress=recorder.hear,
    )
    return plan, recorder


PLANNERS: dict[str, Callable[[Project, Task], tuple[Plan, Recorder]]] = {
    KACHINKO: kachinko,
    ONE_MODEL: one_model,
    PYJOBSHOP: job_shop,
    EARLIEST_FIT: earliest_fit,
}
