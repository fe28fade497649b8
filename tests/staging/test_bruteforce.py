"""Brute force and the checker, written apart from each other, agree on tiny projects."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from kachinko.model.plan import Plan
from kachinko.model.project import Project
from kachinko.model.title import PHASES
from kachinko.staging.check import check_plan
from tests.projects import TINY, projects, random_project
from tests.staging.bruteforce import (
    NotTinyError,
    Search,
    best_by_brute_force,
    best_plan_by_brute_force,
    keeps_the_rules,
)


def best_plan(project: Project) -> Plan | None:
    try:
        return best_plan_by_brute_force(project)
    except NotTinyError:
        return None


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects(TINY))
def test_best_plan_passes_the_checker_with_equal_value_and_cost(project: Project) -> None:
    plan = best_plan(project)
    assume(plan is not None)

    result = check_plan(project, plan)

    assert [str(breach) for breach in result.breaches] == []
    assert result.value == plan.value
    assert abs(result.cost - plan.cost) < 0.001


def perturbed(plan: Plan, project: Project, rng: random.Random) -> Plan:
    """Change one decision on one set or block of a plan."""
    tree = plan.model_dump(by_alias=True, mode="python")
    titles = [title for title in tree["titles"] if title["accepted"]]
    title = rng.choice(titles)
    item = rng.choice([*title["sets"], *title["location_blocks"]])
    given = [name for name in PHASES if item.get(name)]
    move = timedelta(days=rng.choice([-3, -2, -1, 1, 2, 3]))
    kind = rng.choice(["all", "all", "one", "stage", "place", "turn", "longer", "studio"])
    if kind == "studio":
        title["studio"] = rng.choice(project.studios).id
    elif kind == "longer" or (kind == "all" and not given):
        span = item[rng.choice(given)] if given else item
        span["to"] += abs(move)
        if kind == "all":
            span["from"] += abs(move)
    elif given:
        perturb_set(item, project, rng, kind, move)
    return Plan.model_validate(tree)


def perturb_set(
    item: dict[str, Any], project: Project, rng: random.Random, kind: str, move: timedelta
) -> None:
    given = [name for name in PHASES if item.get(name)]
    if kind in ("all", "one"):
        for name in given if kind == "all" else [rng.choice(given)]:
            item[name]["from"] += move
            item[name]["to"] += move
    elif kind == "stage":
        item["stage"] = rng.choice(project.stages())[1].id
        if rng.random() < 0.5:
            laid = rng.random() < 0.5
            item["x_m"] = item["y_m"] = 0.0 if laid else None
    elif kind == "turn":
        item["rotated"] = not item["rotated"]
    elif item["x_m"] is not None:
        side = rng.choice(["x_m", "y_m"])
        item[side] = round(item[side] + rng.choice([-1, -0.01, 0.01, 0.5, 1, 2]), 2)


@pytest.mark.slow
def test_checker_and_brute_force_agree_on_perturbed_plans() -> None:
    """The positive control: a good part of these plans break a rule, and a good part none."""
    rng = random.Random(20281)
    kept = broken = 0
    for seed in range(150):
        project = random_project(random.Random(seed), TINY)
        plan = best_plan(project)
        if plan is None or not plan.accepted:
            continue
        search = Search(project)
        for _ in range(12):
            changed = perturbed(plan, project, rng)
            expected = keeps_the_rules(search, changed)
            breaches = [
                breach
                for breach in check_plan(project, changed).breaches
                if breach.code not in ("cost-wrong", "cost-bound-wrong", "cost-not-proven")
            ]
            assert (not breaches) == expected, (seed, breaches, changed)
            kept += expected
            broken += not expected
    assert kept > 200
    assert broken > 500


def one_set_project(**changes: Any) -> Project:
    tree: dict[str, Any] = {
        "name": "One",
        "currency": "JPY",
        "horizon": {"from": "2028-02-07", "to": "2028-02-11"},
        "studios": [
            {
                "id": "toho",
                "name": "Toho",
                "country": "JP",
                "stages": [{"id": "s1", "name": "Stage 1", "effective_area_m2": 100}],
            }
        ],
        "titles": [
            {
                "id": name,
                "name": name,
                "kind": "film",
                "value": value,
                "unit_day_cost": {"amount": 10, "currency": "JPY"},
                "sets": [
                    {"id": "a", "name": "A", "area_m2": 60, "build_days": 1, "shoot_days": 2},
                ],
            }
            for name, value in (("x", 2), ("y", 3))
        ],
    }
    return Project.model_validate(tree | changes)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2028-02-11", (3, 20)),  # 5 days: either title alone, the better one is taken
        ("2028-02-14", (5, 40)),  # 6 working days: one after the other
        ("2028-02-08", (0, 0)),  # 2 days: none fits
    ],
)
def test_best_of_a_project_solved_by_hand(last: str, expected: tuple[int, int]) -> None:
    project = one_set_project(horizon={"from": "2028-02-07", "to": last})

    assert best_by_brute_force(project) == expected


def test_nothing_is_best_where_a_must_title_cannot_be_met() -> None:
    project = one_set_project(horizon={"from": "2028-02-07", "to": "2028-02-08"})
    must = project.titles[0].model_copy(update={"commitment": "must"})

    assert best_by_brute_force(project.model_copy(update={"titles": (must,)})) is None
