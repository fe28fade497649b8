"""The ledger as everybody else sees it: give it commands, ask it what stands."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from kachinko.ledger.chain import Event
from kachinko.ledger.store import postgres, sqlite, tables
from kachinko.ledger.store.entry import Entry
from kachinko.ledger.store.guards import assert_guarded
from kachinko.ledger.store.live import LiveStages
from kachinko.ledger.store.rows import reservation_of, stage_of
from kachinko.ledger.store.schema import bring_up
from kachinko.ledger.store.step import rehearse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Engine

    from kachinko.ledger.floor import StageRecord
    from kachinko.model.command import Command, Outcome
    from kachinko.model.reservation import Reservation

_HELD = tables.reservation.c
MOST_EVENTS = 1_000


class Ledger:
    """Reservations of stages, kept in a SQLite file or on a PostgreSQL server.

    `where` is the path of a file, made if it is not there, or a ``postgresql+psycopg://`` address.
    Safe to use from many threads. Close it, or use it in a `with`.

    Raises
    ------
    StoreError
        Where the database cannot be opened, would lose what is committed, or lacks its guards.
    """

    def __init__(self, where: Path | str) -> None:
        address = str(where)
        self.on_server = address.startswith("postgresql")
        kind = postgres if self.on_server else sqlite
        self.engine: Engine = kind.engine_of(address)
        try:
            bring_up(self.engine)
            with self.engine.connect() as connection:
                kind.assert_safe(connection)
                assert_guarded(connection)
        except BaseException:
            self.engine.dispose()
            raise
        self.live = LiveStages(self.engine)
        self._writer: sqlite.Writer | postgres.Writer = kind.Writer(self.engine)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write what waits, and let go of the database."""
        self._writer.close()
        self.engine.dispose()

    def submit(self, command: Command, *, actor: str, at: datetime) -> Outcome:
        """Carry a command out, or answer as it was answered before.

        Returns once the answer is on the disk; a refusal is an answer too (`done` is false).

        Raises
        ------
        IdReusedError, BusyError, StoreError
            When nothing was done and there is no answer.
        ValueError
            When `at` names no offset.
        """
        if at.tzinfo is None:
            raise ValueError("the time of a command names its offset")
        return self._writer.submit(Entry(command, actor, at.astimezone(UTC)))

    def rehearse(self, command: Command, *, actor: str, at: datetime) -> Outcome:
        """What `submit` would answer now; nothing is done, and nothing promised.

        Raises
        ------
        ValueError
            For the policy of a stage.
        """
        with self.engine.connect() as connection:
            return rehearse(connection, Entry(command, actor, at))

    def stages(self) -> list[StageRecord]:
        """All stages, by id."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(tables.stage).order_by(tables.stage.c.id))
            return [stage_of(row.id, row.record) for row in rows]

    def find(self, id_: str) -> Reservation | None:
        """A reservation by its id."""
        with self.engine.connect() as connection:
            record = connection.scalar(select(_HELD.record).where(_HELD.id == id_))
            return None if record is None else reservation_of(record)

    def reservations(
        self,
        *,
        stages: Iterable[str] | None = None,
        first: date | None = None,
        last: date | None = None,
        live: bool | None = True,
        title: str | None = None,
        holder: str | None = None,
    ) -> list[Reservation]:
        """Reservations that share a day with `first` to `last`, by stage, first day and rank."""
        query = select(_HELD.record).order_by(_HELD.stage, _HELD.first, _HELD.rank, _HELD.id)
        if stages is not None:
            query = query.where(_HELD.stage.in_(list(stages)))
        if first is not None:
            query = query.where(_HELD.last >= first)
        if last is not None:
            query = query.where(_HELD.first <= last)
        if live is not None:
            query = query.where(_HELD.live == live)
        if title is not None:
            query = query.where(_HELD.title == title)
        if holder is not None:
            query = query.where(_HELD.holder == holder)
        with self.engine.connect() as connection:
            return [reservation_of(record) for record in connection.scalars(query)]

    def named(self, begin: str, *, most: int = 10) -> list[str]:
        """The ids of reservations that begin so, at most so many."""
        query = select(_HELD.id).where(_HELD.id.startswith(begin, autoescape=True))
        with self.engine.connect() as connection:
            return list(connection.scalars(query.order_by(_HELD.id).limit(most)))

    def last_event(self) -> int:
        """The number of the last event; 0: nothing has happened yet."""
        with self.engine.connect() as connection:
            return connection.scalar(select(func.max(tables.event.c.seq))) or 0

    def history(
        self,
        *,
        stage: str | None = None,
        reservation: str | None = None,
        command: str | None = None,
        after: int = 0,
        limit: int = MOST_EVENTS,
    ) -> list[Event]:
        """Events in the order in which they were written, beginning after the number `after`.

        Whoever goes on from the last one that was given misses none.
        """
        events = tables.event.c
        query = select(tables.event).where(events.seq > after).order_by(events.seq).limit(limit)
        if self.on_server:
            query = query.where(events.seq <= postgres.settled(self.engine))
        if stage is not None:
            query = query.where(events.stage == stage)
        if reservation is not None:
            query = query.where(events.reservation == reservation)
        if command is not None:
            query = query.where(events.command == command)
        with self.engine.connect() as connection:
            rows = connection.execute(query).mappings()
            return [Event.model_validate(dict(row)) for row in rows]
