"""A sweep that is ended in the middle, however rudely, goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from tests.sweep.cases import crews, scenario, write_sweep
from tests.sweep.tree import alive, below

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.alone  # each process loads the solver

RUNS = 6


@pytest.fixture
def file(tmp_path: Path) -> Path:
    scenarios = [scenario(f"s{n}", crews(n)) for n in range(1, RUNS // 2 + 1)]
    return write_sweep(tmp_path, scenarios=scenarios, seeds=[0, 1])


@pytest.fixture
def begun(file: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A sweep at work, of which two runs have ended and others have not."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kachinko", "sweep", str(file), "--out", str(tmp_path / "out"),
         "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if f"2 of {RUNS}" in line:
            break
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)


def kept(out: Path) -> dict[str, tuple[int, bytes]]:
    """What is kept of each run that has ended, and since when."""
    files = (out / "runs").glob("[!.]*.json")
    return {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in files}


def go_on(file: Path, out: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kachinko", "sweep", str(file), "--out", str(out), "--jobs", "2"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr


def assert_all_ended_once(out: Path, before: dict[str, tuple[int, bytes]]) -> None:
    after = kept(out)
    assert len(after) == RUNS
    assert {name: after[name] for name in before} == before
    table = pq.read_table(out / "results.parquet").to_pylist()
    assert sorted((row["scenario"], row["seed"]) for row in table) == [
        (f"s{n}", seed) for n in range(1, RUNS // 2 + 1) for seed in (0, 1)
    ]
    assert {row["status"] for row in table} <= {"optimal", "feasible"}


def test_after_a_kill_only_what_is_missing_is_done(
    begun: subprocess.Popen[str], file: Path, tmp_path: Path
) -> None:
    children = below(begun.pid)

    begun.kill()
    begun.wait()
    before = kept(tmp_path / "out")
    deadline = time.monotonic() + 30
    assert children
    while any(map(alive, children)):  # they leave with their parent, and keep nothing
        assert time.monotonic() < deadline
        time.sleep(0.1)

    assert 2 <= len(before) < RUNS
    assert not (tmp_path / "out" / "results.parquet").exists()
    assert kept(tmp_path / "out") == before
    told = go_on(file, tmp_path / "out")
    assert f"{len(before)} of {RUNS}" in told.splitlines()[0]
    assert_all_ended_once(tmp_path / "out", before)


def test_an_interrupt_compares_what_has_ended(
    begun: subprocess.Popen[str], file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    os.killpg(begun.pid, signal.SIGINT)  # as a terminal does: to all processes of the sweep
    said, _ = begun.communicate(timeout=60)

    before = kept(out)
    assert begun.returncode == 130
    assert f"{len(before)} of {RUNS} runs have ended" in said
    assert pq.read_table(out / "results.parquet").num_rows == len(before) < RUNS
    assert (out / "sweep.html").exists()
    go_on(file, out)
    assert_all_ended_once(out, before)
