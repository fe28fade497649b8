"""Bring a database up to the tables of this release, by the revisions in `migrations`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.ledger.store.refusals import StoreError

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 5_021_1896
"""Key of the server's advisory lock under which one program at a time migrates."""


def bring_up(engine: Engine) -> None:
    """Run the revisions that a database lacks, all or none.

    Raises
    ------
    StoreError
        Where the database was written by a later release.
    """
    from alembic import command
    from alembic.script import ScriptDirectory

    with engine.connect() as connection:
        if (
            _revision(connection)
            == ScriptDirectory.from_config(_config(connection)).get_current_head()
        ):
            return
    immediate = engine.execution_options(begin="IMMEDIATE")
    with immediate.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
        config = _config(connection)
        found = _revision(connection)
        known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
        if found is not None and found not in known:
            raise StoreError(
                f"The ledger was written by a later release (its tables are at {found}).",
                hint="Update Kachinko; nothing was changed.",
            )
        command.upgrade(config, "head")


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
