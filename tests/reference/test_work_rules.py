from __future__ import annotations

import pytest

from kachinko.model.errors import InputError
from kachinko.reference.work_rules import all_work_rules, work_rules


def test_the_japanese_rules_carry_their_pages() -> None:
    rules = work_rules("JP-2023")

    assert (rules.most_minutes, rules.around_minutes) == (13 * 60, 2 * 60)
    assert (rules.rest_minutes, rules.most_days_in_a_row) == (10 * 60, 6)
    assert "as read in summaries: https://" in rules.source


@pytest.mark.parametrize("each", all_work_rules(), ids=lambda each: each.id)
def test_every_number_that_a_set_gives_has_its_page(each) -> None:
    given = set(each.rules.model_fields_set)

    assert given == {reading.field for reading in each.readings}
    assert all(reading.source.startswith("https://") for reading in each.readings)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        work_rules("JP-1900")

    assert caught.value.faults[0].right == "JP-2023"
