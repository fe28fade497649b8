"""Sets of working days as the bits of one integer: bit i is working day i.

Python's integers do the work of a bit vector of any length, and the planner's inner loop is made
of a few shifts and masks of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Days = int


def span(start: int, stop: int) -> Days:
    """The days `start` to `stop - 1`."""
    return (1 << stop) - (1 << start) if stop > start else 0


def runs(days: Days, length: int) -> Days:
    """The days with which a run of `length` days, all in `days`, begins; `length` at least 1."""
    have = 1
    while have < length:
        step = min(have, length - have)
        days &= days >> step
        have += step
    return days


def lowest(days: Days) -> int:
    """The first day; -1 for none."""
    return (days & -days).bit_length() - 1


def highest(days: Days) -> int:
    """The last day; -1 for none."""
    return days.bit_length() - 1


def stretches(days: Days) -> Iterator[tuple[int, int]]:
    """Unbroken runs of days, as first and last."""
    start = 0
    while days:
        skip = lowest(days)
        days >>= skip
        length = lowest(~days)
        yield start + skip, start + skip + length - 1
        days >>= length
        start += skip + length
