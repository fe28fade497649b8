"""A switch that ends searches from outside, for all engines. Loads no solver."""

from __future__ import annotations

import threading
from typing import Protocol


class Solver(Protocol):
    """Anything that searches and can be told to stop."""

    def stop_search(self) -> None:
        """End the search with what was found so far."""
        ...


class Halt:
    """A switch that ends every running solve; once thrown it stays thrown."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: set[Solver] = set()
        self.thrown = False

    def throw(self) -> None:
        """End all running solves and every later one at once."""
        with self._lock:
            self.thrown = True
            for solver in self._running:
                solver.stop_search()

    def enter(self, solver: Solver) -> None:
        """Let a solver be ended by this switch."""
        with self._lock:
            self._running.add(solver)

    def leave(self, solver: Solver) -> None:
        """Forget a solver that has finished."""
        with self._lock:
            self._running.discard(solver)
