"""Writing what a command changed: events, reservations and the days that they claim."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, text, update

from kachinko.ledger.chain import canonical, link
from kachinko.ledger.store import tables
from kachinko.ledger.store.rows import claim_rows, reservation_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection

    from kachinko.ledger.desk import Desk
    from kachinko.ledger.store.entry import Entry
    from kachinko.ledger.store.loading import StageRow
    from kachinko.model.command import Change

Bodies = dict[str, list[tuple[str | None, dict[str, Any]]]]
"""By stage: what happened to which reservation (None: to the stage itself)."""

# Statements are made once: to build and name one costs as much as to run it.
_HELD = tables.reservation
_NEW_EVENT = insert(tables.event)
_NEW_RESERVATION = insert(_HELD)
_NEW_CLAIM = insert(tables.claim)
_NEW_CLAIMS = text(
    "INSERT INTO claim (stage, day, rank, slot, reservation, floor, shared) "
    "SELECT stage, day, rank, slot, reservation, floor, shared "
    "FROM json_to_recordset(CAST(:rows AS json)) "
    "AS new(stage varchar, day date, rank integer, slot integer, reservation varchar, "
    "floor bigint, shared boolean)"
)
"""The same for many days in one statement, on PostgreSQL."""
_CHANGED = (
    update(_HELD)
    .where(_HELD.c.id == bindparam("which"))
    .values({name: bindparam(name) for name in _HELD.c.keys() if name != "id"})  # noqa: SIM118
)
_GONE = delete(tables.claim).where(
    tables.claim.c.reservation.in_(bindparam("which", expanding=True))
)
_LONGER = (
    update(tables.stage)
    .where(tables.stage.c.id == bindparam("which"))
    .values(events=bindparam("events"), head=bindparam("head"), places=bindparam("places"))
)
_LAST_EVENT = select(func.max(tables.event.c.seq))


class Chains:
    """Where the events of the stages under lock end."""

    def __init__(self, rows: Sequence[StageRow]) -> None:
        self.ends: dict[str, tuple[int, str]] = {row.id: (row.events, row.head) for row in rows}


def write(
    connection: Connection,
    entry: Entry,
    desk: Desk,
    changes: Iterable[Change],
    chains: Chains,
    *,
    then: Callable[[Connection], None] = lambda _: None,
) -> int:
    """Write what changed; give the number of the last event.

    `then` is told once the events have their numbers: nothing is asked from there on.
    """
    changes = list(changes)
    if not changes:
        number = connection.scalar(_LAST_EVENT) or 0
        then(connection)
        return number
    bodies: Bodies = {}
    for change in changes:
        body = change.model_dump(mode="json", by_alias=True) | {"why": entry.command.why}
        bodies.setdefault(change.after.stage, []).append((change.after.id, body))
    last = append(connection, entry, bodies, chains, places=desk.next_place, then=then)
    # All that leaves goes before anything comes, so that ranks can be exchanged.
    old = [change.after.id for change in changes if change.before is not None]
    if old:
        connection.execute(_GONE, {"which": old})
    rows = [reservation_row(change.after, last[change.after.id]) for change in changes]
    new = [row for row, change in zip(rows, changes, strict=True) if change.before is None]
    if new:
        connection.execute(_NEW_RESERVATION, new)
    for row, change in zip(rows, changes, strict=True):
        if change.before is not None:
            connection.execute(_CHANGED, row | {"which": row.pop("id")})
    claims = [
        claim
        for change in changes
        if change.after.live
        for claim in claim_rows(desk.floors[change.after.stage].stage, change.after)
    ]
    put_claims(connection, claims)
    return max(last.values())


def put_claims(connection: Connection, claims: list[dict[str, Any]]) -> None:
    """Enter the days that reservations claim; the database refuses what is claimed already."""
    if not claims:
        return
    if connection.dialect.name == "postgresql":
        rows = [claim | {"day": claim["day"].isoformat()} for claim in claims]
        connection.execute(_NEW_CLAIMS, {"rows": json.dumps(rows)})
    else:
        connection.execute(_NEW_CLAIM, claims)


def append(
    connection: Connection,
    entry: Entry,
    bodies: Bodies,
    chains: Chains,
    *,
    places: int,
    then: Callable[[Connection], None] = lambda _: None,
) -> dict[str | None, int]:
    """Write events, chained by stage; give each reservation's number of its last event.

    `places` is the next place in the queues of these stages.
    """
    last: dict[str | None, int] = {}
    for stage, items in bodies.items():
        number, head = chains.ends[stage]
        for reservation, body in items:
            number += 1
            fields = {
                "stage": stage, "number": number, "command": entry.command.id,
                "kind": entry.command.kind, "reservation": reservation, "actor": entry.actor,
                "at": entry.at.isoformat(), "body": canonical(body),
            }  # fmt: skip
            digest = link(head, fields)
            result = connection.execute(_NEW_EVENT, fields | {"prev_hash": head, "hash": digest})
            key = result.inserted_primary_key
            assert key is not None  # one row, inserted: it has a key
            last[reservation] = int(key[0])
            head = digest
        chains.ends[stage] = (number, head)
    then(connection)
    for stage in bodies:
        number, head = chains.ends[stage]
        connection.execute(
            _LONGER, {"which": stage, "events": number, "head": head, "places": places}
        )
    return last
