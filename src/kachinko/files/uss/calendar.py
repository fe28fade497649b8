"""The calendar of a USS stripboard: on which date its first, second … day is shot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kachinko.files.slugline import fold
from kachinko.model.span import FIRST_YEAR, LAST_YEAR, ONE_DAY
from kachinko.model.studio import WEEKDAYS, Weekday

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kachinko.files.uss.document import Node

_OFF = {"holiday", "dayoff", "off"}
"""Names of events on which nobody shoots, whatever type they were given."""
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2}).*)?")


@dataclass
class DayCount:
    """Which dates count as shooting days; weekdays as in Python, from Monday 0."""

    start: date | None = None
    weekdays_off: set[int] = field(default_factory=set)
    dates_off: dict[date, str] = field(default_factory=dict)

    def dates(self) -> Iterator[date]:
        """The dates of the shooting days, from the first on."""
        day = self.start
        while day is not None and day.year <= LAST_YEAR and len(self.weekdays_off) < 7:
            if day.weekday() not in self.weekdays_off and day not in self.dates_off:
                yield day
            day += ONE_DAY

    @property
    def weekdays(self) -> list[Weekday]:
        """The weekdays that are worked."""
        return [name for place, name in enumerate(WEEKDAYS) if place not in self.weekdays_off]


def read_calendar(node: Node, remarks: list[str]) -> DayCount:
    """Read a calendar object; what is no date in it becomes a fault there."""
    count = DayCount(weekdays_off=set(_weekdays(node)))
    for event in node.nodes("events"):
        kind = event.text("type")
        if kind == "event" and fold(event.text("name")) in _OFF:
            kind = "dayOff"
        if kind not in ("start", "dayOff"):
            name = event.text("name") or kind or "without a name"
            remarks.append(f"{event.place}: the event {name[:60]!r} is not kept")
            continue
        day = stamp_day(event, remarks)
        if day is None:
            continue
        if kind == "start":
            count.start = day
        else:
            count.dates_off[day] = event.text("name")
    return count


def stamp_day(event: Node, remarks: list[str]) -> date | None:
    """The date that an instant stands for.

    The standard writes days as instants: midnight where the author sits, in UTC. From noon on it
    is therefore the next day's midnight, east of Greenwich.
    """
    text = event.text("date").strip()
    match = _STAMP.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        day = date.fromisoformat(match[1])
        if match[2] and int(match[2]) >= 12:
            day += ONE_DAY
            remarks.append(f"{event.place}: {text} is read as {day}, midnight east of Greenwich")
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError
    except (ValueError, OverflowError):
        event.reject("date", "a date such as 2028-02-01T00:00:00.000Z")
        return None
    return day


def _weekdays(node: Node) -> Iterator[int]:
    for item in node.items("daysOff"):
        if isinstance(item, int) and not isinstance(item, bool) and 0 <= item <= 6:
            yield (item - 1) % 7
        else:
            node.reject("daysOff", "numbers from 0 (Sunday) to 6")


def days_off_numbers(weekdays_off: Iterable[int]) -> list[int]:
    """Weekdays of Python as the standard's numbers, from Sunday 0."""
    return sorted((day + 1) % 7 for day in weekdays_off)
