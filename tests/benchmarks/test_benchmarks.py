"""Smoke runs: examples and one project a family, by every planner, all plans checked."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from typing import TYPE_CHECKING

import benchmarks.run
import pytest
from benchmarks.__main__ import main
from benchmarks.case import GROUPS, NAMES, chosen, load
from benchmarks.child import measure
from benchmarks.generate import FAMILIES, SEEDS, generate
from benchmarks.outcome import Outcome, Task
from benchmarks.run import PEERS, Row, measured
from benchmarks.table import HEADS, as_text

from kachinko.model import consistency

if TYPE_CHECKING:
    from pathlib import Path

GOOD = Outcome("feasible", 2, 3, 8.0, 10.0, 0.2, 0.1, 1.0, 5, 99.0, checked=True)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plan in this process: as good for a smoke run, and without starting one a plan."""
    monkeypatch.setattr(benchmarks.run, "measured", measure)


def outcomes(monkeypatch: pytest.MonkeyPatch, **by_planner: Outcome) -> None:
    """Let each planner answer with GOOD, or with what is given for it."""
    monkeypatch.setattr(
        benchmarks.run,
        "measured",
        lambda task: by_planner.get(task.planner.replace(" ", "_"), GOOD),
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("cases", [GROUPS["examples"], *((f"{name}-1",) for name in FAMILIES)])
def test_each_case_has_its_row_and_every_plan_passes_the_checker(
    cases: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"

    code = main(["--json", "--time-limit", "0.2", "--only", *cases, "--csv", str(table)])

    document = json.loads(capsys.readouterr().out)
    rows = document["rows"]
    assert [row["case"] for row in rows] == list(cases)
    assert [row["fault"] for row in rows] == [None] * len(rows)
    assert code == 0
    for row in rows:
        assert row["checked"] is row["insertion_checked"] is row["one_model_checked"] is True
        assert row["peak_mib"] > 0
        if row["case"] == "one-hall":
            assert row["status"] == row["one_model_status"] == "infeasible"
        else:
            assert 0 < row["value"] <= row["bound"]
            assert row["ratio_to_insertion"] == row["value"] / row["insertion_value"]
    with table.open(encoding="utf-8", newline="") as file:
        assert [line["case"] for line in csv.DictReader(file)] == list(cases)
    assert document["workers"] == 2


def test_the_command_plans_in_a_child_and_prints_a_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["--only", "small", "--no-peers", "--time-limit", "1"])

    printed = capsys.readouterr()
    head, row, *_ = printed.out.splitlines()
    assert code == 0
    assert head.split() == " ".join(HEADS).split()
    assert row.split()[:3] == ["small", "2/3", "9"]
    assert row.split()[-1] == "yes"
    assert "1/1 small: kachinko" in printed.err


def test_a_child_that_fails_is_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))

    outcome = measured(Task("small", "kachinko", 1.0, 1, 0))

    assert (outcome.status, outcome.checked) == ("failed", False)
    assert outcome.fault == "exit code 1: no message"


@pytest.mark.parametrize("planner", ["kachinko", "insertion", "one_model"])
def test_a_plan_that_fails_the_checker_ends_with_exit_code_1(
    planner: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes(monkeypatch, **{planner: Outcome("feasible", value=9.0, fault="two sets overlap")})

    code = main(["--only", "small"])

    printed = capsys.readouterr()
    assert code == 1
    assert printed.out.splitlines()[1].split()[10] == "NO"
    assert f"REFUSED small: {planner.replace('_', ' ')}: two sets overlap" in printed.err


def test_a_bound_below_what_a_peer_reached_is_a_fault() -> None:
    better = Outcome("feasible", value=10.5, checked=True)

    row = Row("x", GOOD, {"one model": better})

    assert row.faults == ["kachinko: its bound is below what one model reached (10.5)"]


def test_infeasible_is_a_fault_where_a_peer_has_a_plan() -> None:
    row = Row("x", Outcome("infeasible", checked=True), {"insertion": GOOD})

    assert row.faults == ["kachinko: claims that there is no plan, but insertion has one"]


def test_a_peer_without_a_plan_has_no_ratio() -> None:
    nothing = Outcome("feasible", value=0.0, checked=True)

    text = as_text([Row("x", GOOD, {"insertion": GOOD, "one model": nothing})], PEERS)

    assert text.splitlines()[1].split()[-2:] == ["1.000", "none"]


def test_an_unknown_case_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--only", "tokyo"])

    assert ended.value.code == 2
    assert "there is no case 'tokyo'. Cases: toho-2028, korea-2021" in capsys.readouterr().err


def test_an_interrupt_keeps_the_rows_that_are_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measured_or_interrupted(task: Task) -> Outcome:
        if task.case == "korea-2021":
            raise KeyboardInterrupt
        return GOOD

    monkeypatch.setattr(benchmarks.run, "measured", measured_or_interrupted)

    code = main(["--json"])

    assert code == 130
    assert [row["case"] for row in json.loads(capsys.readouterr().out)["rows"]] == ["toho-2028"]


def test_groups_stand_for_their_cases_in_the_usual_order() -> None:
    assert chosen(["one-studio", "small", "one-studio-1"]) == [
        "small",
        "one-studio-1",
        "one-studio-2",
    ]
    assert len(NAMES) == 4 + len(FAMILIES) * len(SEEDS)


@pytest.mark.parametrize("family", FAMILIES)
def test_generated_projects_repeat_and_are_whole(family: str) -> None:
    project = generate(family, 1)

    assert project == load(f"{family}-1")
    assert project != generate(family, 2)
    assert consistency.find_faults(project) == []
    assert len(project.titles) == FAMILIES[family].titles
    assert len(project.studios) == FAMILIES[family].studios
    assert len(project.stages()) == FAMILIES[family].studios * FAMILIES[family].stages
