"""How soon repair and stress answer: the calls are real ones, and what they ask can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.staging.case import load
from benchmarks.staging.prompt import changes, main

from kachinko.files.changes import parse_change
from kachinko.model.change import apply_changes
from tests.staging.test_planner import planned

if TYPE_CHECKING:
    from kachinko.model.project import Project

USUAL = {
    "a title slips two weeks",
    "a build takes five days more",
    "a stage closes for two weeks",
    "a title joins",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["small-1", "small-3"])
def test_every_change_changes_the_project(name: str) -> None:
    project: Project = load(name)
    plan = planned(project, iterations=1)
    met = set()
    for what, text in changes(project, plan):
        changed = apply_changes(project, [parse_change(text)])
        assert changed != project
        met.add(what)
    assert met >= USUAL


@pytest.mark.slow
def test_the_command_times_each_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "tiny-1", "--time-limit", "2"]) == 0

    printed = capsys.readouterr().out
    for what in USUAL:
        assert f"repair: {what}" in printed
    assert "stress: 10,000 draws" in printed
    assert "slowest repair or stress" in printed
