"""States with as many scenes in the middle: each once, at its least cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kachinko.compiled import jit
from kachinko.shooting.talent.bits import Bits
from kachinko.shooting.talent.known import scatter

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_ROOM = 1024


@jit
def place(layer, size, chosen, sets, numbers, moves, parents):
    """Put states in, or lower the cost of those that are there; returns how many there are now."""
    own_sets, own_numbers, own_moves, own_parents, table = layer
    mask = Bits(len(table) - 1)
    for k in chosen:
        at = scatter(sets[k, 0], sets[k, 1], sets[k, 2]) & mask
        while True:
            one = table[at]
            if one < 0:
                one = size
                table[at] = size
                size += 1
                for column in range(3):
                    own_sets[one, column] = sets[k, column]
            elif (
                own_sets[one, 0] != sets[k, 0]
                or own_sets[one, 1] != sets[k, 1]
                or own_sets[one, 2] != sets[k, 2]
            ):
                at = (at + Bits(1)) & mask
                continue
            elif own_numbers[one, 0] <= numbers[k, 0]:
                break
            own_numbers[one, 0] = numbers[k, 0]
            own_numbers[one, 1] = numbers[k, 1]
            own_moves[one] = moves[k]
            own_parents[one] = parents[k]
            break
    return size


@jit
def index(sets, size, table):
    """Fill an empty table with where the states are."""
    mask = Bits(len(table) - 1)
    for one in range(size):
        at = scatter(sets[one, 0], sets[one, 1], sets[one, 2]) & mask
        while table[at] >= 0:
            at = (at + Bits(1)) & mask
        table[at] = one


class Layer:
    """The states of one number of scenes in the middle, in arrays that grow."""

    def __init__(self) -> None:
        self.size = 0
        self.sets: NDArray[np.uint64] = np.empty((FIRST_ROOM, 3), np.uint64)
        self.numbers: NDArray[np.int64] = np.empty((FIRST_ROOM, 2), np.int64)
        self.moves: NDArray[np.int16] = np.empty(FIRST_ROOM, np.int16)
        self.parents: NDArray[np.int64] = np.empty(FIRST_ROOM, np.int64)
        self.table: NDArray[np.int32] = np.full(2 * FIRST_ROOM, -1, np.int32)

    def add(
        self,
        chosen: NDArray[np.int64],
        sets: NDArray[np.uint64],
        numbers: NDArray[np.int64],
        moves: NDArray[np.int16],
        parents: NDArray[np.int64],
    ) -> None:
        """Take over the chosen ones of some states."""
        room = len(self.moves)
        if self.size + len(chosen) > room:
            while self.size + len(chosen) > room:
                room *= 2
            for name in ("sets", "numbers", "moves", "parents"):
                old = getattr(self, name)
                new = np.empty((room, *old.shape[1:]), old.dtype)
                new[: self.size] = old[: self.size]
                setattr(self, name, new)
            self.table = np.full(2 * room, -1, np.int32)
            index(self.sets, self.size, self.table)
        mine = (self.sets, self.numbers, self.moves, self.parents, self.table)
        self.size = place(mine, self.size, chosen, sets, numbers, moves, parents)

    def trail(self) -> tuple[NDArray[np.int64], NDArray[np.int16]]:
        """Parents and moves alone, to tell an order from when the states are gone."""
        return self.parents[: self.size].copy(), self.moves[: self.size].copy()
