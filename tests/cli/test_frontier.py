"""`kachinko frontier` as a user types it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kachinko.files import save_project
from tests.staging.frontier.cases import one_stage, title

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTPUTS = {"frontier.html", "frontier.xlsx", "frontier.json", "plan.json", "slate.yaml"}


def kachinko(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kachinko", *map(str, words)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def lot(tmp_path: Path) -> Path:
    """A stage on which exactly two titles fit, one after the other."""
    path = tmp_path / "lot.yaml"
    save_project(one_stage(10, titles=[title("other")]), path)
    return path


@pytest.mark.slow
def test_the_answer_is_found_proven_and_handed_over(lot: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    done = kachinko(
        "frontier", lot, "--out", out, "--lever", "without-one", "--claim", 30, "--json",
        "--time-limit", 10,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["titles"] == {"lower": 2, "upper": 2}
    # 2 titles in 12 days of 2027, rounded down and up.
    assert document["titles_per_year"] == {"lower": 60.8, "upper": 60.9}
    assert [each["id"] for each in document["levers"]] == ["without-one"]
    assert document["levers"][0]["titles"] == {"lower": 0, "upper": 0}
    assert document["claim"]["verdict"] == "within"
    assert {path.name for path in out.iterdir()} == OUTPUTS
    kept = json.loads((out / "frontier.json").read_text("utf-8"))
    assert kept == {key: value for key, value in document.items() if key != "files"}


@pytest.mark.slow
def test_the_plan_behind_the_lower_bound_passes_kachinko_check(lot: Path, tmp_path: Path) -> None:
    kachinko("frontier", lot, "--out", tmp_path / "out", "--without-levers", "--time-limit", 5)

    checked = kachinko("check", tmp_path / "out" / "slate.yaml", tmp_path / "out" / "plan.json")

    assert checked.returncode == 0, checked.stdout
    assert "2 titles" in checked.stdout


@pytest.mark.slow
def test_people_get_a_paragraph_a_table_and_the_assumptions(lot: Path, tmp_path: Path) -> None:
    done = kachinko(
        "frontier", lot, "--out", tmp_path / "out", "--lever", "crews-1-lot", "--claim", 99,
        "--time-limit", 8,
    )  # fmt: skip

    assert "The one stage of One stage carry" not in done.stdout
    assert "carries 60.8 titles a year" in done.stdout
    assert "figure of 99 a year is beyond what is possible" in done.stdout
    assert "one build crew less" in done.stdout
    assert "- Every phase lasts exactly as long as the project says" in done.stdout


@pytest.mark.slow
def test_a_mix_of_shares_is_taken_from_a_file(lot: Path, tmp_path: Path) -> None:
    mix = tmp_path / "mix.yaml"
    mix.write_text("shares: {other: 3, film: 0}\n", "utf-8")

    done = kachinko(
        "frontier", lot, "--out", tmp_path / "out", "--mix", mix, "--without-levers", "--json",
        "--time-limit", 5,
    )  # fmt: skip

    assert json.loads(done.stdout)["mix"]["slate"] == ["other", "other", "other"]


def test_wrong_titles_in_a_mix_are_all_told_and_nothing_is_written(
    lot: Path, tmp_path: Path
) -> None:
    mix = tmp_path / "mix.yaml"
    mix.write_text("shares:\n  othr: 3\n  nobody: 1\n", "utf-8")

    done = kachinko("frontier", lot, "--out", tmp_path / "out", "--mix", mix)

    assert done.returncode == 2
    assert "mix.yaml line 2" in done.stderr
    assert "'other', perhaps" in done.stderr
    assert "no title 'nobody'" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_wrong_lever_lists_those_there_are(lot: Path, tmp_path: Path) -> None:
    done = kachinko("frontier", lot, "--out", tmp_path / "out", "--lever", "more-money")

    assert done.returncode == 2
    assert "without-one" in done.stderr
    assert "saturdays-lot" in done.stderr


@pytest.mark.slow
def test_a_project_on_whose_stages_nothing_fits_says_no(tmp_path: Path) -> None:
    done = kachinko(
        "frontier", EXAMPLES / "one-hall", "--out", tmp_path, "--without-levers", "--time-limit", 5
    )

    assert done.returncode == 1
    assert "no title of this mix" in done.stdout


@pytest.mark.alone
def test_an_interrupt_keeps_what_is_known(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kachinko", "frontier", str(EXAMPLES / "toho-2028"), "--out",
         str(tmp_path), "--time-limit", "90", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if "as it is: 8 to" in line:
            break
    begun = time.monotonic()
    os.kill(process.pid, signal.SIGINT)
    out, _ = process.communicate(timeout=60)

    assert process.returncode == 130
    assert time.monotonic() - begun < 30
    document = json.loads(out)
    assert document["interrupted"] is True
    assert document["titles"]["lower"] >= 8
    assert document["levers_not_looked_at"]


@pytest.mark.slow
def test_the_public_claim_is_answered_for_toho(tmp_path: Path) -> None:
    done = kachinko(
        "frontier", EXAMPLES / "toho-2028", "--out", tmp_path, "--lever", "crews-1-toho",
        "--time-limit", 25, "--json",
    )  # fmt: skip

    document = json.loads(done.stdout)
    assert document["claim"]["titles_per_year"] == 15
    assert document["claim"]["publisher"] == "Fuji Post (newspaper text)"
    assert 10 <= document["titles"]["lower"] <= document["titles"]["upper"] <= 17
    assert document["levers"][0]["titles"]["upper"] <= 12
    assert "The public claim of up to 15 a year" in document["answer"]
