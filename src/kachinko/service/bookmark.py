"""Bookmarks in the audit trail, from which boards hear on what happens."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from kachinko.ledger.store import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Engine

    from kachinko.ledger.chain import Event


_HELD = tables.reservation.c
_EVENT = tables.event.c
MOST_EVENTS = 500
LATEST_COMMIT_SECONDS = 60.0
"""A number that is not there after so long will not come: its command was rolled back."""


@dataclass(slots=True)
class Bookmark:
    """A bookmark in the audit trail: all up to a number has been seen, but for some that are late.

    On a server two commands may be written in another order than that of their numbers. A number
    that was not there yet when a later one was seen stays awaited for a while.
    """

    last: int = 0
    awaited: dict[int, float] = field(default_factory=dict)
    """Numbers, with the moment (monotonic) at which they were missed first."""

    def __str__(self) -> str:
        late = ".".join(str(number) for number in sorted(self.awaited))
        return f"{self.last}-{late}" if late else str(self.last)

    @classmethod
    def read(cls, text: str) -> Bookmark:
        """A place as it was written; raises ValueError."""
        last, _, late = text.partition("-")
        numbers = [last, *(late.split(".") if late else [])]
        if len(numbers) > 1_000 or not all(
            each.isascii() and each.isdigit() and len(each) < 18 for each in numbers
        ):
            raise ValueError(f"{text[:40]!r} is no place in the audit trail")
        now = time.monotonic()
        return cls(int(last), {int(each): now for each in numbers[1:]})

    @classmethod
    def end(cls, engine: Engine) -> Bookmark:
        """The place after all that is there now."""
        place = cls()
        with engine.connect() as connection:
            place.last = connection.scalar(select(func.max(_EVENT.seq))) or 0
            first = max(0, place.last - MOST_EVENTS)
            there = set(connection.scalars(select(_EVENT.seq).where(_EVENT.seq > first)))
        now = time.monotonic()
        late = set(range(first + 1, place.last)) - there
        place.awaited = dict.fromkeys(late, now)
        return place

    def pass_by(self, seq: int) -> None:
        """Count an event as seen."""
        now = time.monotonic()
        if seq > self.last:
            for missed in range(max(self.last + 1, seq - MOST_EVENTS), seq):
                self.awaited.setdefault(missed, now)
            self.last = seq
        self.awaited.pop(seq, None)
        gone = [each for each, at in self.awaited.items() if now - at > LATEST_COMMIT_SECONDS]
        for each in gone:
            del self.awaited[each]

    def through(self, events: Iterable[Event]) -> list[tuple[Event, str]]:
        """Go through events; each with the bookmark after it, as it is written."""
        found = []
        for each in events:
            self.pass_by(each.seq)
            found.append((each, str(self)))
        return found


def pulse(engine: Engine) -> tuple[int, int]:
    """Something that differs whenever an event has been written, one that is late too."""
    last = select(func.max(_EVENT.seq)).scalar_subquery()
    query = select(func.max(_EVENT.seq), func.count()).where(_EVENT.seq > last - MOST_EVENTS)
    with engine.connect() as connection:
        top, count = connection.execute(query).one()
    return top or 0, count
