"""The best plan so far and the proven bounds, shared by all that work on a problem."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.staging import scale
from kachinko.staging.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search stands."""

    seconds: float
    titles_in: int
    titles: int
    value: float
    bound: float
    iterations: int
    doing: str

    @property
    def gap(self) -> float:
        """How far the value may be from the best: (bound - value) / bound."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


class Incumbent:
    """Thread-safe: schedules only get better, bounds only get tighter."""

    def __init__(
        self,
        *,
        titles: int,
        musts: int,
        value_bound: int,
        clock: Callable[[], float],
        begun: float,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self._lock = threading.RLock()
        self._clock = clock
        self._begun = begun
        self._on_progress = on_progress
        self._titles = titles
        self.musts = musts
        self.schedule = Schedule()
        self.value_bound = value_bound
        self.cost_bound: Decimal | None = None
        self.infeasible: tuple[str, ...] | None = None
        """Names of the must titles that were proven impossible together."""
        self.seconds_to_first: float | None = None
        self.iterations = 0
        self.doing = "starting"

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return self._clock() - self._begun

    @property
    def complete(self) -> bool:
        """Whether all must titles are in, so that the schedule is a plan."""
        return self.schedule.musts == self.musts

    @property
    def value_proven(self) -> bool:
        """Whether no plan is worth more."""
        return self.complete and self.schedule.value >= self.value_bound

    @property
    def proven(self) -> bool:
        """Whether value and cost are both proven best, or no plan can be."""
        if self.infeasible is not None:
            return True
        return (
            self.value_proven
            and self.cost_bound is not None
            and self.schedule.cost <= self.cost_bound
        )

    def offer(self, schedule: Schedule) -> bool:
        """Take a schedule if it is better; whether it was."""
        with self._lock:
            if schedule.rank <= self.schedule.rank and self.seconds_to_first is not None:
                return False
            more = schedule.value > self.schedule.value
            if more:
                self.cost_bound = None  # it spoke of plans worth at least the old value
            self.schedule = schedule
            if self.seconds_to_first is None and self.complete:
                self.seconds_to_first = self.seconds
            self.tell()
            return True

    def lower_value_bound(self, bound: int) -> None:
        """No plan is worth more than `bound`."""
        with self._lock:
            if bound < self.value_bound:
                self.value_bound = bound
                self.tell()

    def raise_cost_bound(self, bound: Decimal, value: int) -> None:
        """No plan worth at least `value` costs less than `bound`."""
        with self._lock:
            if value == self.schedule.value and (
                self.cost_bound is None or bound > self.cost_bound
            ):
                self.cost_bound = min(bound, self.schedule.cost)

    def refute(self, titles: tuple[str, ...]) -> None:
        """These must titles were proven impossible together."""
        with self._lock:
            self.infeasible = titles

    def tried(self) -> int:
        """Count one improvement attempt; how many there were."""
        with self._lock:
            self.iterations += 1
            self.tell()
            return self.iterations

    def tell(self, doing: str | None = None) -> None:
        """Report where the search stands."""
        with self._lock:
            self.doing = doing or self.doing
            self._on_progress(
                Progress(
                    self.seconds,
                    len(self.schedule.placements),
                    self._titles,
                    scale.worth(self.schedule.value),
                    scale.worth(self.value_bound),
                    self.iterations,
                    self.doing,
                )
            )
