"""Who holds up whom, and where a buffer would count, read backwards off each draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.stress.play import bounds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kachinko.staging.stress.clocks import Clocks
    from kachinko.staging.stress.network import Network
    from kachinko.staging.stress.play import Durations, Ints
    from kachinko.staging.stress.promises import Fate


class Spread:
    """Sums over draws of the delay that sets hand on, and a first estimate of what buffers save."""

    def __init__(self, network: Network, clocks: Clocks, buffer_days: int) -> None:
        self.network = network
        self.clocks = clocks
        self.buffer_days = buffer_days
        items, titles, tasks = network.tasks.items, network.tasks.titles, network.tasks.tasks
        self.draws = 0
        self.holds_up = np.zeros(len(items))
        """Draws in which an item holds up any other title."""
        self.to_title: dict[tuple[int, int], tuple[int, int]] = {}
        """By item and other title: draws in which it holds it up, and the sum of working days."""
        self.arrives = np.zeros(len(items))
        """Sum over draws of the working days that an item starts late."""
        self.leaves = np.zeros(len(items))
        """Sum over draws of the working days that an item ends late."""
        self.promise = np.zeros(len(tasks))
        """By task: a first estimate of the late days × value that a buffer after it would save."""
        self._values = [title.title.value for title in titles]

    def add(self, durations: Durations, ends: Ints, fates: list[Fate]) -> None:
        """Take up a block of draws."""
        tasks = self.network.tasks
        self.draws += ends.shape[1]
        weights = self._weights_of_wraps(ends, fates)
        held: dict[tuple[int, int], Ints] = {}
        for index in reversed(self.network.order):
            self._look_back(index, durations, ends, weights, held)
        any_title: dict[int, NDArray[np.bool_]] = {}
        for (item, title), days in held.items():
            share, total = self.to_title.get((item, title), (0, 0))
            hit = days > 0
            self.to_title[item, title] = share + int(hit.sum()), total + int(days.sum())
            any_title[item] = any_title.get(item, np.zeros_like(hit)) | hit
        for item, hit in any_title.items():
            self.holds_up[item] += hit.sum()
        for each in tasks.items:
            first, last = each.tasks[0], each.tasks[-1]
            start = ends[first.mid_point] - durations.first[first.index]
            self.arrives[each.index] += (start - first.start).sum()
            self.leaves[each.index] += np.maximum(ends[last.end_point] - last.end, 0).sum()

    def _weights_of_wraps(self, ends: Ints, fates: list[Fate]) -> NDArray[np.float32]:
        """Value of each title whose wrap is late, on the shoot that ends last."""
        weights = np.zeros((len(self.network.tasks.tasks), ends.shape[1]), np.float32)
        for title, fate, value in zip(self.network.tasks.titles, fates, self._values, strict=True):
            open_ = fate.late > 0
            for item in title.items:
                shoot = item.shoot
                last = self.clocks.last_day(shoot.site, ends[shoot.mid_point]) == fate.wrap
                weights[shoot.index][open_ & last] = value
                open_ &= ~last
        return weights

    def _look_back(
        self,
        index: int,
        durations: Durations,
        ends: Ints,
        weights: NDArray[np.float32],
        held: dict[tuple[int, int], Ints],
    ) -> None:
        """Share a task's weight among the ends that held it up, and note who they belong to."""
        tasks, waits_of = self.network.tasks, self.network.waits[index]
        task = tasks.tasks[index]
        start = ends[task.mid_point] - durations.first[index]
        late = start - task.start
        if not waits_of or not late.any():
            return
        binding = [
            (bounds(self.network, self.clocks, durations, ends, waits) == start) & (late > 0)
            for waits in waits_of
        ]
        number = np.maximum(sum(each.sum(axis=0) for each in binding), 1)
        share = weights[index] / number
        saved = share * np.minimum(late, self.buffer_days)
        for waits, binds in zip(waits_of, binding, strict=True):
            for point, hit in zip(waits.points, binds, strict=True):
                giver = tasks.of_point(int(point))
                weights[giver.index] += share * hit
                self.promise[giver.index] += float(saved[hit].sum())
                if giver.title != task.title and hit.any():
                    days = late * hit
                    known = held.get((giver.item, task.title))
                    held[giver.item, task.title] = (
                        days if known is None else np.maximum(known, days)
                    )
