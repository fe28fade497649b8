"""Items of a shooting, and the days that hold them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.model.studio import Calendar
from kachinko.shooting.stages.days import days_that_hold, longest_row
from kachinko.shooting.stages.item import items_of
from kachinko.shooting.stages.part import block_id, is_block_of
from tests.shooting.case import tree
from tests.shooting.stages.case import shooting

DAY = date(2028, 4, 3)


def test_sets_of_a_place_are_one_item_apart_from_those_with_days_of_their_own() -> None:
    sets = [
        *tree()["sets"],
        {"id": "lane", "name": "Lane", "location": "town"},
        # Called like a location, and on a stage.
        {"id": "coast", "name": "Painted coast", "location": "studio", "stage": True},
    ]
    scenes = tree()["scenes"]
    scenes[0]["set"], scenes[4]["set"] = "lane", "coast"

    items = items_of(shooting(sets=sets, scenes=scenes))

    assert items["street"] == items["lane"]
    assert items["street"].sets == ("street", "lane")
    assert items["coast"].on_stage
    assert items["beach"].id == "coast-location"
    assert "cave" not in items


def test_blocks_are_known_again_by_their_names() -> None:
    assert is_block_of(block_id("town", 1), "town")
    assert is_block_of(block_id("town", 2), "town")
    assert not is_block_of("town.part2", "tow")
    assert not is_block_of("old-town", "town")


def test_the_longest_row_runs_over_the_end_of_the_week() -> None:
    assert longest_row(Calendar()) == 5
    assert longest_row(Calendar(weekdays=("sun", "mon", "sat"))) == 3


@pytest.mark.slow
@given(st.lists(st.booleans(), max_size=12), st.integers(1, 5))
def test_the_fewest_days_that_always_hold_others_are_found(shared: list[bool], count: int) -> None:
    own = [DAY + timedelta(days=number) for number in range(len(shared))]
    others = {day for day, both in zip(own, shared, strict=True) if both}

    found = days_that_hold(own, others, count)

    def always(length: int) -> bool:
        rows = [own[at : at + length] for at in range(len(own) - length + 1)]
        return bool(rows) and all(len(others.intersection(row)) >= count for row in rows)

    assert found == next((n for n in range(1, len(own) + 1) if always(n)), None)
