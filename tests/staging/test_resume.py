"""A plan read back holds for its own project, and only what still holds is kept for another."""

from __future__ import annotations

import random
import time
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.model.change import StageCloses, apply_changes
from kachinko.staging.check import check_plan
from kachinko.staging.limits import Limits
from kachinko.staging.objective import Prices
from kachinko.staging.offers import Offers
from kachinko.staging.planner import plan_project
from kachinko.staging.problem import compile_problem
from kachinko.staging.resume import resume
from tests.projects import SMALL, random_project

LIMITS = Limits(seconds=None, iterations=0)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_a_plan_holds_for_its_own_project(seed: int) -> None:
    project = random_project(random.Random(seed), SMALL)
    plan = plan_project(project, limits=LIMITS, clock=time.monotonic)
    problem = compile_problem(project)
    kept = resume(problem, Offers(problem), Prices(problem), plan)
    names = {problem.jobs[index].title.id for index in kept.placements}
    assert names == {title.id for title in plan.accepted}
    if plan.accepted:
        assert plan.cost is not None
        assert abs(kept.cost - plan.cost) < 1


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 60), st.integers(0, 30))
def test_a_plan_resumed_after_a_closure_is_sound(seed: int, begin: int, length: int) -> None:
    project = random_project(random.Random(seed), SMALL)
    plan = plan_project(project, limits=LIMITS, clock=time.monotonic)
    first = project.horizon.first + timedelta(days=begin)
    closed = apply_changes(
        project,
        [
            StageCloses(
                stage=project.stages()[0][1].id, first=first, last=first + timedelta(days=length)
            )
        ],
    )
    resumed = plan_project(closed, limits=LIMITS, clock=time.monotonic, start=plan)
    assert check_plan(closed, resumed).ok
