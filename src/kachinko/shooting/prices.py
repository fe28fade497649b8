"""Prices as whole numbers, and what counts where nothing has a price.

Boards are compared at two levels. The first is the cost, in a unit of money of which every price is
a whole multiple. The second only decides between boards of one cost: it counts what has no price,
the idle days of players without a day rate, and board days and company moves where those have
none. Both fit into one number: `weight` units of the second level are one unit of the first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.model.money import Money
    from kachinko.model.shooting import Shooting

LARGEST = 2**60
"""Sums of prices stay below, so that the compiled walk can count in 64 bits."""


@dataclass(frozen=True)
class Prices:
    """What each thing counts, at both levels in one number."""

    unit: Decimal
    """The money that one unit of the first level is worth."""
    weight: int
    exact: bool
    """Whether every price is a whole number of units; else they are rounded, to guide a search."""
    second: bool
    """Whether the second level tells boards apart at all."""
    player: tuple[int, ...]
    """For each paid day of a player."""
    standing: tuple[int, ...]
    """For each working day that a set stands."""
    move: tuple[tuple[int, ...], ...]
    """For a company move between two places."""
    board_day: int


def prices_of(shooting: Shooting, places: tuple[str, ...], days: int) -> Prices:
    """Scale the prices of a shooting whose scenes play at `places` and which has `days` days."""
    scenes = len(shooting.scenes)
    named = {frozenset(move.between): move.cost for move in shooting.moves}
    moves = [
        [
            None if a == b else _amount(named.get(frozenset((a, b)), shooting.move_cost))
            for b in places
        ]
        for a in places
    ]
    rates = [_amount(player.day_rate) for player in shooting.cast]
    standing = [_amount(used.standing_cost) for used in shooting.sets]
    day = _amount(shooting.unit_day_cost)
    known = [one for one in (*rates, *standing, day, *(m for row in moves for m in row)) if one]
    unit = common_unit(known)
    weight = 1 + days * sum(rate is None for rate in rates) + 2 * scenes
    most = days * sum(one or 0 for one in (*rates, *standing)) + scenes * (
        (day or 0) + max((m for row in moves for m in row if m), default=Decimal(0))
    )
    exact = True
    while most / unit * weight > LARGEST:
        unit *= 10
        exact = False

    def both(price: Decimal | None, *, counts: bool = True) -> int:
        if price is None:
            return int(counts)
        return round(Fraction(price) / Fraction(unit)) * weight

    return Prices(
        unit=unit,
        weight=weight,
        exact=exact,
        second=None in (day, *rates)
        or any(moves[a][b] is None for a in range(len(places)) for b in range(a)),
        player=tuple(both(rate) for rate in rates),
        standing=tuple(both(one, counts=False) for one in standing),
        move=tuple(
            tuple(0 if a == b else both(moves[a][b]) for b in range(len(places)))
            for a in range(len(places))
        ),
        board_day=both(day),
    )


def common_unit(amounts: Iterable[Decimal]) -> Decimal:
    """The greatest unit of which all amounts are whole multiples (1 where there are none)."""
    fractions = [Fraction(amount) for amount in amounts if amount]
    if not fractions:
        return Decimal(1)
    below = math.lcm(*(fraction.denominator for fraction in fractions))
    above = math.gcd(*(int(fraction * below) for fraction in fractions))
    return Decimal(above) / Decimal(below)


def _amount(price: Money | None) -> Decimal | None:
    return price.amount if price is not None else None
