"""Walking over days, and joining the days of one breach into stretches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from kachinko.model.span import ONE_DAY, DaySpan

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

Key = TypeVar("Key", bound="Hashable")


def days_of(span: DaySpan, within: DaySpan) -> Iterator[date]:
    """Walk the calendar days of `span` that lie in `within`, so that no walk is endless."""
    first = max(span.start, within.start).toordinal()
    stop = min(span.stop, within.stop).toordinal()
    return map(date.fromordinal, range(first, stop))


def stretches(days: Iterable[date]) -> Iterator[DaySpan]:
    """Join days that follow each other."""
    ordered = sorted(days)
    if not ordered:
        return
    first = last = ordered[0]
    for day in ordered[1:]:
        if day - last > ONE_DAY:
            yield DaySpan.inclusive(first, last)
            first = day
        last = day
    yield DaySpan.inclusive(first, last)


def fold(found: Iterable[tuple[date, Key]]) -> Iterator[tuple[DaySpan, Key]]:
    """Join the days that follow each other and on which the same is wrong."""
    by_key: dict[Key, list[date]] = {}
    for day, key in found:
        by_key.setdefault(key, []).append(day)
    for key, days in by_key.items():
        for span in stretches(days):
            yield span, key


def when(span: DaySpan) -> str:
    """Name a span in a sentence."""
    return f"on {span.start}" if span.days == 1 else f"from {span}"


def count(number: int, noun: str) -> str:
    """Name a number of things, as in '1 set' and '2 sets'."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def plain(number: float, places: int = 2) -> str:
    """Write a number without the noughts at its end."""
    text = f"{number:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
