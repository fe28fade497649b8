"""What became of the dates in each draw: wraps, clear stages, and dates that were given.

A title keeps its dates when its sets and blocks keep the window, the cast and the agreements that
the project gives. The play itself runs on past them, so that it can be told which of them fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from numpy.typing import NDArray

    from kachinko.model.project import Project
    from kachinko.staging.stress.clocks import Clocks
    from kachinko.staging.stress.play import Durations, Ints
    from kachinko.staging.stress.tasks import Item, PlayedTitle

    Bools = NDArray[np.bool_]

Promise = Literal["window", "block-window", "horizon", "cast", "stage-closed", "stage-not-open"]
PROMISES: tuple[Promise, ...] = (
    "window", "block-window", "horizon", "cast", "stage-closed", "stage-not-open",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one title in each draw."""

    wrap: Ints
    """Last shooting day (ordinal)."""
    clear: Ints
    """Last day on which anything of it goes on (ordinal)."""
    late: Ints
    """Working days that the last shooting day comes after the planned one; 0 where it does not."""
    broken: dict[Promise, Bools]
    """The given dates that were not kept; a promise that was always kept is absent."""

    @property
    def keeps(self) -> Bools:
        """Whether all given dates were kept."""
        kept = np.ones(self.wrap.shape, bool)
        for broken in self.broken.values():
            kept &= ~broken
        return kept


class Judge:
    """Knows the dates that the project gives, as running counts of the days that break them."""

    def __init__(self, project: Project, clocks: Clocks, titles: Iterable[PlayedTitle]) -> None:
        self.clocks = clocks
        self.horizon = project.horizon.last.toordinal()
        self._closed: dict[str, Ints] = {}
        self._not_open: dict[str, Ints] = {}
        self._absent: dict[int, Ints] = {}
        stages = {
            item.standing.stage.id: item.standing.stage
            for title in titles
            for item in title.items
            if item.standing is not None
        }
        for stage in stages.values():
            if stage.closures:
                self._closed[stage.id] = clocks.count(each.span for each in stage.closures)
            if project.agreements:
                opening = [each.span for each in project.agreements if stage.id in each.stages]
                self._not_open[stage.id] = clocks.count_others(opening)
        for title in titles:
            for item in title.items:
                self._learn_cast(title, item)

    def _learn_cast(self, title: PlayedTitle, item: Item) -> None:
        needed = [
            [stretch.span for stretch in member.available]
            for member in title.title.cast
            if member.id in item.thing.cast and member.available
        ]

        def lacks_someone(day: date) -> bool:
            return any(not any(day in span for span in spans) for spans in needed)

        if needed:
            running = self.clocks.count_working(item.shoot.site, lacks_someone)
            self._absent[item.index] = running

    def fate(self, title: PlayedTitle, durations: Durations, ends: Ints) -> Fate:
        """What became of a title, from the ends of all tasks."""
        clocks = self.clocks
        wraps, clears = [], []
        broken: dict[Promise, Bools] = {}
        for item in title.items:
            shoot, last = item.shoot, item.tasks[-1]
            wraps.append(clocks.last_day(shoot.site, ends[shoot.mid_point]))
            clears.append(clocks.last_day(last.site, ends[last.end_point]))
            for promise, found in self._broken_by(title, item, durations, ends, clears[-1]):
                if found.any():
                    broken[promise] = broken.get(promise, False) | found
        wrap, clear = np.maximum.reduce(wraps), np.maximum.reduce(clears)
        due = clocks.worked_until(title.home, np.array(planned_wrap(clocks, title), np.int32))
        late = np.maximum(clocks.worked_until(title.home, wrap) - due, 0)
        return Fate(wrap, clear, late, broken)

    def _broken_by(
        self, title: PlayedTitle, item: Item, durations: Durations, ends: Ints, clear: Ints
    ) -> Iterator[tuple[Promise, Bools]]:
        clocks, shoot, known = self.clocks, item.shoot, title.title
        yield "horizon", clear > self.horizon
        if known.latest is not None:
            yield "window", clear > known.latest.toordinal()
        if item.index in self._absent:
            running, wrap = self._absent[item.index], ends[shoot.mid_point]
            yield "cast", running[wrap] > running[wrap - durations.first[shoot.index]]
        latest = getattr(item.thing, "latest", None)  # of a location block
        if latest is not None:
            yield "block-window", clear > latest.toordinal()
        if item.standing is None:
            return
        stage, opening = item.standing.stage.id, item.tasks[0]
        start = ends[opening.mid_point] - durations.first[opening.index]
        first = clocks.first_day(opening.site, start)
        if stage in self._closed:
            yield "stage-closed", clocks.within(self._closed[stage], first, clear)
        if stage in self._not_open:
            yield "stage-not-open", clocks.within(self._not_open[stage], first, clear)


def planned_wrap(clocks: Clocks, title: PlayedTitle) -> int:
    """The last shooting day (ordinal) that the plan gives a title."""
    return max(
        clocks.days[shoot.site].dates[shoot.mid - 1].toordinal()
        for shoot in (item.shoot for item in title.items)
    )


def planned_clear(clocks: Clocks, title: PlayedTitle) -> int:
    """The last day (ordinal) on which the plan has anything of a title."""
    return max(
        clocks.days[last.site].dates[last.end - 1].toordinal()
        for last in (item.tasks[-1] for item in title.items)
    )
