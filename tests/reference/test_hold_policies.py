"""The shipped hold policies: valid, each value with its page, found by name."""

from __future__ import annotations

import pytest

from kachinko.model.errors import InputError
from kachinko.reference.hold_policies import HoldPolicySet, all_hold_policies, hold_policy


def test_riverfront_is_as_its_page_says() -> None:
    one = hold_policy("riverfront-1")
    assert one.policy["challenge_hours"] == 24
    assert one.policy["lapse_lead_days"] == 7
    assert "riverfrontstages.com" in one.source


def test_ids_are_unique_and_every_reading_names_a_page() -> None:
    every = all_hold_policies()
    assert len({each.id for each in every}) == len(every)
    assert all(reading.source.startswith("http") for each in every for reading in each.readings)


def test_a_value_without_a_page_is_refused() -> None:
    with pytest.raises(ValueError, match="no page is named for most_rank"):
        HoldPolicySet(id="x", name="X", policy={"most_rank": 3}, readings=())


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        hold_policy("riverfront")
    assert "riverfront-1" in caught.value.faults[0].right
