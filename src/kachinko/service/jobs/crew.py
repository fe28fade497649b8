"""The crew of one server: takes jobs on, at most so many at once, and looks after them."""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from kachinko.model.errors import KachinkoError
from kachinko.service.jobs.claims import LOST, TRIES
from kachinko.service.jobs.process import JobProcess

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from kachinko.service.jobs.claims import Claims
    from kachinko.service.jobs.record import State


@dataclass(frozen=True, slots=True)
class CrewTerms:
    """How a server does jobs."""

    at_once: int = 2
    memory: int = 16_000_000_000
    """Bytes of address space of each job."""
    silence: float = 15.0
    """Seconds without a sign of life after which a server counts as dead."""
    patience: float = 30.0
    """Seconds that a job may take to end, once asked, before it is ended."""
    tick: float = 0.25
    """Seconds between two looks at everything."""
    note_every: float = 1.0
    """Seconds between two notes of one job."""


class Crew:
    """Does the jobs of a book, in processes of their own, until it is closed.

    A job whose process or server dies is begun once more. Closing gives running jobs back, so that
    the next server begins them again.
    """

    def __init__(
        self, book: Claims, folder: Path, clock: Callable[[], datetime], terms: CrewTerms
    ) -> None:
        self.server = uuid.uuid4().hex
        self._book = book
        self._folder = folder
        self._clock = clock
        self._terms = terms
        self._running: dict[str, JobProcess] = {}
        self._asked_at: dict[str, float] = {}
        self._told_at: dict[str, float] = {}
        self._beat_at = 0.0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)

    def begin(self) -> None:
        """Begin to take jobs on."""
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether jobs are looked after."""
        return self._thread.is_alive()

    @property
    def running(self) -> int:
        """How many jobs run here."""
        return len(self._running)

    def close(self) -> None:
        """End what runs and give it back, to be begun again by the next server."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        while not self._closing.wait(self._terms.tick):
            # A database that is away for a moment comes back; meanwhile nothing is lost.
            with contextlib.suppress(KachinkoError, OperationalError):
                self._beat()
                self._look_after()
                self._take_on()
        for process in list(self._running.values()):
            process.kill()
            with contextlib.suppress(KachinkoError, OperationalError):
                self._leave(process, "waiting")

    def _take_on(self) -> None:
        while len(self._running) < self._terms.at_once and not self._closing.is_set():
            now = self._clock()
            dead_since = now - timedelta(seconds=self._terms.silence)
            claimed = self._book.claim(self.server, now=now, dead_since=dead_since)
            if claimed is None:
                return
            folder = self._folder / claimed.id
            process = JobProcess(claimed, folder, memory=self._terms.memory)
            self._running[claimed.id] = process
            self._book.tell(claimed, {"state": "running", "attempt": claimed.attempt}, now=now)

    def _beat(self) -> None:
        """Say that we live, and hear which jobs should end."""
        now = time.monotonic()
        if now - self._beat_at < min(1.0, self._terms.silence / 3) or not self._running:
            return
        self._beat_at = now
        wanted = self._book.beat(self.server, now=self._clock())
        for id_, process in list(self._running.items()):
            if id_ not in wanted:
                # We were silent for too long and another server does it now.
                process.kill()
                self._forget(process)
            elif wanted[id_]:
                process.stop()
                asked_at = self._asked_at.setdefault(id_, now)
                if now - asked_at > self._terms.patience:
                    process.kill()

    def _look_after(self) -> None:
        for id_, process in list(self._running.items()):
            code = process.ended()
            now = time.monotonic()
            if code is not None or now - self._told_at.get(id_, 0.0) >= self._terms.note_every:
                note = process.news()
                if note is not None:
                    self._told_at[id_] = now
                    self._book.tell(process.claimed, note, now=self._clock())
            if code is None:
                continue
            if process.stopped:
                self._leave(process, "cancelled")
            elif code == 0:
                self._leave(process, "done")
            elif process.failure is not None or process.claimed.attempt >= TRIES:
                process.failure = process.failure or LOST
                self._leave(process, "failed")
            else:
                process.failure = LOST
                self._leave(process, "waiting")

    def _leave(self, process: JobProcess, state: State) -> None:
        files = process.files() if state in ("done", "cancelled") else {}
        self._book.end(
            self.server, process.claimed, state,
            now=self._clock(), failure=process.failure, files=files,
        )  # fmt: skip
        if state != "waiting":
            shutil.rmtree(self._folder / process.claimed.id, ignore_errors=True)
        self._forget(process)

    def _forget(self, process: JobProcess) -> None:
        process.close()
        for kept in (self._running, self._asked_at, self._told_at):
            kept.pop(process.claimed.id, None)
