"""What stands on all stages, as tables of stages × days, one for each rank.

Built once, asked often. Floor is counted in hundredths of a square metre.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kachinko.ledger.floor import LOUD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from kachinko.ledger.floor import StageRecord
    from kachinko.model.reservation import Reservation
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


@dataclass(slots=True)
class _Marks:
    """Stretches of days to be added to a table: row, first column, column after the last."""

    row: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    stop: list[int] = field(default_factory=list)
    weight: list[int] = field(default_factory=list)

    def add(self, row: int, start: int, stop: int, weight: int = 1) -> None:
        self.row.append(row)
        self.start.append(start)
        self.stop.append(stop)
        self.weight.append(weight)

    def table(self, rows: int, days: int) -> NDArray[np.int64]:
        """The sum of the weights of all that cover a day."""
        steps = np.zeros((rows, days + 1), dtype=np.int64)
        if self.row:
            row, weight = np.array(self.row), np.array(self.weight)
            start = np.clip(np.array(self.start), 0, days)
            stop = np.clip(np.array(self.stop), 0, days)
            np.add.at(steps, (row, start), weight)
            np.add.at(steps, (row, stop), -weight)
        return np.cumsum(steps, axis=1)[:, :days]


class _Sheets:
    def __init__(self) -> None:
        self.used, self.loud, self.takes = _Marks(), _Marks(), _Marks()

    def add(self, each: Reservation, row: int, claims: int, zero: int) -> None:
        first, stop = each.first.toordinal() - zero, each.last.toordinal() - zero + 1
        self.used.add(row, first, stop, claims)
        for phase in each.phases:
            first, stop = phase.first.toordinal() - zero, phase.last.toordinal() - zero + 1
            if phase.phase in LOUD:
                self.loud.add(row, first, stop)
            if phase.phase == "shoot" and each.sync_sound:
                self.takes.add(row, first, stop)

    def layer(self, rows: int, days: int) -> Layer:
        return Layer(
            self.used.table(rows, days),
            self.loud.table(rows, days) > 0,
            self.takes.table(rows, days) > 0,
        )


def occupy(
    stages: Sequence[StageRecord], reservations: Iterable[Reservation], span: DaySpan
) -> Occupied:
    """Make the tables of the days of `span`; reservations that are not live do not count."""
    row = {stage.id: number for number, stage in enumerate(stages)}
    zero, rows, days = span.start.toordinal(), len(stages), span.days
    sheets: defaultdict[int, _Sheets] = defaultdict(_Sheets)
    firm = _Sheets()
    for each in reservations:
        if not each.live or each.stage not in row or not each.span.overlaps(span):
            continue
        number = row[each.stage]
        claims = stages[number].claims(each)
        sheets[each.rank].add(each, number, claims, zero)
        if each.firm:
            firm.add(each, number, claims, zero)
    shut = _Marks()
    for number, stage in enumerate(stages):
        for closure in stage.closures:
            start, stop = closure.span.start.toordinal(), closure.span.stop.toordinal()
            shut.add(number, start - zero, stop - zero)
    return Occupied(
        tuple(stages),
        span,
        {rank: sheet.layer(rows, days) for rank, sheet in sheets.items()},
        firm.layer(rows, days),
        shut.table(rows, days) > 0,
        row,
    )
