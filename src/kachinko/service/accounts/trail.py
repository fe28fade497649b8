"""The trail of accounts: who signed in, who was refused, who gave whom which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.reservation import Instant
from kachinko.service.accounts import tables
from kachinko.service.permissions import require

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Engine

    from kachinko.service.permissions import Actor

MOST = 1_000


class TrailEntry(Record):
    """Something that was done to or by an account."""

    seq: Count
    at: Instant
    actor: Id
    what: Text
    about: Text


def note(connection: Connection, at: datetime, actor: str, what: str, about: str) -> None:
    """Write down who did what about whom; nothing secret goes in here."""
    connection.execute(
        insert(tables.account_event).values(
            at=at.isoformat(), actor=actor, what=what, about=about[:200]
        )
    )


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
