"""The logical export: a ledger as JSON lines, from which either kind of store can be rebuilt.

A header, every command with its answer, every event in its order with its hashes, every row of what
lies beside (accounts, projects, jobs), and a last line that counts them and digests all lines
before it, so that a file cut short is known. Stages, policies and reservations are what the events
come to.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from kachinko.ledger.chain import canonical
from kachinko.ledger.store import beside, tables
from kachinko.ledger.store.refusals import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

FORMAT = 1
AT_ONCE = 1_000


def export(engine: Engine, target: Path) -> int:
    """Write all that the ledger holds, as of one moment; give how many events there are.

    A name that ends in ``.gz`` is compressed.

    Raises
    ------
    StoreError
        Where something stands at `target`, or it cannot be written.
    """
    if target.exists():
        raise StoreError(f"{target} is there already.", hint="Give a new name.")
    half = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with half.open("wb") as raw:
            with engine.connect() as connection:
                if target.suffix == ".gz":
                    with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
                        events = _write(connection, packed)
                else:
                    events = _write(connection, raw)
            raw.flush()
            os.fsync(raw.fileno())
        half.rename(target)
    except (OSError, SQLAlchemyError) as error:
        raise StoreError(
            f"The export {target} could not be written: {error}.", hint="The ledger is unchanged."
        ) from error
    finally:
        half.unlink(missing_ok=True)
    return events


def _write(connection: Connection, stream: IO[bytes] | gzip.GzipFile) -> int:
    digest, counts = hashlib.sha256(), {"command": 0, "event": 0}
    for line in _lines(connection):
        counts[line["is"]] = counts.get(line["is"], 0) + 1
        data = f"{canonical(line)}\n".encode()
        digest.update(data)
        stream.write(data)
    last = {
        "is": "end", "commands": counts["command"], "events": counts["event"],
        "sha256": digest.hexdigest(),
    }  # fmt: skip
    stream.write(f"{canonical(last)}\n".encode())
    return counts["event"]


def _lines(connection: Connection) -> Iterator[dict[str, Any]]:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
    yield {"is": "ledger", "format": FORMAT}
    rows = connection.execution_options(yield_per=AT_ONCE)
    for row in rows.execute(select(tables.command).order_by(tables.command.c.id)).mappings():
        yield {"is": "command", **row}
    for row in rows.execute(select(tables.event).order_by(tables.event.c.seq)).mappings():
        yield {"is": "event", **row}
    yield from beside.rows(connection)


def read_export(source: Path) -> Iterator[dict[str, Any]]:
    """The commands, events and rows of an export, checked to be whole once the last one is taken.

    Raises
    ------
    StoreError
        Where it is no export, was cut short, or was changed.
    """
    opened: Any = gzip.open if source.suffix == ".gz" else open
    digest, counts = hashlib.sha256(), {"command": 0, "event": 0}
    try:
        with opened(source, "rb") as stream:
            for number, data in enumerate(stream, 1):
                line = json.loads(data)
                kind = line.pop("is")
                if number == 1 and (kind, line.get("format")) != ("ledger", FORMAT):
                    raise StoreError(f"{source} is no export of a ledger that can be read here.")
                if kind == "end":
                    right = {"commands": counts["command"], "events": counts["event"],
                             "sha256": digest.hexdigest()}  # fmt: skip
                    if line != right:
                        raise StoreError(f"{source} has been changed.", hint="Take another one.")
                    return
                digest.update(data)
                if kind in counts:
                    counts[kind] += 1
                if kind in counts or kind == "row":
                    yield {"is": kind, **line}
    except (OSError, EOFError, ValueError, KeyError, AttributeError) as error:
        raise StoreError(f"{source} cannot be read: {error}.") from error
    raise StoreError(f"{source} has been cut short: its last line is missing.")
