"""A real server in a process of its own, on a port that is free."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from kachinko.web.pages import BUILT

ROOT = Path(__file__).parents[2]
BUILT_PAGE = BUILT / "index.html"


@contextmanager
def serving(folder: Path, *arguments: str):
    """The address of a server that shows the example, kept in a folder."""
    command = [
        sys.executable, "-m", "kachinko", "serve", "--data", str(folder), "--port", "0",
        *arguments,
    ]  # fmt: skip
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    log = folder.with_suffix(".log")
    with (
        log.open("wb") as kept,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=kept, env=env) as server,
    ):
        try:
            yield _address(server, log)
        finally:
            server.terminate()
            server.wait(20)


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        found = re.search(rb"http://[^\s]+:\d+", line)
        if found:
            return found[0].decode()
    raise AssertionError(f"the server did not begin: {log.read_text()}")


def until(page, question: str, *, seconds: float = 15.0):
    """Ask a page until it says yes: its own policy lets nothing be evaluated inside it."""
    ends = time.monotonic() + seconds
    while not (answer := page.evaluate(question)):
        if time.monotonic() > ends:
            raise AssertionError(f"never: {question}")
        page.wait_for_timeout(30)
    return answer
