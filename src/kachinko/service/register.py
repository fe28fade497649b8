"""Reading the ledger in pages and from a point on, as people and boards do."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select, tuple_

from kachinko.ledger.chain import Event
from kachinko.ledger.store import tables
from kachinko.ledger.store.rows import reservation_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Engine

    from kachinko.model.reservation import Reservation

_HELD = tables.reservation.c
_EVENT = tables.event.c
MOST_EVENTS = 500
LATEST_COMMIT_SECONDS = 60.0
"""A number that is not there after so long will not come: its command was rolled back."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which reservations are wanted; None: whatever it is."""

    stage: str | None = None
    title: str | None = None
    holder: str | None = None
    first: date | None = None
    last: date | None = None
    live: bool | None = True


Key = tuple[str, "date", int, str]
"""Stage, first day, rank, id: the order of reservations."""


def reservations_page(
    engine: Engine, asked: Asked, *, after: Key | None, limit: int
) -> list[Reservation]:
    """Reservations in the order of `Key`, those after one that is named."""
    order = (_HELD.stage, _HELD.first, _HELD.rank, _HELD.id)
    query = select(_HELD.record).order_by(*order).limit(limit)
    if asked.stage is not None:
        query = query.where(_HELD.stage == asked.stage)
    if asked.title is not None:
        query = query.where(_HELD.title == asked.title)
    if asked.holder is not None:
        query = query.where(_HELD.holder == asked.holder)
    if asked.first is not None:
        query = query.where(_HELD.last >= asked.first)
    if asked.last is not None:
        query = query.where(_HELD.first <= asked.last)
    if asked.live is not None:
        query = query.where(_HELD.live == asked.live)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after))
    with engine.connect() as connection:
        return [reservation_of(record) for record in connection.scalars(query)]


@dataclass(slots=True)
class Place:
    """A place in the audit trail: all up to a number has been seen, but for some that are late.

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
    def read(cls, text: str) -> Place:
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
    def end(cls, engine: Engine) -> Place:
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


def events_since(
    engine: Engine, place: Place, *, limit: int = MOST_EVENTS
) -> list[tuple[Event, str]]:
    """Events that come after a place, those that were late among them, each with its own place.

    The place given moves on.
    """
    wanted = _EVENT.seq > place.last
    if place.awaited:
        wanted = or_(wanted, _EVENT.seq.in_(list(place.awaited)))
    query = select(tables.event).where(wanted).order_by(_EVENT.seq).limit(limit)
    with engine.connect() as connection:
        rows = connection.execute(query).mappings()
        events = [Event.model_validate(dict(row)) for row in rows]
    found = []
    for each in events:
        place.pass_by(each.seq)
        found.append((each, str(place)))
    return found


def pulse(engine: Engine) -> tuple[int, int]:
    """Something that differs whenever an event has been written, one that is late too."""
    last = select(func.max(_EVENT.seq)).scalar_subquery()
    query = select(func.max(_EVENT.seq), func.count()).where(_EVENT.seq > last - MOST_EVENTS)
    with engine.connect() as connection:
        top, count = connection.execute(query).one()
    return top or 0, count
