"""Who asks first to write to a file writes first; and nobody is left out beside a busy ledger."""

from __future__ import annotations

import threading
import time

from sqlalchemy import text

from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.turns import Turn, in_turn
from kachinko.model.command import Book, SetPolicy
from kachinko.model.policy import HoldPolicy
from tests.ledger.desks import NOW, wanted


def test_a_turn_is_had_in_the_order_in_which_it_was_asked_for() -> None:
    turn, had = Turn(), []

    def ask(number: int) -> None:
        with turn:
            had.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    with turn:
        for number, thread in enumerate(threads, 1):
            thread.start()
            while len(turn._waiting) < number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(30)
    assert had == list(range(20))
    with turn:  # and it is free again
        pass


def test_nobody_is_left_out_beside_a_busy_ledger(tmp_path) -> None:
    """Others write between commits: after at most a few of them, counted and not timed."""
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.submit(SetPolicy(id="s", stage="one", policy=HoldPolicy()), actor="op", at=NOW)
        over = threading.Event()

        def book(who: int) -> None:
            number = 0
            while not over.is_set():
                number += 1
                want = wanted((number * 7 + who * 997) % 3000, 1)
                ledger.submit(Book(id=f"{who}-{number}", wanted=want), actor="ana", at=NOW)

        threads = [threading.Thread(target=book, args=(who,)) for who in range(6)]
        for thread in threads:
            thread.start()
        overtaken = []
        for _ in range(15):
            before = _commands(ledger)
            with in_turn(ledger.engine) as connection:
                overtaken.append(connection.scalar(text("SELECT count(*) FROM command")) - before)
        over.set()
        for thread in threads:
            thread.join(30)
        # Six wait at any time, and go in one commit; two commits and one in progress are plenty.
        assert max(overtaken) <= 18
        assert _commands(ledger) > 15


def _commands(ledger: Ledger) -> int:
    with ledger.engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM command"))
