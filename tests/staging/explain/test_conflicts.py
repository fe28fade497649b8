"""Conflicts against brute force: truly impossible together, and none of their members idle."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kachinko.staging.explain import requirement
from kachinko.staging.explain.case import Case
from kachinko.staging.explain.shrink import Core, shrink, smallest
from kachinko.staging.limits import Limits
from kachinko.staging.planner import plan_project
from tests.projects import TINY, random_project
from tests.staging.bruteforce import NotTinyError, best_plan_by_brute_force
from tests.staging.explain.ask import explained, judge, one_set, possible_by_brute_force
from tests.staging.explain.ask import project as asked
from tests.staging.explain.ask import title as film

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project

AREAS = replace(TINY, titles=(2, 4), stages=(1, 1), sets=(1, 2), restricted=50)


def planned(project: Project) -> Plan | None:
    try:
        return best_plan_by_brute_force(project)
    except NotTinyError:
        return None


def without_rectangles(seeds: range) -> Iterator[tuple[Project, Plan]]:
    """Tiny projects with their best plans; brute force lays rectangles out anew."""
    for seed in seeds:
        project = random_project(random.Random(seed), AREAS)
        plan = planned(project)
        if plan is not None and not any(stage.width_m for _, stage in project.stages()):
            yield project, plan


def assert_true_and_irreducible(core: Core, plan: Plan | None) -> bool:
    """Whether brute force could look at all of it."""
    try:
        assert not possible_by_brute_force(core.case, plan)
        for one in core.needed:
            assert one.verified
            assert possible_by_brute_force(one.requirement.drop(core.case), plan)
    except NotTinyError:
        return False
    return True


@pytest.mark.slow
def test_conflicts_alone_and_beside_are_true_and_irreducible() -> None:
    checked = {"alone": 0, "beside": 0}
    for project, plan in without_rectangles(range(150)):
        mind = judge(plan)
        standing = {one.id: tuple(each.id for each in one.sets) for one in plan.accepted}
        for one in project.titles:
            if one.id in standing:
                continue
            alone = Case(project, (one.id,))
            if mind.settle(alone, 2).possible is False:
                kind, case, requirements = "alone", alone, requirement.of_alone(alone)
            else:
                kind, case = "beside", replace(alone, standing=standing)
                requirements = requirement.of_beside(case, mind.planned)
                if mind.settle(case, 2).possible:
                    continue  # the best plan leaves out what is worth nothing
            core = smallest(
                case, requirements, lambda now, mind=mind: mind.settle(now, 2), tries=2,
                rng=random.Random(0), stop=lambda: False,
            )  # fmt: skip
            checked[kind] += assert_true_and_irreducible(core, plan)
    assert min(checked.values()) >= 10


@pytest.mark.slow
def test_musts_that_clash_are_told_by_a_true_and_irreducible_set() -> None:
    checked = 0
    for seed in range(60):
        project = random_project(random.Random(seed), AREAS)
        if any(stage.width_m for _, stage in project.stages()):
            continue
        case = Case(project, tuple(one.id for one in project.titles))
        mind = judge(None)
        if mind.settle(case, 2).possible is not False:
            continue
        titles = [requirement.made(one) for one in project.titles]
        core = shrink(
            case,
            [*requirement.of_alone(case), *titles],
            lambda now, mind=mind: mind.settle(now, 2),
        )
        checked += assert_true_and_irreducible(core, None)
    assert checked >= 10


def plan_of(project: Project, iterations: int = 3) -> Plan:
    return plan_project(project, limits=Limits(5.0, iterations), clock=time.monotonic)


def test_a_window_that_is_too_short_is_told_with_its_dates() -> None:
    project = asked(
        film("short", one_set(build_days=6), latest="2028-05-15", earliest="2028-05-09")
    )

    (one,) = explained(project, plan_of(project))

    (conflict,) = one.conflicts
    assert (one.outcome, one.alone, conflict.scope) == ("impossible", False, "alone")
    assert conflict.irreducible
    assert [(each.kind, each.sentence) for each in conflict.requirements] == [
        (
            "set",
            "Hall of Short takes 300 m² for 10 working days or more (build 6, shoot 3, strike 1).",
        ),
        ("latest", "Short is done by 2028-05-15."),
    ]


def test_what_stands_in_the_way_is_told_with_stage_dates_and_sizes() -> None:
    window = {"earliest": "2028-05-08", "latest": "2028-05-19"}
    project = asked(
        film("first", one_set(shoot_days=6), value=2, **window),
        film("second", one_set(), value=1, **window),
    )
    plan = plan_of(project)

    (one,) = explained(project, plan)

    stay = plan.accepted[0].sets[0]
    as_planned = one.conflicts[0]
    assert as_planned.scope == "as-planned"
    assert as_planned.irreducible
    assert {each.kind for each in as_planned.requirements} == {"set", "latest", "standing"}
    (there,) = [each.sentence for each in as_planned.requirements if each.kind == "standing"]
    assert "Stage 1 (500 m²) has 300 m² free for " in there
    assert "of the 6 working days in a row that Hall needs between 2028-05-08" in there
    assert f"Hall of First (300 m²) {stay.standing}" in there


def test_whatever_the_dates_names_the_titles_that_cannot_go_together() -> None:
    window = {"earliest": "2028-05-08", "latest": "2028-05-19"}
    project = asked(
        film("first", one_set(shoot_days=6), value=2, **window),
        film("second", one_set(), value=1, **window),
        film("third", one_set(), value=1, earliest="2028-05-22"),
    )

    (one,) = explained(project, plan_of(project))

    any_dates = one.conflicts[1]
    assert any_dates.scope == "any-dates"
    assert any_dates.irreducible
    made = [each.sentence for each in any_dates.requirements if each.kind == "made"]
    assert made == ["First is made, between 2028-05-08 and 2028-05-19 (1 set, 300 m² in all)."]
    assert {each.kind for each in any_dates.requirements} & {"floor", "quiet"}


def test_a_pair_that_must_be_made_and_cannot_is_named() -> None:
    window = {"earliest": "2028-05-08", "latest": "2028-05-19", "commitment": "must"}
    project = asked(
        film("first", one_set(shoot_days=6), **window),
        film("second", one_set(), **window),
        film("third", one_set(), earliest="2028-05-22", commitment="must"),
    )
    plan = plan_of(project)

    (one,) = explained(project, plan)

    assert plan.status == "infeasible"
    assert (one.title, one.outcome) == (None, "impossible")
    sentence = one.conflicts[0].sentence
    assert "First must be made" in sentence
    assert "Second must be made" in sentence
    assert "Third" not in sentence
    assert "Let First be left out: it may be made, and need not be." in {
        remedy.change for remedy in one.remedies
    }


def test_the_cast_that_is_never_free_long_enough_is_named() -> None:
    lead = {
        "id": "lead", "name": "Lead", "available": [{"from": "2028-05-08", "to": "2028-05-11"}],
    }  # fmt: skip
    project = asked(film("one", one_set(cast=["lead"]), cast=[lead]))

    (one,) = explained(project, plan_of(project))

    assert {each.kind for each in one.conflicts[0].requirements} == {"set", "cast"}
    assert "Lead (One: Hall) can be had 2028-05-08 to 2028-05-11 only." in one.conflicts[0].sentence


def test_a_title_that_fits_after_all_is_said_to_fit() -> None:
    project = asked(film("first", one_set(), value=2), film("second", one_set(), value=1))
    plan = plan_of(project)
    without = plan.model_copy(update={"titles": plan.titles[:1], "value": 2.0})

    (one,) = explained(project, without)

    assert (one.outcome, one.conflicts) == ("possible", ())
    assert [remedy.changes for remedy in one.remedies] == [()]
