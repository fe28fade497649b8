"""SQLite: one file, one writer thread that commits for all who wait.

WAL with `synchronous=FULL`, so that what was answered is on the disk; a commit for every waiting
command would pay one sync each, so the writer gives each a savepoint and commits them together.
"""

from __future__ import annotations

import queue
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from kachinko.ledger.store.refusals import GuardError, StoreError
from kachinko.ledger.store.step import Way, carry_out
from kachinko.ledger.store.turns import in_turn

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from kachinko.ledger.store.entry import Entry
    from kachinko.model.command import Outcome

AT_ONCE = 64
"""Most commands in one commit."""
PATIENCE_MS = 30_000
"""How long to wait for another process that writes."""

_WAY = Way()
"""No lock: the one writer holds the whole file."""

_Item = tuple["Entry", "Future[Outcome]"] | None


def engine_of(path: str) -> Engine:
    """An engine whose connections are as safe as the ledger needs; we begin transactions."""
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"check_same_thread": False},
        hide_parameters=True,  # titles and typed names stay out of logs and errors
    )

    @event.listens_for(engine, "connect")
    def prepare(raw, _record):  # type: ignore[no-untyped-def]
        raw.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"busy_timeout={PATIENCE_MS}",
            "foreign_keys=ON",
        ):
            raw.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        kind = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")

    return engine


class Writer:
    """The one thread that writes; others hand it commands and wait for their answers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        self._door = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="ledger-writer", daemon=True)
        self._thread.start()

    def submit(self, entry: Entry) -> Outcome:
        """Carry out a command; returns once it is on the disk.

        Raises
        ------
        StoreError
            When the ledger has been closed, or could not write.
        """
        answer: Future[Outcome] = Future()
        with self._door:  # nothing comes after the end of the queue, where nobody would answer it
            if self._closed:
                raise StoreError("The ledger has been closed.", hint="Nothing was changed.")
            self._waiting.put((entry, answer))
        return answer.result()

    def close(self) -> None:
        """Write what waits, then end."""
        with self._door:
            self._closed = True
            self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        while batch := self._next_batch():
            self._commit([item for item in batch if item is not None])
            if batch[-1] is None:
                return

    def _next_batch(self) -> list[_Item]:
        batch: list[_Item] = [self._waiting.get()]
        while batch[-1] is not None and len(batch) < AT_ONCE:
            try:
                batch.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        return batch

    def _commit(self, batch: list[tuple[Entry, Future[Outcome]]]) -> None:
        """Do each in a savepoint, commit once, and only then answer."""
        answers: list[Outcome | BaseException] = []
        try:
            with in_turn(self._engine) as connection:
                answers = [self._one(connection, entry) for entry, _ in batch]
        except BaseException as error:
            failed = _in_words(error)
            answers = [failed] * len(batch)
        for (_, future), answer in zip(batch, answers, strict=True):
            if isinstance(answer, BaseException):
                future.set_exception(answer)
            else:
                future.set_result(answer)

    @staticmethod
    def _one(connection: Connection, entry: Entry) -> Outcome | BaseException:
        connection.exec_driver_sql("SAVEPOINT command")
        try:
            answer: Outcome | BaseException = carry_out(connection, entry, _WAY)
        except OperationalError:
            # The file or the disk: no other command would fare better, and SQLite may have
            # rolled everything back by itself.
            raise
        except Exception as error:
            connection.exec_driver_sql("ROLLBACK TO command")
            answer = _in_words(error)
        connection.exec_driver_sql("RELEASE command")
        return answer


def _in_words(error: BaseException) -> BaseException:
    if isinstance(error, OperationalError):
        return StoreError(
            f"The ledger could not be written: {error.orig}.",
            hint="Is the disk full, or the file in use elsewhere? Nothing was changed; the same "
            "command, with its id, can be sent again.",
        )
    if isinstance(error, IntegrityError):
        return GuardError.of(error)
    return error


def assert_safe(connection: Connection) -> None:
    """Refuse a file that does not keep what is committed.

    Raises
    ------
    StoreError
        Where WAL, FULL or foreign keys are not on.
    """
    for pragma, right in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        found = connection.scalar(text(f"PRAGMA {pragma}"))
        if found != right:
            raise StoreError(
                f"SQLite's {pragma} is {found}, not {right}.",
                hint="The file lies where write-ahead logging fails, such as on a network disk.",
            )
