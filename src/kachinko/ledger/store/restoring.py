"""Rebuilding a ledger from its export, in an empty store of either kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from kachinko.ledger.chain import START
from kachinko.ledger.store import tables
from kachinko.ledger.store.beside import Taken
from kachinko.ledger.store.export import AT_ONCE, read_export
from kachinko.ledger.store.refusals import StoreError
from kachinko.ledger.store.rows import claim_rows, reservation_of, reservation_row, stage_of
from kachinko.ledger.verify import Verified, verify_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Table

    from kachinko.ledger.floor import StageRecord


def restore(source: Path, engine: Engine) -> Verified:
    """Write an export into the empty tables of a store; all of it is verified before it stands.

    Raises
    ------
    StoreError
        Where the export is not whole, the store is not empty, or the ledger is not as it must be.
    """
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        for table in (tables.stage, tables.event, tables.command):
            if connection.scalar(select(func.count()).select_from(table)):
                raise StoreError("The ledger to restore into is not empty.", hint="Make a new one.")
        try:
            _Rebuilt(connection).take(read_export(source))
        except (KeyError, TypeError, ValueError, IntegrityError) as error:
            raise StoreError(
                f"{source} does not come to a ledger.", hint="Nothing was restored."
            ) from error
        verified = verify_on(connection)
        if verified.findings:
            raise StoreError(
                f"What {source} comes to is not as it must be: {verified.findings[0]}.",
                hint="Nothing was restored.",
            )
    return verified


class _Rebuilt:
    """Writes commands and events as they come, and at the end what they come to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stages: dict[str, dict[str, Any]] = {}
        self._held: dict[str, tuple[dict[str, Any], int]] = {}

    def take(self, lines: Iterable[dict[str, Any]]) -> None:
        waiting: dict[str, list[dict[str, Any]]] = {"command": [], "event": []}
        into = {"command": tables.command, "event": tables.event}
        taken = Taken(self._connection)
        for line in lines:
            kind = line.pop("is")
            if kind == "row":
                taken.take(line)
                continue
            waiting[kind].append(line)
            if kind == "event":
                self._note(line)
            if len(waiting[kind]) == AT_ONCE:
                self._insert(into[kind], waiting[kind])
                waiting[kind] = []
        taken.close()
        for kind, rows in waiting.items():
            self._insert(into[kind], rows)
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(
                text(
                    "SELECT setval(pg_get_serial_sequence('event', 'seq'),"
                    " GREATEST((SELECT max(seq) FROM event), 1))"
                )
            )
        self._write_stages()
        self._write_reservations()

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    def _note(self, event: dict[str, Any]) -> None:
        stage = self._stages.setdefault(event["stage"], {"places": 1})
        stage |= {"events": event["number"], "head": event["hash"]}
        body = json.loads(event["body"])
        after = body["after"]
        if event["reservation"] is None:
            stage["record"] = after
        else:
            self._held[event["reservation"]] = (after, event["seq"])
            stage["places"] = max(stage["places"], after["place"] + 1)

    def _record(self, id_: str) -> StageRecord:
        return stage_of(id_, self._stages[id_]["record"])

    def _write_stages(self) -> None:
        rows = [
            {"head": START, **stage, "id": id_, "capacity": self._record(id_).capacity}
            for id_, stage in self._stages.items()
        ]
        self._insert(tables.stage, rows)

    def _write_reservations(self) -> None:
        stages = {id_: self._record(id_) for id_ in self._stages}
        held = [(reservation_of(record), last) for record, last in self._held.values()]
        self._insert(tables.reservation, [reservation_row(each, last) for each, last in held])
        for each, _ in held:
            if each.live:
                self._insert(tables.claim, claim_rows(stages[each.stage], each))
