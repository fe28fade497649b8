"""Days and stretches of days: inclusive in files, half-open inside the code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from kachinko.model.base import Record

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2200


def parse_day(value: Any) -> date:
    """Read a calendar date.

    Accepts a `date`, a `datetime` at midnight (what Excel holds for a date) or the text
    ``YYYY-MM-DD``.

    Raises
    ------
    ValueError
        For anything else, and for years outside 1900 to 2200.
    """
    if isinstance(value, datetime):
        if (value.hour, value.minute, value.second) != (0, 0, 0):
            raise ValueError("a date without a time of day is expected, such as 2028-02-01")
        value = value.date()
    elif isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip())
        except ValueError:
            raise ValueError("a date is written YYYY-MM-DD, such as 2028-02-01") from None
    if not isinstance(value, date):
        raise ValueError("a date is written YYYY-MM-DD, such as 2028-02-01")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"the year lies between {FIRST_YEAR} and {LAST_YEAR}")
    return value


Day = Annotated[date, BeforeValidator(parse_day)]


@dataclass(frozen=True, slots=True, order=True)
class DaySpan:
    """The days from `start` up to, and without, `stop`."""

    start: date
    stop: date

    @classmethod
    def inclusive(cls, first: date, last: date) -> DaySpan:
        """Make a span out of its first and last day."""
        return cls(first, last + ONE_DAY)

    @property
    def last(self) -> date:
        """The last day of the span."""
        return self.stop - ONE_DAY

    @property
    def days(self) -> int:
        """How many calendar days it has."""
        return (self.stop - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.stop

    def covers(self, other: DaySpan) -> bool:
        """Whether every day of `other` is in this span."""
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: DaySpan) -> bool:
        """Whether the two share a day."""
        return self.start < other.stop and other.start < self.stop

    def __str__(self) -> str:
        return f"{self.start} to {self.last}"


class Dated(Record):
    """Anything that lasts from one day to another, both included."""

    first: Day = Field(alias="from", description="First day, included (YYYY-MM-DD).")
    last: Day = Field(alias="to", description="Last day, included (YYYY-MM-DD).")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Dated:
        if self.last < self.first:
            raise ValueError(f"'to' ({self.last}) lies before 'from' ({self.first})")
        return self

    @property
    def span(self) -> DaySpan:
        """The same days as a half-open span."""
        return DaySpan.inclusive(self.first, self.last)
