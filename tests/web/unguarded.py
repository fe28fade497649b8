"""The server with its guard off, for the one test that must see the double booking."""

from __future__ import annotations

import time

from kachinko.cli.main import main
from kachinko.ledger.store import postgres, sqlite, step

PAUSE = 0.05
"""Seconds between looking and writing, so that the race is seen on any machine."""

_load_desk = step.load_desk


def _look_for_long(*given, **named):
    desk = _load_desk(*given, **named)
    time.sleep(PAUSE)
    return desk


postgres._lock = sqlite.stage_rows  # reads the stages without locking them
step.load_desk = _look_for_long

if __name__ == "__main__":
    main()
