"""One task in a process of its own, so that time and peak memory are its own.

`python -m benchmarks.staging.child TASK STARTED [CORE ...]` with a task as JSON, and the monotonic
time at which it was started, prints its outcome as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.staging import case
from benchmarks.staging.job_shop_model import NotExpressibleError
from benchmarks.staging.outcome import Outcome, Task
from benchmarks.staging.planners import PLANNERS
from kachinko.staging.check import check_plan

if TYPE_CHECKING:
    from collections.abc import Sequence


def measure(task: Task) -> Outcome:
    """Plan a case and check the plan; loading and the check count as time of their own.

    OR-Tools is loaded before the watch starts, whoever plans.
    """
    loading = time.monotonic()
    project = case.load(task.case)
    begun = time.monotonic()
    loaded_mib = peak_mib()
    try:
        plan, recorder = PLANNERS[task.planner](project, task)
    except NotExpressibleError as rule:
        return Outcome("not run", titles=len(project.titles), fault=f"cannot express {rule}")
    seconds = time.monotonic() - begun
    memory = peak_mib()
    checking = time.monotonic()
    result = check_plan(project, plan)
    there_is_a_plan = plan.status in ("optimal", "feasible")
    value = plan.value if there_is_a_plan else None
    recorder.add(seconds, value or None, plan.value_bound)
    return Outcome(
        status=plan.status,
        titles_in=len(plan.accepted),
        titles=len(project.titles),
        value=value,
        bound=plan.value_bound,
        gap=plan.gap,
        seconds_to_first=recorder.seconds_to_first if there_is_a_plan else None,
        seconds=round(seconds, 3),
        iterations=plan.iterations,
        peak_mib=round(memory, 1),
        loaded_seconds=round(begun - loading, 3),
        loaded_mib=round(loaded_mib, 1),
        check_seconds=round(time.monotonic() - checking, 3),
        checked=result.ok,
        fault=None if result.ok else result.breaches[0].sentence,
        curve=tuple(recorder.points),
    )


def peak_mib() -> float:
    """The most memory that this process has held [MiB].

    On Linux `ru_maxrss` begins at what the parent held when it forked; the high-water mark of the
    process's own memory does not.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def main(words: Sequence[str]) -> None:
    """Measure the task that the parent names, on the cores that it names."""
    libraries = time.monotonic() - float(words[1])
    if words[2:]:
        os.sched_setaffinity(0, {int(core) for core in words[2:]})
    outcome = measure(Task(**json.loads(words[0])))
    record = outcome.as_record()
    record["loaded_seconds"] = round(outcome.loaded_seconds + libraries, 3)
    print(json.dumps(record))


if __name__ == "__main__":
    main(sys.argv[1:])
