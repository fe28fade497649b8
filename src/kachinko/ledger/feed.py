"""The bars of a board: what is reserved on which stage from when to when, a list a column.

Without a record for each row: a board of two hundred stages over ten years asks for tens of
thousands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kachinko.ledger.store.live import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from kachinko.ledger.store.live import LiveStage

_FIRST, _LAST = COLUMNS.index("first"), COLUMNS.index("last")


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
    stages: Iterable[LiveStage], *, first: date | None = None, last: date | None = None
) -> Bars:
    """All that is live on some stages and shares a day with `first` to `last`."""
    rows = [row for stage in stages for row in stage.rows]
    if first is not None:
        since = first.isoformat()
        rows = [row for row in rows if row[_LAST] >= since]
    if last is not None:
        until = last.isoformat()
        rows = [row for row in rows if row[_FIRST] <= until]
    columns = zip(*rows, strict=True) if rows else ([] for _ in COLUMNS)
    return Bars(dict(zip(COLUMNS, columns, strict=True)))
