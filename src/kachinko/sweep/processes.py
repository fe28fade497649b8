"""Runs in processes of this machine, one process a run.

A run's memory is free when it has ended, and a process that dies takes nothing with it but its
own run. A pool of the standard library would lose the other runs too (`BrokenProcessPool`).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, cast

from kachinko.sweep.conduct import Began, Ended
from kachinko.sweep.run import Outcome
from kachinko.sweep.work import fulfil

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from multiprocessing.context import SpawnProcess

    from kachinko.sweep.run import Order, Run

TICK = 0.5
"""Seconds between two looks at the clock."""
TRIES = 2
"""How often a run may lose its process before it counts as failed."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    run: Run
    number: int
    process: SpawnProcess


def run_here(runs: Sequence[Run], at_once: int) -> Generator[Began | Ended | None]:
    """Do runs in processes, at most `at_once` at a time; closing it ends those that run.

    A run whose process dies is tried once more, then it has failed.
    """
    waiting = deque((run, 1) for run in runs)
    running: dict[Connection, _Attempt] = {}
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                run, number = waiting.popleft()
                pipe, process = _start(run.order())
                running[pipe] = _Attempt(run, number, process)
                if number == 1:
                    yield Began(run)
            for ready in wait(list(running), TICK):
                pipe = cast("Connection", ready)
                attempt = running.pop(pipe)
                outcome = _outcome(pipe, attempt)
                if outcome is None:
                    waiting.appendleft((attempt.run, attempt.number + 1))
                else:
                    yield Ended(attempt.run, outcome)
            yield None
    finally:
        for attempt in running.values():
            attempt.process.kill()
        for pipe, attempt in running.items():
            _put_away(pipe, attempt)


def _start(order: Order) -> tuple[Connection, SpawnProcess]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(order, theirs), daemon=True)
    with _interrupts_held():
        process.start()
    theirs.close()  # so that the pipe ends with the process
    return ours, process


def _outcome(pipe: Connection, attempt: _Attempt) -> Outcome | None:
    """What the process sent; None when it died and the run is to be tried again."""
    try:
        outcome: Outcome = pipe.recv()
    except (EOFError, OSError):
        how = _how_it_ended(attempt.process)
        _put_away(pipe, attempt)
        if attempt.number < TRIES:
            return None
        return Outcome(None, f"its process {how}, {TRIES} times")
    _put_away(pipe, attempt)
    return outcome


def _put_away(pipe: Connection, attempt: _Attempt) -> None:
    attempt.process.join()
    attempt.process.close()
    pipe.close()


def _how_it_ended(process: SpawnProcess) -> str:
    process.join()
    code = process.exitcode or 0
    if code < 0:
        name = signal.Signals(-code).name
        lack = ", perhaps for lack of memory" if name == "SIGKILL" else ""
        return f"was ended by {name}{lack}"
    return f"ended with exit code {code} and no result"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts: it goes to the whole group, and is for us alone."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(order: Order, pipe: Connection) -> None:
    """The life of a process: one run, without heed to Ctrl-C, and never longer than its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    pipe.send(fulfil(order))
    pipe.close()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
