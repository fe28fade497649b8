"""Three orders in which people fill a board by hand, each packed into days under all rules.

They are what a planner is measured against, and what it begins with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.shooting.draft import Draft, Row, follow, measure, worth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.shooting.draft import Slot
    from kachinko.shooting.problem import Problem

AHEAD = (0, 2, 5, 10, 20, 40, 80)
"""Working days by which a scene that would else come too late jumps the queue: the least that
gives every scene a day is taken."""


@dataclass(frozen=True)
class Order:
    """An order that people use, with the best board that it gave."""

    name: str
    draft: Draft
    worth: int

    def why_not(self, problem: Problem) -> str:
        """Why it gives no board; empty: it does."""
        if self.draft.complete:
            return ""
        left = [problem.strips[index].scene.number for index in self.draft.left]
        return f"in this order no day is left for scenes {', '.join(left)}"


def script_order(problem: Problem) -> list[int]:
    """Scenes as they stand in the script."""
    return list(range(len(problem.strips)))


def by_set_then_cast(problem: Problem) -> list[int]:
    """Scenes of a set together, sets as the script first needs them; of these, of one cast."""
    return _grouped(problem, lambda index: (_set(problem, index), problem.strips[index].players))


def by_location_then_set(problem: Problem) -> list[int]:
    """Scenes of a place together, of these scenes of a set; days before nights."""
    return _grouped(
        problem,
        lambda index: (problem.strips[index].place, _night(problem, index), _set(problem, index)),
    )


ORDERS: dict[str, Callable[[Problem], list[int]]] = {
    "script order": script_order,
    "by set, then cast": by_set_then_cast,
    "by location, then set": by_location_then_set,
}


def three_orders(problem: Problem) -> list[Order]:
    """Each order with the better of two ways to fill its days.

    One way ends a day at the first scene for which no time is left; the other goes on with
    later scenes that still fit.
    """
    return [_best(problem, name, order(problem)) for name, order in ORDERS.items()]


def _best(problem: Problem, name: str, order: list[int]) -> Order:
    drafts = []
    for fill in (False, True):
        for ahead in AHEAD:
            draft = Packing(problem, fill=fill, ahead=ahead).pack(order)
            drafts.append(draft)
            if draft.complete:
                break
    best = min(drafts, key=lambda draft: (len(draft.left), worth(problem, draft)))
    return Order(name, best, worth(problem, best))


@dataclass
class Packing:
    """Fills one day after another, in all units at once."""

    problem: Problem
    fill: bool
    ahead: int
    _at: dict[int, Slot] = field(default_factory=dict)

    def pack(self, order: Sequence[int]) -> Draft:
        """Pack scenes in the given order; what finds no day is left."""
        units = range(len(self.problem.shooting.units))
        waiting = {u: [i for i in order if self.problem.strips[i].unit == u] for u in units}
        rows = {unit: Row() for unit in units}
        days: dict[Slot, tuple[int, ...]] = {}
        for day in range(len(self.problem.dates)):
            for unit in units:
                if not waiting[unit]:
                    continue
                scenes, row = self._day((unit, day), rows[unit], waiting[unit])
                if scenes:
                    days[unit, day], rows[unit] = tuple(scenes), row
                    waiting[unit] = [each for each in waiting[unit] if each not in self._at]
            if not any(waiting.values()):
                break
        left = tuple(index for unit in units for index in waiting[unit])
        return Draft(days, left)

    def _day(self, slot: Slot, row: Row, waiting: list[int]) -> tuple[list[int], Row]:
        scenes: list[int] = []
        after = row
        taken = self._taken_elsewhere(slot)
        for index in self._urgent_first(waiting, slot[1]):
            if not self._may(index, slot, taken):
                continue
            tried = self._with(scenes, index)
            measured = measure(self.problem, tried)
            followed = (
                follow(self.problem, row, slot[1], measured)
                if measured.fits(self.problem)
                else None
            )
            if followed is not None:
                scenes = tried
                self._at[index] = slot
                after = followed[0]
            elif scenes and not self.fill and measured.minutes > self.problem.room:
                break
        return scenes, after

    def _with(self, scenes: list[int], index: int) -> list[int]:
        """The scenes of a day with one more: the last of those whose light comes no later."""
        at = sum(self._turn(each) <= self._turn(index) for each in scenes)
        return [*scenes[:at], index, *scenes[at:]]

    def _urgent_first(self, waiting: list[int], day: int) -> list[int]:
        strips = self.problem.strips
        return sorted(waiting, key=lambda index: strips[index].days[-1:] > (day + self.ahead,))

    def _may(self, index: int, slot: Slot, taken: set[str]) -> bool:
        strip = self.problem.strips[index]
        if slot[1] not in strip.days or not taken.isdisjoint(_claims(self.problem, index)):
            return False
        for other in strip.after:
            at = self._at.get(other)
            same = at == slot and self._turn(other) <= self._turn(index)
            if at is None or not (same or at[1] < slot[1]):
                return False
        return True

    def _turn(self, index: int) -> int:
        return self.problem.strips[index].scene.light_turn

    def _taken_elsewhere(self, slot: Slot) -> set[str]:
        """Players and sets that other units use on this date."""
        if len(self.problem.shooting.units) == 1:
            return set()
        return {
            claim
            for index, (unit, day) in self._at.items()
            if day == slot[1] and unit != slot[0]
            for claim in _claims(self.problem, index)
        }


def _claims(problem: Problem, index: int) -> set[str]:
    strip = problem.strips[index]
    return {f"set {strip.set}", *(f"player {player}" for player in strip.players)}


def _set(problem: Problem, index: int) -> int:
    return problem.strips[index].set


def _night(problem: Problem, index: int) -> bool:
    return problem.strips[index].scene.needs_dark


def _grouped(problem: Problem, key: Callable[[int], tuple[object, ...]]) -> list[int]:
    """Sort by a key of several parts, each part in the order in which the script first has it."""
    keys = [key(index) for index in range(len(problem.strips))]
    ranks: list[dict[object, int]] = [{} for _ in keys[0]]
    for each in keys:
        for rank, part in zip(ranks, each, strict=True):
            rank.setdefault(part, len(rank))
    return sorted(
        range(len(keys)),
        key=lambda index: [rank[part] for rank, part in zip(ranks, keys[index], strict=True)],
    )
