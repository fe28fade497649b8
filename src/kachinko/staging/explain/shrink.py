"""A smallest set of requirements that cannot hold together, each shown to be needed.

Deletion in groups: what can be left out while the rest is still proven impossible is left out,
halves of groups next (Junker, QuickXplain, AAAI 2004, in the form of Zeller & Hildebrandt, IEEE
TSE 2002). What remains is irreducible: for each member there is a plan without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from kachinko.staging.explain.case import Case, Verdict
    from kachinko.staging.explain.requirement import Requirement


@dataclass(frozen=True, slots=True)
class Needed:
    """A member of a conflict; `verified`: without it alone a plan was found."""

    requirement: Requirement
    verified: bool


@dataclass(frozen=True, slots=True)
class Core:
    """Requirements that cannot hold together, and the case in which only they hold."""

    needed: tuple[Needed, ...]
    case: Case

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is better: fewer members that are not verified, then fewer members."""
        return sum(not one.verified for one in self.needed), len(self.needed)


def shrink(
    case: Case, requirements: Sequence[Requirement], settle: Callable[[Case], Verdict]
) -> Core:
    """Leave out what a case proven impossible does not need, the first requirements first."""
    needed: list[Needed] = []
    waiting = [list(requirements)] if requirements else []
    while waiting:
        group = waiting.pop()
        without = reduce(lambda now, one: one.drop(now), group, case)
        possible = settle(without).possible
        if possible is False:
            case = without
        elif len(group) == 1:
            needed.append(Needed(group[0], verified=possible is True))
        else:
            half = len(group) // 2
            waiting += [group[half:], group[:half]]
    return Core(tuple(needed), case)


def smallest(
    case: Case,
    requirements: Sequence[Requirement],
    settle: Callable[[Case], Verdict],
    *,
    tries: int,
    rng: random.Random,
    stop: Callable[[], bool],
) -> Core:
    """The smallest of some irreducible sets: requirements are left out in several orders."""
    ordered = sorted(requirements, key=lambda one: one.weight)
    best = shrink(case, ordered, settle)
    for attempt in range(tries - 1):
        if stop() or best.rank <= (0, 1):
            break
        # Shaken a little, so that what says most is still left out last; then a lot.
        reach = 3.0 if attempt % 2 else 12.0
        # The sets on one stage stay side by side, so that they can be left out together.
        shakes = {one.subject or id(one): reach * rng.random() for one in requirements}
        shaken = sorted(
            requirements,
            key=lambda one, shakes=shakes: one.weight + shakes[one.subject or id(one)],  # type: ignore[misc]
        )
        other = shrink(case, shaken, settle)
        if other.rank < best.rank:
            best = other
    return best
