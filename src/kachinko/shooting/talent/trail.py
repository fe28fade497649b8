"""From the moves of the search back to an order of scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kachinko.shooting.talent.bits import Bits
from kachinko.shooting.talent.expand import AT_LAST, TURNED, alike
from kachinko.shooting.talent.moves import append, for_free

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.shooting.talent.reduce import Frame


def order_of(frame: Frame, moves: Sequence[int]) -> list[int]:
    """The order of all scenes that some moves from the beginning of the search lead to."""
    walk = _Replay(frame)
    walk.settle()
    for move in moves:
        walk.step(move % AT_LAST, at_last=bool(move % TURNED >= AT_LAST))
        walk.settle()
        if move >= TURNED:
            walk.turned = not walk.turned
            walk.first, walk.last = walk.last, walk.first
    return [*walk.beginning, *reversed(walk.end)]


class _Replay:
    """The state after some moves; `turned` when it is looked at from its other end."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.middle = Bits((1 << len(frame.needs)) - 1)
        self.first = self.last = Bits(0)
        self.turned = False
        self.beginning: list[int] = []
        self.end: list[int] = []

    def step(self, scene: int, *, at_last: bool) -> None:
        size = len(self.frame.needs)
        groups = np.empty(size, np.uint64), np.empty(size, np.uint64)
        count = alike(
            self.middle, self.first, self.last, self.frame.needs, self.frame.scenes, groups
        )
        for one in range(count):
            if int(groups[1][one]) >> scene & 1:
                self._shoot(groups[1][one], groups[0][one], at_last=at_last)
                return
        raise AssertionError("a move names a scene of the middle")

    def settle(self) -> None:
        while self.middle:
            group, at_first = for_free(
                self.middle, self.first, self.last, self.frame.needs, self.frame.scenes
            )
            if not group:
                return
            here = self.first if at_first else self.last
            self._shoot(Bits(group), Bits(here), at_last=not at_first)

    def _shoot(self, group: np.uint64, players: np.uint64, *, at_last: bool) -> None:
        frame = self.frame
        here, there = (self.last, self.first) if at_last else (self.first, self.last)
        middle, here, there, _ = append(
            self.middle, here, there, 0, group, players,
            frame.scenes, frame.duration_table, frame.rate_table, frame.rates,
        )  # fmt: skip
        self.middle, here, there = Bits(middle), Bits(here), Bits(there)
        self.first, self.last = (there, here) if at_last else (here, there)
        scenes = [scene for scene in range(len(frame.needs)) if int(group) >> scene & 1]
        (self.end if at_last != self.turned else self.beginning).extend(scenes)
