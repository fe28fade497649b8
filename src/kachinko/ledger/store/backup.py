"""A whole SQLite ledger as one more file, made by SQLite itself while others write.

Copying the file by other means would lose what still stands in the log beside it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from kachinko.ledger.store.refusals import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


def copy_file(engine: Engine, target: Path) -> Path:
    """Write a copy of the whole file, all its tables, as of one moment.

    Raises
    ------
    StoreError
        Where something stands at `target`, the disk is full, or the ledger is on a server.
    """
    if engine.dialect.name != "sqlite":
        raise StoreError(
            "Only a file can be copied as a file.", hint="Write an export of it, or use pg_dump."
        )
    if target.exists():
        raise StoreError(f"{target} is there already.", hint="Give a new name.")
    half = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(str(engine.url.database), isolation_level=None)) as source:
            source.execute("PRAGMA busy_timeout=30000")
            source.execute("VACUUM INTO ?", (str(half),))
        _sync(half)
        half.rename(target)
        _sync(target.parent)
    except (OSError, sqlite3.Error) as error:
        half.unlink(missing_ok=True)
        raise StoreError(
            f"The copy {target} could not be written: {error}.", hint="The ledger is unchanged."
        ) from error
    return target


def copy_before(engine: Engine, revision: str) -> Path | None:
    """The copy that is made beside a ledger before its tables change; None: nothing to copy."""
    from pathlib import Path

    name = engine.url.database
    if engine.dialect.name != "sqlite" or name in (None, "", ":memory:"):
        return None
    file = Path(str(name))
    target, number = file.with_name(f"{file.stem}.before-{revision}{file.suffix}"), 1
    while target.exists():
        number += 1
        target = file.with_name(f"{file.stem}.before-{revision}-{number}{file.suffix}")
    return copy_file(engine, target)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot sync a folder
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
