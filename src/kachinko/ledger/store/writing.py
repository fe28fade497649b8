"""Writing what a command changed: events, reservations and the days that they claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from kachinko.ledger.chain import canonical, link
from kachinko.ledger.store import tables
from kachinko.ledger.store.rows import claim_rows, reservation_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from kachinko.ledger.desk import Desk
    from kachinko.ledger.store.entry import Entry
    from kachinko.model.command import Change

Bodies = dict[str, list[tuple[str | None, dict[str, Any]]]]
"""By stage: what happened to which reservation (None: to the stage itself)."""


def write(connection: Connection, entry: Entry, desk: Desk, changes: Iterable[Change]) -> int:
    """Write what changed; give the number of the last event."""
    changes = list(changes)
    if not changes:
        return connection.scalar(select(func.max(tables.event.c.seq))) or 0
    bodies: Bodies = {}
    for change in changes:
        body = change.model_dump(mode="json", by_alias=True) | {"why": entry.command.why}
        bodies.setdefault(change.after.stage, []).append((change.after.id, body))
    last = append(connection, entry, bodies)
    # All that leaves goes before anything comes, so that ranks can be exchanged.
    connection.execute(
        delete(tables.claim).where(
            tables.claim.c.reservation.in_([change.after.id for change in changes])
        )
    )
    for change in changes:
        row = reservation_row(change.after, last[change.after.id])
        if change.before is None:
            connection.execute(insert(tables.reservation).values(**row))
        else:
            connection.execute(
                update(tables.reservation)
                .where(tables.reservation.c.id == change.after.id)
                .values(**row)
            )
    rows = [
        claim
        for change in changes
        if change.after.live
        for claim in claim_rows(desk.floors[change.after.stage].stage, change.after)
    ]
    if rows:
        connection.execute(insert(tables.claim), rows)
    connection.execute(
        update(tables.stage)
        .where(tables.stage.c.id.in_(list(bodies)))
        .values(places=desk.next_place)
    )
    return max(last.values())


def append(
    connection: Connection,
    entry: Entry,
    bodies: Bodies,
) -> dict[str | None, int]:
    """Write events, chained by stage; give each reservation's number of its last event."""
    last: dict[str | None, int] = {}
    for stage, items in bodies.items():
        row = connection.execute(
            select(tables.stage.c.events, tables.stage.c.head).where(tables.stage.c.id == stage)
        ).one()
        number, head = row.events, row.head
        for reservation, body in items:
            number += 1
            fields = {
                "stage": stage, "number": number, "command": entry.command.id,
                "kind": entry.command.kind, "reservation": reservation, "actor": entry.actor,
                "at": entry.at.isoformat(), "body": canonical(body),
            }  # fmt: skip
            digest = link(head, fields)
            result = connection.execute(
                insert(tables.event).values(**fields, prev_hash=head, hash=digest)
            )
            key = result.inserted_primary_key
            assert key is not None  # one row, inserted: it has a key
            last[reservation] = int(key[0])
            head = digest
        connection.execute(
            update(tables.stage).where(tables.stage.c.id == stage).values(events=number, head=head)
        )
    return last
