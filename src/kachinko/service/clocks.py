"""Clocks that run out while nobody asks: looked at every second, so that boards hear of it."""

from __future__ import annotations

import contextlib
import threading
import uuid
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from kachinko.ledger.store import tables
from kachinko.model.command import Tick
from kachinko.model.errors import KachinkoError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kachinko.ledger.store.ledger import Ledger

ACTOR = "clock"
_HELD = tables.reservation.c


class ClockKeeper:
    """Lets the ledger act on deadlines as they pass, until it is closed."""

    def __init__(
        self, ledger: Ledger, clock: Callable[[], datetime], *, every: float = 1.0
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._every = every
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="clocks", daemon=True)

    def begin(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> None:
        """Act on what has run out by now, on the stages where something has."""
        now = self._clock()
        query = (
            select(_HELD.stage)
            .where(_HELD.live, _HELD.deadline.is_not(None), _HELD.deadline <= now.isoformat())
            .distinct()
            .limit(100)
        )
        with self._ledger.engine.connect() as connection:
            stages = tuple(connection.scalars(query))
        if stages:
            tick = Tick(id=uuid.uuid4().hex, stages=stages)
            self._ledger.submit(tick, actor=ACTOR, at=now)

    def _work(self) -> None:
        while not self._closing.wait(self._every):
            # A database that is away for a moment comes back, and the deadlines are there still.
            with contextlib.suppress(KachinkoError, OperationalError):
                self.look()
