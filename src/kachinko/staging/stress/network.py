"""The plan as a network: every task, and every end that it waits for.

Nothing overtakes: whatever waited in the plan waits for the same ends in every draw.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.stress.flow import flows
from kachinko.staging.stress.links import Link, links_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kachinko.model.project import Project
    from kachinko.staging.stress.clocks import Clocks
    from kachinko.staging.stress.tasks import Task, Tasks


@dataclass(frozen=True, slots=True)
class Waits:
    """Links into one task that are reckoned alike: of one studio's calendar, to the same phase."""

    task: int
    points: NDArray[np.intp]
    """Rows of the ends that it waits for."""
    site: int
    """The studio by whose days those ends are numbered."""
    at_mid: bool


@dataclass(frozen=True, slots=True)
class Network:
    """Tasks in an order in which each comes after all that it waits for."""

    tasks: Tasks
    order: tuple[int, ...]
    waits: tuple[tuple[Waits, ...], ...]
    """By task."""
    links: tuple[Link, ...]
    """Those that no chain of others implies."""

    def followers(self, task: int) -> list[int]:
        """All tasks that wait for a task, directly or through others, in order."""
        reached = {task}
        for index in self.order:
            if any(
                int(point) // 2 in reached for waits in self.waits[index] for point in waits.points
            ):
                reached.add(index)
        return [index for index in self.order if index in reached and index != task]


def build_network(project: Project, tasks: Tasks, clocks: Clocks) -> Network:
    """Read who waits for whom off a plan that keeps all rules.

    Links run from an end to a start (or, for the power of a prelight, to the middle of a task) that
    is planned on no earlier day, and each task lasts at least a day: so they make no circle.
    """
    links = links_of(tasks, clocks)
    known = _Implied(tasks, clocks, links)
    links += flows(project, tasks, known.is_waited_for)
    lean = _Implied(tasks, clocks, links)
    by_task: list[list[Link]] = [[] for _ in tasks.tasks]
    for link in lean.needed:
        by_task[link.task].append(link)
    waits = tuple(
        _grouped(tasks, task, of_task) for task, of_task in zip(tasks.tasks, by_task, strict=True)
    )
    return Network(tasks, tuple(lean.order), waits, tuple(lean.needed))


class _Implied:
    """Which ends each task waits for, directly or through others; sets of ends are bit masks."""

    def __init__(self, tasks: Tasks, clocks: Clocks, links: list[Link]) -> None:
        self.order = _order(tasks, links)
        self.needed: list[Link] = []
        into: list[list[Link]] = [[] for _ in tasks.tasks]
        for link in links:
            into[link.task].append(link)
        self._before_start = [0] * len(tasks.tasks)
        self._before_mid = [0] * len(tasks.tasks)
        for index in self.order:
            # The latest end first: it often implies the earlier ones.
            ordered = sorted(into[index], key=lambda link: -_day_of(tasks, clocks, link.point))
            for link in (link for link in ordered if not link.at_mid):
                self._before_start[index] |= self._add(link, self._before_start[index])
            self._before_mid[index] = self._before_start[index]
            for link in (link for link in ordered if link.at_mid):
                self._before_mid[index] |= self._add(link, self._before_mid[index])

    def is_waited_for(self, point: int, task: int) -> bool:
        """Whether a task starts after an end in every draw."""
        return bool(self._before_start[task] >> point & 1)

    def _add(self, link: Link, known: int) -> int:
        if known >> link.point & 1:
            return 0
        self.needed.append(link)
        task, is_end = divmod(link.point, 2)
        before = self._before_mid[task] | 1 << 2 * task
        return before | 1 << link.point if is_end else before


def _order(tasks: Tasks, links: list[Link]) -> list[int]:
    """Tasks by planned start, each after all that it waits for."""
    into, out = [0] * len(tasks.tasks), [[] for _ in tasks.tasks]  # type: tuple[list[int], list[list[int]]]
    for link in links:
        out[link.point // 2].append(link.task)
        into[link.task] += 1
    ready = [(task.start, task.index) for task in tasks.tasks if not into[task.index]]
    heapq.heapify(ready)
    order: list[int] = []
    while ready:
        _, index = heapq.heappop(ready)
        order.append(index)
        for after in out[index]:
            into[after] -= 1
            if not into[after]:
                heapq.heappush(ready, (tasks.tasks[after].start, after))
    assert len(order) == len(tasks.tasks), "links along the plan make no circle"
    return order


def _day_of(tasks: Tasks, clocks: Clocks, point: int) -> int:
    days = clocks.days[tasks.of_point(point).site]
    return days.dates[tasks.planned(point) - 1].toordinal()


def _grouped(tasks: Tasks, task: Task, links: list[Link]) -> tuple[Waits, ...]:
    groups: dict[tuple[int, bool], list[int]] = {}
    for link in links:
        key = (tasks.of_point(link.point).site, link.at_mid)
        groups.setdefault(key, []).append(link.point)
    return tuple(
        Waits(task.index, np.array(points), site, at_mid)
        for (site, at_mid), points in groups.items()
    )
