"""PostgreSQL: the stages that a command touches are locked first, in order, in one statement.

So writers on the same stage queue up, and none deadlocks; the keys of the tables stay as the guard.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from kachinko.ledger.store import tables
from kachinko.ledger.store.refusals import BusyError, GuardError, StoreError
from kachinko.ledger.store.step import carry_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine, Row

    from kachinko.ledger.store.entry import Entry
    from kachinko.model.command import Outcome

TRIES = 4
LOCK_TIMEOUT_MS = 5_000
RETRY = {"40001", "40P01", "55P03"}
"""SQLSTATE of serialization failure, deadlock, lock not available."""
DUPLICATE = "23505"


def engine_of(url: str, *, size: int = 16) -> Engine:
    """An engine on a server; `size` is the most connections that it keeps."""
    return create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,  # titles and typed names stay out of logs and errors
    )


class Writer:
    """Carries commands out, each in a transaction of its own, on whatever thread asks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def submit(self, entry: Entry) -> Outcome:
        """Carry out a command; returns once it is committed.

        Raises
        ------
        BusyError
            When the stages' locks could not be had in time, after several tries.
        """
        for attempt in range(TRIES):
            try:
                with self._engine.begin() as connection:
                    connection.execute(text(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}"))
                    return carry_out(connection, entry, _lock)
            except DBAPIError as error:
                state = getattr(error.orig, "sqlstate", None)
                # Two with the same command id at once: the second finds the first one's answer.
                again = state in RETRY or (state == DUPLICATE and attempt == 0)
                if not again:
                    raise _in_words(error) from error
            except BusyError:
                pass  # what it is about has moved meanwhile
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
        raise BusyError(
            "Others are writing to the same stages.", hint="Nothing was changed; try again."
        )

    def close(self) -> None:
        """Nothing waits here."""


def _lock(connection: Connection, stages: list[str]) -> Sequence[Row[Any]]:
    rows = connection.execute(_LOCKED, {"which": stages}).all()
    if len(rows) < len(stages):  # a stage that is new has no row to lock
        connection.execute(select(func.pg_advisory_xact_lock_shared(_NUMBERING)))
    return rows


_NUMBERING = 5_021_1897
"""Key of the lock that all share who number events, from before the number until the commit."""
_LOCKED = (
    select(tables.stage, func.pg_advisory_xact_lock_shared(_NUMBERING))
    .where(tables.stage.c.id.in_(bindparam("which", expanding=True)))
    .order_by(tables.stage.c.id)
    .with_for_update()
)


def settled(engine: Engine) -> int:
    """The number up to which all events are committed that ever will be.

    Events are numbered before they are committed, so that a later one may be seen before an earlier
    one; who reads on from the last one that was seen would never get the other.

    Raises
    ------
    BusyError
        When somebody's writing takes too long to wait for.
    """
    try:
        with engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}"))
            connection.execute(select(func.pg_advisory_xact_lock(_NUMBERING)))
            return connection.scalar(select(func.max(tables.event.c.seq))) or 0
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in RETRY:
            raise BusyError("Somebody is writing for long.", hint="Ask again.") from error
        raise _in_words(error) from error


def _in_words(error: DBAPIError) -> Exception:
    if isinstance(error, OperationalError):
        return StoreError(
            "The ledger's server could not be reached or could not write.",
            hint="Send the same command, with its id, again: it is done once. The server said: "
            f"{str(error.orig).splitlines()[0]}",
        )
    if isinstance(error, IntegrityError):
        return GuardError.of(error)
    return error


def assert_safe(connection: Connection) -> None:
    """Refuse a server that may lose what is committed.

    Raises
    ------
    StoreError
        Where fsync, synchronous_commit or full_page_writes is off.
    """
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        found = connection.scalar(text(f"SHOW {name}"))
        if found == "off":
            raise StoreError(f"PostgreSQL's {name} is off.", hint="Turn it on for the ledger.")
