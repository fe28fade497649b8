"""The bars of a board: what is reserved on which stage from when to when, a list a column.

Read straight from the columns of `reservation`, without a record for each row: a board of two
hundred stages over ten years asks for tens of thousands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, bindparam, cast, select

from kachinko.ledger.store import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Engine

_HELD = tables.reservation.c
COLUMNS = ("id", "stage", "holder", "title", "first", "last", "state", "rank", "version")
"""In this order; `first` and `last` are ISO dates, both inclusive."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Live reservations by stage, first day and rank; a list a column, all of one length."""

    columns: dict[str, Sequence[Any]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns["id"])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The same, one dict a bar."""
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(self.columns, values, strict=True))

    def to_json(self) -> str:
        """One object, with a list a column."""
        return json.dumps(self.columns, ensure_ascii=False, separators=(",", ":"))


def bars(
    engine: Engine,
    *,
    stages: Iterable[str] | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Bars:
    """All live reservations that share a day with `first` to `last`, of some stages or of all."""
    # Days as they stand in the database, or as it writes them: no date is made and unmade.
    query = select(
        *(
            (cast(_HELD[name], String) if name in ("first", "last") else _HELD[name])
            for name in COLUMNS
        )
    ).where(_HELD.live)
    values: dict[str, Any] = {}
    if stages is not None:
        query = query.where(_HELD.stage.in_(bindparam("stages", expanding=True)))
        values["stages"] = list(stages)
    if first is not None:
        query = query.where(_HELD.last >= bindparam("since"))
        values["since"] = first
    if last is not None:
        query = query.where(_HELD.first <= bindparam("until"))
        values["until"] = last
    with engine.connect() as connection:
        query = query.order_by(_HELD.stage, _HELD.first, _HELD.rank, _HELD.id)
        rows = connection.execute(query, values).all()
    columns = zip(*rows, strict=True) if rows else ([] for _ in COLUMNS)
    return Bars(dict(zip(COLUMNS, columns, strict=True)))
