"""Have all runs done that are not done yet, and keep each as soon as it has ended."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from kachinko.sweep.run import Outcome, Run
    from kachinko.sweep.store import RunStore


@dataclass(frozen=True, slots=True)
class Began:
    """A run has begun (on a cluster: was handed in)."""

    run: Run


@dataclass(frozen=True, slots=True)
class Ended:
    """A run has ended, one way or the other."""

    run: Run
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a sweep stands; runs that an earlier call finished count as done."""

    done: int
    total: int
    failed: int
    running: tuple[str, ...]
    seconds_left: float | None
    """A guess from the runs that have ended so far; None before the first."""


def conduct(
    runs: Sequence[Run],
    store: RunStore,
    runner: Callable[[Sequence[Run]], Generator[Began | Ended | None]],
    *,
    stop: Callable[[], bool],
    clock: Callable[[], float],
    on_progress: Callable[[Progress], None],
) -> dict[str, str]:
    """Do every run that the store lacks, each key once; returns why runs failed, by key.

    `runner` is given the runs and tells what happens; None every moment, to look at the clock.
    When `stop` says so no further run begins, and those that run are dropped: with less time
    than the others had, their plans would not compare. The next call does them again.

    Raises
    ------
    OutputError
        When a result could not be kept.
    """
    once = {run.key: run for run in runs}
    waiting = [run for run in once.values() if store.read(run) is None]
    state = _State(len(once), len(once) - len(waiting), clock)
    on_progress(state.progress())
    if not waiting or stop():
        return {}
    with closing(runner(waiting)) as events:
        for event in events:
            if isinstance(event, Began):
                state.begin(event.run)
            elif isinstance(event, Ended):
                if event.outcome.plan_json is not None:
                    store.write(event.run, event.outcome.plan_json)
                state.end(event.run, event.outcome)
            on_progress(state.progress())
            if stop():
                break
    return state.failures


class _State:
    """Counts what has ended and measures how long it took."""

    def __init__(self, total: int, done: int, clock: Callable[[], float]) -> None:
        self.total = total
        self.done = done
        self.clock = clock
        self.failures: dict[str, str] = {}
        self.running: dict[str, tuple[str, float]] = {}
        self.most_at_once = 1
        self.durations: list[float] = []

    def begin(self, run: Run) -> None:
        self.running[run.key] = (run.label, self.clock())
        self.most_at_once = max(self.most_at_once, len(self.running))

    def end(self, run: Run, outcome: Outcome) -> None:
        _, begun = self.running.pop(run.key)
        self.durations.append(self.clock() - begun)
        if outcome.plan_json is None:
            self.failures[run.key] = outcome.failure
        else:
            self.done += 1

    def progress(self) -> Progress:
        return Progress(
            done=self.done,
            total=self.total,
            failed=len(self.failures),
            running=tuple(label for label, _ in self.running.values()),
            seconds_left=self._seconds_left(),
        )

    def _seconds_left(self) -> float | None:
        if not self.durations:
            return None
        each = sum(self.durations) / len(self.durations)
        now = self.clock()
        begun = sum(min(each, now - start) for _, start in self.running.values())
        left = self.total - self.done - len(self.failures)
        return (left * each - begun) / self.most_at_once
