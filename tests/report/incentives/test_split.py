"""Sums by how sure they are: what cannot be had together is not summed."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.report.incentives.page import estimate_page
from kachinko.report.incentives.summary import split
from tests.report.incentives import sample

if TYPE_CHECKING:
    from kachinko.model.estimate import Estimate

IDS = ("a", "b", "c", "d", "e")


def awards(amounts: dict[str, int]) -> list[Estimate]:
    whole = sample.capped()
    return [
        whole.model_copy(update={"programme": name, "award": Decimal(amount)})
        for name, amount in amounts.items()
    ]


@pytest.mark.slow
@given(
    st.dictionaries(st.sampled_from(IDS), st.integers(1, 10**9), min_size=1),
    st.sets(st.sampled_from([frozenset(pair) for pair in combinations(IDS, 2)])),
)
def test_a_sum_is_the_best_that_can_be_had_together(
    amounts: dict[str, int], exclusive: set[frozenset[str]]
) -> None:
    best = max(
        sum(amounts[name] for name in chosen)
        for size in range(len(amounts) + 1)
        for chosen in combinations(amounts, size)
        if not any(pair <= set(chosen) for pair in exclusive)
    )

    assert split(awards(amounts), exclusive).sure == {"EUR": best}


def test_what_excludes_each_other_is_named_where_both_pay() -> None:
    pairs = (frozenset("ab"), frozenset("ac"))

    assert split(awards({"a": 5, "b": 3}), pairs).either == (("a", "b"),)
    page = estimate_page("Case", awards({"a": 5, "b": 3}), "en", exclusive=pairs)
    assert "a and b exclude each other" in page
    assert "<strong>EUR 5</strong>" in page
