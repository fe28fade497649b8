"""`kachinko explain` as a user types it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.report_page import REPORT

EXAMPLES = Path(__file__).parents[2] / "examples"
PROJECT = """\
schema: kachinko/1
name: Two films
currency: JPY
horizon: {from: 2028-05-08, to: 2028-06-02}
studios:
  - {id: toho, name: Toho, country: JP, stages: [{id: s1, name: Stage 1, effective_area_m2: 500}]}
titles:
  - {id: first, name: First, kind: film, value: 2, latest: 2028-05-19,
     sets: [{id: hall, name: Hall, area_m2: 300, build_days: 2, shoot_days: 6, strike_days: 1}]}
  - {id: second, name: Second, kind: film, latest: 2028-05-19,
     sets: [{id: flat, name: Flat, area_m2: 240, build_days: 2, shoot_days: 3, strike_days: 1}]}
"""


def kachinko(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kachinko", *map(str, words)],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a plan that leaves a title out."""
    folder = tmp_path_factory.mktemp("explain")
    (folder / "two.yaml").write_text(PROJECT, "utf-8")
    done = kachinko("plan", folder / "two.yaml", "--out", folder / "out", "--time-limit", 5, "-q")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.slow
def test_a_title_left_out_is_explained_with_remedies(folder: Path) -> None:
    done = kachinko("explain", folder / "two.yaml", folder / "out" / "plan.json")

    assert done.returncode == 0, done.stderr
    assert "Second (second)\n  With every stage to itself it could be made." in done.stdout
    assert "· Second is done by 2028-05-19." in done.stdout
    assert "Stage 1 (500 m²) has 240 m² free for" in done.stdout
    assert "None of these is idle" in done.stdout
    assert "+ One more stage like Stage 1 (500 m²), 2028-05-08 to 2028-05-19." in done.stdout
    assert "Second" in done.stderr


@pytest.mark.slow
def test_json_and_written_plan_tell_the_same(folder: Path, tmp_path: Path) -> None:
    done = kachinko(
        "explain", folder / "two.yaml", folder / "out" / "plan.xlsx", "--title", "second",
        "--out", tmp_path, "--json",
    )  # fmt: skip

    document = json.loads(done.stdout)
    (one,) = document["explanations"]
    assert (document["interrupted"], document["complete"]) == (False, True)
    assert (one["title"], one["outcome"], one["alone"]) == ("second", "impossible", True)
    written = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    (left_out,) = [title for title in written["titles"] if not title["accepted"]]
    assert left_out["reason"]["code"] == "conflict"
    assert left_out["reason"]["requirements"] == one["conflicts"][-1]["requirements"]
    assert left_out["remedies"] == one["remedies"]
    assert kachinko("check", folder / "two.yaml", tmp_path / "plan.json").returncode == 0
    for name in REPORT:
        assert "One more stage like Stage 1" in (tmp_path / name).read_text("utf-8")


@pytest.mark.slow
def test_an_infeasible_project_is_planned_and_explained(tmp_path: Path) -> None:
    done = kachinko("explain", EXAMPLES / "one-hall", "--time-limit", 30, "--out", tmp_path)

    assert done.returncode == 0, done.stderr
    assert "There is no plan that has all the titles that must be made." in done.stdout
    assert "Ceremonial hall of Series E1 “Castle” takes 55 × 34 m (1,870 m²)" in done.stdout
    assert "Stage 8 has 39 × 29.6 m (1,154.4 m²)" in done.stdout
    assert "+ Make Ceremonial hall" in done.stdout


@pytest.mark.slow
def test_a_wrong_title_and_a_wrong_plan_are_named(folder: Path, tmp_path: Path) -> None:
    plan = folder / "out" / "plan.json"
    lame = tmp_path / "lame.json"
    lame.write_text(plan.read_text("utf-8").replace('"s1"', '"s9"'), "utf-8")

    unknown = kachinko("explain", folder / "two.yaml", plan, "--title", "secnd")
    accepted = kachinko("explain", folder / "two.yaml", plan, "--title", "first")
    broken = kachinko("explain", folder / "two.yaml", lame)

    assert [done.returncode for done in (unknown, accepted, broken)] == [2, 2, 2]
    assert "there is no title 'secnd'; perhaps 'second' is meant" in unknown.stderr
    assert "--title first: First is in the plan" in accepted.stderr
    assert "lame.json:" in broken.stderr


@pytest.mark.slow
def test_an_interrupt_keeps_what_is_explained_so_far(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    assert kachinko(
        "plan", EXAMPLES / "toho-2028", "--out", tmp_path, "--time-limit", 3, "-q"
    ).returncode == 0  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "kachinko", "explain", str(EXAMPLES / "toho-2028"), str(plan)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if "(2 of" in line:
            break
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    printed, _ = process.communicate(timeout=30)

    assert process.returncode == 130
    assert "cannot be made while the other titles stay where they are planned" in printed
    assert "Not everything asked for was looked at." in printed
