"""Writing to the tables of accounts, and the trail of what was done there."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import insert
from sqlalchemy.exc import OperationalError

from kachinko.ledger.store.refusals import StoreError
from kachinko.ledger.store.turns import in_turn
from kachinko.service.accounts import tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; committed at its end, or nothing of it stands.

    Raises
    ------
    StoreError
        Where the database cannot be written.
    """
    try:
        with in_turn(engine) as connection:
            yield connection
    except OperationalError as error:
        raise StoreError(
            "The accounts could not be written.",
            hint="Nothing was changed. Is the disk full, or the server away?",
        ) from error


def note(connection: Connection, at: datetime, actor: str, what: str, about: str) -> None:
    """Write down who did what about whom; nothing secret goes in here."""
    connection.execute(
        insert(tables.account_event).values(
            at=at.isoformat(), actor=actor, what=what, about=about[:200]
        )
    )
