"""Cases of different dates in groups to which the same version and values apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from kachinko.incentives.resolve import turning_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kachinko.model.dated import Trigger
    from kachinko.model.programme import Programme


@dataclass(frozen=True, slots=True)
class Group:
    """Cases to which the same version and values apply."""

    dates: dict[Trigger, date]
    """Dates that stand for those of all of them."""
    cases: np.ndarray | None
    """Which cases; None: all."""


def groups(
    programme: Programme, dates: Mapping[Trigger, date | np.ndarray], as_of: date
) -> Iterator[Group]:
    """Split cases by the stretches between the days on which something changes."""
    same = {trigger: day for trigger, day in dates.items() if isinstance(day, date)}
    stretches = []
    for trigger, days in dates.items():
        if isinstance(days, np.ndarray):
            turns = _turns(programme, trigger, as_of)
            stretches.append((trigger, days, turns, _stretch(days, turns)))
    if not stretches:
        yield Group(same, None)
        return
    key: Any = 0
    for _, _, turns, stretch in stretches:
        key = key * (len(turns) + 2) + stretch
    for each in np.flatnonzero(np.bincount(key)):
        cases = np.flatnonzero(key == each)
        chosen = dict(same)
        for trigger, days, _, _ in stretches:
            day = days[cases[0]]
            if not np.isnat(day):
                chosen[trigger] = day.astype("datetime64[D]").item()
        yield Group(chosen, None if len(cases) == len(key) else cases)


def _turns(programme: Programme, trigger: Trigger, as_of: date) -> np.ndarray:
    """The days of a trigger on which a version or value may change."""
    days: set[date] = set()
    if programme.trigger == trigger:
        days.update(turning_days(programme.versions, as_of))
    for parameter in programme.parameters:
        if (parameter.trigger or programme.trigger) == trigger:
            days.update(turning_days(parameter.values, as_of))
    return np.array(sorted(days), dtype="datetime64[D]")


def _stretch(days: np.ndarray, turns: np.ndarray) -> np.ndarray:
    """In which stretch each day lies, from 1; a day that is not given: 0."""
    place = np.searchsorted(turns, days.astype("datetime64[D]"), side="right") + 1
    return np.where(np.isnat(days), 0, place)
