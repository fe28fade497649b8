"""Which scenes can come forward when the weather fails, one condition at a time."""

from __future__ import annotations

from typing import Any

import pytest

from kachinko.shooting.cover import cover, outdoors
from tests import shooting_case

BOARD = shooting_case.board()


def numbers(at: int, scene: dict[str, Any] | None = None, **changed: Any) -> list[str]:
    """Cover scenes of a day of the sample, with fields of scene 12 (and the shooting) changed."""
    shooting = shooting_case.shooting()
    scenes = [
        each.model_dump(exclude_unset=True) | (scene or {}) if each.number == "12" else each
        for each in shooting.scenes
    ]
    changed_to = shooting_case.shooting(scenes=scenes, **changed)
    return [each.scene.number for each in cover(changed_to, BOARD, BOARD.days[at])]


def test_scenes_in_cover_sets_that_are_shot_later_can_come_forward() -> None:
    # 6 March is wet; the clinic's scenes of 7 March are indoors in a cover set.
    assert numbers(3) == ["5", "12"]
    assert outdoors(shooting_case.shooting(), BOARD.days[3])
    assert not outdoors(shooting_case.shooting(), BOARD.days[0])


def test_who_must_be_called_is_told() -> None:
    first, second = cover(shooting_case.shooting(), BOARD, BOARD.days[3])

    assert (first.to_call, second.to_call) == (("5",), ("5", "6"))
    assert first.planned == BOARD.days[4].day


@pytest.mark.parametrize(
    "scene",
    [
        {"on": "2028-03-07"},  # only on its day
        {"earliest": "2028-03-07"},  # not yet
        {"setting": "EXT"},  # as wet as the others
        {"after": ["8"]},  # what it follows is shot later still
        {"set": "cottage"},  # no cover set
    ],
)
def test_a_scene_that_cannot_come_forward_does_not(scene: dict[str, Any]) -> None:
    assert numbers(3, scene) == ["5"]


def test_players_who_cannot_be_had_keep_their_scenes_back() -> None:
    # On 3 March the inspector cannot be had yet.
    assert numbers(2) == ["5"]


def test_a_place_that_is_closed_keeps_its_scenes_back() -> None:
    closed = [shooting_case.LOCATIONS[0], shooting_case.LOCATIONS[1] | {
        "available": [{"from": "2028-03-07", "to": "2028-03-20"}]
    }]  # fmt: skip

    assert numbers(3, locations=closed) == []
