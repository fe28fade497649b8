"""The search after the first boards: an exact proof for few scenes, walks in threads for many."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kachinko.shooting.plan.bound import cost_bound
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
EFFORTS, QUICK_EFFORTS = (50, 200), (20,)
"""For the bound on waiting: beside a search that is limited in time, and before one in steps."""
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
        self._walking = threading.Event()
        self._ended = False

    def run(self, workers: int) -> None:
        """Search with so many threads."""
        if len(self.problem.strips) <= MOST_SCENES:
            self._prove()
        if self._over():
            return
        if self.limits.seconds is None:
            # A proof ends the walk: for the same board from the same seed it must come before.
            self._bound(QUICK_EFFORTS)
        self.incumbent.tell("improving")
        threads = [
            # Compiling takes seconds on the first use and cannot be stopped: nobody waits for it.
            threading.Thread(target=self._walk, args=(number, self.limits.steps), daemon=True)
            for number in range(workers)
        ]
        for thread in threads:
            thread.start()
        if self.limits.seconds is not None:
            threading.Thread(target=self._bound_beside, daemon=True).start()
        for thread in threads:
            while thread.is_alive() and not self._over():
                thread.join(LOOK)
        self._ended = True
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
        if proven and self.problem.prices.second:
            walk = threading.Thread(target=self._walk, args=(0, SHORT_WALK), daemon=True)
            walk.start()
            # Where it is compiled first, which takes long and cannot be stopped, the proof stands.
            while walk.is_alive() and self._left() > 0 and not self.halt.thrown:
                walk.join(LOOK)

    def _bound_beside(self) -> None:
        # Both are compiled on their first use, one after the other: the walk is to be first.
        while self._goes_on():
            if self._walking.wait(LOOK):
                self._bound(EFFORTS)
                return

    def _bound(self, efforts: tuple[int, ...]) -> None:
        """Raise the bound by what players who share scenes must wait."""
        try:
            from kachinko.shooting.plan.waiting_bound import waiting_bounds

            alone = cost_bound(self.problem)
            for more in waiting_bounds(self.problem, efforts, self._goes_on):
                self.incumbent.raise_bound(alone + more)
        except BaseException as error:
            self._failed.append(error)

    def _walk(self, number: int, steps: int | None) -> None:
        try:
            # Numba takes a second to load.
            from kachinko.shooting.plan.walker import Walker

            walker = Walker(self.problem, self.incumbent.draft, self.seed * 64 + number)
            proving = self.incumbent.proven

            def share() -> float:
                if self.incumbent.steps:
                    self._walking.set()
                return self._share(stop_when_proven=self._proof_ends_it and not proving)

            walker.run(self.incumbent, share, steps)
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

    def _goes_on(self) -> bool:
        return not self._ended and not self._over()

    def _over(self) -> bool:
        return self._share(stop_when_proven=self._proof_ends_it) >= 1.0

    def _left(self) -> float:
        if self.limits.seconds is None:
            return FOREVER
        return max(0.0, self.limits.seconds - self.incumbent.seconds)
