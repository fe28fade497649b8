"""The server with its guard off, for the one test that must see the double booking."""

from __future__ import annotations

import threading
from collections import defaultdict
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING

from kachinko.cli.main import main
from kachinko.ledger.store import loading, postgres, step
from tests.web.live import UNGUARDED

if TYPE_CHECKING:
    from datetime import date

    from kachinko.ledger.desk import Desk

PATIENCE = 15.0
"""Seconds for which one that has looked waits for the others."""

_load_desk = step.load_desk
_seen: dict[str, Desk] = {}
_all_have_looked: defaultdict[date, threading.Barrier] = defaultdict(
    lambda: threading.Barrier(UNGUARDED)
)
_door = threading.Lock()


def _look_once(connection, entry, looked):
    """Look, and let nobody write before all have looked; a second try looks no second time.

    So everybody has seen the days free, however busy the machine is.
    """
    if entry.command.id not in _seen:
        _seen[entry.command.id] = _load_desk(connection, entry, looked)
        with _door:
            together = _all_have_looked[entry.command.wanted.first]
        with suppress(threading.BrokenBarrierError):
            together.wait(PATIENCE)
    return deepcopy(_seen[entry.command.id])


postgres._look = loading.look  # reads the stages without locking them
step.load_desk = _look_once

if __name__ == "__main__":
    main()
