"""The command from end to end, and what of a run counts as a fault."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

import benchmarks.staging.run
import pytest
from benchmarks.staging import scaling
from benchmarks.staging.__main__ import main
from benchmarks.staging.case import NAMES, USUAL, chosen, load
from benchmarks.staging.child import measure
from benchmarks.staging.generate import FAMILIES, SEEDS
from benchmarks.staging.names import EARLIEST_FIT, KACHINKO, ONE_MODEL, PEERS
from benchmarks.staging.outcome import Outcome, Task, outcome_of
from benchmarks.staging.row import Row
from benchmarks.staging.run import ROOT, measured
from benchmarks.staging.table import HEADS, as_text
from benchmarks.staging.targets import summaries, verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

GOOD = Outcome(
    "feasible", 2, 3, 8.0, 10.0, 0.2, 0.1, 1.0, 5, 99.0, checked=True,
    curve=((0.1, 8.0, 12.0), (0.5, 8.0, 10.0)),
)  # fmt: skip


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plan in this process: as good for a smoke run, and without starting one a plan."""
    monkeypatch.setattr(
        benchmarks.staging.run, "measured", lambda task, place, children: measure(task)
    )


def outcomes(monkeypatch: pytest.MonkeyPatch, by_planner: dict[str, Outcome]) -> list[Task]:
    """Let each planner answer with GOOD, or with what is given for it; the tasks it heard of."""
    heard: list[Task] = []

    def answer(task: Task, place: Sequence[int], children: object) -> Outcome:
        heard.append(task)
        return by_planner.get(task.planner, GOOD)

    monkeypatch.setattr(benchmarks.staging.run, "measured", answer)
    return heard


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_the_command_plans_checks_draws_and_writes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table, chart = tmp_path / "table.csv", tmp_path / "chart.svg"
    cases = ["examples/one-hall", "examples/small"]

    words = ["--only", *cases, "--time-limit", "0.5", "--workers", "1"]
    code = main([*words, "--json", "--csv", str(table), "--chart", str(chart)])

    document = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [row["case"] for row in document["rows"]] == sorted(cases, key=NAMES.index)
    small, hall = document["rows"]
    if small["case"] != "examples/small":
        small, hall = hall, small
    assert hall["status"] == hall["one_model_status"] == "infeasible"
    assert small["checked"] is small["PyJobShop_checked"] is small["earliest_fit_checked"] is True
    assert 0 < small["value"] <= small["bound"]
    assert small["ratio_to_earliest_fit"] == small["value"] / small["earliest_fit_value"]
    assert small["peak_mib"] >= small["loaded_mib"] > 0
    curve = document["curves"]["examples/small"][KACHINKO]
    assert curve[-1][1:] == [small["value"], small["bound"]]
    assert [moment for moment, _, _ in curve] == sorted(moment for moment, _, _ in curve)
    with table.open(encoding="utf-8", newline="") as file:
        assert [line["case"] for line in csv.DictReader(file)] == [
            row["case"] for row in document["rows"]
        ]
    assert "<svg" in chart.read_text("utf-8")


@pytest.mark.slow
def test_each_task_has_a_process_and_cores_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--only", "examples/small", "--peers", "--time-limit", "1", "--workers", "1"])

    printed = capsys.readouterr()
    head, row, *_ = printed.out.splitlines()
    assert code == 0
    assert head.split() == " ".join(HEADS).split()
    assert row.split()[0] == "examples/small"
    assert row.split()[1] in ("1/3", "2/3")  # on a busy machine a second is short
    assert row.split()[-1] == "yes"
    assert f"1/1 examples/small: {KACHINKO}" in printed.err


@pytest.mark.alone
@pytest.mark.parametrize("family", ["small", "medium", "geo"])
def test_every_planners_plan_of_a_generated_project_passes_the_checker(
    family: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--only", f"{family}-1", "--time-limit", "3", "--workers", "1", "--json"]

    code = main(words)

    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert code == 0
    assert row["fault"] is None
    assert 0 < row["value"] <= row["bound"]
    assert row["earliest_fit_value"] > 0


@pytest.mark.slow
def test_the_largest_family_is_planned_by_hand_in_seconds() -> None:
    outcome = measure(Task("huge-1", EARLIEST_FIT, 60.0, 1, 0))

    assert outcome.checked
    assert 1000 < outcome.titles_in < 2000
    assert outcome.seconds < 300


def test_what_is_in_the_log_is_not_run_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = outcomes(monkeypatch, {})
    log = tmp_path / "run.jsonl"
    words = ["--workers", "1", "--log", str(log), "--json", "--only"]
    main([*words, "small-1"])
    with log.open("a", encoding="utf-8") as file:
        file.write('{"task": {"case": "sma')  # a kill in the middle of a line
    assert len(heard) == 4
    capsys.readouterr()

    main([*words, "small-1", "small-2"])

    assert [task.case for task in heard] == ["small-1"] * 4 + ["small-2"] * 4
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [(row["case"], row["value"]) for row in rows] == [("small-1", 8.0), ("small-2", 8.0)]
    main([*words, "small-1", "small-2"])
    assert len(heard) == 8


def test_a_child_that_fails_is_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))

    outcome = measured(Task("small-1", KACHINKO, 1.0, 1, 0), [], set())

    assert (outcome.status, outcome.checked) == ("failed", False)
    assert outcome.fault == "exit code 1: no message"


def test_a_peer_that_the_system_kills_had_too_little_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    killed = tmp_path / "killed"
    killed.write_text("#!/bin/sh\nkill -9 $$\n")
    killed.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(killed))

    outcome = measured(Task("small-1", ONE_MODEL, 1.0, 1, 0), [], set())

    assert outcome.status == "out of memory"
    assert Row("small-1", GOOD, {ONE_MODEL: outcome}).faults == []
    assert Row("small-1", outcome, {}).faults


def test_a_peer_that_does_not_end_is_no_fault_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    late = Outcome("late", fault="still running")

    row = Row("small-1", GOOD, {ONE_MODEL: late})

    assert row.faults == []
    assert row.notes == ["one model: late, still running"]
    assert summaries([row])[0].ratio(ONE_MODEL) == float("inf")


@pytest.mark.parametrize("planner", [KACHINKO, *PEERS])
def test_a_plan_that_fails_the_checker_ends_with_exit_code_1(
    planner: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes(monkeypatch, {planner: Outcome("feasible", value=9.0, fault="two sets overlap")})

    code = main(["--only", "small-1", "--workers", "1"])

    printed = capsys.readouterr()
    assert code == 1
    assert printed.out.splitlines()[1].split()[10] == "NO"
    assert f"REFUSED small-1: {planner}: two sets overlap" in printed.err


def test_a_bound_below_what_a_peer_reached_is_a_fault() -> None:
    better = Outcome("feasible", value=10.5, checked=True)

    row = Row("small-1", GOOD, {ONE_MODEL: better})

    assert row.faults == [f"{KACHINKO}: its bound is below what one model reached (10.5)"]


def test_infeasible_is_a_fault_where_a_peer_has_a_plan() -> None:
    row = Row("small-1", Outcome("infeasible", checked=True), {EARLIEST_FIT: GOOD})

    assert row.faults == [f"{KACHINKO}: claims that there is no plan, but earliest fit has one"]


def test_a_peer_without_a_plan_has_no_ratio() -> None:
    nothing = Outcome("feasible", value=0.0, checked=True)
    row = Row("small-1", GOOD, {EARLIEST_FIT: GOOD, ONE_MODEL: nothing})

    text = as_text([row], (EARLIEST_FIT, ONE_MODEL))

    assert text.splitlines()[1].split()[-2:] == ["1.000", "∞"]


def test_targets_speak_of_the_family_as_a_whole() -> None:
    def row(case: str, ours: float, theirs: float) -> Row:
        outcome = Outcome("feasible", value=ours, bound=20.0, gap=0.04, checked=True)
        return Row(case, outcome, {ONE_MODEL: Outcome("feasible", value=theirs, checked=True)})

    (summary,) = summaries([row("small-1", 19.0, 20.0), row("small-2", 19.0, 10.0)])

    assert [(v.target, v.reached, v.met) for v in verdicts(summary, [ONE_MODEL])] == [
        ("at least one model on every case", "less on 1 of 2", False),
        ("at least 1.15 × one model over the family", "1.267 ×", True),
        ("mean gap at most 5%", "4.0%", True),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--only", "tokyo"], "there is no case 'tokyo'. Groups: examples, tiny"),
        (["--workers", "4000"], "need 4000 cores, but there are"),
        (["--scaling", "--only", "small"], "leave --only and --chart out"),
        (["--chart", "curves.txt"], "ends in none of .svg, .png and .pdf"),
        (["--csv", "/nowhere/at/all.csv"], "cannot write /nowhere/at/all.csv"),
        (["--time-limit", "0"], "no number of seconds above 0"),
        (["--scaling", "--until-gap", "120"], "120 is no gap"),
    ],
)
def test_a_wrong_call_ends_at_once(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--workers", "1", *words])

    assert ended.value.code == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_an_interrupt_keeps_what_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measured_or_interrupted(task: Task, place: object, children: object) -> Outcome:
        if task.case == "small-2":
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            time.sleep(0.5)
        return GOOD

    monkeypatch.setattr(benchmarks.staging.run, "measured", measured_or_interrupted)

    code = main(["--json", "--workers", "1", "--only", "small"])

    assert code == 130
    assert [row["case"] for row in json.loads(capsys.readouterr().out)["rows"]] == ["small-1"]


def test_scaling_fits_the_power_of_the_number_of_studios(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(task: Task, place: object, children: object) -> Outcome:
        assert task.until_gap == scaling.UNTIL_GAP
        size = FAMILIES[task.case.rpartition("-")[0]].studios
        return Outcome(
            "feasible", 1, 2, 9.0, 10.0, 0.1, 0.01 * size**2, 2.0 * size, peak_mib=100.0 + size,
            checked=True,
        )  # fmt: skip

    monkeypatch.setattr(benchmarks.staging.run, "measured", answer)

    code = main(["--scaling", "--workers", "1"])

    text = capsys.readouterr().out
    assert code == 0
    assert [line.split()[0] for line in text.splitlines()[1:5]] == ["5", "10", "20", "40"]
    assert "first plan grows with studios^2.00" in text
    assert "with studios^1.00:\nat most linear (studios^1.00): met." in text


def test_scaling_goes_on_until_the_gap_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(task: Task, place: object, children: object) -> Outcome:
        assert task.until_gap == 0.3
        return Outcome("feasible", 1, 2, 7.5, 10.0, 0.25, 0.01, 2.0, peak_mib=100.0, checked=True)

    monkeypatch.setattr(benchmarks.staging.run, "measured", answer)

    assert main(["--scaling", "--until-gap", "30", "--workers", "1"]) == 0
    assert "checked plan within 30% of the bound" in capsys.readouterr().out


def test_groups_stand_for_their_cases_in_the_usual_order() -> None:
    assert chosen(["geo-2", "small", "small-1"]) == [*(f"small-{n}" for n in range(1, 6)), "geo-2"]
    assert chosen(USUAL) == [f"{family}-{seed}" for family in USUAL for seed in SEEDS[family]]
    assert load("examples/small").name


@pytest.mark.slow
def test_a_child_stays_on_its_cores() -> None:
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("this system does not let one choose cores")
    core = min(os.sched_getaffinity(0))
    task = json.dumps(asdict(Task("examples/small", EARLIEST_FIT, 5.0, 1, 0)))
    then_say = (
        "import os, sys; from benchmarks.staging.child import main; main(sys.argv[1:]);"
        "print(*os.sched_getaffinity(0))"
    )

    child = subprocess.run(
        [sys.executable, "-c", then_say, task, str(time.monotonic()), str(core)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    record, its_cores = child.stdout.splitlines()
    outcome = outcome_of(json.loads(record))
    assert its_cores == str(core)
    assert outcome.checked
    assert outcome.value
    assert outcome.loaded_seconds > 0
