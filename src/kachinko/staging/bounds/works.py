"""How many days of a set's phases lie in a stretch of days wherever its shoot is shifted.

"Energetic reasoning": Erschler & Lopez 1990; Baptiste, Le Pape & Nuijten, Constraint-Based
Scheduling, 2001, ch. 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.days import highest, lowest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.staging.problem import Ints, Job, Piece, Site

    Days = np.ndarray[tuple[int, int, int], np.dtype[np.int64]]

EDGES = 16
"""At most so many first days and so many last days of stretches are looked at per studio."""


def stretches(site: Site, jobs: Sequence[Job]) -> list[tuple[int, int]]:
    """Pairs of days [a, b) between the edges of windows; the whole horizon is the first."""
    chances = [
        chance
        for job in jobs
        for (_, number), chance in job.set_chances.items()
        if number == site.index
    ]
    whole = (0, len(site.days))
    starts = _spread([0, *(chance.lo for chance in chances)])
    stops = _spread([whole[1], *(chance.hi + 1 for chance in chances)])
    pairs = [(a, b) for a in starts for b in stops if a < b and (a, b) != whole]
    return [whole, *pairs]


def _spread(edges: list[int]) -> list[int]:
    """Some of the edges, evenly over their order, the first and the last among them."""
    once = sorted(set(edges))
    if len(once) <= EDGES:
        return once
    return [once[round(i * (len(once) - 1) / (EDGES - 1))] for i in range(EDGES)]


class Works:
    """The phases of some sets at one studio, each with the days on which it can begin."""

    def __init__(self, sets: Sequence[tuple[Job, Piece]], site: int) -> None:
        rows = []
        for job, piece in sets:
            chance = job.set_chances[piece.index, site]
            first, last = lowest(chance.starts), highest(chance.starts)
            rows.append(
                [
                    (first, last, piece.shoot),
                    (chance.lo, last - piece.lead, piece.build),
                    (first + piece.held, chance.hi + 1 - piece.strike, piece.strike),
                    (first - piece.lead, last - piece.lead, piece.least_stay),
                ]
            )
        self._phases = np.array(rows, dtype=np.int64).reshape(len(rows), 4, 3)

    def within(self, sets: Ints, spans: Sequence[tuple[int, int]]) -> Days:
        """Least days by set, stretch, and (shoot, noise, stay); noise is build and strike."""
        a, b = (np.array(edge)[None, None, :] for edge in zip(*spans, strict=True))
        earliest, latest, days = (self._phases[sets, :, column][:, :, None] for column in range(3))
        left = np.minimum(b, earliest + days) - np.maximum(a, earliest)
        right = np.minimum(b, latest + days) - np.maximum(a, latest)
        least = np.maximum(0, np.minimum(left, right))
        found: Days = np.stack([least[:, 0], least[:, 1] + least[:, 2], least[:, 3]], axis=2)
        return found
