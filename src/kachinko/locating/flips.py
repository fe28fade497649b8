"""At which value of a lever another place becomes the cheapest: found fast, verified exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kachinko.locating.fast import FastPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    from kachinko.locating.case import Question
    from kachinko.locating.exact import Priced, Pricer
    from kachinko.locating.fast import Cases
    from kachinko.locating.levers import Lever

    Floats = NDArray[np.float64]

GRID = 241
"""Points at which a lever is looked at before the place of a change is narrowed down."""
ZOOMS = 3
"""How often the stretch with the change is cut into as many parts again."""


@dataclass(frozen=True, slots=True)
class Flip:
    """Another place is the cheapest from `value` on; one step before, the present one is."""

    lever: Lever
    value: Fraction
    before: Fraction
    cheapest: str
    """The place that takes over."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a lever can do: the nearest change below and above, if there is one."""

    lever: Lever
    down: Flip | None
    up: Flip | None


class Flips:
    """Looks for changes of the cheapest place along levers."""

    def __init__(self, question: Question, pricer: Pricer, priced: Sequence[Priced]) -> None:
        self._pricer = pricer
        self._currency = question.currency
        self._priced = list(priced)
        self._fast = [FastPlace(question, each) for each in priced]
        self._still = [(float(place.gross({}, 1.0)), place.awards({}, 1.0)) for place in self._fast]
        self._ids = [each.candidate.choice.id for each in priced]
        self.leader = self._cheapest(None)

    def along(self, lever: Lever) -> Turn:
        """The nearest changes on both sides of how things are now."""
        return Turn(lever, self._search(lever, -1), self._search(lever, 1))

    # -- the search --------------------------------------------------------------------------

    def _search(self, lever: Lever, way: int) -> Flip | None:
        """From now on outwards; the first change that the exact model confirms."""
        grid = lever.grid(GRID)
        now = float(lever.now)
        side = grid[grid < now][::-1] if way < 0 else grid[grid > now]
        if not len(side):
            return None
        far = self._first_change(lever, side)
        if far is None:
            return self._confirm(lever, float(side[-1]), float(side[-1]), way)
        near = float(side[far - 1]) if far else now
        end = float(side[far])
        for _ in range(ZOOMS):
            fine = np.linspace(near, end, GRID)[1:]
            at = self._first_change(lever, fine)
            if at is None:
                break
            near, end = (float(fine[at - 1]) if at else near), float(fine[at])
        return self._confirm(lever, end, float(side[far]), way)

    def _first_change(self, lever: Lever, values: Floats) -> int | None:
        """The first of some values at which another place is the cheapest, by the fast model."""
        nets = np.stack([self._nets(row, lever, values) for row in range(len(self._fast))])
        other = np.flatnonzero(np.argmin(nets, axis=0) != self._ids.index(self.leader))
        return int(other[0]) if len(other) else None

    def _nets(self, row: int, lever: Lever, values: Floats) -> Floats:
        place, priced = self._fast[row], self._priced[row]
        if lever.kind == "rate":
            worth: dict[str, Cases] = {lever.of: values}
            gross, awards = place.gross(worth, 1.0), place.awards(worth, 1.0)
        elif lever.kind == "price" and lever.of == priced.candidate.choice.id:
            gross, awards = place.gross({}, values), place.awards({}, values)
        else:
            gross, awards = self._still[row]
        net: Any = np.zeros(len(values)) + gross
        for award in priced.awards:
            weight: Any = float(award.chance.weight)
            if lever.kind in ("granted", "share") and award.programme.id == lever.of:
                chance = award.chance
                other = chance.share if lever.kind == "granted" else chance.granted
                weight = values * float(other * chance.kept * chance.stands)
            net = net - awards[award.programme.id] * weight * float(award.worth)
        return net  # type: ignore[no-any-return]

    # -- the exact model has the last word ------------------------------------------------------

    def _confirm(self, lever: Lever, found: float, far: float, way: int) -> Flip | None:
        """The value in whole steps, with the present leader one step before it."""
        outward = math.floor if way < 0 else math.ceil
        step = lever.step
        last = _inside(lever, outward(far / float(step)), way)
        at = _inside(lever, outward(found / float(step)), way)
        first = math.ceil(lever.now / step) if way < 0 else math.floor(lever.now / step)

        def turned(steps: int) -> bool:
            return self._cheapest((lever, steps * step)) != self.leader

        if not (turned(at) and (at == first or not turned(at - way))):
            if not turned(last):
                return None
            at = _first_true(turned, first, last, way)
        value, before = at * step, (at - way) * step
        return Flip(lever, value, before, self._cheapest((lever, value)))

    def _cheapest(self, moved: tuple[Lever, Fraction] | None) -> str:
        """The place of the least net cost, exactly; of equals the one named first."""
        nets = []
        for priced in self._priced:
            if moved is None or not _touches(moved[0], priced, self._currency):
                nets.append(priced.net)
            else:
                nets.append(self._pricer.price(priced.candidate, moved[0].what_if(moved[1])).net)
        return self._ids[nets.index(min(nets))]


def _inside(lever: Lever, steps: int, way: int) -> int:
    """No further than the lever goes."""
    if way < 0:
        return max(steps, math.ceil(lever.low / lever.step))
    return min(steps, math.floor(lever.high / lever.step))


def _first_true(holds: Callable[[int], bool], near: int, far: int, way: int) -> int:
    """A whole number from which something holds while it does not one before; `far` holds."""
    while abs(far - near) > 1:
        middle = near + way * (abs(far - near) // 2)
        near, far = (near, middle) if holds(middle) else (middle, far)
    return far


def _touches(lever: Lever, priced: Priced, currency: str) -> bool:
    """Whether moving a lever can change a place's net cost, told in `currency`."""
    if lever.kind == "price":
        return lever.of == priced.candidate.choice.id
    if lever.kind == "rate":
        currencies = {line.currency for line in priced.candidate.budget.lines} | {
            award.programme.currency for award in priced.awards
        }
        return currencies != {currency} and (lever.of == currency or lever.of in currencies)
    return any(award.programme.id == lever.of for award in priced.awards)
