"""Titles a year out of titles in a horizon, rounded so that a bound stays a bound."""

from __future__ import annotations

import calendar
import math
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.model.span import DaySpan

PLACES = 10
"""Rates are given in tenths of a title."""


def years_of(span: DaySpan) -> Fraction:
    """How many years a span lasts: each day is 1/365 of a year, in leap years 1/366.

    So a whole calendar year is exactly 1 (the day count "Actual/Actual" of ISDA).
    """
    years = Fraction(0)
    day = span.start
    while day < span.stop:
        end = min(span.stop, date(day.year + 1, 1, 1))
        years += Fraction((end - day).days, 366 if calendar.isleap(day.year) else 365)
        day = end
    return years


def rate_down(titles: int, years: Fraction) -> float:
    """Titles a year, rounded down to a tenth: at least so many."""
    return math.floor(titles / years * PLACES) / PLACES


def rate_up(titles: int, years: Fraction) -> float:
    """Titles a year, rounded up to a tenth: at most so many."""
    return math.ceil(titles / years * PLACES) / PLACES
