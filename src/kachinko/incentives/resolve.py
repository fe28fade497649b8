"""Which value or version holds: in force on the day of a trigger, as known on another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from kachinko.model.span import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kachinko.model.dated import DatedValue, Parameter, Trigger
    from kachinko.model.programme import Programme, Version


class TwoAxes(Protocol):
    """What is in force between two days, and known from one."""

    @property
    def first(self) -> date | None:
        """First day in force."""

    @property
    def last(self) -> date | None:
        """Last day in force."""

    @property
    def known_from(self) -> date | None:
        """First day on which it could be known."""


T = TypeVar("T", bound=TwoAxes)


@dataclass(frozen=True, slots=True)
class Resolved(Generic[T]):
    """What holds, or why nothing does."""

    entry: T | None
    trigger: Trigger
    """The date that decided, or would."""
    day: date | None
    """That date; None: the case lacks it."""
    asked: bool = False
    """Whether the date is needed and missing."""


def in_force(entries: Sequence[T], day: date, as_of: date) -> T | None:
    """The entry that holds on a day, of those known on `as_of`.

    The one that became known last; of equals the one with the latest `from`; then the one written
    last.
    """
    return _latest(
        [
            each
            for each in _known(entries, as_of)
            if (each.first is None or each.first <= day) and (each.last is None or day <= each.last)
        ]
    )


def turning_days(entries: Sequence[T], as_of: date) -> list[date]:
    """The days from which another entry may hold than on the day before, in order."""
    days = set()
    for each in _known(entries, as_of):
        if each.first is not None:
            days.add(each.first)
        if each.last is not None and each.last < date.max:
            days.add(each.last + ONE_DAY)
    return sorted(days)


def in_all_times(entries: Sequence[T], as_of: date) -> list[T | None]:
    """What holds in each stretch between the turning days, the first one open to the left."""
    return [in_force(entries, day, as_of) for day in (date.min, *turning_days(entries, as_of))]


def version_of(
    programme: Programme, dates: Mapping[Trigger, date], as_of: date
) -> Resolved[Version]:
    """The version that governs a case."""
    trigger = programme.trigger
    day = dates.get(trigger)
    if day is not None:
        return Resolved(in_force(programme.versions, day, as_of), trigger, day)
    over_time = in_all_times(programme.versions, as_of)
    if all(each is over_time[0] for each in over_time):
        return Resolved(over_time[0], trigger, None)
    return Resolved(None, trigger, None, asked=True)


def value_of(
    parameter: Parameter, programme: Programme, dates: Mapping[Trigger, date], as_of: date
) -> Resolved[DatedValue]:
    """The value of a parameter that holds for a case.

    The date is not asked for where every value is the same whatever it is.
    """
    trigger = parameter.trigger or programme.trigger
    day = dates.get(trigger)
    if day is not None:
        return Resolved(in_force(parameter.values, day, as_of), trigger, day)
    over_time = in_all_times(parameter.values, as_of)
    latest = over_time[-1]
    if all(_same(each, latest) for each in over_time):
        return Resolved(latest, trigger, None)
    return Resolved(None, trigger, None, asked=True)


def _same(one: DatedValue | None, other: DatedValue | None) -> bool:
    if one is None or other is None:
        return one is other
    return type(one.value) is type(other.value) and one.value == other.value


def _known(entries: Sequence[T], as_of: date) -> list[T]:
    return [each for each in entries if each.known_from is None or each.known_from <= as_of]


def _latest(entries: list[T]) -> T | None:
    best = None
    for each in entries:
        if best is None or _rank(each) >= _rank(best):
            best = each
    return best


def _rank(entry: TwoAxes) -> tuple[date, date]:
    return entry.known_from or date.min, entry.first or date.min
