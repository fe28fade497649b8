"""The checker as a whole: it survives any plan, folds days, and says what it did not check."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kachinko.model.plan import Plan
from kachinko.model.span import DaySpan
from kachinko.model.title import PHASES
from kachinko.staging.check import check_plan
from kachinko.staging.check.checker import RULES
from kachinko.staging.check.days import fold, plain, stretches
from tests.projects import projects, random_project
from tests.staging.check.toho import a_plan, a_project, days

if TYPE_CHECKING:
    from kachinko.model.project import Project


def some_plan(project: Project, rng: random.Random) -> Plan:
    """Make a plan that names the right things and wrong ones, on any dates."""
    stages = [stage.id for _, stage in project.stages()] + ["nowhere"]
    studios = [studio.id for studio in project.studios] + ["nowhere", None]

    def span() -> dict[str, date]:
        around = rng.choice([project.horizon.first, project.horizon.last, date(1900, 1, 1)])
        first = max(date(1900, 1, 1), around + timedelta(days=rng.randint(-20, 60)))
        last = first + timedelta(days=rng.choice([0, 1, 3, 10, 109_000]))
        return {"from": first, "to": min(last, date(2200, 12, 31))}

    def a_set(name: str) -> dict[str, Any]:
        place = [None, 0.0, 3.25, -7, 1e308, float("nan"), float("inf")]
        phases = {phase: span() for phase in PHASES if phase == "shoot" or rng.random() < 0.7}
        return phases | {
            "id": name,
            "stage": rng.choice(stages),
            "x_m": rng.choice(place),
            "y_m": rng.choice(place),
            "rotated": rng.random() < 0.5,
        }

    def a_title(name: str) -> dict[str, Any]:
        known = [title for title in project.titles if title.id == name]
        sets = [item.id for title in known for item in title.sets] + ["ghost"]
        blocks = [item.id for title in known for item in title.location_blocks] + ["ghost"]
        return {
            "id": name,
            "accepted": rng.random() < 0.8,
            "studio": rng.choice(studios),
            "sets": [a_set(item) for item in rng.choices(sets, k=rng.randint(0, 4))],
            "location_blocks": [
                {"id": item, **span()} for item in rng.choices(blocks, k=rng.randint(0, 2))
            ],
        }

    names = [title.id for title in project.titles] + ["ghost"]
    tree = {
        "project": "Generated",
        "currency": rng.choice(["JPY", "KRW"]),
        "status": rng.choice(["optimal", "feasible", "feasible", "infeasible", "unknown"]),
        "value": rng.choice([0, 1.5, -1, float("nan"), float("inf")]),
        "value_bound": rng.choice([0, 1e300, float("nan"), -float("inf")]),
        "cost": rng.choice([None, 0, "12.34", 10**15]),
        "cost_bound": rng.choice([None, 0, 10**15]),
        "seconds": 0,
        "seed": 0,
        "titles": [a_title(name) for name in rng.choices(names, k=rng.randint(0, 8))],
    }
    return Plan.model_validate(tree)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects(), st.integers(0, 2**32))
def test_malformed_plan_is_answered_with_breaches(project: Project, seed: int) -> None:
    result = check_plan(project, some_plan(project, random.Random(seed)))

    assert all(breach.sentence.endswith(".") for breach in result.breaches)
    json.dumps(result.as_dict())


def test_malformed_plans_are_breached() -> None:
    """The positive control of the test above: such plans hardly ever pass."""
    passed = [
        seed
        for seed in range(60)
        for project in [random_project(random.Random(seed))]
        if check_plan(project, some_plan(project, random.Random(seed))).ok
    ]

    assert len(passed) <= 2


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects())
def test_plan_without_titles_breaks_only_must(project: Project) -> None:
    plan = a_plan({"titles": [], "value": 0})

    result = check_plan(project, plan)

    musts = [title.id for title in project.titles if title.commitment == "must"]
    assert [(breach.code, breach.title) for breach in result.breaches] == [
        ("must-left-out", must) for must in musts
    ]


def test_result_counts_what_was_walked() -> None:
    result = check_plan(a_project(), a_plan())

    assert result.ok
    assert (result.titles, result.sets, result.blocks, result.set_days) == (2, 5, 1, 59)
    assert (result.value, result.cost) == (7.5, 0)


def test_breach_is_written_for_people_and_for_programs() -> None:
    project, plan = a_project({"no1.closures": [days("02-19..02-20")]}), a_plan()

    breach = check_plan(project, plan).breaches[0]

    assert str(breach) == (
        "Rule 1: vapor/lab stands on No.1 from 2028-02-19 to 2028-02-20; "
        "it is closed then. [stage-closed]"
    )
    assert breach.as_dict() == {
        "rule": 1,
        "code": "stage-closed",
        "sentence": ("vapor/lab stands on No.1 from 2028-02-19 to 2028-02-20; it is closed then."),
        "title": "vapor",
        "item": "lab",
        "other_title": None,
        "other_item": None,
        "stage": "no1",
        "studio": "toho",
        "from": "2028-02-19",
        "to": "2028-02-20",
    }


@pytest.mark.parametrize(
    ("project", "plan", "notice"),
    [
        (
            {"lab.height_m": None},
            {},
            (
                "Height not checked for 3 sets (vapor/lab, garo/cellar, garo/attic): "
                "the set's height is not known."
            ),
        ),
        (
            {"no1.clear_height_m": None},
            {},
            (
                "Height not checked for 3 sets (vapor/lab, vapor/hall, garo/vault): "
                "the clear height of No.1 is not known."
            ),
        ),
        (
            {"hall.power_kva": None},
            {},
            "Power on No.1 counted as 0 for 1 set (vapor/hall): the connected load is not known.",
        ),
        (
            {"cellar.power_kva": 100},
            {},
            "Power not checked for 1 set (garo/cellar): the supply of Stage 7 is not known.",
        ),
        (
            {"lab.cast": ["nobody"]},
            {},
            "vapor/lab names cast nobody, whom vapor has not.",
        ),
        ({"name": "Other"}, {}, None),
        ({}, {"project": "Other"}, None),
    ],
)
def test_what_is_not_checked_is_noticed(
    project: dict[str, Any], plan: dict[str, Any], notice: str | None
) -> None:
    result = check_plan(a_project(project), a_plan(plan))

    expected = notice or (
        f"The plan was made for the project {plan.get('project', 'Toho at hand')!r}; "
        f"this one is called {project.get('name', 'Toho at hand')!r}."
    )
    assert result.ok
    assert expected in result.notices


def test_title_that_the_plan_does_not_name_is_noticed() -> None:
    plan = a_plan({"value": 5, "garo.id": "x"}).model_copy()
    plan = plan.model_copy(update={"titles": plan.titles[:1]})

    result = check_plan(a_project(), plan)

    assert result.ok
    assert result.notices[0] == "The plan does not name garo; they count as left out."


def test_every_rule_says_what_it_holds() -> None:
    assert all(rule.__doc__ for rule in RULES)
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


def test_days_of_one_breach_are_folded_and_others_kept_apart() -> None:
    first = date(2028, 2, 28)
    found = [(first + timedelta(days=n), key) for n, key in enumerate("aab-a")]

    assert list(fold(found)) == [
        (DaySpan(date(2028, 2, 28), date(2028, 3, 1)), "a"),
        (DaySpan(date(2028, 3, 3), date(2028, 3, 4)), "a"),
        (DaySpan(date(2028, 3, 1), date(2028, 3, 2)), "b"),
        (DaySpan(date(2028, 3, 2), date(2028, 3, 3)), "-"),
    ]
    assert list(stretches([])) == []


@pytest.mark.parametrize(
    ("number", "text"),
    [(860, "860"), (860.01, "860.01"), (12345.6, "12,345.6"), (100, "100"), (0, "0")],
)
def test_numbers_are_plain(number: float, text: str) -> None:
    assert plain(number) == text
