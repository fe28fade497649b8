"""Runs in processes: each on its own, and one that dies takes no other with it."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

import pytest

from kachinko.files.plan_json import parse_plan
from kachinko.service.planning import versions
from kachinko.staging.check import check_plan
from kachinko.sweep.conduct import Began, Ended
from kachinko.sweep.processes import run_here
from kachinko.sweep.run import Run, runs_of
from kachinko.sweep.scenario import load_sweep
from kachinko.sweep.work import fulfil
from tests.sweep.cases import crews, scenario, write_sweep

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.sweep.run import Outcome

pytestmark = pytest.mark.slow  # each process loads the solver


def runs_in(folder: Path, count: int) -> list[Run]:
    scenarios = [scenario(f"s{n}", crews(n)) for n in range(1, count + 1)]
    sweep = load_sweep(write_sweep(folder, scenarios=scenarios))
    return [run for each in runs_of(sweep, versions()) for run in each]


def children() -> set[int]:
    return {each.pid for each in multiprocessing.active_children() if each.pid is not None}


def test_a_process_plans_what_this_one_would(tmp_path: Path) -> None:
    (run,) = runs_in(tmp_path, 1)

    outcomes = [each.outcome for each in run_here([run], 1) if isinstance(each, Ended)]
    here = fulfil(run.order())

    assert outcomes[0].plan_json is not None
    assert here.plan_json is not None
    plan = parse_plan(outcomes[0].plan_json.encode(), "plan.json")
    assert plan.titles == parse_plan(here.plan_json.encode(), "plan.json").titles
    assert check_plan(run.scenario.project(), plan).ok


def kill_and_collect(runs: list[Run], victim: Run, times: int) -> dict[str, Outcome]:
    """Kill the process of a run as soon as it stands, so many times."""
    ended: dict[str, Outcome] = {}
    innocent: set[int] = set()
    killed: set[int] = set()
    before: set[int] = children()
    for event in run_here(runs, 2):
        if isinstance(event, Began):
            fresh = children() - before
            before |= fresh
            if event.run is not victim:
                innocent |= fresh
        elif isinstance(event, Ended):
            assert event.run.key not in ended
            ended[event.run.key] = event.outcome
        if victim.key not in ended and len(killed) < times:
            for child in multiprocessing.active_children():
                if child.pid is not None and child.pid not in innocent | killed:
                    child.kill()
                    killed.add(child.pid)
    assert len(killed) == times
    return ended


def test_a_run_whose_process_dies_is_tried_once_more(tmp_path: Path) -> None:
    runs = runs_in(tmp_path, 2)

    ended = kill_and_collect(runs, runs[0], times=1)

    assert [ended[run.key].failure for run in runs] == ["", ""]


def test_a_run_whose_process_dies_twice_fails_and_the_others_do_not(tmp_path: Path) -> None:
    runs = runs_in(tmp_path, 2)

    ended = kill_and_collect(runs, runs[0], times=2)

    assert ended[runs[0].key].plan_json is None
    assert "was ended by SIGKILL" in ended[runs[0].key].failure
    assert ended[runs[1].key].plan_json is not None


def test_what_goes_wrong_in_a_run_is_its_failure(tmp_path: Path) -> None:
    (run,) = runs_in(tmp_path, 1)
    other = Run(run.key, run.scenario, run.seed, run.settings, run.versions | {"ortools": "0.1"})

    (ended,) = [each for each in run_here([other], 1) if isinstance(each, Ended)]

    assert "ortools" in ended.outcome.failure
    assert "instead of 0.1" in ended.outcome.failure


def test_closing_ends_the_processes(tmp_path: Path) -> None:
    before = children()
    events = run_here(runs_in(tmp_path, 2), 2)
    next(events)
    next(events)
    assert len(children() - before) == 2

    events.close()

    assert children() == before
