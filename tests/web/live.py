"""A real server in a process of its own, and clients that are answered within a deadline."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx2 as httpx

DEADLINE = 20.0
"""Seconds in which every request is answered, on a machine that others use as well."""
UNGUARDED = 4
"""Who fight at the server without its guard, `unguarded`, which waits until all have looked."""


@contextmanager
def serving(folder, *options: str, module: str = "kachinko"):
    """Run ``kachinko serve`` with data in a folder; gives its address and process."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, "serve", "--data", str(folder), "--port", "0",
         "--json", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
    try:
        lines = []
        while True:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            lines.append(line)
            if line.strip() == "}":
                break
        url = json.loads("".join(lines))["url"]
        _await(url, process)
        yield url, process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for pipe in (process.stdout, process.stderr):
            pipe.close()


def _await(url: str, process) -> None:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read()
        try:
            if httpx.get(f"{url}/health/ready", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError("the server did not begin")
