"""The server with its guard off, for the one test that must see the double booking."""

from __future__ import annotations

import time
from copy import deepcopy
from typing import TYPE_CHECKING

from kachinko.cli.main import main
from kachinko.ledger.store import postgres, sqlite, step

if TYPE_CHECKING:
    from kachinko.ledger.desk import Desk

PAUSE = 0.05
"""Seconds between looking and writing, so that the race is seen on any machine."""

_load_desk = step.load_desk
_seen: dict[str, Desk] = {}


def _look_once(connection, entry, rows):
    """Look too early, and not again when the database lets one try anew."""
    if entry.command.id not in _seen:
        _seen[entry.command.id] = _load_desk(connection, entry, rows)
        time.sleep(PAUSE)
    return deepcopy(_seen[entry.command.id])


postgres._lock = sqlite.stage_rows  # reads the stages without locking them
step.load_desk = _look_once

if __name__ == "__main__":
    main()
