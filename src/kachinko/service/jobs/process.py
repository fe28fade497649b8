"""A job's process as its server holds it: its folder, what it says, how it is ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

from kachinko.files.yaml_writer import write_file
from kachinko.model.project import Project
from kachinko.service.jobs.place import ASKED, OUT, PROJECT
from kachinko.service.jobs.record import Failure

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.service.jobs.claims import Claimed

LARGEST_FILES = 200_000_000
"""Bytes of all files that one job may leave."""


class JobProcess:
    """One job that runs in a process of its own, in a folder of its own.

    A folder that an earlier process left is used again: what a sweep has done is not done twice.
    """

    def __init__(self, claimed: Claimed, folder: Path, *, memory: int) -> None:
        self.claimed = claimed
        self.failure: Failure | None = None
        self.stopped = False
        self._folder = folder
        self._lock = threading.Lock()
        self._note: dict[str, Any] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ASKED).write_text(claimed.asked.model_dump_json(by_alias=True), encoding="utf-8")
        for name, text in claimed.inputs.items():
            (folder / name).write_text(text, encoding="utf-8")
        if claimed.document:
            project = Project.model_validate_json(claimed.document)
            (folder / PROJECT).write_text(write_file(project), encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kachinko.service.jobs.child", str(folder), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read, name="job-line", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def news(self) -> dict[str, Any] | None:
        """What it said last, once; None: nothing new."""
        with self._lock:
            note, self._note = self._note, None
        return note

    def ended(self) -> int | None:
        """Its exit code; None: it runs."""
        code = self._process.poll()
        if code is not None:
            self._reader.join(5)
        return code

    def stop(self) -> None:
        """Ask it to end with what it has."""
        if not self.stopped:
            self.stopped = True
            with contextlib.suppress(OSError, ValueError):
                assert self._process.stdin is not None  # a pipe was asked for
                self._process.stdin.write("stop\n")
                self._process.stdin.flush()

    def kill(self) -> None:
        """End it now, with all that it has begun."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Let go of its pipes."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()

    def files(self) -> dict[str, bytes]:
        """What stands in its folder at the end, by name; the runs of a sweep stay there."""
        out = self._folder / OUT
        found: dict[str, bytes] = {}
        room = LARGEST_FILES
        for path in sorted(out.rglob("*")):
            name = path.relative_to(out).as_posix()
            if path.is_file() and not name.startswith(("runs/", ".")):
                room -= path.stat().st_size
                if room < 0:
                    break
                found[name] = path.read_bytes()
        return found

    def _read(self) -> None:
        assert self._process.stdout is not None  # a pipe was asked for
        with contextlib.suppress(ValueError):
            for line in self._process.stdout:
                with contextlib.suppress(ValueError):
                    said = json.loads(line)
                    with self._lock:
                        if "failure" in said:
                            self.failure = Failure.model_validate(said["failure"])
                        else:
                            self._note = said["note"]
