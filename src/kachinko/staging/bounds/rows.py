"""What stages and crews can carry over stretches of days, as rows over "set k stands on stage m".

Rows are made when a fractional choice of titles breaks them (cutting planes): there are far too
many stretches to write all of them down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.bounds.measures import measures
from kachinko.staging.bounds.works import Works, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kachinko.staging.bounds.measures import Weight
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Floor, Ints, Job, Piece, Problem, Site

Key = tuple[int, int, int]
"""Title, set, stage."""

BROKEN = 1e-4
"""Rows broken by less than this share are left alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """The sum of `weights` over the sets that stand where the keys say is at most `most`."""

    keys: tuple[Key, ...]
    weights: tuple[int, ...]
    most: int


class Carrier:
    """What one studio can carry."""

    def __init__(self, site: Site, offers: Offers, jobs: Sequence[Job]) -> None:
        self.site = site
        self.spans = stretches(site, jobs)
        self.sets: list[tuple[Job, Piece]] = [
            (job, piece)
            for job in jobs
            if site.index in job.sites
            for piece in job.pieces
            if offers.floors(job, piece, site.index)
            and job.set_chances[piece.index, site.index].starts
        ]
        self.works = Works(self.sets, site.index)
        self.where = [offers.floors(job, piece, site.index) for job, piece in self.sets]

    def broken(self, chosen: Mapping[Key, float]) -> Iterator[Row]:
        """Of each measure the row that a fractional choice breaks most, if it breaks one."""
        crews = self.site.crews
        for floor in self.site.floors:
            here = [n for n, floors in enumerate(self.where) if floor in floors]
            if floor.area is None or not here:
                continue
            keys = [self._key(n, floor) for n in here]
            open_days = self._open(floor)
            for one in measures(floor, crews, [self.sets[n][1] for n in here]):
                yield from self._row(chosen, here, keys, one.weights, one.most * open_days)
        if crews is not None and self.sets:
            pairs = [(n, floor) for n, floors in enumerate(self.where) for floor in floors]
            yield from self._row(
                chosen,
                [n for n, _ in pairs],
                [self._key(n, floor) for n, floor in pairs],
                [(0, 1, 0)] * len(pairs),
                crews * np.array([b - a for a, b in self.spans]),
            )

    def _row(
        self,
        chosen: Mapping[Key, float],
        sets: Sequence[int],
        keys: Sequence[Key],
        weights: Sequence[Weight],
        have: Ints,
    ) -> Iterator[Row]:
        """The row of the stretch that is overfull by the greatest share."""
        part = np.array([chosen.get(key, 0.0) for key in keys])
        some = np.flatnonzero(part)
        if not len(some):
            return
        number, weigh = np.array(sets), np.array(weights, dtype=np.int64)
        days = self.works.within(number[some], self.spans)
        sums = np.einsum("k,kp,ksp->s", part[some], weigh[some].astype(float), days.astype(float))
        excess = (sums - have) / np.maximum(have, 1)
        worst = int(np.argmax(excess))
        if excess[worst] <= BROKEN:
            return
        least = self.works.within(number, [self.spans[worst]])[:, 0, :]
        demand = (weigh * least).sum(axis=1).tolist()
        kept = [n for n, one in enumerate(demand) if one]
        yield Row(tuple(keys[n] for n in kept), tuple(demand[n] for n in kept), int(have[worst]))

    def _key(self, number: int, floor: Floor) -> Key:
        job, piece = self.sets[number]
        return job.index, piece.index, floor.index

    def _open(self, floor: Floor) -> Ints:
        """Open days of a stage in each stretch."""
        return np.array(
            [sum(max(0, min(y.hi + 1, b) - max(y.lo, a)) for y in floor.bays)
             for a, b in self.spans]
        )  # fmt: skip


def carriers(problem: Problem, offers: Offers, jobs: Sequence[Job]) -> list[Carrier]:
    """One for each studio."""
    return [Carrier(site, offers, jobs) for site in problem.sites]
