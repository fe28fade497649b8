"""Reads the ledger as an actor may: rows of others never leave PostgreSQL, and are masked here.

On a server the reading transaction takes the role `kachinko_reader` and names its organisations and
stages; the database then gives its own rows and, of the others, the views `taken` and
`taken_event`. A SQLite file has no such roles: there, and once more on a server, `masking` does it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB

from kachinko.ledger.chain import Event
from kachinko.ledger.store import tables
from kachinko.ledger.store.ledger import MOST_EVENTS
from kachinko.ledger.store.rows import reservation_of
from kachinko.service.accounts import tables as accounts
from kachinko.service.masking import Mask, Sight
from kachinko.service.permissions import On, may

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from sqlalchemy import Connection, Select

    from kachinko.ledger.store.ledger import Ledger
    from kachinko.model.reservation import Reservation
    from kachinko.service.permissions import Actor

READER = "kachinko_reader"
NOBODY = "-"
"""Names no organisation, as an id begins with a letter or digit; but it is not nothing."""

_views = MetaData()
_taken = Table(
    "taken",
    _views,
    Column("stage", String),
    Column("first", Date),
    Column("last", Date),
    Column("rank", Integer),
    Column("live", Boolean),
    Column("record", JSONB),
)
_taken_event = Table(
    "taken_event",
    _views,
    Column("seq", BigInteger),
    Column("stage", String),
    Column("number", BigInteger),
    Column("kind", String),
    Column("actor", String),
    Column("command", String),
    Column("reservation", String),
    Column("at", String),
    Column("body", Text),
)
_HELD = tables.reservation


Key = tuple[str, "date", int, int]
"""Stage, first day, rank, place: the order of reservations, in which nothing is told by an id."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which reservations: of these stages, sharing a day with `first` to `last`, live or not."""

    stages: tuple[str, ...] | None = None
    first: date | None = None
    last: date | None = None
    live: bool | None = True
    title: str | None = None
    holder: str | None = None
    after: Key | None = None
    """Only those that come later in the order of `Key`."""
    limit: int | None = None

    @property
    def names_somebody(self) -> bool:
        """Whether it asks by what is not told of others: then none of theirs may answer."""
        return self.title is not None or self.holder is not None


class Reader:
    """Reads for one actor."""

    def __init__(self, ledger: Ledger, actor: Actor) -> None:
        self._ledger = ledger
        self.sight = _sight_of(ledger, actor)
        self.mask = Mask(self.sight, self.holders)

    def holders(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Of these ids, those of reservations, with holder and stage; only for masking."""
        ids = list(ids)
        if not ids:
            return {}
        columns = _HELD.c
        query = select(columns.id, columns.holder, columns.stage).where(columns.id.in_(ids))
        with self._ledger.engine.connect() as connection:
            return {row.id: (row.holder, row.stage) for row in connection.execute(query)}

    def reservations(self, asked: Asked) -> list[Reservation]:
        """Reservations by stage, first day and rank, as the actor may see them.

        Where it asks for a title or holder, only what it sees in full answers: else it could
        find out by asking.
        """
        found = self._found(asked)
        if asked.names_somebody:
            found = [each for each in found if self.sight.sees(each.holder, each.stage)]
        return self.mask.reservations(found)

    def history(
        self,
        *,
        stage: str | None = None,
        reservation: str | None = None,
        after: int = 0,
        late: Collection[int] = (),
        limit: int = MOST_EVENTS,
    ) -> list[Event]:
        """Entries of the audit trail after the number `after`, as the actor may see them.

        Those of `late` are among them, where they are there by now.
        """
        if self.apart:
            events = self._events_apart(stage, reservation, after, late, limit)
        else:
            query = _events(tables.event, stage, reservation, after, late, limit)
            with self._ledger.engine.connect() as connection:
                rows = connection.execute(query).mappings()
                events = [Event.model_validate(dict(row)) for row in rows]
        return [self.mask.event(event) for event in events]

    @property
    def apart(self) -> bool:
        """Whether the database hides the rows of others from this reader."""
        return self._ledger.on_server and not self.sight.everything

    def _found(self, asked: Asked) -> list[Reservation]:
        own = _narrow(select(_HELD.c.record), _HELD, asked)
        if not self.apart:
            if asked.names_somebody and not self.sight.everything:
                seen = _HELD.c.holder.in_(self.sight.organisations)
                own = own.where(or_(seen, _HELD.c.stage.in_(self.sight.stages)))
            with self._ledger.engine.connect() as connection:
                return [reservation_of(record) for record in connection.scalars(own)]
        with as_reader(self._ledger, self.sight) as connection:
            records = list(connection.scalars(own))
            if not asked.names_somebody:
                records += connection.scalars(_narrow(select(_taken.c.record), _taken, asked))
        found = [reservation_of(record) for record in records]
        return sorted(found, key=key_of)[: asked.limit]

    def _events_apart(
        self,
        stage: str | None,
        reservation: str | None,
        after: int,
        late: Collection[int],
        limit: int,
    ) -> list[Event]:
        rows: list[dict[str, Any]] = []
        with as_reader(self._ledger, self.sight) as connection:
            for table in (tables.event, _taken_event):
                query = _events(table, stage, reservation, after, late, limit)
                rows += [dict(row) for row in connection.execute(query).mappings()]
        no_hash = {"prev_hash": "", "hash": ""}
        rows.sort(key=lambda row: int(row["seq"]))
        return [Event.model_validate(no_hash | row) for row in rows[:limit]]


def key_of(one: Reservation) -> Key:
    """The place of a reservation in the order in which they are listed."""
    return one.stage, one.first, one.rank, one.place


def _events(
    table: Table,
    stage: str | None,
    reservation: str | None,
    after: int,
    late: Collection[int],
    limit: int,
) -> Select[Any]:
    columns = table.c
    later = columns.seq > after
    query = select(table).where(or_(later, columns.seq.in_(late)) if late else later)
    if stage is not None:
        query = query.where(columns.stage == stage)
    if reservation is not None:
        query = query.where(columns.reservation == reservation)
    return query.order_by(columns.seq).limit(limit)


@contextmanager
def as_reader(ledger: Ledger, sight: Sight) -> Iterator[Connection]:
    """A transaction on PostgreSQL in which only the rows that a sight sees can be read."""
    with ledger.engine.begin() as connection:
        connection.execute(
            text(
                "SELECT set_config('kachinko.organisations', :organisations, true), "
                "set_config('kachinko.stages', :stages, true), "
                "set_config('kachinko.actor', :actor, true)"
            ),
            {
                "organisations": ",".join(sorted(sight.organisations)) or NOBODY,
                "stages": ",".join(sorted(sight.stages)),
                "actor": sight.actor,
            },
        )
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        connection.exec_driver_sql(f"SET LOCAL ROLE {READER}")
        yield connection


def _narrow(query: Select[Any], table: Table, asked: Asked) -> Select[Any]:
    columns = table.c
    if asked.stages is not None:
        query = query.where(columns.stage.in_(asked.stages))
    if asked.first is not None:
        query = query.where(columns.last >= asked.first)
    if asked.last is not None:
        query = query.where(columns.first <= asked.last)
    if asked.live is not None:
        query = query.where(columns.live == asked.live)
    if asked.title is not None:
        query = query.where(columns.title == asked.title)
    if asked.holder is not None:
        query = query.where(columns.holder == asked.holder)
    place = columns.place if "place" in columns else columns.record["place"].as_integer()
    order = (columns.stage, columns.first, columns.rank, place)
    if asked.after is not None:
        query = query.where(tuple_(*order) > tuple_(*asked.after))
    query = query.order_by(*order)
    return query if asked.limit is None else query.limit(asked.limit)


def _sight_of(ledger: Ledger, actor: Actor) -> Sight:
    see = "reservation.see"
    if may(actor, see):
        return Sight(key="", actor=actor.user, everything=True)
    places = {(grant.place, grant.name) for grant in actor.grants}
    organisations = frozenset(
        name
        for place, name in places
        if place == "organisation" and may(actor, see, On(organisation=name))
    )
    studios = [
        name for place, name in places if place == "studio" and may(actor, see, On(studio=name))
    ]
    account, stage = accounts.account.c, accounts.studio_stage.c
    with ledger.engine.connect() as connection:
        return Sight(
            actor=actor.user,
            key=connection.scalars(select(accounts.mask_key.c.value)).one(),
            organisations=organisations,
            stages=frozenset(
                connection.scalars(select(stage.stage).where(stage.studio.in_(studios)))
            ),
            people=frozenset(
                connection.scalars(
                    select(account.id).where(account.organisation.in_(organisations))
                )
            )
            | {actor.user},
        )
