"""`kachinko plan` as a user types it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.report_page import REPORT

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTPUTS = {"plan.json", "plan.xlsx", "plan.ics", "calendars"} | REPORT


def kachinko(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kachinko", *map(str, words)],
        capture_output=True, text=True, timeout=120, check=False, **options,  # type: ignore[call-overload]
    )  # fmt: skip


@pytest.mark.slow
def test_the_small_example_is_planned_to_proven_optimality(tmp_path: Path) -> None:
    done = kachinko("plan", EXAMPLES / "small", "--out", tmp_path / "out", "--time-limit", 60)

    assert done.returncode == 0, done.stderr
    assert "2 of 3 titles fit" in done.stdout
    assert "proven best" in done.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == OUTPUTS
    checked = kachinko("check", EXAMPLES / "small", tmp_path / "out" / "plan.json")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.slow
def test_json_is_one_document_and_nothing_else(tmp_path: Path) -> None:
    done = kachinko(
        "plan", EXAMPLES / "small", "--out", tmp_path, "--iterations", 0, "--workers", 1, "--json"
    )

    document = json.loads(done.stdout)
    assert document["interrupted"] is False
    assert document["plan"]["schema"] == "kachinko-plan/1"
    assert {Path(path).name for path in document["files"]} >= OUTPUTS - {"calendars"}


@pytest.mark.slow
def test_quiet_says_nothing(tmp_path: Path) -> None:
    done = kachinko("plan", EXAMPLES / "small", "--out", tmp_path, "--time-limit", 1, "--quiet")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.slow
def test_a_hall_that_fits_no_stage_is_infeasible_in_one_sentence(tmp_path: Path) -> None:
    done = kachinko("plan", EXAMPLES / "one-hall", "--out", tmp_path)

    assert done.returncode == 1
    assert "Infeasible" in done.stdout
    assert (
        "No stage can take Ceremonial hall (55 × 34 m, 1,870 m²): "
        "the largest, Stage 8, has 1,154.4 m²." in done.stdout
    )
    assert json.loads((tmp_path / "plan.json").read_text())["status"] == "infeasible"


@pytest.mark.slow
def test_progress_shows_titles_value_bound_gap_and_seconds(tmp_path: Path) -> None:
    done = kachinko("plan", EXAMPLES / "toho-2028", "--out", tmp_path, "--time-limit", 4)

    lines = [line for line in done.stderr.splitlines() if line.strip()]
    form = r"^ *[\d.]+ s  \d+ of 26 titles  value [\d.]+ of at most [\d.]+  gap [\d.]+%  \w+"
    assert all(re.match(form, line) for line in lines)
    assert len(lines) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT])
def test_an_interrupt_keeps_the_best_plan_so_far(tmp_path: Path, number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kachinko", "plan", str(EXAMPLES / "toho-2028"),
         "--out", str(tmp_path), "--time-limit", "300"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if "value 0 " not in line:
            break
    process.send_signal(number)
    out, _ = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "titles fit" in out
    checked = kachinko("check", EXAMPLES / "toho-2028", tmp_path / "plan.json")
    assert checked.returncode == 0, checked.stdout


CALLS = [
    (["plan"], "Missing argument"),  # no project
    (["plan", "nowhere"], "nowhere"),  # no such project
    (["plan", str(EXAMPLES / "small"), "--time-limit", "0"], "time-limit"),  # no time at all
    (["plan", str(EXAMPLES / "small"), "--time-limit", "ten"], "is not a valid number"),
    (["plan", str(EXAMPLES / "small"), "--workers", "0"], "workers"),  # nobody works
    (["plan", str(EXAMPLES / "small"), "--seed", "x"], "seed"),  # not a number
    (["plan", str(EXAMPLES / "small"), "--otu", "x"], "--otu"),  # unknown option
    (["plann"], "plann"),  # unknown verb
]


@pytest.mark.parametrize(("words", "named"), CALLS)
def test_a_wrong_call_exits_with_2_and_writes_nothing(
    tmp_path: Path, words: list[str], named: str
) -> None:
    done = kachinko(*words, cwd=tmp_path)

    assert done.returncode == 2
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_that_is_a_file_is_refused_before_the_search(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    begun = time.monotonic()

    done = kachinko("plan", EXAMPLES / "toho-2028", "--out", tmp_path / "out")

    assert done.returncode == 2
    assert time.monotonic() - begun < 30
    assert (tmp_path / "out").read_text() == "mine"


def test_help_answers_without_the_heavy_packages() -> None:
    script = (
        "import sys; from kachinko.cli.main import kachinko\n"
        "try: kachinko.main(['--help'], standalone_mode=False)\n"
        "except SystemExit: pass\n"
        "print(sorted(set(sys.modules) & {'ortools', 'numpy', 'openpyxl', 'pydantic'}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )

    assert done.stdout.rstrip().endswith("[]")
