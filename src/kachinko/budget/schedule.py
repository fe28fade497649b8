"""When the items of a scope happen."""

from __future__ import annotations

import math
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from kachinko.model.scope import Scope, ScopeItem, ScopeUnit

DAYS_OF: dict[ScopeUnit, Fraction] = {
    "day": Fraction(1), "week": Fraction(7), "month": Fraction(365, 12),
}  # fmt: skip
"""Calendar days that a unit of somebody's time takes."""


def whole_schedule(scope: Scope) -> DaySpan:
    """From the first day of the first phase to the last day of the last."""
    return DaySpan(
        min(phase.span.start for phase in scope.phases),
        max(phase.span.stop for phase in scope.phases),
    )


def span_of(scope: Scope, item: ScopeItem) -> DaySpan:
    """The days of an item: its own, or its share of its phase or of the whole schedule."""
    if item.first is not None and item.last is not None:
        return DaySpan.inclusive(item.first, item.last)
    phase = next((each for each in scope.phases if each.id == item.phase), None)
    span = phase.span if phase is not None else whole_schedule(scope)
    first = math.floor(Fraction(item.begins) * span.days)
    stop = math.ceil(Fraction(item.ends) * span.days)
    first = min(first, span.days - 1)
    return DaySpan(
        span.start + timedelta(days=first), span.start + timedelta(days=max(stop, first + 1))
    )


def days_away(scope: Scope, item: ScopeItem) -> int:
    """Nights that each person brought is away: the time they work, weekends among it.

    Of items that are not counted in days, weeks or months: the calendar days of the item.
    """
    unit = DAYS_OF.get(item.unit)
    if unit is None:
        return span_of(scope, item).days
    return math.ceil(Fraction(item.quantity) / item.people * unit)
