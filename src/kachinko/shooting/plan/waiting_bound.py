"""What players and sets who share scenes cost at least together: not all can be spared waiting.

A unit shoots its scenes one after another. Between the first and the last scene of somebody lie
their own scenes and those for which they wait, and no day holds more than its limit. So somebody
is paid for at least as many days as that stretch fills, and the pay of a group is at least that of
the best order of its scenes as a talent scheduling problem (`docs/scene-order.md`), with minutes
for days. Groups grow one by one while the solver of that problem still proves more.

References
----------
Cheng, Diamond & Lin, J. Optim. Theory Appl. 79 (1993) 479-482, for the problem.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from kachinko.model.talent import TalentInstance
from kachinko.shooting.plan.bound import payees_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kachinko.shooting.plan.bound import Payee
    from kachinko.shooting.problem import Problem, Strip

LARGEST = 2**60
"""Minutes times rates stay below, so that compiled code can count them."""
MOST_TRIES = 3
"""So many members, one after another, with whom the solver does not settle a group, and it is as
large as it can be with this effort."""


@dataclass(frozen=True, slots=True)
class _Member:
    """Somebody who is paid from first to last day, in one unit."""

    rate: int
    """For a day, in units of the first level of `prices`."""
    strips: tuple[Strip, ...]
    alone: int
    """What they cost at least by themselves, in the same units."""


def waiting_bounds(
    problem: Problem, efforts: Sequence[int], goes_on: Callable[[], bool] = lambda: True
) -> Iterator[Decimal]:
    """What boards cost at least above `cost_bound`, proven: more and more.

    Parameters
    ----------
    efforts
        Looks of the solver at the clock for each group that is tried, in one pass after another.
        The same efforts give the same bounds, unless it is ended.
    goes_on
        Asked again and again; it may end at any time.
    """
    if not problem.prices.exact or problem.room <= 0:
        return
    groups = [_Group(problem, unit, goes_on) for unit in range(len(problem.shooting.units))]
    for effort in efforts:
        for group in groups:
            for _ in group.grow(effort):
                yield Decimal(sum(each.gain for each in groups)) * problem.prices.unit


def _members(problem: Problem, unit: int) -> list[_Member]:
    """Those whose pay a group can count, the dearest first; each in the unit of most of their time.

    Who can be dropped once is left out: their gap may lie where others make them wait.
    """
    found = []
    for payee in payees_of(problem):
        times = [0] * len(problem.shooting.units)
        for strip in payee.strips:
            times[strip.unit] += strip.minutes
        if payee.whole and payee.strips and times.index(max(times)) == unit:
            found.append(_member(problem, payee, unit))
    return sorted(found, key=lambda each: -each.rate)


def _member(problem: Problem, payee: Payee, unit: int) -> _Member:
    rate = int(payee.rate / problem.prices.unit)
    strips = tuple(strip for strip in payee.strips if strip.unit == unit)
    return _Member(rate, strips, rate * payee.days)


class _Group:
    """Members whose cost together is proven to be more than the sum of what each costs alone."""

    def __init__(self, problem: Problem, unit: int, goes_on: Callable[[], bool]) -> None:
        self.gain = 0
        """How much more, in units of the first level of `prices`."""
        waiting = _members(problem, unit)
        self._members, self._waiting = waiting[:2], waiting[2:]
        self._goes_on = goes_on
        strips = [strip for strip in problem.strips if strip.unit == unit]
        # Time or pages, whichever fills the days more.
        most = problem.shooting.rules.most_eighths
        minutes = sum(strip.minutes for strip in strips)
        self._by_pages = most is not None and (
            sum(strip.eighths for strip in strips) * problem.room > minutes * most
        )
        self._limit = most if self._by_pages and most is not None else problem.room

    def grow(self, effort: int) -> Iterator[int]:
        """Take in one after another who makes the bound higher; tells the gain whenever it grows.

        Who does not, or not with this effort, may do so later.
        """
        failed = 0
        for each in tuple(self._waiting):
            if failed >= MOST_TRIES or not self._goes_on():
                return
            group = [*self._members, each]
            # No more than an order costs can be proven: hopeless ones are passed over at once.
            if self._solve(group, 0)[1] <= self.gain:
                continue
            proven, best = self._solve(group, effort)
            failed = 0 if proven == best else failed + 1
            if proven > self.gain:
                self.gain = proven
                self._members.append(each)
                self._waiting.remove(each)
                yield self.gain

    def _solve(self, members: Sequence[_Member], effort: int) -> tuple[int, int]:
        """How much more than alone the members cost together: proven, and in the best order."""
        from kachinko.shooting.talent.solve import order_scenes

        instance = self._instance(members)
        if instance is None:
            return 0, 0
        looks = count()
        found = order_scenes(
            instance,
            seconds=1.0,
            clock=lambda: 0.0,
            goes_on=lambda: next(looks) < effort and self._goes_on(),
        )
        alone = sum(each.alone for each in members)
        return -(-found.bound // self._limit) - alone, -(-found.total // self._limit) - alone

    def _instance(self, members: Sequence[_Member]) -> TalentInstance | None:
        strips = {
            id(strip): strip for each in members for strip in each.strips if self._size(strip)
        }
        own = [{id(strip) for strip in each.strips} for each in members]
        sizes = tuple(self._size(strip) for strip in strips.values())
        rates = tuple(each.rate for each in members)
        if sum(sizes) * sum(rates) > LARGEST:
            return None
        needs = tuple(tuple(strip in its for strip in strips) for its in own)
        return TalentInstance("group", needs, rates, sizes)

    def _size(self, strip: Strip) -> int:
        return strip.eighths if self._by_pages else strip.minutes
