from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from benchmarks.shooting.generate import generate

from kachinko.halt import Halt
from kachinko.model.shooting import Shooting
from kachinko.shooting.limits import Limits
from kachinko.shooting.plan.conflict import Judge, conflict
from kachinko.shooting.plan.planner import plan_board
from tests.shooting import case

MINOR = "Child (2) is at work for at most 200 min a day."


def why(tree: dict[str, Any]) -> tuple[str, ...]:
    board = plan_board(
        Shooting.model_validate(tree), limits=Limits(None, 1000), clock=time.monotonic
    )
    assert board.status == "infeasible"
    assert board.days == ()
    return board.conflict


def test_a_scene_is_fixed_on_a_day_on_which_its_player_is_away() -> None:
    tree = case.tree()
    tree["scenes"][1]["on"] = "2028-04-13"
    tree["sets"][1]["available"] = []

    assert why(tree) == (
        "Scene 2 is shot (200 min).",
        "Guest (3) can be had 2028-04-03 to 2028-04-12 only.",
        "Scene 2 must be shot on 2028-04-13.",
    )


def test_a_minors_day_is_shorter_than_the_scene() -> None:
    tree = case.tree()
    tree["cast"][1]["most_minutes"] = 200

    found = why(tree)

    assert MINOR in found
    assert len(found) in (2, 3)


def test_two_scenes_stand_in_each_others_way() -> None:
    """After the other, which may not be shot before the day that the first must not pass."""
    tree = case.tree()
    tree["scenes"][6] |= {"after": ["5"], "latest": "2028-04-05"}

    assert why(tree) == (
        "Scenes 5, 7 are shot (2 scenes of 460 min).",
        "Scene 5 may not be shot before 2028-04-06.",
        "Scene 7 may not be shot after 2028-04-05.",
        "Scene 7 comes after scene 5.",
    )


def test_too_many_scenes_before_a_stop_date() -> None:
    shooting = generate(40, 15, 16, 0)
    stop = {"from": "2028-04-03", "to": "2028-04-05"}
    lead = shooting.cast[0].model_dump(mode="json", by_alias=True) | {"available": [stop]}
    cast = (type(shooting.cast[0]).model_validate(lead), *shooting.cast[1:])

    found = why(shooting.model_copy(update={"cast": cast}).model_dump(mode="json", by_alias=True))

    assert "Part 1 (1) can be had 2028-04-03 to 2028-04-05 only." in found
    assert any("A day lasts at most 780 min" in sentence for sentence in found)
    assert len(found) <= 4


def test_a_shooting_that_has_a_board_has_no_conflict() -> None:
    assert conflict(case.shooting(), Judge(Halt(), lambda: 10.0)) == ()


@pytest.mark.parametrize("at", range(4))
def test_each_requirement_of_a_conflict_is_needed(at: int) -> None:
    """With any one of the four sentences taken away by hand there is a board."""
    tree = case.tree()
    tree["scenes"][6] |= {"after": ["5"], "latest": "2028-04-05"}
    changes: list[dict[str, Any]] = [
        {"scenes": [scene for scene in tree["scenes"] if scene["number"] != "5"]},
        {"scenes": [{**scene, "earliest": None} for scene in tree["scenes"]]},
        {"scenes": [{**scene, "latest": None} for scene in tree["scenes"]]},
        {"scenes": [{**scene, "after": []} for scene in tree["scenes"]]},
    ]
    tree |= changes[at]
    for scene in tree["scenes"]:
        known = {each["number"] for each in tree["scenes"]}
        scene["after"] = [number for number in scene.get("after", []) if number in known]

    assert conflict(Shooting.model_validate(tree), Judge(Halt(), lambda: 10.0)) == ()


def test_nearly_full_days_are_refuted_by_counting() -> None:
    """In 13 working days there is no room for what takes 85 % of 16."""
    shooting = generate(40, 15, 16, 0).model_copy(update={"latest": date(2028, 4, 19)})

    found = conflict(shooting, Judge(Halt(), lambda: 0.0))

    assert "The last day that the shooting may use is 2028-04-19." in found
    assert any("A day lasts at most 780 min" in sentence for sentence in found)
    assert len(found) == 3
