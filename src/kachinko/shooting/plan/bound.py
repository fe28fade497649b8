"""What no board can cost less than: the sum of what each part costs at least, by itself.

- *Cast*: a player is paid at least for the fewest days that hold their scenes, and where no gap
  can be dropped at least from the last day on which their first scene can be to the first day on
  which their last can be.
- *Standing*: a set likewise.
- *Units*: the fewest days that hold a unit's scenes.
- *Moves*: a unit comes to all its places, so that its moves join them: at least what the cheapest
  tree through them costs.

No part counts what another counts, so that the sum is a bound too.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kachinko.shooting.cost import move_price
from kachinko.shooting.problem import DAY_CALL, NIGHT_CALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.shooting.problem import Problem, Strip


def cost_bound(problem: Problem) -> Decimal:
    """The proven least cost of a shooting's boards, in its currency."""
    shooting = problem.shooting
    total = sum((each.rate * each.days for each in payees_of(problem)), Decimal(0))
    for unit in range(len(shooting.units)):
        strips = [strip for strip in problem.strips if strip.unit == unit]
        if shooting.unit_day_cost is not None:
            total += shooting.unit_day_cost.amount * fewest_days(problem, strips)
        total += _tree(problem, sorted({strip.place for strip in strips}))
    return total


@dataclass(frozen=True, slots=True)
class Payee:
    """A player, or a standing set, with a price for each day."""

    rate: Decimal
    strips: tuple[Strip, ...]
    whole: bool
    """Whether all working days from first to last are paid."""
    days: int
    """The fewest that can be paid, whoever else there is."""


def payees_of(problem: Problem) -> list[Payee]:
    """All players and sets that have a price."""
    priced = [
        (player.day_rate, player.drop_days is None, [s for s in problem.strips if at in s.players])
        for at, player in enumerate(problem.shooting.cast)
    ]
    priced += [
        (used.standing_cost, True, [strip for strip in problem.strips if strip.set == at])
        for at, used in enumerate(problem.shooting.sets)
    ]
    return [
        Payee(price.amount, tuple(strips), whole, _least_span(problem, strips, whole=whole))
        for price, whole, strips in priced
        if price is not None
    ]


def fewest_days(problem: Problem, strips: Sequence[Strip]) -> int:
    """No fewer days can hold these scenes of one unit."""
    if not strips:
        return 0
    dark = [strip for strip in strips if strip.kinds == NIGHT_CALL]
    light = [strip for strip in strips if strip.kinds == DAY_CALL]
    fixed = {strip.days[0] for strip in strips if len(strip.days) == 1}
    return max(
        _by_sums(problem, strips),
        _by_sums(problem, dark) + _by_sums(problem, light),
        _by_halves(problem, strips),
        len(fixed),
    )


def _by_sums(problem: Problem, strips: Sequence[Strip]) -> int:
    """By the sums of minutes and eighths, and by the places that a day can have."""
    if not strips:
        return 0
    rules = problem.shooting.rules
    days = 1
    room = max(problem.room, 1)
    days = max(days, -(-sum(strip.minutes for strip in strips) // room))
    if rules.most_eighths is not None:
        days = max(days, -(-sum(strip.eighths for strip in strips) // rules.most_eighths))
    return max(days, -(-len({strip.place for strip in strips}) // (rules.moves_a_day + 1)))


def _by_halves(problem: Problem, strips: Sequence[Strip]) -> int:
    """Scenes of more than half a day need a day each; what is too long beside them adds days.

    References
    ----------
    Martello and Toth, Knapsack Problems, 1990, section 8.3.2 (the bound L2).
    """
    room = problem.room
    sizes = [strip.minutes for strip in strips]
    best = 0
    for small in {size for size in sizes if 2 * size <= room} | {0}:
        large = [size for size in sizes if size > room - small]
        middle = [size for size in sizes if 2 * size > room and size <= room - small]
        rest = sum(size for size in sizes if 2 * size <= room and size >= small)
        over = rest - (len(middle) * room - sum(middle))
        best = max(best, len(large) + len(middle) + max(0, -(-over // max(room, 1))))
    return best


def _least_span(problem: Problem, strips: Sequence[Strip], *, whole: bool) -> int:
    if not strips:
        return 0
    units = {strip.unit for strip in strips}
    # A player and a set serve one unit a date, so that the days of units add up.
    days = sum(
        fewest_days(problem, [strip for strip in strips if strip.unit == unit]) for unit in units
    )
    if whole and all(strip.days for strip in strips):
        first = min(strip.days[-1] for strip in strips)
        last = max(strip.days[0] for strip in strips)
        days = max(days, last - first + 1)
    return days


def _tree(problem: Problem, places: list[int]) -> Decimal:
    """The cheapest tree through all places (Prim)."""
    total = Decimal(0)
    if not places:
        return total
    far = {place: move_price(problem, places[0], place) for place in places[1:]}
    while far:
        near = min(far, key=lambda place: far[place])
        total += far.pop(near)
        for place in far:
            far[place] = min(far[place], move_price(problem, near, place))
    return total
