"""Plans played out, held to the independent checker draw by draw."""

from __future__ import annotations

import random
import time
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kachinko.staging.check import check_plan
from kachinko.staging.limits import Limits
from kachinko.staging.planner import plan_project
from kachinko.staging.stress.play import draw_durations, play
from kachinko.staging.stress.ranges import Range, Ranges
from kachinko.staging.stress.table import Table
from tests.projects import Size, projects, random_project
from tests.staging.stress.realised import played_plan, with_drawn_days

if TYPE_CHECKING:
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project

DENSE = Size(stages=(1, 2), titles=(3, 8), horizon_days=(60, 120), restricted=20)
FIGURES = {"value-wrong", "cost-wrong", "value-bound-wrong", "cost-bound-wrong"}
"""What a plan states of itself; its dates are not concerned."""


def a_plan(project: Project) -> Plan:
    return plan_project(project, limits=Limits(0.2, 0), clock=time.monotonic)


@cache
def dense_cases() -> tuple[tuple[Project, Plan], ...]:
    """A few projects with plans in which much waits for much."""
    made = [random_project(random.Random(seed), DENSE) for seed in range(10)]
    return tuple((project, plan) for project in made if (plan := a_plan(project)).accepted)


def wild(high: float) -> Ranges:
    one = Range(low=0.5, mode=1, high=high)
    return Ranges(build=one, prelight=one, shoot=one, strike=one, location=one)


def assert_every_draw_keeps_the_rules(project: Project, plan: Plan, ranges: Ranges) -> None:
    table = Table(project, plan, ranges)
    durations = draw_durations(table.network.tasks, ranges, seed=1, block=0, draws=4)
    ends = play(table.network, table.clocks, durations)

    for draw in range(4):
        drawn = with_drawn_days(project, table, durations, draw)
        came_about = played_plan(project, plan, table, durations, ends, draw)
        breaches = check_plan(drawn, came_about).breaches
        assert [str(each) for each in breaches if each.code not in FIGURES] == []


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(project=projects(DENSE), high=st.sampled_from([1.3, 2, 4]))
def test_every_draw_keeps_the_rules(project: Project, high: float) -> None:
    plan = a_plan(project)
    assume(plan.accepted)

    assert_every_draw_keeps_the_rules(project, plan, wild(high))


def test_draws_of_a_few_dense_plans_keep_the_rules() -> None:
    assert len(dense_cases()) >= 5
    for project, plan in dense_cases():
        assert_every_draw_keeps_the_rules(project, plan, wild(3))


def test_without_variance_the_plan_comes_about_as_it_is() -> None:
    for project, plan in dense_cases():
        one = Range(low=1, mode=1, high=1)
        fixed = Ranges(build=one, prelight=one, shoot=one, strike=one, location=one)
        table = Table(project, plan, fixed)
        durations = draw_durations(table.network.tasks, fixed, seed=0, block=0, draws=2)
        ends = play(table.network, table.clocks, durations)
        came_about = played_plan(project, plan, table, durations, ends, 0)

        assert came_about.titles == plan.titles
        for title in table.titles:
            assert table.judge.fate(title, durations, ends).keeps.all()


def test_longer_phases_never_end_anything_sooner() -> None:
    for project, plan in dense_cases():
        table = Table(project, plan, wild(3))
        shorter, longer = (
            play(table.network, table.clocks, draw_durations(table.network.tasks, r, 0, 0, 50))
            for r in (wild(1.5), wild(3))
        )

        assert np.all(shorter <= longer)
