"""The trail of accounts: who signed in, who was refused, who gave whom which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.reservation import Instant
from kachinko.service.accounts import tables
from kachinko.service.permissions import require

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from kachinko.service.permissions import Actor

MOST = 1_000


class TrailEntry(Record):
    """Something that was done to or by an account."""

    seq: Count
    at: Instant
    actor: Id
    what: Text
    about: Text


def read_trail(
    engine: Engine, actor: Actor, *, after: int = 0, limit: int = MOST
) -> list[TrailEntry]:
    """Entries in the order in which they were written, beginning after the number `after`."""
    require(actor, "trail.see")
    columns = tables.account_event.c
    query = select(tables.account_event).where(columns.seq > after).order_by(columns.seq)
    with engine.connect() as connection:
        rows = connection.execute(query.limit(limit)).mappings()
        return [TrailEntry.model_validate(dict(row)) for row in rows]
