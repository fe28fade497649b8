"""A stage's policy from now on: what is reserved stays, at the ranks that it has or better ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from kachinko.ledger.chain import START
from kachinko.ledger.desk import Desk
from kachinko.ledger.floor import Floor, StageRecord
from kachinko.ledger.machine import decide
from kachinko.ledger.queue import Queue
from kachinko.ledger.store import tables
from kachinko.ledger.store.rows import claim_rows, reservation_of, stage_of, stage_row
from kachinko.ledger.store.writing import Bodies, Chains, append, put_claims, write
from kachinko.model.command import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from kachinko.ledger.store.entry import Entry
    from kachinko.ledger.store.loading import StageRow
    from kachinko.model.command import Change, SetPolicy
    from kachinko.model.reservation import Reservation


def set_policy(
    connection: Connection, entry: Entry, command: SetPolicy, row: StageRow | None
) -> Outcome:
    """Enter a stage or give it a new policy; what is reserved must fit as it stands.

    `row` is the stage's, under lock; None: there is none yet. Clocks that have run out are acted
    on first, under the policy that they ran under.
    """
    new = StageRecord(
        command.stage, command.policy, command.floor_m2, command.quiet, command.closures
    )
    if row is None:
        connection.execute(
            insert(tables.stage).values(**stage_row(new), events=0, places=1, head=START)
        )
        chains = Chains([])
        chains.ends[new.id] = (0, START)
        last = _enter(connection, entry, None, chains, 1)
        return Outcome(command=command.id, done=True, last_event=last)
    chains = Chains([row])
    desk = Desk([stage_of(row.id, row.record)], _live(connection, new.id), next_place=row.places)
    decide(desk, command, entry.at)
    lapsed = desk.changes()
    last = write(connection, entry, desk, lapsed, chains)
    live = list(desk.floors[new.id].live.values())
    clash = _no_longer_fit(new, live)
    if clash:
        return Outcome(
            command=command.id,
            done=False,
            code="CLASH",
            says=f"Under this policy {clash[0].id} could not stand where it stands.",
            blockers=tuple(each.id for each in clash),
            last_event=last,
        )
    connection.execute(delete(tables.claim).where(tables.claim.c.stage == new.id))
    connection.execute(
        update(tables.stage).where(tables.stage.c.id == new.id).values(**stage_row(new))
    )
    last = _enter(connection, entry, row.record, chains, desk.next_place)
    moved = _settle(new, live, desk.next_place)
    changes = moved.changes()
    last = write(connection, entry, moved, changes, chains) if changes else last
    written = {change.after.id for change in changes}
    rows = [each for one in live if one.id not in written for each in claim_rows(new, one)]
    put_claims(connection, rows)
    both: tuple[Change, ...] = (*lapsed, *changes)
    return Outcome(command=command.id, done=True, changes=both, last_event=last)


def _live(connection: Connection, stage: str) -> list[Reservation]:
    held = tables.reservation.c
    query = select(held.record).where(held.stage == stage, held.live).order_by(held.place)
    return [reservation_of(record) for record in connection.scalars(query)]


def _enter(
    connection: Connection, entry: Entry, before: object, chains: Chains, places: int
) -> int:
    command = entry.command
    assert command.kind == "policy"
    new = StageRecord(
        command.stage, command.policy, command.floor_m2, command.quiet, command.closures
    )
    body = {"before": before, "after": stage_row(new)["record"], "why": command.why}
    bodies: Bodies = {command.stage: [(None, body)]}
    return max(append(connection, entry, bodies, chains, places=places).values())


def _no_longer_fit(new: StageRecord, live: Iterable[Reservation]) -> list[Reservation]:
    floor = Floor(new)
    clash = []
    for each in live:
        if new.claims(each) > new.capacity or not floor.fits(each, each.rank):
            clash.append(each)
        floor.live[each.id] = each
    return clash


def _settle(new: StageRecord, live: Iterable[Reservation], next_place: int) -> Desk:
    """Under the new policy: slots of a whole stage, challenges that ask nothing, and moving up."""
    desk = Desk([new], live, next_place=next_place)
    queue = Queue(desk)
    if new.policy.sharing == "whole":
        for each in list(desk.floors[new.id].live.values()):
            if each.slot != 1:
                queue.set(each, slot=1)
    queue.tidy(new.id)
    queue.settle(new.id)
    return desk
