"""Scenes to title, title to plan, plan to board: what the plan takes, the board can keep."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kachinko.model.errors import InputError
from kachinko.model.project import Project
from kachinko.shooting.check import check
from kachinko.shooting.limits import Limits as BoardLimits
from kachinko.shooting.plan.planner import plan_board
from kachinko.shooting.stages.dates import shooting_from_plan
from kachinko.shooting.stages.kept import packed_board
from kachinko.shooting.stages.title import title_from_shooting
from kachinko.staging.check import check_plan
from kachinko.staging.limits import Limits as PlanLimits
from kachinko.staging.planner import plan_project
from tests.shooting.tiny import shootings

if TYPE_CHECKING:
    from kachinko.model.shooting import Shooting

WEEKS = (["mon", "tue", "wed", "thu", "fri"], ["mon", "tue", "wed", "thu", "fri", "sat"])


def project(weekdays: list[str]) -> Project:
    sets = [{"id": "a", "name": "A", "area_m2": 60, "build_days": 2, "shoot_days": 1}]
    studio: dict[str, Any] = {"id": "lot", "name": "Lot", "country": "JP"}
    studio["calendar"] = {"weekdays": weekdays}
    studio["stages"] = [{"id": "one", "name": "One", "effective_area_m2": 100}]
    return Project.model_validate(
        {
            "name": "Lot",
            "currency": "JPY",
            "horizon": {"from": "2028-03-20", "to": "2028-05-31"},
            "studios": [studio],
            "titles": [{"id": "tiny", "name": "Tiny", "kind": "film", "sets": sets}],
        }
    )


def with_a_stage(made: Shooting) -> Shooting:
    """Set A on a stage, weeks to shoot in, and no dates of single scenes: a plan knows none."""
    anytime = {"on": None, "earliest": None, "latest": None}
    return made.model_copy(
        update={
            "latest": made.start.replace(month=5) if made.start else None,
            "sets": tuple(each.model_copy(update={"stage": each.id == "a"}) for each in made.sets),
            "scenes": tuple(each.model_copy(update=anytime) for each in made.scenes),
        }
    )


@pytest.mark.slow
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(shootings(most_scenes=4), st.sampled_from(WEEKS))
def test_what_the_plan_accepts_has_a_board_that_keeps_all_rules(
    made: Shooting, weekdays: list[str]
) -> None:
    made = with_a_stage(made)
    packed = packed_board(made)
    assume(packed is not None)
    assert packed is not None
    try:
        taken = title_from_shooting(made, packed, project(weekdays), "tiny")
    except InputError:
        # Scenes to and fro between sets, or days that are too short for them.
        assume(False)  # noqa: FBT003
        raise
    plan = plan_project(taken.project, limits=PlanLimits(5.0, 3), clock=time.monotonic, workers=1)
    assert check_plan(taken.project, plan).ok
    assume(plan.accepted)

    held = shooting_from_plan(made, plan, "tiny")
    board = plan_board(held, limits=BoardLimits(5.0), clock=time.monotonic)

    assert board.days, board.conflict
    assert check(made, board) == []
    of = {scene.number: scene.set for scene in made.scenes}
    shoots = {each.id: each.shoot.span for each in plan.accepted[0].sets}
    for day in board.days:
        assert all(day.day in shoots[of[one]] for one in day.scenes if of[one] in shoots)
