"""What lies beside the ledger in its database: accounts, projects, jobs; as rows of an export.

The ledger does not know what they mean; it takes them along, so that one copy is the whole of a
server. Who was signed in, and which tries to sign in failed, is not taken: people sign in again.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData, Table, delete, func, insert, inspect, select, text

from kachinko.ledger.store.refusals import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

TABLES = (
    "organisation", "studio", "studio_stage", "account", "membership", "token", "feed",
    "second_factor", "recovery_code", "account_event", "mask_key", "project", "shooting", "job",
    "job_note", "job_file", "answer",
)  # fmt: skip
"""In the order in which they can be filled: what is referred to comes first."""
_MADE_WITH_THE_TABLES = "mask_key"
_COUNTED = {"account_event": "seq"}
_LARGE = "job_file"
AT_ONCE = 200


def rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """Every row of every table, as lines of an export."""
    for table in _tables(connection):
        query = select(table).order_by(*table.primary_key.columns)
        at_once = 1 if table.name == _LARGE else AT_ONCE
        streamed = connection.execution_options(yield_per=at_once)
        for row in streamed.execute(query).mappings():
            values = {name: _written(value) for name, value in row.items()}
            yield {"is": "row", "table": table.name, "values": values}


class Taken:
    """Writes rows of an export into the empty tables of a store.

    Raises
    ------
    StoreError
        Where the tables hold something already.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tables = {table.name: table for table in _tables(connection)}
        self._waiting: list[dict[str, Any]] = []
        self._into = ""
        for name, table in self._tables.items():
            if name != _MADE_WITH_THE_TABLES and connection.scalar(
                select(func.count()).select_from(table)
            ):
                raise StoreError(
                    "The ledger to restore into has accounts or projects.", hint="Make a new one."
                )

    def take(self, line: Mapping[str, Any]) -> None:
        """Take a row."""
        name = line["table"]
        if name != self._into or len(self._waiting) >= AT_ONCE or name == _LARGE:
            self.write()
            self._into = name
        if name == _MADE_WITH_THE_TABLES:
            self._connection.execute(delete(self._tables[name]))
        self._waiting.append({key: _read(value) for key, value in line["values"].items()})

    def write(self) -> None:
        """Write what waits; at the end, numbers go on after the last one."""
        if self._waiting:
            self._connection.execute(insert(self._tables[self._into]), self._waiting)
        self._waiting = []

    def close(self) -> None:
        """Write the rest, and let numbers go on after the last one."""
        self.write()
        if self._connection.dialect.name == "postgresql":
            for table, column in _COUNTED.items():
                self._connection.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'),"
                        f" GREATEST((SELECT max({column}) FROM {table}), 1))"
                    )
                )


def _tables(connection: Connection) -> list[Table]:
    there = set(inspect(connection).get_table_names())
    metadata = MetaData()
    return [
        Table(name, metadata, autoload_with=connection, resolve_fks=False)
        for name in TABLES
        if name in there
    ]


def _written(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"base64": base64.b64encode(bytes(value)).decode()}
    return value


def _read(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value
