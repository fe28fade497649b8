"""The loop between the choice of titles and what the stages can carry: cutting planes.

The choice is solved, the rows it breaks are added, and so on until it breaks none. After each
round there is a proven bound, so the loop can be ended at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.bounds.choice import Choice
from kachinko.staging.bounds.rows import carriers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.halt import Halt
    from kachinko.staging.bounds.rows import Row
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Job, Problem

ROUNDS = 60
"""A limit that no run should meet: most end after three to six rounds."""


class Capacity:
    """Bounds the value, in whole steps of value, by what the stages can carry."""

    def __init__(self, problem: Problem, offers: Offers, jobs: Sequence[Job], step: int) -> None:
        self.choice = Choice(offers, jobs, step)
        self.carriers = carriers(problem, offers, jobs)
        self.rows: list[Row] = []
        self.favoured: dict[int, float] = {}
        """How much of each title the best choice takes, when there was one."""

    def tighten(
        self, left: Callable[[], float], halt: Halt, on_bound: Callable[[int], None]
    ) -> None:
        """Add rows until none is broken, no seconds are left or the halt is thrown."""
        for _ in range(ROUNDS):
            if left() <= 0 or halt.thrown or not self.choice.solve(left(), halt):
                return
            on_bound(self.choice.proven())
            self.favoured = self.choice.taken()
            chosen = self.choice.chosen()
            broken = [row for one in self.carriers for row in one.broken(chosen)]
            if not broken:
                return
            self.rows += broken
            for row in broken:
                self.choice.add(row)
