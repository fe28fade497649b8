"""The peers: what they plan passes the checker, and models of the same rules agree."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from benchmarks.staging.job_shop_model import NotExpressibleError
from benchmarks.staging.names import EARLIEST_FIT, ONE_MODEL, PYJOBSHOP
from benchmarks.staging.outcome import Task
from benchmarks.staging.planners import PLANNERS

from kachinko.model.project import Project
from kachinko.staging.check import check_plan
from tests.projects import SMALL, TINY, random_project

if TYPE_CHECKING:
    from kachinko.model.plan import Plan


def planned(project: Project, planner: str, seconds: float = 20.0) -> Plan:
    """The plan of a planner, which the checker accepts."""
    plan, recorder = PLANNERS[planner](project, Task("", planner, seconds, 1, 0))
    result = check_plan(project, plan)
    assert result.ok, result.breaches
    values = [value for _, value, _ in recorder.points if value is not None]
    assert values == sorted(values)
    return plan


def has_rectangles(project: Project) -> bool:
    return any(stage.width_m for _, stage in project.stages())


def agree(project: Project) -> bool:
    """Whether PyJobShop can say the project; then both models prove the same."""
    try:
        theirs = planned(project, PYJOBSHOP)
    except NotExpressibleError:
        return False
    ours = planned(project, ONE_MODEL)
    if has_rectangles(project):
        assert theirs.status == "infeasible" or theirs.value_bound >= ours.value
    else:
        assert (theirs.value, theirs.value_bound) == (ours.value, ours.value_bound)
        assert (theirs.status == "infeasible") is (ours.status == "infeasible")
    return True


def test_the_rules_in_two_languages_have_the_same_best_value() -> None:
    said = [agree(random_project(random.Random(seed), TINY)) for seed in range(30)]

    assert sum(said) >= 10


@pytest.mark.slow
def test_the_rules_in_two_languages_have_the_same_best_value_on_many_projects() -> None:
    said = [agree(random_project(random.Random(seed), TINY)) for seed in range(30, 300)]
    said += [agree(random_project(random.Random(seed), SMALL)) for seed in range(15)]

    assert sum(said) >= 100


@pytest.mark.parametrize("seed", range(12))
def test_earliest_fit_keeps_the_rules(seed: int) -> None:
    plan = planned(random_project(random.Random(seed), SMALL), EARLIEST_FIT)

    assert plan.status != "optimal"


def test_earliest_fit_takes_titles_by_value_and_days_from_the_first() -> None:
    project = Project.model_validate(
        {
            "name": "Two films, room for one",
            "currency": "JPY",
            "horizon": {"from": "2028-01-10", "to": "2028-01-14"},
            "studios": [
                {
                    "id": "s",
                    "name": "S",
                    "country": "JP",
                    "calendar": {"holidays": None},
                    "stages": [{"id": "a", "name": "A", "effective_area_m2": 100}],
                }
            ],
            "titles": [
                {
                    "id": name,
                    "name": name,
                    "kind": "film",
                    "value": value,
                    "sets": [{"id": "x", "name": "X", "area_m2": 60, "shoot_days": 3}],
                }
                for name, value in (("cheap", 1), ("dear", 2))
            ],
        }
    )

    plan = planned(project, EARLIEST_FIT)

    (dear,) = plan.accepted
    assert (dear.id, str(dear.sets[0].shoot.first)) == ("dear", "2028-01-10")
