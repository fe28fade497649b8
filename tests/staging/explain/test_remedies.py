"""Remedies: the least that helps, said in words, and true by brute force and by the checker."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kachinko.files.changes import parse_change
from kachinko.model.change import apply_changes
from kachinko.staging.explain.case import Case
from kachinko.staging.explain.offer import families
from kachinko.staging.explain.spell import spell
from kachinko.staging.limits import Limits
from kachinko.staging.planner import plan_project
from tests.projects import SMALL, TINY, random_project
from tests.staging.bruteforce import NotTinyError, best_plan_by_brute_force
from tests.staging.explain.ask import explained, one_set, possible_by_brute_force
from tests.staging.explain.ask import project as asked
from tests.staging.explain.ask import title as film

if TYPE_CHECKING:
    from kachinko.model.project import Project
    from kachinko.model.reason import Remedy


def remedies(project: Project) -> dict[str, Remedy]:
    """What would admit the one title that a plan leaves out, by the words."""
    plan = plan_project(project, limits=Limits(5.0, 3), clock=time.monotonic)
    (one,) = explained(project, plan)
    assert all(remedy.verified for remedy in one.remedies)
    return {remedy.change: remedy for remedy in one.remedies}


def test_a_window_three_days_too_short_is_told_so() -> None:
    project = asked(film("short", one_set(build_days=6), latest="2028-05-16"))

    found = remedies(project)

    # Ten working days from 8 May end on 19 May, three working days after 16 May.
    remedy = found["Let Short end 3 working days later: 2028-05-19 instead of 2028-05-16."]
    assert remedy.changes == ("window title=short latest=2028-05-19",)
    assert remedy.value == 1.0


def test_a_set_twenty_square_metres_too_large_is_told_so() -> None:
    project = asked(film("large", one_set(area_m2=520)))

    assert "Make Hall 20 m² smaller: 500 m² instead of 520 m²." in remedies(project)


def test_a_rectangle_is_made_smaller_in_both_directions() -> None:
    project = asked(
        film("large", one_set(area_m2=None, width_m=30, depth_m=20)),
        stage={"width_m": 27, "depth_m": 20},
    )

    assert "Make Hall 10 % smaller in both directions: 27 × 18 m instead of 30 × 20 m." in remedies(
        project
    )


def test_a_crew_more_is_told_where_crews_are_short() -> None:
    window = {"earliest": "2028-05-08", "latest": "2028-05-11"}
    project = asked(
        film("first", one_set(area_m2=100, build_days=2, shoot_days=1), value=2, **window),
        film("second", one_set(area_m2=100, build_days=2, shoot_days=1), value=1, **window),
        studio={"build_crews": 1},
        stage={"quiet": False},
    )

    found = remedies(project)

    assert found["One more build crew at Toho: 2 instead of 1."].changes == (
        "crews studio=toho crews=2",
    )


def test_a_hold_that_is_too_long_is_shortened_and_no_more() -> None:
    project = asked(film("held", one_set(hold_days=6), latest="2028-05-17"))

    # Eight working days: two of build, three of shooting, one of strike leave two for the hold.
    found = remedies(project)

    assert "Hold Hall for 2 working days after the shoot instead of 6." in found
    assert next(iter(found)).startswith("Hold Hall")


def test_the_cast_is_wanted_for_as_many_days_more_as_are_missing() -> None:
    lead = {
        "id": "lead", "name": "Lead", "available": [{"from": "2028-05-15", "to": "2028-05-16"}],
    }  # fmt: skip
    project = asked(film("one", one_set(cast=["lead"]), cast=[lead]))

    assert "Have Lead (One) until 2028-05-17 instead of 2028-05-16 (1 working day more)." in (
        remedies(project)
    )


def test_another_studio_and_one_more_stage_are_told() -> None:
    other = {
        "id": "other", "name": "Other", "country": "JP",
        "stages": [{"id": "o1", "name": "Stage O", "effective_area_m2": 400}],
    }  # fmt: skip
    window = {"earliest": "2028-05-08", "latest": "2028-05-16", "studios": ["toho"]}
    project = asked(
        film("first", one_set(), value=2, **window),
        film("second", one_set(), value=1, **window),
        studios=[other],
    )

    found = remedies(project)

    assert "Make Second at Other instead of Toho." in found
    stage = next(one for change, one in found.items() if change.startswith("One more stage"))
    assert stage.change.startswith("One more stage like Stage 1 (500 m²), 2028-05-")
    assert stage.changes[0].startswith("stage-joins ")


@pytest.mark.slow
def test_every_change_on_offer_is_spelt_so_that_it_can_be_read() -> None:
    for seed in range(15):
        project = random_project(random.Random(seed), SMALL)
        for title in project.titles:
            for family in families(project, title):
                for amount in {1, family.most} if family.most else ():
                    for change in family.at(amount).changes:
                        assert parse_change(spell(change)).edit(project) == change.edit(project)


@pytest.mark.slow
def test_after_the_changes_brute_force_finds_a_plan_as_well() -> None:
    size = replace(TINY, titles=(2, 3), stages=(1, 1), sets=(1, 2), restricted=50)
    checked = 0
    for seed in range(40):
        project = random_project(random.Random(seed), size)
        try:
            plan = best_plan_by_brute_force(project)
        except NotTinyError:
            continue
        if plan is None:
            continue
        accepted = tuple(one.id for one in plan.accepted)
        for one in explained(project, plan, seconds=4.0):
            for remedy in one.remedies:
                changes = [parse_change(text) for text in remedy.changes]
                changed = apply_changes(project, changes)
                assert remedy.value is not None
                assert remedy.value >= plan.value
                assert one.title is not None
                try:
                    assert possible_by_brute_force(Case(changed, (*accepted, one.title)), None)
                except NotTinyError:
                    continue
                checked += 1
    assert checked >= 10
