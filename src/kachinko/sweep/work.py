"""What a process does with a run, wherever it is."""

from __future__ import annotations

import time
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from kachinko.sweep.run import PLANNER, Outcome

if TYPE_CHECKING:
    from kachinko.sweep.run import Order


def fulfil(order: Order) -> Outcome:
    """Plan a run and check its plan; whatever goes wrong comes back as the failure of this run."""
    try:
        return _plan(order)
    except Exception as error:
        return Outcome(None, f"{type(error).__name__}: {error}")


def differences(versions: dict[str, str]) -> list[str]:
    """Which of the planner's packages are not here in the versions that were asked for."""
    found = []
    for name in PLANNER:
        here = _version(name)
        if here != versions[name]:
            found.append(f"{name} {here or 'missing'} instead of {versions[name]}")
    return found


def _plan(order: Order) -> Outcome:
    other = differences(order.versions)
    if other:
        return Outcome(None, f"the machine that took it has {', '.join(other)}")
    from kachinko.files.plan_json import dump_plan
    from kachinko.model.project import Project
    from kachinko.staging.check import check_plan
    from kachinko.staging.limits import Limits
    from kachinko.staging.planner import plan_project

    project = Project.model_validate_json(order.project_json)
    plan = plan_project(
        project,
        limits=Limits(order.seconds, order.iterations),
        clock=time.monotonic,
        seed=order.seed,
        workers=order.workers,
        versions=order.versions,
    )
    result = check_plan(project, plan)
    if not result.ok:
        first = result.breaches[0].sentence
        return Outcome(
            None,
            f"its plan breaks {len(result.breaches)} rules (a fault in Kachinko), first: {first}",
        )
    return Outcome(dump_plan(plan))


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
