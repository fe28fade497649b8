"""One task in a process of its own, so that its peak memory is its own.

`python -m benchmarks.child TASK` with a task as JSON prints its outcome as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path

from benchmarks import case
from benchmarks.outcome import Outcome, Task
from benchmarks.planners import PLANNERS
from kachinko.staging.check import check_plan


def measure(task: Task) -> Outcome:
    """Plan a case and check the plan; the check counts neither as time nor as memory."""
    project = case.load(task.case)
    begun = time.monotonic()
    plan, seconds_to_first = PLANNERS[task.planner](project, task)
    seconds = time.monotonic() - begun
    memory = peak_mib()
    result = check_plan(project, plan)
    there_is_a_plan = plan.status in ("optimal", "feasible")
    return Outcome(
        status=plan.status,
        titles_in=len(plan.accepted),
        titles=len(project.titles),
        value=plan.value if there_is_a_plan else None,
        bound=plan.value_bound,
        gap=plan.gap,
        seconds_to_first=seconds_to_first,
        seconds=round(seconds, 3),
        iterations=plan.iterations,
        peak_mib=round(memory, 1),
        checked=result.ok,
        fault=None if result.ok else result.breaches[0].sentence,
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


if __name__ == "__main__":
    print(json.dumps(asdict(measure(Task(**json.loads(sys.argv[1]))))))
