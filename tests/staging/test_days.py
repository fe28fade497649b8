"""Sets of days as bits, held against plain Python sets."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kachinko.staging import days

some_days = st.sets(st.integers(0, 150))


def bits(chosen: set[int]) -> int:
    return sum(1 << day for day in chosen)


@given(some_days, st.integers(1, 20))
def test_runs_begin_where_all_days_are_there(chosen: set[int], length: int) -> None:
    found = days.runs(bits(chosen), length)

    assert found == bits({d for d in chosen if all(d + i in chosen for i in range(length))})


@given(some_days)
def test_lowest_and_highest_are_the_ends(chosen: set[int]) -> None:
    assert days.lowest(bits(chosen)) == min(chosen, default=-1)
    assert days.highest(bits(chosen)) == max(chosen, default=-1)


@given(some_days)
def test_stretches_give_all_days_back_and_do_not_touch(chosen: set[int]) -> None:
    found = list(days.stretches(bits(chosen)))

    assert {day for a, b in found for day in range(a, b + 1)} == chosen
    assert all(b + 1 < a for (_, b), (a, _) in itertools.pairwise(found))


@given(st.integers(0, 50), st.integers(0, 50))
def test_span_holds_its_days(start: int, stop: int) -> None:
    assert days.span(start, stop) == bits(set(range(start, stop)))
