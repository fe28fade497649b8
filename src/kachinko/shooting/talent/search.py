"""Branch and bound from both ends, layer by layer: the fewest scenes placed first.

All states with the same number of scenes in the middle are looked at together, so that each is
expanded once, when it cannot be reached for less any more. A state is dropped when its cost and
the bound on its middle are no less than the best order known. Below the states that are left
nothing cheaper can be, so the least of them is a proven bound at every moment; and when none is
left the best order is proven.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from kachinko.shooting.talent.bits import Bits
from kachinko.shooting.talent.expand import expand
from kachinko.shooting.talent.known import known_room
from kachinko.shooting.talent.layer import Layer
from kachinko.shooting.talent.leave_bound import leave_room
from kachinko.shooting.talent.moves import settle
from kachinko.shooting.talent.stay_bound import stay_room
from kachinko.shooting.talent.trail import order_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from kachinko.shooting.talent.reduce import Frame

BATCH = 1 << 11
"""States that a thread expands before what it found is put together."""
MOST_STATES = 30_000_000
"""Waiting and done, 64 bytes each with their index; then the search ends without a proof."""
LAYER = 1 << 40
"""A state's number is that of its layer times this, and its place there."""


class Search:
    """The search over one reduced instance of at most 64 scenes."""

    def __init__(self, frame: Frame, order: Sequence[int], waiting: int, workers: int) -> None:
        self.frame = frame
        self.best = waiting
        self.order = list(order)
        self.workers = workers
        self.states = 0
        """Expanded so far."""
        self.layers: dict[int, Layer] = {}
        self.trails: dict[int, tuple[NDArray[np.int64], NDArray[np.int16]]] = {}
        self._current: Layer | None = None
        self._from = 0
        self._rooms = [_Room(frame) for _ in range(workers)]
        size = len(frame.needs)
        middle, first, last, cost = settle(
            Bits((1 << size) - 1), Bits(0), Bits(0), 0, frame.needs, frame.scenes,
            frame.duration_table, frame.rate_table, frame.rates,
        )  # fmt: skip
        if not middle:
            self._improve(cost, -1, [])
            return
        root = (
            np.array([[middle, first, last]], np.uint64),
            np.array([[cost, cost]], np.int64),
            np.array([0], np.int16),
            np.array([-1], np.int64),
        )
        self._layer(int(middle).bit_count()).add(np.zeros(1, np.int64), *root)

    @property
    def bound(self) -> int:
        """No order waits for less than this (proven)."""
        open_ = [layer.numbers[: layer.size, 1] for layer in self.layers.values()]
        if self._current is not None:
            open_.append(self._current.numbers[self._from : self._current.size, 1])
        return min([self.best, *(int(one.min()) for one in open_ if len(one))])

    @property
    def done(self) -> bool:
        """Whether the best order is proven."""
        return not self.layers and self._current is None

    def run(self, goes_on: Callable[[], bool]) -> None:
        """Go on until the best order is proven, there is no memory left, or `goes_on` says no."""
        with ThreadPoolExecutor(self.workers) as pool:
            while self.layers and goes_on():
                number = max(self.layers)
                self._current, self._from = self.layers.pop(number), 0
                self.trails[number] = self._current.trail()
                if not self._go_through(number, pool, goes_on):
                    return
                self._current = None

    def _go_through(
        self, number: int, pool: ThreadPoolExecutor, goes_on: Callable[[], bool]
    ) -> bool:
        """Expand a layer; whether to its end."""
        layer = self._current
        assert layer is not None
        while self._from < layer.size:
            if not goes_on() or self._held > MOST_STATES:
                return False
            until = min(layer.size, self._from + BATCH * self.workers)
            open_ = np.arange(self._from, until)
            open_ = open_[layer.numbers[open_, 1] < self.best]
            shares = np.array_split(open_, self.workers)
            tasks = [
                pool.submit(room.expand, layer, number, share, self.best)
                for room, share in zip(self._rooms, shares, strict=True)
                if len(share)
            ]
            for task in tasks:
                room, found, best, parent, move = task.result()
                if best < self.best:
                    self._improve(best, parent, [move])
                self._take(room, found)
            self.states += len(open_)
            self._from = until
        return True

    @property
    def _held(self) -> int:
        waiting = sum(layer.size for layer in self.layers.values())
        return waiting + sum(len(moves) for _, moves in self.trails.values()) // 4

    def _take(self, room: _Room, found: int) -> None:
        sets, (numbers, moves) = room.sets[:found], (room.numbers[:found], room.moves[:found])
        counts = np.bitwise_count(sets[:, 0])
        for count in np.unique(counts).tolist():
            chosen = np.flatnonzero(counts == count)
            self._layer(count).add(chosen, sets, numbers, moves, room.parents[:found])

    def _layer(self, number: int) -> Layer:
        if number not in self.layers:
            self.layers[number] = Layer()
        return self.layers[number]

    def _improve(self, waiting: int, parent: int, moves: list[int]) -> None:
        while parent >= 0:
            number, at = divmod(parent, LAYER)
            parents, made = self.trails[number]
            parent = int(parents[at])
            if parent >= 0:
                moves.append(int(made[at]))
        self.best = waiting
        self.order = order_of(self.frame, moves[::-1])


class _Room:
    """What one thread works in."""

    def __init__(self, frame: Frame) -> None:
        size, players = len(frame.needs), len(frame.scenes)
        most = int(frame.durations.sum()) * int(frame.rates.sum())
        self.room = (
            known_room(),
            stay_room(players),
            leave_room(size, players, most),
            np.zeros(2, np.int64),
        )
        self.arrays = (
            frame.needs, frame.scenes, frame.durations, frame.rates,
            frame.duration_table, frame.rate_table,
        )  # fmt: skip
        most_found = (BATCH + 2) * size
        self.sets = np.empty((most_found, 3), np.uint64)
        self.numbers = np.empty((most_found, 2), np.int64)
        self.moves = np.empty(most_found, np.int16)
        self.parents = np.empty(most_found, np.int64)

    def expand(
        self, layer: Layer, number: int, share: NDArray[np.int64], best: int
    ) -> tuple[_Room, int, int, int, int]:
        """Expand some states of a layer into these arrays."""
        done, found, best, parent, move = expand(
            layer.sets[share], layer.numbers[share, 0], share + number * LAYER, best,
            self.arrays, self.room, (self.sets, self.numbers, self.moves), self.parents,
        )  # fmt: skip
        assert done == len(share)
        return self, found, best, parent, move
