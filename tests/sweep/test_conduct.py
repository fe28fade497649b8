"""The order of the work: what is done, kept, counted and left for the next call."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from kachinko.files.plan_json import dump_plan
from kachinko.sweep.conduct import Began, Ended, Progress, conduct
from kachinko.sweep.run import Outcome, Run, runs_of
from kachinko.sweep.scenario import load_sweep
from kachinko.sweep.store import RunStore
from tests.plan_case import plan
from tests.sweep.cases import crews, scenario, write_sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

VERSIONS = {"kachinko": "1", "ortools": "2", "holidays": "3"}


@pytest.fixture
def runs(tmp_path: Path) -> list[Run]:
    scenarios = [scenario(f"s{n}", crews(n)) for n in range(4)]
    sweep = load_sweep(write_sweep(tmp_path, scenarios=scenarios))
    return [run for each in runs_of(sweep, VERSIONS) for run in each]


class Hand:
    """Does runs one after another with a given plan; some fail."""

    def __init__(self, failing: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        self.failing = failing
        self.begun: list[str] = []
        self.closed = False

    def __call__(self, runs: Sequence[Run]) -> Generator[Began | Ended | None]:
        try:
            for run in runs:
                self.begun.append(run.scenario.name)
                yield Began(run)
                failed = run.scenario.name in self.failing
                yield Ended(run, Outcome(None, "no") if failed else Outcome(dump_plan(plan())))
        finally:
            self.closed = True


def do(
    runs: Sequence[Run], store: RunStore, hand: Hand, stop: Callable[[], bool] = lambda: False
) -> tuple[dict[str, str], list[Progress]]:
    seen: list[Progress] = []
    clock = itertools.count().__next__
    failures = conduct(runs, store, hand, stop=stop, clock=clock, on_progress=seen.append)
    return failures, seen


def test_every_run_is_kept_and_none_is_done_again(runs: list[Run], tmp_path: Path) -> None:
    store = RunStore(tmp_path / "runs")

    failures, seen = do(runs, store, Hand())
    again = Hand()
    _, later = do(runs, store, again)

    assert failures == {}
    assert [store.read(run) for run in runs] == [plan()] * 4
    assert seen[-1] == Progress(4, 4, 0, (), 0.0)
    assert again.begun == []
    assert [each.done for each in later] == [4]


def test_a_failed_run_is_told_not_kept_and_done_again(runs: list[Run], tmp_path: Path) -> None:
    store = RunStore(tmp_path / "runs")

    failures, seen = do(runs, store, Hand(failing={"s2"}))
    again = Hand()
    do(runs, store, again)

    assert failures == {runs[2].key: "no"}
    assert (seen[-1].done, seen[-1].failed) == (3, 1)
    assert again.begun == ["s2"]


def test_scenarios_that_come_to_the_same_are_done_once(runs: list[Run], tmp_path: Path) -> None:
    hand = Hand()

    _, seen = do([*runs, *runs], RunStore(tmp_path / "runs"), hand)

    assert len(hand.begun) == 4
    assert seen[-1].total == 4


def test_stopping_ends_what_runs_and_keeps_what_has_ended(runs: list[Run], tmp_path: Path) -> None:
    store, hand = RunStore(tmp_path / "runs"), Hand()

    do(runs, store, hand, stop=lambda: len(hand.begun) == 3)
    again = Hand()
    do(runs, store, again)

    assert hand.closed
    assert hand.begun == ["s0", "s1", "s2"]
    assert again.begun == ["s2", "s3"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"schema": "kachinko-run/1"}', b"\xff"])
def test_a_damaged_file_is_done_again(runs: list[Run], tmp_path: Path, damage: bytes) -> None:
    store = RunStore(tmp_path / "runs")
    do(runs, store, Hand())
    store.path(runs[1]).write_bytes(damage)

    again = Hand()
    do(runs, store, again)

    assert again.begun == ["s1"]
    assert store.read(runs[1]) == plan()


def test_a_file_under_a_wrong_name_does_not_count(runs: list[Run], tmp_path: Path) -> None:
    store = RunStore(tmp_path / "runs")
    do(runs[:1], store, Hand())
    store.path(runs[1]).write_bytes(store.path(runs[0]).read_bytes())

    assert store.read(runs[1]) is None
