"""The best board so far and what is proven, shared by all that work on a shooting."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kachinko.shooting.draft import Draft, worth

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.shooting.problem import Problem


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search stands."""

    seconds: float
    cost: Decimal | None
    """Of the best board; None: there is none yet."""
    bound: Decimal
    left: int
    """Scenes that have no day yet."""
    days: int
    steps: int
    doing: str

    @property
    def gap(self) -> float | None:
        """How far the cost may be from the best: (cost - bound) / cost."""
        if self.cost is None:
            return None
        return float((self.cost - self.bound) / self.cost) if self.cost else 0.0


class Incumbent:
    """Thread-safe: boards only get better, the bound only gets tighter."""

    def __init__(
        self,
        problem: Problem,
        *,
        clock: Callable[[], float],
        begun: float,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self._lock = threading.RLock()
        self._problem = problem
        self._clock = clock
        self._begun = begun
        self._on_progress = on_progress
        self.draft = Draft({}, tuple(range(len(problem.strips))))
        self.worth = 0
        self.bound = Decimal(0)
        self.infeasible = False
        self.seconds_to_first: float | None = None
        self.steps = 0
        self.doing = "starting"

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return self._clock() - self._begun

    @property
    def cost(self) -> Decimal | None:
        """What the best board costs; rounded where the prices are."""
        if not self.draft.complete:
            return None
        return self.worth // self._problem.prices.weight * self._problem.prices.unit

    @property
    def proven(self) -> bool:
        """Whether nothing is left to find: no board costs less, or there can be none."""
        cost = self.cost
        exact = self._problem.prices.exact
        return self.infeasible or (cost is not None and exact and cost <= self.bound)

    def offer(self, draft: Draft) -> bool:
        """Take a board if more scenes have a day, or else if it counts less; whether it was."""
        counted = worth(self._problem, draft)
        with self._lock:
            if (len(draft.left), counted) >= (len(self.draft.left), self.worth):
                return False
            self.draft, self.worth = draft, counted
            if draft.complete and self.seconds_to_first is None:
                self.seconds_to_first = self.seconds
            self.tell()
            return True

    def raise_bound(self, bound: Decimal) -> None:
        """No board costs less than `bound`."""
        with self._lock:
            if bound > self.bound:
                self.bound = bound
                self.tell()

    def refute(self) -> None:
        """It was proven that there is no board."""
        with self._lock:
            self.infeasible = True

    def walked(self, steps: int) -> None:
        """Count steps of a walk."""
        with self._lock:
            self.steps += steps
            self.tell()

    def tell(self, doing: str | None = None) -> None:
        """Report where the search stands."""
        with self._lock:
            self.doing = doing or self.doing
            self._on_progress(
                Progress(
                    self.seconds,
                    self.cost,
                    self.bound,
                    len(self.draft.left),
                    len(self.draft.days),
                    self.steps,
                    self.doing,
                )
            )
