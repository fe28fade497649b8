"""PostgreSQL: the stages that a command touches are locked first, in order, in one statement.

So writers on the same stage queue up, and none deadlocks; the keys of the tables stay as the guard.
A command waits for the server three times: to lock and look, for the numbers of its events, and for
the rest with the commit.
"""

from __future__ import annotations

import math
import random
import time
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, func, select, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, IntegrityError, OperationalError

from kachinko.ledger.store import tables
from kachinko.ledger.store.loading import Answered, Kept, Looked, Span, StageRow, named
from kachinko.ledger.store.pipeline import LastGo, pipeline
from kachinko.ledger.store.refusals import BusyError, GuardError, StoreError
from kachinko.ledger.store.step import Way, carry_out

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from kachinko.ledger.store.entry import Entry
    from kachinko.model.command import Outcome

TRIES = 4
LOCK_TIMEOUT_MS = 5_000
RETRY = {"40001", "40P01", "55P03"}
"""SQLSTATE of serialization failure, deadlock, lock not available."""
DUPLICATE = "23505"
LOST = {None, "57P01", "57P02", "57P03"}
"""Of a connection that broke, or whose server went down or comes up."""
RESTED_SECONDS = 1.0
"""A connection that nobody has used for longer is asked whether it still lives."""
_RESTS = "since"


def engine_of(url: str, *, size: int = 16) -> Engine:
    """An engine on a server; `size` is the most connections that it keeps."""
    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # titles and typed names stay out of logs and errors
    )

    @event.listens_for(engine, "checkin")
    def rests(_raw, record):  # type: ignore[no-untyped-def]
        record.info[_RESTS] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def wakes(raw, record, _holder):  # type: ignore[no-untyped-def]
        # Asking whether it still lives costs as much as a statement: not where it just did.
        if time.monotonic() - record.info.get(_RESTS, math.inf) > RESTED_SECONDS:
            try:
                alive = engine.dialect.do_ping(raw)
            except engine.dialect.loaded_dbapi.Error:
                alive = False
            if not alive:
                raise DisconnectionError

    return engine


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
                return self._try(entry)
            except DBAPIError as error:
                state = getattr(error.orig, "sqlstate", None)
                # Two with the same command id at once: the second finds the first one's answer. So
                # does who tries again because a connection broke, perhaps after the commit.
                lost = isinstance(error, OperationalError) and state in LOST
                again = state in RETRY or ((state == DUPLICATE or lost) and attempt == 0)
                if not again:
                    raise _in_words(error) from error
            except BusyError:
                pass  # what it is about has moved meanwhile
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
        raise BusyError(
            "Others are writing to the same stages.", hint="Nothing was changed; try again."
        )

    def _try(self, entry: Entry) -> Outcome:
        with self._engine.connect() as connection, LastGo() as rest:
            outcome = carry_out(connection, entry, Way(_look, rest.begin))
            rest.commit(connection)
        return outcome

    def close(self) -> None:
        """Nothing waits here."""


def _look(connection: Connection, entry: Entry, stages: list[str]) -> Looked:
    """Lock, then look: each statement of a pipeline sees what was committed when its turn came."""
    with pipeline(connection) as raw:
        raw.execute(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}")
        rows = raw.execute(_LOCKED, (stages,))
        known = raw.execute(_ANSWER, (entry.command.id,))
        spans = raw.execute(_SPANS, (stages,))
        about = raw.execute(_KEPT, (named(entry.command),))
    found = Looked(
        [StageRow(*row[:-1]) for row in rows],
        next((Answered(*row) for row in known), None),
        [Span(*row) for row in spans],
        [Kept(*row) for row in about],
    )
    if len(found.stages) < len(stages):  # a stage that is new has no row to lock
        connection.execute(select(func.pg_advisory_xact_lock_shared(_NUMBERING)))
    return found


_NUMBERING = 5_021_1897
"""Key of the lock that all share who number events, from before the number until the commit."""
_LOCKED = (
    f"SELECT id, record, events, places, head, pg_advisory_xact_lock_shared({_NUMBERING}) "
    "FROM stage WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
)
_ANSWER = "SELECT fingerprint, outcome FROM command WHERE id = %s"
_SPANS = (
    "SELECT id, stage, first, last, deadline, title FROM reservation WHERE stage = ANY(%s) AND live"
)
_KEPT = "SELECT record, last_event FROM reservation WHERE id = ANY(%s)"


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
