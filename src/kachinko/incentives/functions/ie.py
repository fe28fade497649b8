"""Steps of Ireland's credit that clauses cannot say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.incentives.functions.registry import named

if TYPE_CHECKING:
    from kachinko.incentives.numbers import Number, Numbers


@named("part-of")
def part_of(n: Numbers, part: Number, whole: Number) -> Number:
    """An amount as a share of another, at most 1; 0 of nothing.

    The first claim of the enhanced credit stays at the ordinary rate (Revenue Commissioners, film
    relief), so that it is less than nine tenths of the whole credit.
    """
    return n.least(n.number(1), n.ratio(part, whole))
