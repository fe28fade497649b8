"""All that is live as bars of the board, kept from one look to the next.

Of twenty thousand reservations few change between two looks. What a bar tells follows from a
reservation and its version, and from what the one who asks may see; so only those are read anew
whose version is another one. No change can be missed: every look asks for all versions.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from kachinko.ledger.store import tables
from kachinko.ledger.store.rows import reservation_of
from kachinko.service.board_bars import Bar, bar_of
from kachinko.service.reading import Asked, Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from kachinko.ledger.store.ledger import Ledger
    from kachinko.service.masking import Sight
    from kachinko.service.permissions import Actor

MOST_SIGHTS = 16
"""So many kinds of what people may see are kept; each takes some ten megabytes of a large board."""
AT_ONCE = 500
"""Reservations that one query names; if more have changed, all are read."""
_HELD = tables.reservation.c
_VERSIONS = (
    select(_HELD.id, _HELD.version)
    .where(_HELD.live)
    .order_by(_HELD.stage, _HELD.first, _HELD.rank, _HELD.place)
)
_RECORDS = select(_HELD.id, _HELD.version, _HELD.record).where(_HELD.live)


_NOTHING = (0, None)


@dataclass(slots=True)
class _Kept:
    bars: dict[str, tuple[int, Bar]] = field(default_factory=dict)
    """By the id of a reservation: its version, and its bar."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class LiveBars:
    """The bars of one ledger; safe to use from many threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._door = threading.Lock()
        self._kept: OrderedDict[Sight, _Kept] = OrderedDict()

    def of(self, actor: Actor) -> list[Bar]:
        """By stage, first day, rank and place, as the actor may see them."""
        reader = Reader(self._ledger, actor)
        if reader.apart:  # there the database itself decides what is told, every time
            return [bar_of(each) for each in reader.reservations(Asked())]
        kept = self._of_sight(reader.sight)
        with kept.lock, self._ledger.engine.connect() as connection:
            rows = _versions(connection)
            bars = kept.bars
            stale = [id_ for id_, version in rows if bars.get(id_, _NOTHING)[0] != version]
            if stale:
                self._read(connection, reader, stale, bars)
            if stale or len(bars) != len(rows):
                # What has left, be it between the two queries, has no place any more.
                kept.bars = bars = {id_: bars[id_] for id_, _ in rows if id_ in bars}
            return [bars[id_][1] for id_, _ in rows if id_ in bars]

    def _read(
        self,
        connection: Connection,
        reader: Reader,
        ids: list[str],
        bars: dict[str, tuple[int, Bar]],
    ) -> None:
        query = _RECORDS
        if len(ids) <= AT_ONCE:
            query = query.where(_HELD.id.in_(ids))
        found = connection.execute(query).all()
        shown = reader.mask.reservations(reservation_of(row.record) for row in found)
        for row, one in zip(found, shown, strict=True):
            bars[row.id] = (row.version, bar_of(one))

    def _of_sight(self, sight: Sight) -> _Kept:
        with self._door:
            kept = self._kept.setdefault(sight, _Kept())
            self._kept.move_to_end(sight)
            while len(self._kept) > MOST_SIGHTS:
                self._kept.popitem(last=False)
            return kept


def _versions(connection: Connection) -> Sequence[tuple[str, int]]:
    result = connection.execute(_VERSIONS)
    # The driver's own rows: to make records of tens of thousands would take most of the time.
    rows = result.cursor.fetchall() if result.cursor is not None else []
    result.close()
    return rows
