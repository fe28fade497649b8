"""A plan that has lost a title that must be made is mended at the cost of little else."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kachinko.staging.check import check_plan
from kachinko.staging.construct import Inserter
from kachinko.staging.limits import Limits
from kachinko.staging.mend import mend
from kachinko.staging.objective import Prices
from kachinko.staging.offers import Offers
from kachinko.staging.planner import plan_project
from kachinko.staging.problem import compile_problem
from kachinko.staging.resume import resume
from tests.projects import SMALL, random_project
from tests.staging.sound import assert_sound

if TYPE_CHECKING:
    from kachinko.model.project import Project

FEW = Limits(seconds=None, iterations=0)


def must(project: Project, title: str) -> Project:
    titles = tuple(
        each.model_copy(update={"commitment": "must" if each.id == title else each.commitment})
        for each in project.titles
    )
    return project.model_copy(update={"titles": titles})


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_what_is_mended_keeps_all_rules_and_loses_no_must(seed: int) -> None:
    project = random_project(random.Random(seed), SMALL)
    plan = plan_project(project, limits=FEW, clock=time.monotonic)
    left = [title.id for title in plan.left_out]
    assume(left)
    changed = must(project, left[0])
    problem = compile_problem(changed)
    inserter = Inserter(problem, Offers(problem), Prices(problem))
    kept = resume(problem, inserter.offers, inserter.prices, plan)
    mended = mend(inserter, kept, seed)
    assert_sound(changed, problem, mended)
    assert mended.rank >= kept.rank
    again = mend(inserter, kept, seed)
    assert again == mended
    [wanted] = [job for job in problem.jobs if job.title.id == left[0]]
    musts = {i for i in kept.placements if problem.jobs[i].must}
    assert musts <= mended.placements.keys()
    if wanted.index not in mended.placements:  # no way was found: nothing is changed for nothing
        assert mended is kept


def test_a_schedule_that_lacks_nothing_stays_as_it_is() -> None:
    project = random_project(random.Random(3), SMALL)
    problem = compile_problem(project)
    inserter = Inserter(problem, Offers(problem), Prices(problem))
    plan = plan_project(project, limits=FEW, clock=time.monotonic)
    kept = resume(problem, inserter.offers, inserter.prices, plan)
    assert mend(inserter, kept, 0) is kept


@pytest.mark.slow
def test_the_rest_of_an_earlier_plan_survives_that_a_title_must_be_made() -> None:
    """The earlier plan is as good as a long search; a short one begins with what is left of it."""
    from kachinko.files import load_project
    from kachinko.files.plan_json import parse_plan
    from kachinko.service.example_office import PLAN, example_folder

    folder = example_folder()
    project = load_project(folder)
    plan = parse_plan((folder / PLAN).read_bytes(), PLAN)
    worth = {title.id: title.value for title in project.titles}
    out = next(title.id for title in plan.left_out)
    new = plan_project(must(project, out), limits=FEW, clock=time.monotonic, start=plan)
    assert check_plan(must(project, out), new).ok
    assert out in {title.id for title in new.accepted}
    before = sum(worth[title.id] for title in plan.accepted)
    after = sum(worth[title.id] for title in new.accepted)
    alone = plan_project(must(project, out), limits=FEW, clock=time.monotonic)
    assert after >= before - 10
    assert after > sum(worth[title.id] for title in alone.accepted)
