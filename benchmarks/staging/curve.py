"""Anytime curves: what a planner knew at each moment of its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.staging.outcome import Point
    from kachinko.staging.incumbent import Progress


class Recorder:
    """Keeps each improvement of value or bound, as the progress of a planner tells of it."""

    def __init__(self, stop: Callable[[Progress], None] = lambda _: None) -> None:
        self.points: list[Point] = []
        self._stop = stop

    def hear(self, progress: Progress) -> None:
        """Take a report; one that brings nothing new is forgotten."""
        value = progress.value if progress.titles_in else None
        self.add(progress.seconds, value, progress.bound)
        self._stop(progress)

    def add(self, seconds: float, value: float | None, bound: float | None) -> None:
        """Note what is known after some seconds."""
        if not self.points or self.points[-1][1:] != (value, bound):
            self.points.append((round(seconds, 3), value, bound))

    @property
    def seconds_to_first(self) -> float | None:
        """When there first was a title."""
        return next((seconds for seconds, value, _ in self.points if value is not None), None)


def at(curve: Sequence[Point], seconds: float) -> tuple[float | None, float | None]:
    """Value and bound that a planner had after some seconds."""
    known: tuple[float | None, float | None] = (None, None)
    for moment, value, bound in curve:
        if moment > seconds:
            break
        known = value, bound
    return known
