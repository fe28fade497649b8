"""Bring a database up to the tables of this release, by the revisions in `migrations`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.ledger.store.backup import copy_before
from kachinko.ledger.store.refusals import StoreError

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 5_021_1896
"""Key of the server's advisory lock under which one program at a time migrates."""


def bring_up(engine: Engine) -> None:
    """Run the revisions that a database lacks, all or none; a file is copied before.

    Raises
    ------
    StoreError
        Where the database was written by a later release.
    """
    from alembic import command
    from alembic.script import ScriptDirectory

    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(_config(connection))
        found = _revision(connection)
    if found == scripts.get_current_head():
        return
    known = {each.revision for each in scripts.walk_revisions()}
    _refuse_later(found, known)
    if found is not None:
        copy_before(engine, found)
    immediate = engine.execution_options(begin="IMMEDIATE")
    with immediate.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
        # Another program may have been quicker.
        _refuse_later(_revision(connection), known)
        command.upgrade(_config(connection), "head")


def _refuse_later(found: str | None, known: set[str]) -> None:
    if found is not None and found not in known:
        raise StoreError(
            f"The ledger was written by a later release (its tables are at {found}).",
            hint="Update Kachinko; nothing was changed.",
        )


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()
