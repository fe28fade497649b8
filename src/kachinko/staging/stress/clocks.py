"""The working days of all studios, in arrays, beyond the horizon as far as a plan may slip."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from kachinko.model.calendar import WorkingDays
from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from numpy.typing import NDArray

    from kachinko.model.project import Project

    Ints = NDArray[np.int32]


class Clocks:
    """Working days of each studio over the horizon and `beyond` calendar days more.

    Within, a day is its ordinal (`date.toordinal`), a working day its number at its studio, and an
    end is the number of the working day after the last one.
    """

    def __init__(self, project: Project, beyond: int) -> None:
        horizon = project.horizon.span
        self.span = DaySpan(horizon.start, horizon.stop + timedelta(days=beyond))
        self.studios = {studio.id: number for number, studio in enumerate(project.studios)}
        self.days = [WorkingDays(studio.calendar, self.span) for studio in project.studios]
        self.ordinals = [
            np.array([day.toordinal() for day in days.dates], np.int32) for days in self.days
        ]
        self._first = self.span.start.toordinal()
        self._worked = [
            np.searchsorted(ordinals, np.arange(self._first, self.span.stop.toordinal()), "right")
            for ordinals in self.ordinals
        ]
        self._tables: dict[tuple[int, int], Ints] = {}

    def first_day(self, site: int, start: Ints) -> Ints:
        """The calendar day (ordinal) of working days."""
        return self.ordinals[site].take(start)

    def last_day(self, site: int, end: Ints) -> Ints:
        """The calendar day (ordinal) of the working day before each end."""
        return self.ordinals[site].take(end - 1)

    def worked_until(self, site: int, day: Ints) -> Ints:
        """How many working days the studio has had by the evening of calendar days."""
        return self._worked[site].take(day - self._first).astype(np.int32)

    def after(self, site: int, other: int) -> Ints:
        """By an end at `site`: the first working day of `other` after the last day before it."""
        key = (site, other)
        if key not in self._tables:
            ends = np.concatenate([self.ordinals[site][:1] - 1, self.ordinals[site]])
            found = np.searchsorted(self.ordinals[other], ends, "right")
            self._tables[key] = found.astype(np.int32)
        return self._tables[key]

    def count(self, days: Iterable[DaySpan]) -> Ints:
        """Running count of the calendar days in some spans: entry n counts the first n days."""
        marked = np.zeros(self.span.days, bool)
        for span in days:
            first = max(span.start.toordinal() - self._first, 0)
            marked[first : max(span.stop.toordinal() - self._first, first)] = True
        return _running(marked)

    def count_others(self, days: Iterable[DaySpan]) -> Ints:
        """Running count of the calendar days in none of some spans."""
        total = np.arange(self.span.days + 1, dtype=np.int32)
        return total - self.count(days)

    def count_working(self, site: int, is_bad: Callable[[date], bool]) -> Ints:
        """Running count of the working days of which something holds."""
        return _running(np.array([is_bad(day) for day in self.days[site].dates], bool))

    def within(self, running: Ints, first: Ints, last: Ints) -> NDArray[np.bool_]:
        """Whether a running count over calendar days grows between two days, both included."""
        low, high = first - self._first, last - self._first + 1
        found: NDArray[np.bool_] = running.take(high) > running.take(low)
        return found


def _running(marked: NDArray[np.bool_]) -> Ints:
    return np.concatenate([[0], np.cumsum(marked)]).astype(np.int32)
