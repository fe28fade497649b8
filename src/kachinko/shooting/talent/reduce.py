"""Makes an instance smaller without changing which orders are best.

Players of a single scene never wait; players with the same scenes are one with both rates;
scenes with the same players are shot one after the other in some best order (Garcia de la Banda,
Stuckey & Chu, INFORMS Journal on Computing 23 (2011), section 3). Each may bring about the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kachinko.shooting.talent.bits import MOST, Bits, weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.talent import TalentInstance

    Sets = np.ndarray[tuple[int], np.dtype[np.uint64]]
    Whole = np.ndarray[tuple[int], np.dtype[np.int64]]
    Table = np.ndarray[tuple[int, int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Reduced:
    """An instance whose scenes all differ; its scenes stand for groups of the first one's."""

    groups: tuple[tuple[int, ...], ...]
    """For each scene, the scenes of the instance that it stands for."""
    players: tuple[int, ...]
    """For each player who can wait, their scenes as bits of any number."""
    rates: tuple[int, ...]
    durations: tuple[int, ...]

    @property
    def fits(self) -> bool:
        """Whether sets of its scenes fit into one number, so that a best order can be proven."""
        return len(self.groups) <= MOST

    def order(self, scenes: Sequence[int]) -> tuple[int, ...]:
        """The instance's scenes, for an order of the groups."""
        return tuple(one for scene in scenes for one in self.groups[scene])


def reduce_instance(instance: TalentInstance) -> Reduced:
    """Merge and drop until nothing changes.

    Raises
    ------
    ValueError
        When more players remain than a set holds.
    """
    groups: list[tuple[int, ...]] = [(scene,) for scene in range(instance.scenes)]
    players = {
        number: sum(1 << scene for scene, needed in enumerate(row) if needed)
        for number, row in enumerate(instance.needs)
    }
    rates = dict(enumerate(instance.rates))
    while True:
        together: dict[int, int] = {}
        for number, scenes in players.items():
            if scenes.bit_count() > 1 and rates[number]:
                together[scenes] = together.get(scenes, 0) + rates[number]
        alike: dict[tuple[bool, ...], list[int]] = {}
        for scene in range(len(groups)):
            alike.setdefault(tuple(bool(p >> scene & 1) for p in together), []).append(scene)
        players = {
            number: sum(1 << new for new, key in enumerate(alike) if key[number])
            for number in range(len(together))
        }
        rates = dict(enumerate(together.values()))
        settled = len(alike) == len(groups)
        groups = [tuple(one for s in same for one in groups[s]) for same in alike.values()]
        if settled:
            break
    if len(players) > MOST:
        raise ValueError(f"{len(players)} players who can wait; at most {MOST} can be planned")
    return Reduced(
        tuple(groups),
        tuple(players.values()),
        tuple(rates.values()),
        tuple(sum(instance.durations[one] for one in group) for group in groups),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """A reduced instance as arrays for compiled code."""

    needs: Sets
    """For each scene, its players."""
    scenes: Sets
    """For each player, their scenes; empty where the instance is too large for a proof."""
    durations: Whole
    rates: Whole
    duration_table: Table
    rate_table: Table


def frame(reduced: Reduced) -> Frame:
    """Lay a reduced instance out."""
    count = len(reduced.groups)
    needs = [
        sum(1 << a for a, scenes in enumerate(reduced.players) if scenes >> scene & 1)
        for scene in range(count)
    ]
    return Frame(
        np.array(needs, dtype=Bits),
        np.array(reduced.players if reduced.fits else [], dtype=Bits),
        np.array(reduced.durations, dtype=np.int64),
        np.array(reduced.rates, dtype=np.int64),
        weights(list(reduced.durations) if reduced.fits else []),
        weights(list(reduced.rates)),
    )
