"""How full a studio can be made: what is found is worth what was asked, what cannot be is told."""

from __future__ import annotations

import pytest
from benchmarks.staging.how_full import main, tried


def test_days_are_found_for_little_and_not_for_more_than_there_is() -> None:
    head, low, much = tried("tiny-2", [14, 90], 1, 10.0)
    found = dict(zip(head, low, strict=True))
    assert found["days"] == "found"
    assert found["stage1-1 alone"] == "found"  # which asks for less
    assert dict(zip(head, much, strict=True))["days"] == "no choice carries that"


@pytest.mark.slow
def test_what_is_worth_more_loads_more() -> None:
    _, *lines = tried("tiny-2", [12, 16, 20], 1, 5.0)
    loads = [int(line[1].rstrip("%")) for line in lines]
    assert loads == sorted(loads)


def test_a_case_of_several_studios_is_refused() -> None:
    with pytest.raises(SystemExit) as end:
        main(["medium-1", "--values", "100"])
    assert end.value.code == 2
