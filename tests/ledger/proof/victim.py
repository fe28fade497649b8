"""A program that writes to a ledger until it is killed, and is started anew on every line read.

Run as ``python -m tests.ledger.proof.victim WHERE LOG``. For each line on its input it forks a
process that opens the ledger and writes; it prints that process's number, and once more when it is
dead. What was acknowledged stands in LOG, a line each, written after the answer came.
"""

from __future__ import annotations

import itertools
import os
import sys
import threading

from kachinko.ledger.store.ledger import Ledger
from kachinko.model.command import ApplyPlan, Book, Cancel, Confirm, Release
from tests.ledger.desks import NOW, wanted

WRITERS = 4
STAGES = ("one", "two", "three")


def commands(writer: int, run: int):
    """Plans over three stages, confirmations, cancellations and bookings without end."""
    title = f"t{writer}"
    for turn in itertools.count():
        name = f"{run}.{writer}.{turn}"
        first = (turn * 7 + writer * 11) % 600
        sets = tuple(
            wanted(first + 3 * number, 3, stage=stage, title=title, set=f"set{number}")
            for number, stage in enumerate(STAGES)
        )
        yield ApplyPlan(id=name, plan=name, titles=(title,), holder="north", wanted=sets)
        yield Confirm(id=f"{name}-c", reservation=f"{name}.1")
        yield Cancel(id=f"{name}-x", reservation=f"{name}.1")
        yield Book(id=f"{name}-b", wanted=wanted(first, 2, stage=STAGES[turn % 3]))
        yield Release(id=f"{name}-r", reservation=f"{name}.2")


def write(ledger: Ledger, log: int, writer: int, run: int) -> None:
    for command in commands(writer, run):
        outcome = ledger.submit(command, actor=f"w{writer}", at=NOW)
        os.write(log, f"{command.id} {outcome.done:d} {outcome.last_event}\n".encode())


def live(where: str, log: str, run: int) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    ledger = Ledger(where)
    threads = [
        threading.Thread(target=write, args=(ledger, descriptor, writer, run))
        for writer in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(where: str, log: str) -> None:
    for run, _ in enumerate(sys.stdin):
        child = os.fork()
        if child == 0:
            live(where, log, run)
            os._exit(1)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("dead", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
