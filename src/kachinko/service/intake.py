"""Files that come from outside are read in a process of their own, with bounded time and memory.

Whatever a file does to its reader (unfolds without end, runs in circles, breaks it), the service
goes on, and the one who sent it gets an answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kachinko.model.board import Board
from kachinko.model.errors import Fault, InputError, OutputError
from kachinko.model.project import Project
from kachinko.model.shooting import Shooting
from kachinko.service.incoming import Opened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kachinko.model.base import Record

BESIDE = "beside.json"
SENT = "sent"
"""The folder for files whose names are those of the one who sent them."""
FORMS = {
    "application/yaml": ".yaml",
    "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
"""Media types that are taken, with the ending that a reader knows them by."""
OPENED = {**FORMS, "text/csv": ".csv"}
"""Media types that can be opened to be put right."""
SHEETS = ".sheets"
"""Ending of sheets that a person has corrected."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may take."""

    seconds: int = 60
    cpu_seconds: int = 40
    memory: int = 2_000_000_000
    """Bytes of address space."""
    at_once: int = 2


@dataclass(frozen=True, slots=True)
class Taken:
    """A shooting as a file holds it."""

    shooting: Shooting
    board: Board | None
    """None: the file has none."""
    remarks: tuple[str, ...]
    """What is not kept, and what was assumed."""


class Intake:
    """Reads what people send; at most so many at once, the others wait."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._places = threading.BoundedSemaphore(self._bounds.at_once)

    def project(self, content: bytes, ending: str) -> Project:
        """Read a project out of the bytes of a file with this ending.

        Raises
        ------
        InputError
            With every fault of the file; or that reading it took more than is allowed.
        """
        name = f"project{ending}"
        found = self._read("project", {name: content})
        return Project.model_validate(found["project"])

    def open(self, content: bytes, ending: str, beside: str | None = None) -> Opened:
        """Open a file so that a person can put right what is wrong with it.

        Parameters
        ----------
        beside
            A project (JSON) whose tables a CSV file joins.

        Raises
        ------
        InputError
            Where it cannot be opened at all; faults inside it are a part of the answer.
        """
        files = {} if beside is None else {BESIDE: beside.encode()}
        found = self._read("open", {**files, f"project{ending}": content})
        return Opened.model_validate(found["opened"])

    def check(self, project: str, plan: bytes) -> dict[str, Any]:
        """Check a plan (``plan.json``) against a project (JSON), without the planner.

        Raises
        ------
        InputError
            With every fault of the plan; or that checking it took more than is allowed.
        """
        return self._read("check", {"project.json": project.encode(), "plan.json": plan})

    def places(
        self, project: str, places: str, files: Mapping[str, bytes], title: str | None
    ) -> dict[str, Any]:
        """Read a question of places, whose own file is called `places`, on a project (JSON).

        Raises
        ------
        InputError
            With every fault of the files; or that reading them took more than is allowed.
        """
        asked = json.dumps({"places": places, "title": title}).encode()
        sent = {f"{SENT}/{name}": content for name, content in files.items()}
        return self._read("places", {"project.json": project.encode(), "asked.json": asked} | sent)

    def shooting(self, content: bytes, name: str, currency: str = "") -> Taken:
        """Read a shooting out of a file, whose ending says what is in it, with its board if any.

        Raises
        ------
        InputError
            With every fault of the file; or that reading it took more than is allowed.
        """
        found = self._read("shooting", {name: content}, currency)
        board = found["board"]
        return Taken(
            Shooting.model_validate(found["shooting"]),
            None if board is None else Board.model_validate(board),
            tuple(found["remarks"]),
        )

    def answer(self, question: str, asked: Record, today: date) -> dict[str, Any]:
        """Answer a question on documents that were sent; see `kachinko.service.asking`.

        Raises
        ------
        InputError
            With every fault of the documents; or that it took more than is allowed.
        OutputError
            Where what is asked for cannot be made of them.
        """
        content = asked.model_dump_json(by_alias=True).encode()
        found = self._read("ask", {f"{question}.{today.isoformat()}": content})
        answer: dict[str, Any] = found["answer"]
        return answer

    def _read(self, what: str, files: dict[str, bytes], *more: str) -> dict[str, Any]:
        with self._places, tempfile.TemporaryDirectory(prefix="kachinko-") as folder:
            for name, content in files.items():
                path = Path(folder) / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
            answer = self._run(what, folder, [*files, *more])
        if "code" in answer:
            raise OutputError(str(answer["message"]), hint=str(answer["hint"]))
        if "faults" in answer:
            faults = [Fault(**each) for each in answer["faults"]]
            raise InputError(str(answer["source"]), faults)
        return answer

    def _run(self, what: str, folder: str, names: list[str]) -> dict[str, Any]:
        bounds = self._bounds
        limits = f"{bounds.cpu_seconds},{bounds.memory}"
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-m", "kachinko.service.intake_child", limits, what, *names],
                cwd=folder,
                capture_output=True,
                timeout=bounds.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return _beyond(names[0], f"reading it took longer than {bounds.seconds} s")
        if done.returncode != 0:
            return _beyond(names[0], "reading it took more time or memory than is allowed")
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


def _beyond(name: str, what: str) -> dict[str, Any]:
    right = "a smaller file; or read it with the command line, which has no such limits"
    return {"source": name, "faults": [{"place": name, "what": what, "right": right}]}
