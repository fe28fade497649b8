"""A walk over boards in chunks, between which it can be stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.shooting.plan import walk
from kachinko.shooting.plan.frame import best_of, draft_of, frame_of, state_of, write_draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.shooting.draft import Draft
    from kachinko.shooting.plan.incumbent import Incumbent
    from kachinko.shooting.problem import Problem

CHUNK = 20_000
"""Steps between two looks at the clock: about a tenth of a second."""
HOT, COLD = 0.004, 0.00006
"""First and last temperature as shares of what the first board counts (measured on drawn ones)."""
LEAST_HOT = 2.0
"""Where nothing has a price, boards differ by ones."""
SPARE_DAYS = 10
"""Days after the last of a first board that a walk may use as well."""


class Walker:
    """One walk from a first board, which may have scenes without a day."""

    def __init__(self, problem: Problem, start: Draft, seed: int) -> None:
        self.problem = problem
        self.days = _days_to_use(problem, start)
        self.frame = frame_of(problem, self.days)
        self.state = state_of(problem, self.days, seed)
        self.best, self.kept = best_of(self.state), best_of(self.state)
        write_draft(start, self.best, self.days)
        self.start = start

    def run(self, incumbent: Incumbent, share: Callable[[], float], steps: int | None) -> None:
        """Walk until `share`, which says how much of the time is used, comes to 1.

        Parameters
        ----------
        steps
            As many steps at most; then the same seed walks the same way on every machine.
        """
        if not walk.load(self.frame, self.state, self.best.order, self.best.size):
            raise AssertionError("the first board keeps all rules, yet the walk refuses it")
        walk.save(self.state, self.best)
        hot = max(LEAST_HOT, HOT * float(self.best.total[0]))
        cold = max(LEAST_HOT / 70, COLD * float(self.best.total[0]))
        done, begun = 0, share()
        while (now := share()) < 1.0 and (steps is None or done < steps):
            # Of the time that was left when it began: loading and compiling took their part.
            used = (now - begun) / (1.0 - begun)
            if steps is not None:
                used = max(used, done / steps)
            chunk = CHUNK if steps is None else min(CHUNK, steps - done)
            heat = hot * (cold / hot) ** used
            before = tuple(self.best.total)
            walk.walk(self.frame, self.state, self.best, self.kept, chunk, heat, heat * 0.999)
            done += chunk
            if tuple(self.best.total) != before:
                incumbent.offer(draft_of(self.problem, self.best, self.days))
            incumbent.walked(chunk)


def _days_to_use(problem: Problem, start: Draft) -> int:
    """A first board's days and some more; all of them where it lacks scenes."""
    if not start.complete:
        return len(problem.dates)
    last = max(day for _, day in start.days)
    return min(len(problem.dates), last + 1 + max(SPARE_DAYS, last // 4))
