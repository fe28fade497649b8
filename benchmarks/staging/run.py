"""Runs tasks, each in a process of its own and on cores of its own."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.staging.names import KACHINKO
from benchmarks.staging.outcome import Outcome, Task, outcome_of
from benchmarks.staging.row import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.staging.log import Log

ROOT = Path(__file__).parents[2]
GRACE = 120.0
"""Seconds after its limit that a child may take: loading, explaining, checking."""


def cores() -> list[int]:
    """The cores that this process may use; none where the system does not let one choose."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


class Run:
    """Tasks under way: `parallel` of them at once, on `workers` cores each that no other shares."""

    def __init__(
        self, *, workers: int, parallel: int, log: Log | None, say: Callable[[str], None]
    ) -> None:
        self.outcomes: dict[Task, Outcome] = {}
        self._log = log
        self._say = say
        self._parallel = parallel
        self._places: queue.SimpleQueue[list[int]] = queue.SimpleQueue()
        free = cores()
        for number in range(parallel):
            self._places.put(free[number * workers : (number + 1) * workers])
        self._lock = threading.Lock()
        self._children: set[subprocess.Popen[str]] = set()
        self._stopped = False
        self._count = 0

    def finish(self, tasks: Sequence[Task]) -> None:
        """Run all tasks; an interrupt ends the children, and keeps what is finished."""
        known = self._log.known if self._log else {}
        self.outcomes.update({task: known[task] for task in tasks if task in known})
        waiting = [task for task in tasks if task not in known]
        self._count = len(waiting)
        pool = ThreadPoolExecutor(self._parallel)
        try:
            jobs = [pool.submit(self._one, number, task) for number, task in enumerate(waiting, 1)]
            for job in jobs:
                job.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            self._stop()
            pool.shutdown()

    def _one(self, number: int, task: Task) -> None:
        place = self._places.get()
        try:
            if self._stopped:
                return
            self._say(f"{number}/{self._count} {task.case}: {task.planner} …")
            outcome = measured(task, place, self._children)
        finally:
            self._places.put(place)
        if self._stopped:
            return
        with self._lock:
            self.outcomes[task] = outcome
        if self._log and outcome.status != "failed":
            self._log.append(task, outcome)

    def _stop(self) -> None:
        self._stopped = True
        for child in list(self._children):
            child.kill()


def rows(outcomes: dict[Task, Outcome]) -> list[Row]:
    """What is known by case, in the order in which the cases began; cases of ours only."""
    by_case: dict[str, dict[str, Outcome]] = {}
    for task, outcome in outcomes.items():
        by_case.setdefault(task.case, {})[task.planner] = outcome
    return [
        Row(case, found.pop(KACHINKO), found)
        for case, found in by_case.items()
        if KACHINKO in found
    ]


def measured(task: Task, place: Sequence[int], children: set[subprocess.Popen[str]]) -> Outcome:
    """The outcome of a task, run in a child on some cores; one that ends badly has one as well."""
    words = [json.dumps(asdict(task)), str(time.monotonic()), *map(str, place)]
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.staging.child", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the parent, which then ends its children itself
    )
    children.add(child)
    try:
        out, err = child.communicate(timeout=task.seconds + GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        late = f"still running {GRACE:g} seconds after its limit"
        return Outcome("late", seconds=task.seconds + GRACE, fault=late)
    finally:
        children.discard(child)
    if child.returncode == -signal.SIGKILL:
        return Outcome("out of memory", fault="killed by the system, most likely for its memory")
    if child.returncode:
        last = err.strip().splitlines()[-1:] or ["no message"]
        return Outcome("failed", fault=f"exit code {child.returncode}: {last[0]}")
    return outcome_of(json.loads(out.splitlines()[-1]))
