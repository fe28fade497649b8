"""Rates that stay bounds after rounding, and years that are years."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kachinko.model.span import DaySpan
from kachinko.staging.frontier.year import rate_down, rate_up, years_of


def test_a_calendar_year_is_one_year_leap_or_not() -> None:
    for year in (2027, 2028):
        assert years_of(DaySpan.inclusive(date(year, 1, 1), date(year, 12, 31))) == 1


def test_days_count_in_their_own_year() -> None:
    span = DaySpan.inclusive(date(2027, 12, 31), date(2028, 1, 2))

    assert years_of(span) == Fraction(1, 365) + Fraction(2, 366)


@given(st.integers(0, 500), st.integers(1, 4000))
def test_rates_are_rounded_so_that_they_stay_bounds(titles: int, days: int) -> None:
    years = Fraction(days, 365)

    assert Fraction(str(rate_down(titles, years))) <= titles / years
    assert Fraction(str(rate_up(titles, years))) >= titles / years
    assert rate_up(titles, years) - rate_down(titles, years) <= 0.1001
