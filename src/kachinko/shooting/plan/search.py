"""The search after the first boards: an exact proof for few scenes, walks in threads for many."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kachinko.shooting.plan.exact import MOST_SCENES, solve_exactly

if TYPE_CHECKING:
    from kachinko.halt import Halt
    from kachinko.shooting.limits import Limits
    from kachinko.shooting.plan.incumbent import Incumbent
    from kachinko.shooting.problem import Problem

FOREVER = 1e9
"""Seconds that nobody waits for."""
LOOK = 0.05
"""Seconds between two looks at the halt."""
SHORT_WALK = 20_000
"""Steps before an exact proof: they settle what the proof leaves open, boards of one cost."""


class Search:
    """Improves the incumbent until a limit, a halt or a proof."""

    def __init__(
        self, problem: Problem, incumbent: Incumbent, limits: Limits, seed: int, halt: Halt
    ) -> None:
        self.problem = problem
        self.incumbent = incumbent
        self.limits = limits
        self.seed = seed
        self.halt = halt
        self._failed: list[BaseException] = []
        few = len(problem.strips) <= MOST_SCENES
        # Where much has no price, as in a script, the least cost is soon proven, and among boards
        # of that cost the best is still to be found; of few scenes the proof settles that too.
        self._proof_ends_it = few or not problem.prices.second

    def run(self, workers: int) -> None:
        """Search with so many threads."""
        if len(self.problem.strips) <= MOST_SCENES:
            self._prove()
        if self._over():
            return
        self.incumbent.tell("improving")
        threads = [
            # Compiling takes seconds on the first use and cannot be stopped: nobody waits for it.
            threading.Thread(target=self._walk, args=(number, self.limits.steps), daemon=True)
            for number in range(workers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive() and not self._over():
                thread.join(LOOK)
        for thread in threads:
            thread.join(1.0)
        if self._failed:
            raise self._failed[0]

    def _prove(self) -> None:
        self.incumbent.tell("proving")
        answer = solve_exactly(self.problem, seconds=self._left(), seed=self.seed, halt=self.halt)
        if answer.possible is False:
            self.incumbent.refute()
        if answer.draft is not None:
            self.incumbent.offer(answer.draft)
        if answer.bound is not None:
            self.incumbent.raise_bound(answer.bound)
        proven = self.incumbent.proven and not self.incumbent.infeasible
        if proven and self.problem.prices.second and self._left() > 0:
            self._walk(0, SHORT_WALK)

    def _walk(self, number: int, steps: int | None) -> None:
        try:
            # Numba takes a second to load.
            from kachinko.shooting.plan.walker import Walker

            walker = Walker(self.problem, self.incumbent.draft, self.seed * 64 + number)
            proving = self.incumbent.proven
            walker.run(
                self.incumbent,
                lambda: self._share(stop_when_proven=self._proof_ends_it and not proving),
                steps,
            )
        except BaseException as error:
            self._failed.append(error)

    def _share(self, *, stop_when_proven: bool) -> float:
        """How much of the time is used; 1 when the search is over."""
        proven = stop_when_proven and self.incumbent.proven
        if self.halt.thrown or self.incumbent.infeasible or proven:
            return 1.0
        if self.limits.seconds is None:
            return 0.0
        return min(1.0, self.incumbent.seconds / self.limits.seconds)

    def _over(self) -> bool:
        return self._share(stop_when_proven=self._proof_ends_it) >= 1.0

    def _left(self) -> float:
        if self.limits.seconds is None:
            return FOREVER
        return max(0.0, self.limits.seconds - self.incumbent.seconds)
