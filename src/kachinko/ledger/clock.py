"""Deadlines: when an answer, a signature or a hold is over."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.span import ONE_DAY, DaySpan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from kachinko.model.policy import HoldPolicy
    from kachinko.model.studio import Calendar

FARTHEST = timedelta(days=5 * 366)
"""A calendar without a working day in so long a time is taken to have none."""


def answer_by(policy: HoldPolicy, now: datetime, hours: int) -> datetime:
    """The moment `hours` from now, all hours or working hours as the policy has it.

    Hours are elapsed time, so that a change to or from summer time makes none longer or shorter.

    Raises
    ------
    ValueError
        Where the calendar has no working day in five years.
    """
    now = now.astimezone(UTC)  # a sum in a local zone would be one of the clock on the wall
    left = timedelta(hours=hours)
    if policy.hours == "calendar":
        return now + left
    for opens, closes in _open_times(policy, now):
        start = max(opens, now)
        if start >= closes:
            continue
        if left <= closes - start:
            return start + left
        left -= closes - start
    raise ValueError("the calendar has no working day in the next five years")


def lapse_of(policy: HoldPolicy, first: date) -> datetime | None:
    """The moment at which a hold on days from `first` lapses; None: it does not."""
    if policy.lapse_lead_days is None:
        return None
    return _at(first - timedelta(days=policy.lapse_lead_days), 0, policy.tz)


def today(policy: HoldPolicy, now: datetime) -> date:
    """The date at the stage."""
    return now.astimezone(policy.tz).date()


def _open_times(policy: HoldPolicy, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    day = today(policy, now)
    farthest = day + FARTHEST
    while day < farthest:
        if day in _working_days(policy.calendar, day.year):
            yield _at(day, policy.opens, policy.tz), _at(day, policy.closes, policy.tz)
        day += ONE_DAY


def _at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """A local time of day as UTC; of one that comes twice the first, and one that a clock change
    skips by the offset before it, so that a skipped midnight is the moment of the change.
    """
    whole, minutes = divmod(minutes, 24 * 60)
    wall = datetime.combine(day + whole * ONE_DAY, time(*divmod(minutes, 60)), tzinfo=zone)
    return wall.astimezone(UTC)


@lru_cache(maxsize=512)
def _working_days(calendar: Calendar, year: int) -> frozenset[date]:
    first = datetime(year, 1, 1, tzinfo=UTC).date()
    return frozenset(WorkingDays(calendar, DaySpan(first, first.replace(year=year + 1))).dates)
