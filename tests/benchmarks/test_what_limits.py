"""What keeps a plan from its bound: the rules dropped are dropped, the days add up."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from benchmarks.staging.case import load
from benchmarks.staging.what_limits import fullness, main, one_stage, variants

from kachinko.staging.check import check_plan
from tests.projects import SMALL, random_project
from tests.staging.test_planner import planned

if TYPE_CHECKING:
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project


@pytest.mark.slow
def test_a_plan_of_the_whole_is_a_plan_of_each_variant() -> None:
    """Every variant only drops a rule, so that no plan is lost by it."""
    for seed in range(20):
        project = random_project(random.Random(seed), SMALL)
        plan = planned(project, seconds=0.3, iterations=1)
        for name, variant in variants(project):
            if plan.status != "feasible" or name in (
                "floor",
                "rectangles",
                "all of a title or nothing",
            ):
                continue  # other areas, no places, other titles: not the same plan
            assert check_plan(variant, plan).ok, (seed, name)


@pytest.mark.slow
def test_days_of_takes_of_noise_and_idle_ones_are_all_days() -> None:
    project = load("tiny-1")
    plan: Plan = planned(project, seconds=1.0, iterations=5)
    head, *lines = fullness(project, plan)
    assert lines
    for line in lines:
        told = dict(zip(head, line, strict=True))
        shares = [int(told[name].rstrip("%")) for name in ("takes", "loud", "idle")]
        assert sum(shares) in (99, 100, 101)


def test_one_stage_takes_any_set_of_the_slate_by_itself() -> None:
    project = load("tiny-1")
    alone: Project = one_stage(project)
    assert len(alone.titles) == sum(len(title.sets) for title in project.titles)
    assert [stage.closures for studio in alone.studios for stage in studio.stages] == [()]


def test_without_rectangles_the_floor_is_as_large_as_before() -> None:
    project = load("geo-1")
    (by_area,) = (variant for name, variant in variants(project) if name == "rectangles")
    stages = [stage for studio in project.studios for stage in studio.stages]
    bare = [stage for studio in by_area.studios for stage in studio.stages]
    assert [stage.floor_m2 for stage in bare] == [stage.floor_m2 for stage in stages]
    assert all(stage.width_m is None and stage.depth_m is None for stage in bare)
    assert "rectangles" not in [name for name, _ in variants(load("tiny-1"))]


def test_only_the_rules_named_are_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tiny-1", "--time-limit", "0.2", "--drop", "nothing"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in printed] == ["dropped", "nothing"]
    with pytest.raises(SystemExit) as end:
        main(["tiny-1", "--drop", "gravity"])
    assert end.value.code == 2


@pytest.mark.slow
def test_the_command_prints_what_each_rule_costs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tiny-1", "--time-limit", "0.5"]) == 0

    printed = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in printed[1:9]] == [
        "nothing", "quiet", "floor", "crews", "unit and after", "windows and cast", "closures",
        "all of a title or nothing",
    ]  # fmt: skip
    assert printed[-1].startswith("stage1-1 alone, any sets of the slate: filled ")
