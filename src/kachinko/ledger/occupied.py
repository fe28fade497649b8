"""What stands on all stages, as tables of stages × days, one for each rank.

Floor is counted in hundredths of a square metre.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kachinko.ledger.floor import StageRecord
    from kachinko.ledger.standing import Numbers, Standing, Stretches
    from kachinko.model.span import DaySpan


@dataclass(frozen=True, slots=True)
class Layer:
    """The reservations of one rank: floor in use, noise, and takes that need quiet."""

    used: NDArray[np.int64]
    loud: NDArray[np.bool_]
    takes: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Occupied:
    """All stages over a stretch of days."""

    stages: tuple[StageRecord, ...]
    span: DaySpan
    layers: dict[int, Layer]
    firm: Layer
    closed: NDArray[np.bool_]
    row: dict[str, int]


def occupy(stages: Sequence[StageRecord], standing: Sequence[Standing], span: DaySpan) -> Occupied:
    """Make the tables of the days of `span`; `standing` is what is live on each of the stages."""
    sheet = _Sheet(stages, standing, span)
    ranks = np.unique(sheet.rank[sheet.there])
    return Occupied(
        tuple(stages),
        span,
        {int(rank): sheet.layer(sheet.rank == rank) for rank in ranks},
        sheet.layer(sheet.firm),
        _closed(stages, span),
        {stage.id: number for number, stage in enumerate(stages)},
    )


class _Sheet:
    """All reservations of all stages, one after another."""

    def __init__(
        self, stages: Sequence[StageRecord], standing: Sequence[Standing], span: DaySpan
    ) -> None:
        self.shape = len(stages), span.days
        self.zero = span.start.toordinal()
        sizes = [len(each.rank) for each in standing]
        offsets = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
        self.row = np.repeat(np.arange(len(stages)), sizes)
        self.rank = _joined([each.rank for each in standing])
        self.firm = _joined([each.firm for each in standing]).astype(np.bool_)
        self.claims = _joined(
            [each.claims(stage) for stage, each in zip(stages, standing, strict=True)]
        )
        self.days = _moved([each.days for each in standing], offsets)
        self.loud = _moved([each.loud for each in standing], offsets)
        self.takes = _moved([each.takes for each in standing], offsets)
        _, first, stop = self.days
        self.there = (first < self.zero + span.days) & (stop > self.zero)

    def layer(self, chosen: NDArray[np.bool_]) -> Layer:
        """What some of them come to."""
        chosen = chosen & self.there
        return Layer(
            self._table(self.days, chosen, self.claims),
            self._table(self.loud, chosen) > 0,
            self._table(self.takes, chosen) > 0,
        )

    def _table(
        self,
        stretches: tuple[Numbers, Numbers, Numbers],
        chosen: NDArray[np.bool_],
        weight: Numbers | None = None,
    ) -> Numbers:
        """The sum of the weights of all stretches that cover a day."""
        owner, first, stop = stretches
        mine = chosen[owner]
        owner, first, stop = owner[mine], first[mine], stop[mine]
        rows, days = self.shape
        weights = np.ones(len(owner), dtype=np.int64) if weight is None else weight[owner]
        steps = np.zeros((rows, days + 1), dtype=np.int64)
        np.add.at(steps, (self.row[owner], np.clip(first - self.zero, 0, days)), weights)
        np.add.at(steps, (self.row[owner], np.clip(stop - self.zero, 0, days)), -weights)
        table: Numbers = np.cumsum(steps, axis=1)[:, :days]
        return table


def _joined(those: list[NDArray[np.int64]] | list[NDArray[np.bool_]]) -> Numbers:
    return np.concatenate([np.zeros(0, dtype=np.int64), *those])


def _moved(those: list[Stretches], offsets: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Of all stages, the owners counted through."""
    owners = [each.owner + offset for each, offset in zip(those, offsets, strict=False)]
    firsts, stops = [each.first for each in those], [each.stop for each in those]
    return _joined(owners), _joined(firsts), _joined(stops)


def _closed(stages: Sequence[StageRecord], span: DaySpan) -> NDArray[np.bool_]:
    closed = np.zeros((len(stages), span.days), dtype=np.bool_)
    zero = span.start.toordinal()
    for row, stage in enumerate(stages):
        for closure in stage.closures:
            start, stop = closure.span.start.toordinal(), closure.span.stop.toordinal()
            closed[row, max(0, start - zero) : max(0, stop - zero)] = True
    return closed
