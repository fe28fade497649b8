"""How many working days a part needs in the stage plan, so that it can be shot in one go."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from kachinko.model.studio import WEEKDAYS
from kachinko.shooting.problem import minutes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kachinko.model.scene import Scene
    from kachinko.model.shooting import Shooting
    from kachinko.model.studio import Calendar
    from kachinko.shooting.stages.part import ItemDay

MINUTES_A_DAY = 24 * 60


def days_in_one_go(shooting: Shooting, days: Sequence[ItemDay]) -> int:
    """Working days in which the days of a board can be shot one after another, and rested from.

    These are the days themselves; one after each that ends too late for the next call, as a night
    does before a day call; and, where the calendar would let a unit work longer in a row than the
    rules do, the days off. Day calls come before night calls where no scene forbids that. After
    the last day the same rest is kept, as anything may follow in the plan.
    """
    scenes = {scene.number: scene for scene in shooting.scenes}
    most = shooting.rules.most_days_in_a_row
    if most is not None and longest_row(shooting.calendar) <= most:
        most = None
    total = row = 0
    ordered = _days_first(scenes, days)
    for day, following in [*pairwise(ordered), (ordered[-1], None)]:
        total, row = total + 1, row + 1
        late = _ends_late(shooting, scenes, day, following)
        if late or (most is not None and (row == most or following is None)):
            total, row = total + 1, 0
    return total


def longest_row(calendar: Calendar) -> int:
    """How many calendar days in a row the weekdays of a calendar can be worked."""
    works = [day in calendar.weekdays for day in WEEKDAYS] * 2
    longest = row = 0
    for worked in works:
        row = row + 1 if worked else 0
        longest = max(longest, row)
    return longest


def days_that_hold(own: Iterable[date], others: set[date], count: int) -> int | None:
    """The fewest of one calendar's days in a row of which always `count` are in another's.

    None: no row of them holds so many.
    """
    sums = list(accumulate((day in others for day in own), initial=0))
    for length in range(count, len(sums)):
        if all(after - before >= count for before, after in zip(sums, sums[length:], strict=False)):
            return length
    return None


def _days_first(scenes: dict[str, Scene], days: Sequence[ItemDay]) -> list[ItemDay]:
    ordered = sorted(days, key=lambda day: (day.kind != "day", day.date))
    at = {number: place for place, day in enumerate(ordered) for number in day.scenes}
    broken = any(
        before in at and at[before] > place
        for number, place in at.items()
        for before in scenes[number].after
    )
    return list(days) if broken else ordered


def _ends_late(
    shooting: Shooting, scenes: dict[str, Scene], day: ItemDay, following: ItemDay | None
) -> bool:
    rules = shooting.rules
    calls = {"day": rules.day_call, "night": rules.night_call}
    minutes = sum(minutes_of(shooting, scenes[number]) for number in day.scenes)
    wrap = calls[day.kind] + rules.around_minutes + minutes
    next_call = calls[following.kind] if following is not None else min(calls.values())
    return wrap + rules.rest_minutes > MINUTES_A_DAY + next_call
