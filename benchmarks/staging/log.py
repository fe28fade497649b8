"""Outcomes as JSON lines in a file: what is finished survives a kill and is not run again."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks.staging.outcome import Outcome, Task, outcome_of

if TYPE_CHECKING:
    from pathlib import Path


class Log:
    """A file to which every outcome is appended as soon as it is there; thread-safe."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self.known: dict[Task, Outcome] = {}
        path.touch()
        for line in path.read_text("utf-8").splitlines():
            try:
                record = json.loads(line)
            except ValueError:
                continue  # the run was killed in the middle of this line
            self.known[Task(**record["task"])] = outcome_of(record["outcome"])

    def append(self, task: Task, outcome: Outcome) -> None:
        """Keep an outcome."""
        line = json.dumps({"task": asdict(task), "outcome": outcome.as_record()})
        with self._lock, self.path.open("a", encoding="utf-8") as file:
            # A line of its own even after one that a kill has cut.
            file.write(f"{line}\n" if self._ends_a_line() else f"\n{line}\n")

    def _ends_a_line(self) -> bool:
        return not self.path.stat().st_size or self.path.read_bytes().endswith(b"\n")
