"""Working days of a studio, counted over the horizon of a project."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

import holidays

from kachinko.model.span import ONE_DAY, DaySpan
from kachinko.model.studio import WEEKDAYS, Calendar

if TYPE_CHECKING:
    from datetime import date


@lru_cache(maxsize=256)
def public_holidays(code: str, first_year: int, last_year: int) -> dict[date, str]:
    """The public holidays of a country (``JP``) or a part of one (``CA-BC``), by date.

    Source: the `holidays` package, whose entries cite each country's laws.
    """
    country, _, subdivision = code.partition("-")
    years = range(first_year, last_year + 1)
    return dict(holidays.country_holidays(country, subdiv=subdivision or None, years=years))


class WorkingDays:
    """The working days of a studio's calendar within a span, numbered from 0.

    A phase of n days that begins on working day i runs over working days i to i + n - 1, and
    occupies all calendar days from the date of the first to the date of the last.
    """

    def __init__(self, calendar: Calendar, span: DaySpan) -> None:
        free = {WEEKDAYS.index(day) for day in WEEKDAYS if day not in calendar.weekdays}
        closed = [closure.span for closure in calendar.closures]
        off = (
            public_holidays(calendar.holidays, span.start.year, span.last.year)
            if calendar.holidays
            else {}
        )
        self.span = span
        self.dates: list[date] = []
        day = span.start
        while day < span.stop:
            if day.weekday() not in free and day not in off and not any(day in c for c in closed):
                self.dates.append(day)
            day += ONE_DAY

    def __len__(self) -> int:
        return len(self.dates)

    def first_from(self, day: date) -> int:
        """Number of the first working day on or after `day` (may be `len(self)`)."""
        return bisect_left(self.dates, day)

    def last_until(self, day: date) -> int:
        """Number of the last working day on or before `day` (may be -1)."""
        return bisect_right(self.dates, day) - 1

    def between(self, span: DaySpan) -> list[date]:
        """The working days in `span`."""
        return self.dates[self.first_from(span.start) : self.first_from(span.stop)]

    def dates_of(self, first: int, days: int) -> DaySpan:
        """Calendar days that `days` working days occupy, beginning with number `first`."""
        return DaySpan.inclusive(self.dates[first], self.dates[first + days - 1])
