"""The rules of one stage say the same as the whole checker does."""

from __future__ import annotations

import random

import pytest

from kachinko.staging.check import check_plan
from kachinko.staging.check.floor import FLOOR_RULES, check_floor
from tests.floor_plan import plan, project

CODES = {
    "floor-unknown", "feature-missing", "too-high", "floor-full", "position-missing",
    "position-not-needed", "outside-stage", "rectangles-overlap", "aisle-too-narrow",
}  # fmt: skip


def moved(rng: random.Random):
    made = plan()
    titles = []
    for title in made.titles:
        sets = []
        for each in title.sets:
            if each.x_m is not None and rng.random() < 0.6:
                place = {"x_m": round(rng.uniform(-2, 30), 2), "y_m": round(rng.uniform(-2, 20), 2)}
                each = each.model_copy(update=place | {"rotated": rng.random() < 0.5})
            sets.append(each)
        titles.append(title.model_copy(update={"sets": tuple(sets)}))
    return made.model_copy(update={"titles": tuple(titles)})


def test_what_was_laid_by_hand_is_accepted() -> None:
    for stage in ("one", "two", "three"):
        assert check_floor(project(), plan(), stage) == ()


@pytest.mark.parametrize("seed", range(40))
def test_it_finds_what_the_whole_checker_finds_on_that_stage(seed) -> None:
    made = moved(random.Random(seed))
    whole = [each for each in check_plan(project(), made).breaches if each.code in CODES]
    for stage in ("one", "two", "three"):
        found = check_floor(project(), made, stage)
        assert list(found) == [each for each in whole if each.stage == stage]
    assert len(FLOOR_RULES) == 5
