"""Sixteen writers want the same days; with the guards on, or planted off."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from kachinko.ledger.store import postgres, sqlite, step
from kachinko.ledger.store.loading import load_desk, stages_touched
from kachinko.ledger.store.loading import look as look_at
from kachinko.model.command import Book
from tests.ledger.desks import NOW, wanted

if TYPE_CHECKING:
    from kachinko.ledger.store.ledger import Ledger

WRITERS = 16
DEADLINE = 60.0
"""Seconds in which everyone must have an answer; the machine may be busy."""


@dataclass
class Fight:
    """By turn, who was told to have the days; what else was said; and who waits still."""

    winners: dict[int, list[str]] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)
    waiting: int = 0


def fight(ledger: Ledger, turns: int) -> Fight:
    """In each turn all ask at once for five days, each beginning on another one of them."""
    found = Fight(winners={turn: [] for turn in range(turns)})
    together = threading.Barrier(WRITERS)
    lock = threading.Lock()

    def write(number: int) -> None:
        for turn in range(turns):
            days = wanted(turn * 20 + number % 5, 5, holder=f"h{number}")
            together.wait(DEADLINE)
            try:
                outcome = ledger.submit(Book(id=f"{turn}-{number}", wanted=days), actor="a", at=NOW)
            except Exception as error:
                with lock:
                    found.errors.append(error)
                continue
            with lock:
                if outcome.done:
                    found.winners[turn].append(outcome.command)
                else:
                    found.codes.append(outcome.code)

    threads = [threading.Thread(target=write, args=(n,), daemon=True) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    ends = time.monotonic() + DEADLINE
    for thread in threads:
        thread.join(max(0.0, ends - time.monotonic()))
    found.waiting = sum(thread.is_alive() for thread in threads)
    return found


@contextmanager
def code_off_guard(patch: Any, ledger: Ledger):
    """Check, then write, with nothing between the two: no lock, and the check looks too early."""
    early = threading.local()

    def desk(connection, entry, looked):
        return early.desk if getattr(early, "desk", None) else load_desk(connection, entry, looked)

    def look(entry) -> None:
        with ledger.engine.connect() as connection:
            stages = stages_touched(connection, entry.command)
            early.desk = load_desk(connection, entry, look_at(connection, entry, stages))
        time.sleep(0.005)  # what a slow program does in between

    def on_file(_writer, entry):
        look(entry)
        try:
            immediate = ledger.engine.execution_options(begin="IMMEDIATE")
            with immediate.begin() as connection:
                return step.carry_out(connection, entry, step.Way())
        except Exception as error:
            raise sqlite._in_words(error) from error

    plain = postgres.Writer.submit

    def on_server(writer, entry):
        look(entry)
        return plain(writer, entry)

    with patch.context() as within:
        within.setattr(step, "load_desk", desk)
        within.setattr(postgres, "_look", look_at)
        within.setattr(sqlite.Writer, "submit", on_file)
        within.setattr(postgres.Writer, "submit", on_server)
        yield


def tables_off_guard(ledger: Ledger) -> None:
    """Take away the keys that keep two from the same day, and from the same number."""
    with ledger.engine.begin() as connection:
        connection.execute(text("DROP INDEX event_by_stage"))
        if ledger.on_server:
            connection.execute(text("ALTER TABLE claim DROP CONSTRAINT claim_pkey"))
        else:
            connection.execute(text("DROP TABLE claim"))
            connection.execute(
                text(
                    "CREATE TABLE claim (stage VARCHAR(64), day DATE, rank INTEGER, slot INTEGER,"
                    " reservation VARCHAR(64), floor BIGINT, shared BOOLEAN)"
                )
            )
