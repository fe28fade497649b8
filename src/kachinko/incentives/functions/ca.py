"""Canada: the gate that the regional credits of British Columbia stand behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.incentives.functions.registry import named

if TYPE_CHECKING:
    from kachinko.incentives.numbers import Number, Numbers


@named("days-past-gate")
def days_past_gate(
    n: Numbers, days: Number, whole: Number, least_days: Number, least_share: Number
) -> Number:
    """The days in the region, where there are enough of them; else 0.

    Enough is at least `least_days`, and more than `least_share` of all days in the province:
    five days and more than half, by the Canada Revenue Agency's page on the production services
    tax credit of British Columbia.
    """
    enough = n.both(days >= least_days, days > least_share * whole)
    return n.choose(enough, days, n.number(0))
