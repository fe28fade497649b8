"""The plan played out: shifted to the right within its order, all draws of a block at once.

Nothing starts before its planned day, nor before all that it waits for has ended. Ends are held in
one array of a row for each end of a task (see `tasks`) and a column for each draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.stress.luck import lots, normals, whole_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from kachinko.staging.stress.clocks import Clocks
    from kachinko.staging.stress.network import Network, Waits
    from kachinko.staging.stress.ranges import DrawnPhase, Ranges
    from kachinko.staging.stress.tasks import Item, Task, Tasks

    Ints = NDArray[np.int32]

ROWS = 4
"""Phases of a set whose durations are drawn, each with its own luck."""


@dataclass(frozen=True, slots=True)
class Durations:
    """Working days of the first and second phase of each task: arrays of tasks × draws."""

    first: Ints
    second: Ints


def draw_durations(tasks: Tasks, ranges: Ranges, seed: int, block: int, draws: int) -> Durations:
    """Draw the durations of a block; the first `draws` of its draws are kept."""
    durations = _planned_holds(tasks, draws)
    for title in tasks.titles:
        name = title.title.id
        shared = normals(seed, block, name, 1)[0, :draws]
        for item in title.items:
            own = normals(seed, block, f"{name}/{item.id}", ROWS)[:, :draws]
            lot = lots(seed, block, f"{name}/{item.id}", ROWS)[:, :draws]
            for row, phase, days, into in _drawn(item, durations):
                spread = ranges.of(name, item.id, phase)
                into[:] = whole_days(days, spread, own[row], shared, lot[row], ranges.common)
    return durations


def longest_durations(tasks: Tasks, ranges: Ranges) -> Durations:
    """The most that any draw can take: one column."""
    durations = _planned_holds(tasks, 1)
    for title in tasks.titles:
        for item in title.items:
            for _, phase, days, into in _drawn(item, durations):
                into[:] = int(np.ceil(days * ranges.of(title.title.id, item.id, phase).high)) + 1
    return durations


def _planned_holds(tasks: Tasks, draws: int) -> Durations:
    """Durations of nothing but the holds, which last as planned in every draw."""
    shape = (len(tasks.tasks), draws)
    durations = Durations(np.zeros(shape, np.int32), np.zeros(shape, np.int32))
    for item in tasks.items:
        durations.second[item.shoot.index] = item.shoot.second_days
    return durations


def _drawn(item: Item, durations: Durations) -> Iterator[tuple[int, DrawnPhase, int, Ints]]:
    """The phases of an item that are drawn: row of its luck, name, planned days, where they go."""
    for task in item.tasks:
        first, second = durations.first[task.index], durations.second[task.index]
        match task.kind:
            case "build":
                if task.first_days:
                    yield 0, "build", task.first_days, first
                if task.second_days:
                    yield 1, "prelight", task.second_days, second
            case "shoot":
                yield 2, "shoot", task.first_days, first
            case "strike":
                yield 3, "strike", task.first_days, first
            case "location":
                yield 0, "location", task.first_days, first


def play(network: Network, clocks: Clocks, durations: Durations) -> Ints:
    """The ends of all tasks, in every draw of a block."""
    ends = np.empty((2 * len(network.order), durations.first.shape[1]), np.int32)
    for index in network.order:
        _play_task(network, clocks, durations, ends, index)
    return ends


def replay_with_buffer(
    network: Network,
    clocks: Clocks,
    durations: Durations,
    ends: Ints,
    *,
    after: int,
    days: int,
    followers: Iterable[int],
) -> Ints:
    """The ends when all that waits for a task may begin so many working days before it ends.

    That is what a buffer of as many days after the task would be worth: a lateness up to `days`
    is not handed on. No start comes before its planned day.
    """
    changed = ends.copy()
    for index in followers:
        _play_task(network, clocks, durations, changed, index, buffered=after, days=days)
    return changed


def bounds(
    network: Network, clocks: Clocks, durations: Durations, ends: Ints, waits: Waits
) -> Ints:
    """The first day on which a task may start by each of some ends: an array of ends × draws."""
    task = network.tasks.tasks[waits.task]
    earliest = ends[waits.points]
    if waits.site != task.site:
        earliest = clocks.after(waits.site, task.site).take(earliest)
    return earliest - durations.first[task.index] if waits.at_mid else earliest


def _play_task(
    network: Network,
    clocks: Clocks,
    durations: Durations,
    ends: Ints,
    index: int,
    *,
    buffered: int = -1,
    days: int = 0,
) -> None:
    task: Task = network.tasks.tasks[index]
    start = np.full(ends.shape[1], task.start, np.int32)
    for waits in network.waits[index]:
        earliest = bounds(network, clocks, durations, ends, waits)
        if days:
            earliest[waits.points // 2 == buffered] -= days
        np.maximum(start, earliest.max(axis=0), out=start)
    np.add(start, durations.first[index], out=ends[task.mid_point])
    np.add(ends[task.mid_point], durations.second[index], out=ends[task.end_point])
