"""A floor or cap that a rule gives an episode or an hour, for all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.incentives.functions.registry import named

if TYPE_CHECKING:
    from kachinko.incentives.numbers import Number, Numbers


@named("times")
def times(_n: Numbers, amount: Number, count: Number) -> Number:
    """An amount an episode, or an hour, times how many there are.

    A floor that each episode must pass is so asked of their mean; the same for a cap. That is
    right where the episodes cost about the same, and the programme says so.
    """
    return amount * count
