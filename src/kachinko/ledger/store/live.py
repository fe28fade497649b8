"""What is live on each stage, kept from one look to the next.

Of hundreds of stages few change between two looks. Every event of a stage moves the head of its
chain, in the transaction that changes what stands there; so only those stages are read anew whose
head is another one. No change can be missed: every look asks for all heads, and asks for them
first, so that what is kept is never older than the head that it is kept under.
"""

from __future__ import annotations

import json
import threading
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import String, cast, select

from kachinko.ledger.standing import Standing
from kachinko.ledger.store import tables
from kachinko.ledger.store.rows import stage_of
from kachinko.model.reservation import Reservation

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection, Engine, Select

    from kachinko.ledger.floor import StageRecord
    from kachinko.model.span import DaySpan

COLUMNS = ("id", "stage", "holder", "title", "first", "last", "state", "rank", "version")
"""Of each row, in this order; `first` and `last` are ISO dates, both inclusive."""
AT_ONCE = 500
"""Stages that one query names; if more have changed, all are read."""

_HELD = tables.reservation.c
_HEADS = select(tables.stage.c.id, tables.stage.c.head, tables.stage.c.record).order_by(
    tables.stage.c.id
)
# Days and records as they stand in the database, or as it writes them: none is made and unmade.
_ROWS = (
    select(
        *(cast(_HELD[n], String) if n in ("first", "last") else _HELD[n] for n in COLUMNS),
        cast(_HELD.record, String),
    )
    .where(_HELD.live)
    .order_by(_HELD.stage, _HELD.first, _HELD.rank, _HELD.place)
)


class LiveStage:
    """A stage with all that is live on it, by first day, rank and place; it never changes."""

    def __init__(self, record: StageRecord, head: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self.record = record
        self.head = head
        """The hash of the last event that it knows of."""
        self.rows = [row[:-1] for row in rows]
        """The values of `COLUMNS`."""
        self._texts: list[str] = [row[-1] for row in rows]
        self._made: dict[int, Reservation] = {}

    @cached_property
    def standing(self) -> Standing:
        """The same in numbers."""
        return Standing.of(map(json.loads, self._texts))

    def reservations(self, span: DaySpan | None = None) -> list[Reservation]:
        """What shares a day with a span; None: all."""
        if span is None:
            return [self._reservation(number) for number in range(len(self.rows))]
        days = self.standing.days
        there = (days.first < span.stop.toordinal()) & (days.stop > span.start.toordinal())
        return [self._reservation(int(number)) for number in np.flatnonzero(there)]

    def _reservation(self, number: int) -> Reservation:
        found = self._made.get(number)
        if found is None:
            found = Reservation.model_validate_json(self._texts[number])
            self._made[number] = found
        return found


class LiveStages:
    """The live stages of one database; safe to use from many threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._door = threading.Lock()
        self._kept: dict[str, LiveStage] = {}

    def look(self, only: Collection[str] | None = None) -> list[LiveStage]:
        """The stages as they stand, by id; `only` those of these ids."""
        with self._door, self._engine.connect() as connection:
            heads = connection.execute(_HEADS).all()
            kept = self._kept
            stale = {
                row.id: row for row in heads if row.id not in kept or kept[row.id].head != row.head
            }
            if only is not None:
                stale = {id_: row for id_, row in stale.items() if id_ in only}
            if stale:
                found = _rows_of(connection, stale)
                for id_, row in stale.items():
                    record = stage_of(id_, row.record)
                    kept[id_] = LiveStage(record, row.head, found.get(id_, ()))
            return [kept[row.id] for row in heads if only is None or row.id in only]


def _rows_of(connection: Connection, stages: Collection[str]) -> dict[str, list[tuple[Any, ...]]]:
    query: Select[Any] = _ROWS
    if len(stages) <= AT_ONCE:
        query = query.where(_HELD.stage.in_(stages))
    result = connection.execute(query)
    # The driver's own rows: to make records of tens of thousands would take most of the time.
    rows = result.cursor.fetchall() if result.cursor is not None else []
    result.close()
    place = COLUMNS.index("stage")
    return {stage: list(those) for stage, those in groupby(rows, key=lambda row: row[place])}
