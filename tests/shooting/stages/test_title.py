"""A title takes from its scenes what they know, and keeps what no script says."""

from __future__ import annotations

from typing import Any

import pytest

from kachinko.model.errors import InputError
from kachinko.shooting.stages.change import title_changes
from kachinko.shooting.stages.kept import packed_board
from kachinko.shooting.stages.title import FromShooting, title_from_shooting
from tests.shooting.case import tree
from tests.shooting.stages.case import project, project_tree, shooting


def taken(**changes: Any) -> FromShooting:
    made = shooting(**changes)
    board = packed_board(made)
    assert board is not None
    return title_from_shooting(made, board, project(), "clapper")


def test_a_set_on_a_stage_gets_days_cast_and_unit_and_keeps_the_rest() -> None:
    lab = {each.id: each for each in taken().title.sets}["lab"]

    assert lab.shoot_days == 1  # 400 min of scenes in a day of 780
    assert lab.cast == ("1", "2", "3")
    assert (lab.area_m2, lab.height_m, lab.build_days, lab.strike_days) == (120, 4, 5, 2)


def test_a_set_without_a_scene_is_gone_and_said_so() -> None:
    found = taken()

    assert [each.id for each in found.title.sets] == ["lab"]
    said = title_changes(project().title("clapper"), found.title)
    assert "set attic: gone, no scene needs it" in said
    assert any(line.startswith("set lab: shoot_days 9 → 1") for line in said)


def test_other_places_become_blocks_within_their_windows() -> None:
    blocks = {each.id: each for each in taken().title.location_blocks}

    # The hall has days of its own; nothing is shot in the cave.
    assert set(blocks) == {"hall", "town", "coast"}
    assert str(blocks["hall"].latest) == "2028-04-07"
    assert str(blocks["town"].earliest) == "2028-04-04"


def test_a_night_that_ends_late_is_followed_by_a_day_of_rest() -> None:
    blocks = {each.id: each for each in taken().title.location_blocks}

    # The street by day, the street by night, and nothing with a day call on the morning after.
    assert blocks["town"].days == 3


def test_days_off_are_added_where_a_week_is_longer_than_the_rules_allow() -> None:
    found = taken(rules={"most_days_in_a_row": 4})

    assert {each.id: each for each in found.title.location_blocks}["hall"].days == 2
    assert "hall: 1 of the board's days, 2 in one go, as nights or days in a row ask for rest" in (
        found.remarks
    )


def test_cast_bring_rate_and_days_within_the_shooting() -> None:
    cast = {each.id: each for each in taken().title.cast}

    assert set(cast) == {"1", "2", "3"}
    assert str(cast["1"].available[0].span) == "2028-04-03 to 2028-04-14"
    assert str(cast["3"].available[0].span) == "2028-04-03 to 2028-04-12"
    assert cast["3"].day_rate is not None


def test_other_titles_are_untouched() -> None:
    assert taken().project.titles[0] == project().titles[0]


def test_what_no_script_says_is_asked_for_all_at_once() -> None:
    changed = tree()
    for each in changed["sets"]:
        each["stage"] = True
    made = shooting(sets=changed["sets"])
    board = packed_board(made)
    assert board is not None

    with pytest.raises(InputError) as caught:
        title_from_shooting(made, board, project(), "clapper")

    said = [fault.what for fault in caught.value.faults]
    assert len(said) == 3  # hall, street and beach
    assert all("no script says how large it is" in each for each in said)


def test_a_title_that_is_not_there_is_named_with_its_sets() -> None:
    made = shooting()
    board = packed_board(made)
    assert board is not None

    with pytest.raises(InputError) as caught:
        title_from_shooting(made, board, project(), "klapper")

    assert [fault.place for fault in caught.value.faults] == ["titles", "titles > klapper > sets"]


def test_scenes_that_go_to_and_fro_between_sets_cannot_be_shot_set_by_set() -> None:
    scenes = tree()["scenes"]
    scenes[1] |= {"after": ["1"]}  # the hall after the lab
    scenes[4] |= {"after": ["2"]}  # the lab after the hall
    made = shooting(scenes=scenes)
    board = packed_board(made)
    assert board is not None

    with pytest.raises(InputError) as caught:
        title_from_shooting(made, board, project(), "clapper")

    assert "runs in a circle" in caught.value.faults[0].what


def test_studio_days_on_which_the_shooting_rests_are_added() -> None:
    trees = project_tree()
    trees["studios"][0]["calendar"] = {"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat"]}
    made = shooting()
    board = packed_board(made)
    assert board is not None

    found = title_from_shooting(made, board, project(**trees), "clapper")

    # Any two days of a week with Saturdays have one of a week without.
    assert found.title.sets[0].shoot_days == 2
    assert any("of which always 1 are working days" in remark for remark in found.remarks)


@pytest.mark.parametrize(("cast", "unit"), [(("2",), "main"), ((), "second")])
def test_units_that_share_a_player_are_one_in_the_plan(cast: tuple[str, ...], unit: str) -> None:
    made = shooting()
    scenes = tuple(
        scene.model_copy(update={"cast": cast}) if scene.unit == "second" else scene
        for scene in made.scenes
    )
    made = made.model_copy(update={"scenes": scenes})
    board = packed_board(made)
    assert board is not None

    blocks = title_from_shooting(made, board, project(), "clapper").title.location_blocks

    assert {each.id: each.unit for each in blocks}["coast"] == unit
